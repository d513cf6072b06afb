import type { Proposal } from '@quantu/product-documents';
import { ENTITY_STATUSES, ENTITY_TYPES } from '@quantu/product-documents';
import { Form, Input, Select } from 'antd';
import { ENTITY_STATUS_WORD, ENTITY_TYPE_WORD } from '../../shell/entity-words.ts';
import { FigureFields } from './figure-fields.tsx';
import type { Lists } from './model.ts';

/** The fields of an item's form. */
export function FieldsOf({ proposal, lists }: { proposal: Proposal; lists: Lists }) {
  switch (proposal.kind) {
    case 'figure':
      return <FigureFields proposal={proposal} lists={lists} />;
    case 'entity':
      return <EntityFields />;
    case 'commitment':
      return <CommitmentFields />;
    case 'opinion':
      return <TitleField label="意见" />;
    case 'measure':
      return (
        <>
          <TitleField label="举措" />
          <Form.Item name="opinion" label="属于哪条意见">
            <Select options={opinionsOf(lists)} />
          </Form.Item>
        </>
      );
    case 'head':
      return <HeadFields />;
    case 'finding':
      return null;
  }
}

function opinionsOf(lists: Lists): { value: string; label: string }[] {
  return lists.opinion.flatMap((proposal) =>
    proposal.kind === 'opinion'
      ? [{ value: proposal.id, label: `${proposal.value.marker} ${proposal.value.title}` }]
      : [],
  );
}

const required = (label: string) => [{ required: true, whitespace: true, message: `请填写${label}` }];

function TitleField({ label }: { label: string }) {
  return (
    <Form.Item name="title" label={label} rules={required(label)}>
      <Input.TextArea autoFocus autoSize={{ minRows: 2, maxRows: 6 }} maxLength={500} />
    </Form.Item>
  );
}

const TYPES = ENTITY_TYPES.map((type) => ({ value: type, label: ENTITY_TYPE_WORD[type] }));
const STATUSES = ENTITY_STATUSES.map((status) => ({ value: status, label: ENTITY_STATUS_WORD[status] }));

function EntityFields() {
  return (
    <>
      <Form.Item name="name" label="名称" rules={required('名称')}>
        <Input autoFocus maxLength={500} />
      </Form.Item>
      <div className="field-pair">
        <Form.Item name="type" label="类别">
          <Select options={TYPES} />
        </Form.Item>
        <Form.Item name="status" label="状态">
          <Select allowClear options={STATUSES} placeholder="没有写明" />
        </Form.Item>
      </div>
      <Form.Item name="aliases" label="别名（文中的其他写法）">
        <Select mode="tags" open={false} suffix={null} tokenSeparators={['、', '，', ',']} />
      </Form.Item>
    </>
  );
}

function CommitmentFields() {
  return (
    <>
      <Form.Item name="verb" label="动作" rules={required('动作')}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="object" label="事项" rules={required('事项')}>
        <Input.TextArea autoFocus autoSize={{ minRows: 2, maxRows: 6 }} maxLength={2000} />
      </Form.Item>
      <div className="field-pair">
        <Form.Item name="owner" label="责任单位">
          <Input maxLength={200} placeholder="没有写明" />
        </Form.Item>
        <Form.Item name="due" label="时限">
          <Input maxLength={100} placeholder="没有写明" />
        </Form.Item>
      </div>
      <Form.Item name="measure" label="衡量标准">
        <Input maxLength={500} placeholder="没有写明" />
      </Form.Item>
    </>
  );
}

export const HEAD_WORDS = [
  ['number', '发文字号'],
  ['title', '标题'],
  ['kind', '文种'],
  ['issuer', '发文机关'],
  ['addressee', '主送机关'],
  ['signer', '签发人'],
  ['dated', '成文日期'],
  ['printedOn', '印发日期'],
  ['publicity', '公开方式'],
] as const;

const dayRule = { pattern: /^\d{4}-\d{2}-\d{2}$/, message: '写成 2024-07-10 的样子' };

function HeadFields() {
  return HEAD_WORDS.map(([name, label]) => (
    <Form.Item key={name} name={name} label={label} rules={name === 'dated' || name === 'printedOn' ? [dayRule] : []}>
      <Input maxLength={500} placeholder="没有写明" />
    </Form.Item>
  ));
}
