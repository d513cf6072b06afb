import { registerRoutes } from '@quantu/product-registers';
import type { RecordView, TransitionDescription, Value } from '@quantu/registers';
import { useMutation } from '@tanstack/react-query';
import { App, Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { ApiFault, call } from '../../shell/api.ts';
import { FaultLine, Loading } from '../../shell/states.tsx';
import { useProposals } from '../../accountability/proposals.ts';
import { FieldInput } from '../inputs/field-input.tsx';
import type { Entry } from '../inputs/entry.ts';
import { fieldOf, isFilesKind, valueOf, type Field } from '../model/fields.ts';
import { isSame } from '../model/merge.ts';
import { StateLight, titleOf } from '../table/value-view.tsx';
import { useForget, useRegister } from '../use-register.tsx';
import { FileField } from './file-field.tsx';
import { Required } from './required.tsx';
import { useRecord } from './use-record.ts';

interface Props {
  record: RecordView;
  step: TransitionDescription;
  onClose: () => void;
}

/** The step of a record, whatever of it the list or board had: what is already filled is asked for first. */
export function TransitionDialog({ record: { id }, step, onClose }: Props) {
  const whole = useRecord(id);
  if (whole.data) return <StepDialog record={whole.data.data} step={step} onClose={onClose} />;
  return (
    <Modal open title={step.label} width={620} footer={null} onCancel={onClose}>
      {whole.isPending && <Loading />}
      <FaultLine error={whole.error} onRetry={() => void whole.refetch()} />
    </Modal>
  );
}

/** A step asks for what it needs: fields, evidence, a reason, the document it rests on. */
function StepDialog({ record, step, onClose }: Props) {
  const { register, params, district } = useRegister();
  const { message } = App.useApp();
  const forget = useForget();
  const [entries, setEntries] = useState<Readonly<Record<string, Entry>>>({});
  const [reason, setReason] = useState('');
  const [document, setDocument] = useState('');
  const keys = [...new Set([...step.requires, ...step.asks])];
  const fields = keys.map((key) => fieldOf(register, key)).filter((field): field is Field => field !== undefined);
  const proposals = useProposals(district, register.key, record, step);
  const proposed = Object.fromEntries(
    Object.entries(proposals).filter(([key]) => keys.includes(key) && valueOf(record, key) === null),
  );
  const entryOf = ({ key }: Field): Entry =>
    entries[key] ?? proposed[key] ?? { value: valueOf(record, key), label: record.labels[key] };
  const move = useMutation({
    mutationFn: () =>
      call(registerRoutes.move, {
        params: { ...params, record: record.id },
        body: {
          version: record.version,
          transition: step.key,
          values: changed(record, { ...proposed, ...entries }),
          ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
          ...(document.trim() === '' ? {} : { document: document.trim() }),
        },
      }),
    onSuccess: async () => {
      message.success(`${titleOf(register, record)}：${step.label}`);
      onClose();
      await forget();
    },
    onError: async (error) => {
      // Somebody was faster: what is shown is asked for again, what was typed here stays.
      if (error instanceof ApiFault && error.status === 409) await forget();
    },
  });
  const empty = fields.filter(
    (field) => step.requires.includes(field.key) && !isFilesKind(field.kind) && entryOf(field).value === null,
  );
  const hasProblem = Object.values(entries).some(({ problem }) => problem !== undefined);
  const canSend = empty.length === 0 && !hasProblem && (!step.needsReason || reason.trim() !== '');
  return (
    <Modal
      open
      title={step.label}
      width={620}
      onCancel={onClose}
      footer={[
        <Button key="cancel" onClick={onClose}>
          取消
        </Button>,
        <Button key="go" type="primary" disabled={!canSend} loading={move.isPending} onClick={() => move.mutate()}>
          {step.label}
        </Button>,
      ]}
    >
      <p className="step-way">
        {titleOf(register, record)}：{record.state !== null && <StateLight state={record.state} />} →{' '}
        <StateLight state={step.to} />
      </p>
      {fields.map((field) => (
        <div key={field.key} className="form-field">
          {isFilesKind(field.kind) ? (
            <FileField
              record={record.id}
              field={field}
              mayWrite={field.mayWrite}
              isRequired={step.requires.includes(field.key)}
            />
          ) : (
            <>
              <label htmlFor={`step-${field.key}`}>
                {field.label}
                {step.requires.includes(field.key) && <Required />}
              </label>
              <FieldInput
                id={`step-${field.key}`}
                field={field}
                entry={entryOf(field)}
                onChange={(entry) => setEntries((all) => ({ ...all, [field.key]: entry }))}
              />
              {proposed[field.key] && <div className="quiet">{proposed[field.key]!.because}</div>}
              {entryOf(field).problem && <div className="problem">{entryOf(field).problem?.says}</div>}
              {field.help !== null && <div className="quiet">{field.help}</div>}
            </>
          )}
        </div>
      ))}
      <div className="form-field">
        <label htmlFor="step-reason">理由{step.needsReason && <Required />}</label>
        <Input.TextArea
          id="step-reason"
          maxLength={500}
          autoSize={{ minRows: 2 }}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
      </div>
      <div className="form-field">
        <label htmlFor="step-document">依据文件（文号，可不填）</label>
        <Input
          id="step-document"
          maxLength={100}
          value={document}
          onChange={({ target }) => setDocument(target.value)}
        />
      </div>
      <FaultLine error={move.error} />
    </Modal>
  );
}

function changed(record: RecordView, entries: Readonly<Record<string, Entry>>): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(entries)
      .filter(([key, { value }]) => !isSame(value, valueOf(record, key)))
      .map(([key, { value }]) => [key, value]),
  );
}
