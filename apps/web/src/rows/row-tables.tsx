import type { RowsAnswer } from '@quantu/product-documents';
import { Table, type TableColumnsType } from 'antd';
import { Link } from 'react-router';
import { Cards } from '../shell/cards.tsx';
import { useDisplay } from '../shell/display.ts';
import { ENTITY_STATUS_WORD } from '../shell/entity-words.ts';
import { Light } from '../shell/light.tsx';
import { pagesBy } from '../shell/pages.tsx';

type Rows = RowsAnswer['data'];
type Entity = Rows['entities'][number];
type Commitment = Rows['commitments'][number];

export function OpinionList({ rows }: { rows: Rows['opinions'] }) {
  return (
    <ol className="opinions">
      {rows.map((opinion) => (
        <li key={opinion.id} className="panel">
          <h2>
            {opinion.marker} {opinion.title}
          </h2>
          <ol>
            {opinion.measures.map((measure) => (
              <li key={measure.id} className="measure">
                <span className="quiet">{measure.marker}</span> {measure.title}
              </li>
            ))}
          </ol>
          {opinion.measures.length === 0 && <Light kind="watch" word="没有举措对应" />}
        </li>
      ))}
    </ol>
  );
}

function statusWord(status: string | null): string {
  const known = Object.entries(ENTITY_STATUS_WORD).find(([key]) => key === status);
  return known?.[1] ?? status ?? '—';
}

export function EntityTable({ rows }: { rows: Entity[] }) {
  const columns: TableColumnsType<Entity> = [
    { title: '名称', dataIndex: 'name' },
    { title: '状态', key: 'status', width: '9em', render: (_, { status }) => statusWord(status) },
    { title: '别名', key: 'aliases', render: (_, { aliases }) => aliases.join('、') || '—' },
    { title: '提到次数', key: 'mentions', dataIndex: 'mentions', className: 'num', align: 'right', width: '7em' },
  ];
  return <Table className="sheet" rowKey="id" columns={columns} dataSource={rows} pagination={pagesBy(100)} />;
}

const NONE = <Light kind="watch" word="没有写明" />;

export function CommitmentTable({ rows, back }: { rows: Commitment[]; back: string }) {
  const { isNarrow } = useDisplay();
  const place = ({ verb, object, start }: Commitment) => (
    <Link to={`${back}?place=${start}`}>
      {verb}
      {object}
    </Link>
  );
  if (isNarrow) {
    return (
      <Cards
        rows={rows}
        keyOf={(row) => row.id}
        renderCard={(row) => (
          <div className="card">
            <div className="card-title">{place(row)}</div>
            <div className="card-line">
              <span>责任单位 {row.owner ?? NONE}</span>
              <span>时限 {row.due ?? NONE}</span>
              <span>衡量标准 {row.measure ?? NONE}</span>
            </div>
          </div>
        )}
      />
    );
  }
  const columns: TableColumnsType<Commitment> = [
    { title: '承诺', key: 'promise', render: (_, row) => place(row) },
    { title: '责任单位', key: 'owner', width: '14em', render: (_, { owner }) => owner ?? NONE },
    { title: '时限', key: 'due', width: '11em', render: (_, { due }) => due ?? NONE },
    { title: '衡量标准', key: 'measure', width: '18em', render: (_, { measure }) => measure ?? NONE },
  ];
  return <Table className="sheet" rowKey="id" columns={columns} dataSource={rows} pagination={pagesBy(100)} />;
}
