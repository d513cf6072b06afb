import { projectRoutes, REPORT_FIELDS, type SheetRow } from '@quantu/projects';
import { useMutation } from '@tanstack/react-query';
import { App, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { call } from '../../shell/api.ts';
import { FaultLine } from '../../shell/states.tsx';
import { cellText, FIELD_WORD, readCell, type ProgressChoice, type ReportField } from './cells.ts';
import { useTakeSheet } from './use-sheet.ts';

interface Props {
  district: string;
  month: string;
  row: SheetRow;
  choices: readonly ProgressChoice[];
  onClose: () => void;
}

/** 更正: the only way to change what was approved; says why, and the approved number stays in the history. */
export function AmendDialog({ district, month, row, choices, onClose }: Props) {
  const { message } = App.useApp();
  const take = useTakeSheet(district);
  const [texts, setTexts] = useState<Partial<Record<ReportField, string>>>({});
  const [reason, setReason] = useState('');
  const read = REPORT_FIELDS.map((field) => ({ field, text: texts[field] }))
    .filter(({ field, text }) => text !== undefined && text !== cellText(field, row))
    .map(({ field, text = '' }) => ({ field, ...readCell(field, text, choices) }));
  const amend = useMutation({
    mutationFn: () => {
      const values = Object.fromEntries(read.map(({ field, value }) => [field, value]));
      const body = { report: row.report, version: row.version, values, reason: reason.trim() };
      return call(projectRoutes.amend, { params: { district, month }, body });
    },
    onSuccess: ({ data }) => {
      take(data);
      void message.success('已更正，原数和理由留在变更记录里');
      onClose();
    },
  });
  const isReady = read.length > 0 && read.every(({ problem }) => problem === null) && reason.trim() !== '';
  return (
    <Modal
      open
      title={`更正 ${row.name}`}
      okText="更正"
      okButtonProps={{ disabled: !isReady }}
      confirmLoading={amend.isPending}
      onOk={() => amend.mutate()}
      onCancel={onClose}
    >
      <p className="quiet">已审定的数据只能更正：原数保留，更正人和理由进入变更记录，灯随即重算。</p>
      <div className="amend-fields">
        {REPORT_FIELDS.map((field) => (
          <Field
            key={field}
            field={field}
            before={cellText(field, row)}
            text={texts[field]}
            choices={choices}
            problem={read.find((one) => one.field === field)?.problem ?? null}
            onType={(text) => setTexts({ ...texts, [field]: text })}
          />
        ))}
        <label htmlFor="amend-reason">理由（必填）</label>
        <Input.TextArea
          id="amend-reason"
          maxLength={500}
          autoSize={{ minRows: 2, maxRows: 5 }}
          value={reason}
          placeholder="例如：施工单位 9 月台账漏记一笔 120 万元"
          onChange={({ target }) => setReason(target.value)}
        />
      </div>
      <FaultLine error={amend.error} />
    </Modal>
  );
}

interface FieldProps {
  field: ReportField;
  before: string;
  text: string | undefined;
  choices: readonly ProgressChoice[];
  problem: string | null;
  onType: (text: string) => void;
}

function Field({ field, before, text, choices, problem, onType }: FieldProps) {
  const id = `amend-${field}`;
  const value = text ?? before;
  return (
    <>
      <label htmlFor={id}>{FIELD_WORD[field]}</label>
      {field === 'progress' ? (
        <Select
          id={id}
          allowClear
          value={value || null}
          options={choices.map(({ value, label }) => ({ value, label }))}
          onChange={(chosen: string | undefined) => onType(chosen ?? '')}
        />
      ) : (
        <Input
          id={id}
          value={value}
          status={problem === null ? '' : 'error'}
          inputMode={field === 'doneYuan' ? 'decimal' : 'text'}
          onChange={({ target }) => onType(target.value)}
        />
      )}
      {problem !== null && <div className="light-bad">{problem}</div>}
      {problem === null && value !== before && <div className="quiet">原为 {before === '' ? '空' : before}</div>}
    </>
  );
}
