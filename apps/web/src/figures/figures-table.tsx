import type { FigureRow } from '@quantu/product-documents';
import { Button, type TableColumnsType, type TableProps } from 'antd';
import { Link } from 'react-router';
import { CardsOrTable } from '../shell/cards.tsx';
import { useDisplay } from '../shell/display.ts';
import { fullRange, officeParts, officeRange } from '../shell/figure-text.ts';
import { approxWord, comparisonWord, FIGURE_KIND_WORD } from '../shell/figure-words.ts';
import { FigureLight } from '../shell/figure-parts.tsx';
import type { Paging } from '../shell/pages.tsx';
import type { FigureFilter } from './filter.ts';

interface Props {
  district: string;
  rows: readonly FigureRow[];
  filter: FigureFilter;
  pages: Paging;
  onSort: (sort: string, order: string) => void;
  onOpen: (id: string) => void;
}

export function FiguresTable({ district, rows, filter, pages, onSort, onOpen }: Props) {
  const { isNarrow } = useDisplay();
  const sorted: TableProps<FigureRow>['onChange'] = (_pages, _filters, sorter, { action }) => {
    if (action !== 'sort' || Array.isArray(sorter)) return;
    const key = sorter.order ? String(sorter.columnKey) : '';
    onSort(key, sorter.order === 'descend' ? 'desc' : '');
  };
  return (
    <CardsOrTable
      isCards={isNarrow}
      rows={rows}
      keyOf={({ id }) => id}
      columns={columns(district, filter, onOpen)}
      renderCard={(figure) => <FigureCard figure={figure} onOpen={onOpen} />}
      pages={pages}
      onOpen={({ id }) => onOpen(id)}
      onChange={sorted}
      showSorterTooltip={false}
    />
  );
}

/** The address of the figure in its document. */
export function placeOf(district: string, figure: FigureRow): string {
  return `/d/${district}/documents/${figure.document.id}?place=${figure.start}`;
}

function FigureCard({ figure, onOpen }: { figure: FigureRow; onOpen: (id: string) => void }) {
  return (
    <button type="button" className="card" onClick={() => onOpen(figure.id)}>
      <div className="figure-card-head">
        <span className="card-title">{figure.subject || '（未注明指标）'}</span>
        <b className="num">{officeRange(figure.value, figure.value2, figure.unit)}</b>
      </div>
      <div className="card-line">
        <span>原文 {figure.surface}</span>
        <FigureLight state={figure.state} evidence={figure.evidence} />
      </div>
      <div className="card-line quiet">{sourceWord(figure)}</div>
    </button>
  );
}

function sourceWord({ document, path }: FigureRow): string {
  return `${document.number ?? document.title} ${path.join('')}`;
}

function rangeNumber({ value, value2, unit }: FigureRow): string {
  const low = officeParts(value, unit).number;
  return value2 === null ? low : `${low}～${officeParts(value2, unit).number}`;
}

function detail({ period, comparison, approx, kind }: FigureRow): string {
  const words = [
    FIGURE_KIND_WORD[kind],
    period ?? '',
    comparisonWord(comparison),
    approx === 'exact' ? '' : approxWord(approx),
  ];
  return words.filter((word) => word !== '').join(' · ');
}

function columns(
  district: string,
  { sort, order }: FigureFilter,
  open: (id: string) => void,
): TableColumnsType<FigureRow> {
  const sortable = (key: string) => ({
    key,
    sorter: true,
    sortOrder: sort === key ? (order === 'desc' ? ('descend' as const) : ('ascend' as const)) : null,
  });
  return [
    {
      title: '指标',
      ...sortable('subject'),
      render: (_, figure) => (
        <>
          <Button type="link" className="place" onClick={() => open(figure.id)}>
            {figure.subject || '（未注明指标）'}
          </Button>
          <div className="quiet">{detail(figure)}</div>
        </>
      ),
    },
    {
      title: '数值',
      ...sortable('value'),
      className: 'num',
      align: 'right',
      width: '9em',
      render: (_, figure) => (
        <span title={fullRange(figure.value, figure.value2, figure.unit)}>{rangeNumber(figure)}</span>
      ),
    },
    {
      title: '单位',
      ...sortable('unit'),
      width: '7em',
      render: (_, { value, unit }) => officeParts(value, unit).unit,
    },
    {
      title: '原文',
      key: 'surface',
      width: '24em',
      render: (_, figure) => (
        <span className="context">
          {figure.before.slice(-12)}
          <b>{figure.surface}</b>
          {figure.after.slice(0, 10)}
        </span>
      ),
    },
    {
      title: '出处',
      ...sortable('document'),
      width: '17em',
      render: (_, figure) => (
        <Link to={placeOf(district, figure)} title={`打开《${figure.document.title}》，定位到这个数字`}>
          {figure.document.number ?? figure.document.title}
          <div className="quiet">{figure.path.join('')}</div>
        </Link>
      ),
    },
    {
      title: '状态',
      key: 'state',
      width: '13em',
      render: (_, { state, evidence }) => (
        <>
          <FigureLight state={state} evidence={evidence} />
          {evidence && (
            <div className="quiet">
              {evidence.isProposed ? '可能是：' : ''}
              {evidence.label}
            </div>
          )}
        </>
      ),
    },
  ];
}
