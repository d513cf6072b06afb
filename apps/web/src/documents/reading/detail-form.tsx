import type { Proposal } from '@quantu/product-documents';
import { Alert, Button, Form } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { ApiFault } from '../../shell/api.ts';
import { FaultLine } from '../../shell/states.tsx';
import { correctionOf, formOf, type FormValues } from './correction.ts';
import { dropDraft, keepDraft, readDraft } from './draft.ts';
import { FieldsOf } from './fields.tsx';
import { PartList, type Around } from './part-list.tsx';
import type { Writer } from './use-document.ts';

interface Props {
  proposal: Proposal;
  around: Around;
  writer: Writer;
  /** The newest state of this item, when somebody else changed it meanwhile. */
  refetch: (id: string) => Promise<Proposal | undefined>;
  onDone: () => void;
  onCancel: () => void;
}

/** The parts of an item, to be corrected. Drafts survive a reload; a faster colleague's version is put beside. */
export function DetailForm({ proposal, around, writer, refetch, onDone, onCancel }: Props) {
  const [form] = Form.useForm<FormValues>();
  const [draft] = useState(() => readDraft(proposal.id));
  const [base, setBase] = useState(proposal);
  const [theirs, setTheirs] = useState<Proposal | null>(null);
  const [error, setError] = useState<Error | null>(null);
  // Whoever goes elsewhere while it is being saved is not called on to the next item.
  const isOpen = useRef(true);
  useEffect(() => {
    isOpen.current = true;
    return () => {
      isOpen.current = false;
    };
  }, []);

  async function refused(fault: Error): Promise<void> {
    const isStale = fault instanceof ApiFault && fault.status === 409;
    const now = isStale ? await refetch(proposal.id) : undefined;
    if (now && now.version !== base.version) setTheirs(now);
    else setError(fault);
  }

  function save(values: FormValues, on: Proposal): void {
    const correction = correctionOf(on, values);
    if (correction === null) return leave(on.state === 'proposed' ? onCancel : onDone);
    setError(null);
    writer.mutate(
      { route: 'change', proposal: on.id, body: { version: on.version, act: 'correct', ...correction } },
      { onSuccess: () => leave(onDone), onError: (fault) => void refused(fault) },
    );
  }

  function leave(then: () => void): void {
    dropDraft(proposal.id);
    if (isOpen.current) then();
  }

  function keepMine(): void {
    if (!theirs) return;
    setBase(theirs);
    setTheirs(null);
    save(form.getFieldsValue(), theirs);
  }

  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      className="detail-form"
      initialValues={draft ?? formOf(proposal)}
      onValuesChange={(_, values) => keepDraft(proposal.id, values)}
      onFinish={(values) => save(values, base)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') leave(onCancel);
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.submit();
      }}
    >
      {draft && <p className="quiet">已恢复上次没有保存的修改</p>}
      <FieldsOf proposal={proposal} lists={around.lists} />
      <FaultLine error={error} />
      {theirs && <Conflict theirs={theirs} around={around} onMine={keepMine} onTheirs={() => leave(onCancel)} />}
      <div className="detail-actions">
        <Button type="primary" htmlType="submit" loading={writer.isPending}>
          保存
        </Button>
        <Button onClick={() => leave(onCancel)}>取消</Button>
      </div>
    </Form>
  );
}

interface ConflictProps {
  theirs: Proposal;
  around: Around;
  onMine: () => void;
  onTheirs: () => void;
}

function Conflict({ theirs, around, onMine, onTheirs }: ConflictProps) {
  return (
    <Alert
      type="warning"
      title={`${theirs.changedBy ?? '他人'}刚刚改过这一条`}
      description={
        <>
          <PartList proposal={theirs} around={around} />
          <div className="detail-actions">
            <Button onClick={onTheirs}>用他人的</Button>
            <Button onClick={onMine}>用我的</Button>
          </div>
        </>
      }
    />
  );
}
