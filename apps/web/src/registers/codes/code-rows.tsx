import { Button, Input, Table, type TableColumnsType } from 'antd';
import { useRef } from 'react';
import { pagesBy } from '../../shell/pages.tsx';
import { emptyDraft, type CodeDraft } from './codes.ts';

interface Props {
  drafts: readonly CodeDraft[];
  onChange: (drafts: readonly CodeDraft[]) => void;
}

type Typed = 'code' | 'label' | 'parent' | 'until';
const HEADS: readonly { name: Typed; title: string; width: string }[] = [
  { name: 'code', title: '代码', width: '11em' },
  { name: 'label', title: '名称', width: '16em' },
  { name: 'parent', title: '上级代码', width: '9em' },
  { name: 'until', title: '停用日期', width: '10em' },
];

/** The codes of a version as rows to type in. */
export function CodeRows({ drafts, onChange }: Props) {
  const made = useRef(0);
  const change = (key: string, name: Typed, value: string): void =>
    onChange(drafts.map((draft) => (draft.key === key ? { ...draft, [name]: value } : draft)));
  const columns: TableColumnsType<CodeDraft> = [
    ...HEADS.map(({ name, title, width }) => ({
      title,
      key: name,
      width,
      render: (_: unknown, draft: CodeDraft, at: number) => (
        <Input
          aria-label={`第 ${at + 1} 行${title}`}
          type={name === 'until' ? 'date' : 'text'}
          value={draft[name]}
          maxLength={name === 'label' ? 100 : 40}
          disabled={name === 'code' && draft.isKnown}
          onChange={({ target }) => change(draft.key, name, target.value)}
        />
      ),
    })),
    {
      title: '',
      key: 'remove',
      render: (_, draft, at) => (
        <Button
          type="text"
          aria-label={`删掉第 ${at + 1} 行`}
          onClick={() => onChange(drafts.filter(({ key }) => key !== draft.key))}
        >
          删掉
        </Button>
      ),
    },
  ];
  return (
    <>
      <Table
        className="sheet"
        size="small"
        rowKey="key"
        columns={columns}
        dataSource={drafts}
        pagination={pagesBy(50)}
        scroll={{ x: 'max-content' }}
      />
      <Button onClick={() => onChange([...drafts, emptyDraft(`new ${made.current++}`)])}>添一个代码</Button>
    </>
  );
}
