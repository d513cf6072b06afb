import { APPROX, FIGURE_KINDS, type Proposal } from '@quantu/product-documents';
import { AutoComplete, Button, Form, Input, Select } from 'antd';
import { useMemo } from 'react';
import { fullFigure } from '../../shell/figure-text.ts';
import { approxWord, FIGURE_KIND_WORD } from '../../shell/figure-words.ts';
import type { Lists } from './model.ts';
import { parseOfficeNumber, printedLike } from './office-number.ts';

const KINDS = FIGURE_KINDS.map((kind) => ({ value: kind, label: FIGURE_KIND_WORD[kind] }));
const APPROXES = APPROX.map((approx) => ({ value: approx, label: approxWord(approx) }));
const COMPARISONS = ['同比', '环比', '较上年', '占计划', '序时', '由到', '占比', '较'].map((value) => ({
  value,
  label: value,
}));

const isNumber = (isOptional: boolean) => ({
  validator: (_: unknown, value: unknown) => {
    const text = typeof value === 'string' ? value.trim() : '';
    if (text === '' && isOptional) return Promise.resolve();
    if (parseOfficeNumber(text) !== null) return Promise.resolve();
    return Promise.reject(new Error(text === '' ? '请填写数值' : `“${text}”不是数值，可以写 304.36亿 或 30436000000`));
  },
});

/** The parts of a figure: value, unit, subject and what narrows them. */
export function FigureFields({ proposal, lists }: { proposal: Proposal; lists: Lists }) {
  const units = useMemo(() => unitsOf(lists), [lists]);
  const wholes = useMemo(() => wholesOf(proposal, lists), [proposal, lists]);
  return (
    <>
      <div className="field-pair">
        <Form.Item name="value" label="数值" rules={[isNumber(false)]} extra={<FullValue />}>
          <Input autoFocus maxLength={40} inputMode="decimal" />
        </Form.Item>
        <Form.Item name="unit" label="单位">
          <AutoComplete
            options={units}
            showSearch={{ filterOption: (typed, option) => option?.value.includes(typed) ?? false }}
          />
        </Form.Item>
      </div>
      <Form.Item
        name="surface"
        label="公文里印作"
        rules={[{ required: true, whitespace: true, message: '请填写公文里印的字' }]}
      >
        <Input maxLength={200} />
      </Form.Item>
      <Reprint proposal={proposal} />
      <Form.Item name="subject" label="指标">
        <Input.TextArea autoSize={{ minRows: 1, maxRows: 4 }} maxLength={500} />
      </Form.Item>
      <div className="field-pair">
        <Form.Item name="kind" label="类别">
          <Select options={KINDS} />
        </Form.Item>
        <Form.Item name="approx" label="约数">
          <Select options={APPROXES} />
        </Form.Item>
        <Form.Item name="value2" label="区间上限" rules={[isNumber(true)]}>
          <Input maxLength={40} placeholder="不是区间" />
        </Form.Item>
        <Form.Item name="period" label="时期">
          <Input maxLength={100} placeholder="没有写明" />
        </Form.Item>
        <Form.Item name="comparisonType" label="比较">
          <Select allowClear options={COMPARISONS} placeholder="不是比较" />
        </Form.Item>
        <Form.Item name="comparisonBase" label="比较基数">
          <Input maxLength={500} placeholder="没有写明" />
        </Form.Item>
      </div>
      <Form.Item name="subsetOf" label="其中（属于哪个总数）">
        <Select allowClear showSearch={{ optionFilterProp: 'label' }} options={wholes} placeholder="不是其中项" />
      </Form.Item>
    </>
  );
}

/** What the typed text means in full: 304.36亿 = 30,436,000,000 元. */
function FullValue() {
  const typed: unknown = Form.useWatch('value');
  const unit: unknown = Form.useWatch('unit');
  const value = typeof typed === 'string' ? parseOfficeNumber(typed) : null;
  return value === null ? null : (
    <span className="full-value">= {fullFigure(value, typeof unit === 'string' ? unit : '')}</span>
  );
}

/** The number is corrected, the print is not: was the machine wrong, or the report? One click says the report was. */
function Reprint({ proposal }: { proposal: Proposal }) {
  const form = Form.useFormInstance();
  const typed: unknown = Form.useWatch('value');
  const unit: unknown = Form.useWatch('unit');
  const surface: unknown = Form.useWatch('surface');
  const value = typeof typed === 'string' ? parseOfficeNumber(typed) : null;
  if (proposal.kind !== 'figure' || value === null || typeof unit !== 'string') return null;
  if (value === proposal.value.value || surface !== proposal.value.surface) return null;
  const printed = printedLike(proposal.value.surface, value, unit);
  if (printed === surface) return null;
  return (
    <p className="reprint">
      报告写错了？
      <Button type="link" size="small" className="place" onClick={() => form.setFieldValue('surface', printed)}>
        导出的公文里也改为“{printed}”
      </Button>
    </p>
  );
}

function unitsOf(lists: Lists): { value: string }[] {
  const units = lists.figure.flatMap((other) => (other.kind === 'figure' ? [other.value.unit] : []));
  return [...new Set(units)].map((value) => ({ value }));
}

/** The figures before this one with the same unit, nearest first. */
function wholesOf(proposal: Proposal, lists: Lists): { value: string; label: string }[] {
  if (proposal.kind !== 'figure') return [];
  const { start, unit, subsetOf } = proposal.value;
  return lists.figure
    .flatMap((other) => (other.kind === 'figure' && other.id !== proposal.id ? [other] : []))
    .filter(({ id, value }) => id === subsetOf || (value.start < start && value.unit === unit))
    .slice(-60)
    .reverse()
    .map(({ id, value }) => ({ value: id, label: `${value.surface} ${value.subject}` }));
}
