import { registerRoutes } from '@quantu/product-registers';
import type { RecordView, Value, Written } from '@quantu/registers';
import { useMutation } from '@tanstack/react-query';
import { App, Button, Input } from 'antd';
import { useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { ApiFault, call } from '../../shell/api.ts';
import { recordAddress, registerAddress } from '../../shell/catalogue.ts';
import { moment } from '../../shell/moment.ts';
import { FaultLine } from '../../shell/states.tsx';
import type { Entry } from '../inputs/entry.ts';
import { computedValue, isComputedHere } from '../model/computed.ts';
import { isFilesKind, type Field } from '../model/fields.ts';
import { groupsOf } from '../model/field-groups.ts';
import type { Values } from '../model/merge.ts';
import { useForget, useRegister } from '../use-register.tsx';
import { problemsOf } from './faults.ts';
import { FilesLeft, FormFiles } from './form-files.tsx';
import { FormField } from './form-field.tsx';
import { MergeDialog } from './merge-dialog.tsx';
import type { Given } from './given.ts';
import { useForm } from './use-form.ts';
import { useNewFiles } from './use-new-files.ts';

interface Props {
  record: RecordView | null;
  /** Fields the reader may write here. */
  writable: readonly string[];
  /** What a new record is opened with. */
  given?: Given;
}

interface Send {
  readonly version: number | null;
  readonly values: Values;
}

/** The form of a register, from its declaration. Ctrl+Enter saves; what is typed survives a reload. */
export function RecordForm({ record, writable, given = {} }: Props) {
  const { register, district, params } = useRegister();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const forget = useForget();
  const form = useForm(`draft.${district}.${register.key}.${record?.id ?? 'new'}`, record, given);
  const [document, setDocument] = useState('');
  const [missing, setMissing] = useState<Readonly<Record<string, string>>>({});
  const [current, setCurrent] = useState<RecordView | null>(null);
  const files = useNewFiles();
  /** The record that was made, while files of it are not there yet. */
  const [made, setMade] = useState<string | null>(null);
  const element = useRef<HTMLFormElement>(null);
  // What the program writes is not there yet in a new record.
  const fields = register.fields.filter(
    (field) => !isFilesKind(field.kind) && (field.isTyped || isComputedHere(field) || record !== null),
  );
  const entryOf = (field: Field): Entry => {
    if (!isComputedHere(field)) return form.entryOf(field.key);
    const typed = register.fields.map(({ key }): [string, Value] => [key, form.entryOf(key).value]);
    return { value: computedValue(field, Object.fromEntries(typed)) };
  };
  const save = useMutation({
    mutationFn: ({ version, values }: Send): Promise<{ data: Written }> => {
      const body = { values: { ...values }, ...(document.trim() === '' ? {} : { document: document.trim() }) };
      if (record === null || version === null) return call(registerRoutes.create, { params, body });
      return call(registerRoutes.change, { params: { ...params, record: record.id }, body: { ...body, version } });
    },
    onSuccess: async ({ data }) => {
      form.discard();
      setCurrent(null);
      message.success(record === null ? '已新增' : data.isUnchanged ? '没有变化，不用保存' : '已保存');
      await forget();
      if (record === null && files.hasAny) {
        setMade(data.id);
        if ((await files.send(data.id)) > 0) return;
      }
      await open(data.id);
    },
    onError: async (error) => {
      if (!(error instanceof ApiFault) || error.status !== 409 || record === null) return;
      if (error.code !== 'record.stale' && !('current' in error.body)) return;
      const now = await call(registerRoutes.record, { params: { ...params, record: record.id }, query: {} });
      setCurrent(now.data);
    },
  });
  const open = async (id: string): Promise<void> => {
    await forget();
    void navigate(recordAddress(district, register.key, id), { replace: true });
  };
  const refused = problemsOf(save.error, fields);
  const isStale = current !== null;
  const submit = (): void => {
    const empty = fields.filter(
      ({ key, isRequired, isTyped }) =>
        isRequired &&
        isTyped &&
        writable.includes(key) &&
        form.entryOf(key).value === null &&
        !form.entryOf(key).problem,
    );
    setMissing(Object.fromEntries(empty.map(({ key, label }) => [key, `请填写${label}`])));
    const first = empty[0]?.key ?? fields.find(({ key }) => form.entryOf(key).problem)?.key;
    if (first !== undefined) {
      element.current?.querySelector<HTMLElement>(`#field-${first}`)?.focus();
      return;
    }
    save.mutate({ version: form.version, values: form.changed });
  };
  const back =
    record === null ? registerAddress(district, register.key) : recordAddress(district, register.key, record.id);
  if (made !== null) return <FilesLeft record={made} files={files} onDone={() => void open(made)} />;
  return (
    <form
      ref={element}
      className="record-form"
      aria-label={record === null ? '新增记录' : '修改记录'}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      onKeyDown={(event) => {
        if (!(event.ctrlKey || event.metaKey) || (event.key !== 'Enter' && event.key !== 's')) return;
        event.preventDefault();
        submit();
      }}
    >
      {form.restoredAt !== null && (
        <p className="note-line" role="status">
          已恢复 {moment(form.restoredAt)} 没有保存的内容
          <Button size="small" onClick={form.discard}>
            不要了
          </Button>
        </p>
      )}
      {groupsOf(fields).map(({ label, fields: some }) => (
        <fieldset key={label ?? ''} className="panel form-group">
          <legend className={label === null ? 'sr-only' : undefined}>{label ?? '基本情况'}</legend>
          <div className="form-columns">
            {some.map((field) => (
              <FormField
                key={field.key}
                field={field}
                entry={entryOf(field)}
                isWritable={writable.includes(field.key)}
                problem={(field.key in form.changed ? undefined : missing[field.key]) ?? refused[field.key] ?? null}
                onChange={(entry) => form.set(field.key, entry)}
              />
            ))}
          </div>
        </fieldset>
      ))}
      <FormFiles record={record} writable={writable} files={files} />
      <fieldset className="panel form-group">
        <legend>依据</legend>
        <div className="form-field">
          <label htmlFor="form-document">依据文件</label>
          <Input
            id="form-document"
            maxLength={100}
            placeholder="文号或文件名称，可不填"
            value={document}
            onChange={({ target }) => setDocument(target.value)}
          />
        </div>
      </fieldset>
      <div className="form-foot">
        {!isStale && <FaultLine error={save.error} />}
        <Button type="primary" htmlType="submit" loading={save.isPending} disabled={!form.isDirty}>
          保存
        </Button>
        <Button onClick={() => void navigate(back)}>返回</Button>
        <span className="quiet">
          {files.hasAny
            ? '选好的文件还没有上传，保存时一起上传；现在关掉要重新选'
            : form.isDirty
              ? '没有保存的内容留在本机，关掉也不丢。Ctrl+Enter 保存'
              : record === null
                ? ''
                : '还没有改动'}
        </span>
      </div>
      {current && (
        <MergeDialog
          base={form.base}
          mine={form.changed}
          mineLabels={form.labels}
          baseLabels={record?.labels ?? {}}
          current={current}
          isSaving={save.isPending}
          error={save.error instanceof ApiFault && save.error.status === 409 ? null : save.error}
          onSave={(values) => save.mutate({ version: current.version, values })}
          onCancel={() => setCurrent(null)}
        />
      )}
    </form>
  );
}
