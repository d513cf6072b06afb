import type { CompareAnswer } from '@quantu/product-documents';
import { Table, Tabs, type TableColumnsType } from 'antd';
import { Link } from 'react-router';
import { Cards } from '../shell/cards.tsx';
import { useDisplay } from '../shell/display.ts';
import { fullFigure, officeFigure, officeRange } from '../shell/figure-text.ts';
import { FIGURE_KIND_WORD } from '../shell/figure-words.ts';
import { Light } from '../shell/light.tsx';
import { pagesBy } from '../shell/pages.tsx';

type Data = CompareAnswer['data'];
type Difference = Data['differences'][number];
type Figure = Difference['a'];

interface Props {
  district: string;
  answer: Data;
  isOnlyDifferent: boolean;
}

export function CompareResult({ district, answer, isOnlyDifferent }: Props) {
  const { a, b, differences, otherWords, onlyInA, onlyInB } = answer;
  const different = differences.filter(({ isSame }) => !isSame).length;
  const shown = isOnlyDifferent ? differences.filter(({ isSame }) => !isSame) : differences;
  const toA = (figure: Figure) => (
    <Place to={`/d/${district}/documents/${a.id}?place=${figure.start}`} figure={figure} />
  );
  const toB = (figure: Figure) => (
    <Place to={`/d/${district}/documents/${b.id}?place=${figure.start}`} figure={figure} />
  );
  return (
    <Tabs
      items={[
        {
          key: 'same',
          label: `同一指标 ${differences.length}，其中 ${different} 个数值不同`,
          children: <Differences rows={shown} total={differences.length} toA={toA} toB={toB} />,
        },
        {
          key: 'words',
          label: `数值相同、说法不同 ${otherWords.length}`,
          children: <OtherWords rows={otherWords} toA={toA} toB={toB} />,
        },
        { key: 'a', label: `只在甲 ${onlyInA.length}`, children: <Only rows={onlyInA} to={toA} /> },
        { key: 'b', label: `只在乙 ${onlyInB.length}`, children: <Only rows={onlyInB} to={toB} /> },
      ]}
    />
  );
}

function Place({ to, figure }: { to: string; figure: Figure }) {
  return (
    <Link to={to} title={`原文 ${figure.surface}，${fullFigure(figure.value, figure.unit)}`}>
      {officeRange(figure.value, figure.value2, figure.unit)}
    </Link>
  );
}

type Show = (figure: Figure) => React.ReactNode;

function changeWord({ change, changePercent, unit, isSame }: Difference): React.ReactNode {
  if (isSame) return <Light kind="good" word="相同" />;
  if (change === null) return <Light kind="watch" word="不同" />;
  const sign = change.startsWith('-') ? '' : '+';
  const unitOfChange = unit === '%' ? '个百分点' : unit;
  return (
    <Light
      kind="watch"
      word={`${sign}${officeFigure(change, unitOfChange)}${changePercent === null ? '' : `（${sign}${changePercent}%）`}`}
    />
  );
}

function Differences({ rows, total, toA, toB }: { rows: Difference[]; total: number; toA: Show; toB: Show }) {
  const { isPhone } = useDisplay();
  if (rows.length === 0) {
    return <p className="quiet">{total === 0 ? '两份报告没有相同的指标。' : `${total} 个相同的指标，数值都一致。`}</p>;
  }
  if (isPhone) {
    return (
      <Cards
        rows={rows}
        keyOf={(row) => `${row.a.start}-${row.b.start}`}
        renderCard={(row) => (
          <div className="card">
            <div className="card-title">{row.subject}</div>
            <div className="card-line">
              <span>甲 {toA(row.a)}</span>
              <span>乙 {toB(row.b)}</span>
            </div>
            <div className="card-line">{changeWord(row)}</div>
          </div>
        )}
      />
    );
  }
  const columns: TableColumnsType<Difference> = [
    {
      title: '指标',
      key: 'subject',
      render: (_, { subject, kind, a, b }) => (
        <>
          {subject}
          <div className="quiet">
            {[
              FIGURE_KIND_WORD[kind],
              a.period === b.period ? a.period : [a.period, b.period].filter(Boolean).join(' / '),
            ]
              .filter(Boolean)
              .join(' · ')}
          </div>
        </>
      ),
    },
    { title: '甲', key: 'a', className: 'num', align: 'right', width: '14em', render: (_, { a }) => toA(a) },
    { title: '乙', key: 'b', className: 'num', align: 'right', width: '14em', render: (_, { b }) => toB(b) },
    {
      title: '差（乙减甲）',
      key: 'change',
      className: 'num',
      align: 'right',
      width: '18em',
      render: (_, row) => changeWord(row),
    },
  ];
  return <PairTable columns={columns} rows={rows} />;
}

function OtherWords({ rows, toA, toB }: { rows: Data['otherWords']; toA: Show; toB: Show }) {
  const columns: TableColumnsType<Data['otherWords'][number]> = [
    { title: '甲的说法', key: 'wa', render: (_, { a }) => a.subject },
    { title: '甲', key: 'a', className: 'num', align: 'right', render: (_, { a }) => toA(a) },
    { title: '乙的说法', key: 'wb', render: (_, { b }) => b.subject },
    { title: '乙', key: 'b', className: 'num', align: 'right', render: (_, { b }) => toB(b) },
  ];
  return <PairTable columns={columns} rows={rows} />;
}

function Only({ rows, to }: { rows: Figure[]; to: Show }) {
  const columns: TableColumnsType<Figure> = [
    { title: '指标', key: 'subject', render: (_, { subject }) => subject || '（未注明指标）' },
    { title: '数值', key: 'value', className: 'num', align: 'right', width: '14em', render: (_, figure) => to(figure) },
    { title: '原文', key: 'surface', width: '16em', render: (_, { surface }) => surface },
  ];
  return (
    <Table
      className="sheet"
      rowKey="start"
      columns={columns}
      dataSource={rows}
      pagination={pagesBy(100)}
      locale={{ emptyText: '没有' }}
    />
  );
}

/** Rows that each stand for a pair of figures, one of either report. */
function PairTable<Row extends { a: { start: number }; b: { start: number } }>({
  columns,
  rows,
}: {
  columns: TableColumnsType<Row>;
  rows: Row[];
}) {
  return (
    <Table
      className="sheet"
      rowKey={({ a, b }) => `${a.start}-${b.start}`}
      columns={columns}
      dataSource={rows}
      pagination={pagesBy(100)}
      locale={{ emptyText: '没有' }}
    />
  );
}
