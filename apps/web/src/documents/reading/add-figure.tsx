import type { Proposal } from '@quantu/product-documents';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { fullFigure } from '../../shell/figure-text.ts';
import { FormDialog } from '../../shell/form-dialog.tsx';
import { parseOfficeNumber, parsePrinted } from './office-number.ts';
import type { Writer } from './use-document.ts';
import { useTextSelection } from './use-text-selection.ts';

interface Props {
  text: string;
  writer: Writer;
  onAdded: (proposal: Proposal | undefined) => void;
}

interface Fields {
  value: string;
  unit?: string;
  subject?: string;
}

/** Select characters, then 标为数字: for the figure the machine did not see. */
export function AddFigure({ text, writer, onAdded }: Props) {
  const [selection, clear] = useTextSelection();
  const [range, setRange] = useState<{ start: number; end: number } | null>(null);
  return (
    <>
      {selection && !range && (
        <Button
          type="primary"
          className="mark-button"
          style={{
            left: Math.min(selection.x, window.innerWidth - 110),
            top: Math.min(selection.y + 6, window.innerHeight - 50),
          }}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => {
            setRange({ start: selection.start, end: selection.end });
            clear();
          }}
        >
          标为数字
        </Button>
      )}
      {range && (
        <AddDialog text={text} range={range} writer={writer} onAdded={onAdded} onClose={() => setRange(null)} />
      )}
    </>
  );
}

function AddDialog({
  text,
  range,
  writer,
  onAdded,
  onClose,
}: Props & { range: { start: number; end: number }; onClose: () => void }) {
  const [form] = Form.useForm<Fields>();
  const typed: unknown = Form.useWatch('value', form);
  const unit: unknown = Form.useWatch('unit', form);
  const surface = text.slice(range.start, range.end);
  const guess = parsePrinted(surface);
  const value = typeof typed === 'string' ? parseOfficeNumber(typed) : null;
  function add(fields: Fields): void {
    const value = parseOfficeNumber(fields.value);
    if (value === null) return;
    writer.mutate(
      {
        route: 'add',
        body: { ...range, value, unit: (fields.unit ?? '').trim(), subject: (fields.subject ?? '').trim() },
      },
      {
        onSuccess: ({ data }) => {
          onAdded(data.proposals.find((proposal) => proposal.kind === 'figure'));
          onClose();
        },
      },
    );
  }
  return (
    <FormDialog
      title={`标为数字：${surface}`}
      okText="标为数字"
      form={form}
      initial={{ value: guess?.value ?? '', unit: guess?.unit ?? '' }}
      sending={writer}
      onSubmit={add}
      onClose={onClose}
    >
      <div className="field-pair">
        <Form.Item
          name="value"
          label="数值"
          extra={value === null ? null : `= ${fullFigure(value, typeof unit === 'string' ? unit : '')}`}
          rules={[
            {
              validator: (_, typed: string) =>
                parseOfficeNumber(typed) === null
                  ? Promise.reject(new Error('写成 304.36亿 或 30436000000 的样子'))
                  : Promise.resolve(),
            },
          ]}
        >
          <Input autoFocus maxLength={40} />
        </Form.Item>
        <Form.Item name="unit" label="单位">
          <Input maxLength={40} />
        </Form.Item>
      </div>
      <Form.Item name="subject" label="指标">
        <Input maxLength={500} />
      </Form.Item>
    </FormDialog>
  );
}
