import { PrinterOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { indicatorRoutes, type IndicatorRow, type Series } from '@quantu/indicators';
import { Button, Table, type TableColumnsType } from 'antd';
import { Link } from 'react-router';
import { useAsOf, useAsOfQuery } from '../shell/as-of.ts';
import { call } from '../shell/api.ts';
import { Cards } from '../shell/cards.tsx';
import { useDisplay } from '../shell/display.ts';
import { grouped } from '../shell/figure-text.ts';
import { PageHead } from '../shell/page.tsx';
import { SearchBox } from '../shell/search-box.tsx';
import { useDistrict } from '../shell/session.ts';
import { Empty, Failed, FaultLine, Loading } from '../shell/states.tsx';
import { useSearchState } from '../shell/use-search-state.ts';
import { indicatorAddress } from './addresses.ts';
import { PeriodSelect } from './periods.tsx';
import { Sparkline } from './sparkline.tsx';
import { HOW_WORDS, valueText } from './words.ts';
import './indicators.css';

/** Every figure that a register declares, with its value on the day that is looked at. */
export function IndicatorsPage() {
  const district = useDistrict();
  const day = useAsOf();
  const asOf = useAsOfQuery();
  const [search, show] = useSearchState();
  const period = search.get('period');
  const text = search.get('text') ?? '';
  const query = { ...asOf, ...(period ? { period } : {}) };
  const rows = useQuery({
    queryKey: ['indicators', district, query],
    queryFn: ({ signal }) => call(indicatorRoutes.indicators, { params: { district }, query, signal }),
    placeholderData: (before) => before,
  });
  const trends = useQuery({
    queryKey: ['indicator-trends', district, asOf],
    queryFn: ({ signal }) => call(indicatorRoutes.trends, { params: { district }, query: asOf, signal }),
    staleTime: 60_000,
  });
  if (rows.isPending) return <Loading />;
  if (!rows.data) return <Failed error={rows.error} onRetry={() => void rows.refetch()} />;
  const all = rows.data.data;
  const found = all.filter((row) => isFound(row, text));
  const series = new Map(trends.data?.data.map((one) => [`${one.register}.${one.figure}`, one.series]));
  return (
    <div className="page">
      <PageHead title="指标" note={`共 ${all.length} 个${day === null ? '' : `，截至 ${day}`}`}>
        {all.length > 0 && (
          <Button icon={<PrinterOutlined />} onClick={() => window.print()}>
            打印
          </Button>
        )}
      </PageHead>
      {all.length === 0 ? (
        <Empty title="还没有指标">台账声明的指标都列在这里：数值由记录算出，点开就是口径和每一行依据。</Empty>
      ) : (
        <>
          <div className="bar" role="search">
            <SearchBox
              label="按名称或口径查找"
              placeholder="指标、口径"
              text={text}
              onSearch={(words) => show({ text: words })}
            />
            <PeriodSelect value={period} onChange={(chosen) => show({ period: chosen })} />
          </div>
          <FaultLine error={rows.error} onRetry={() => void rows.refetch()} />
          {byRegister(found).map(([label, list]) => (
            <section key={label} className="indicator-group">
              <h2>{label}</h2>
              <IndicatorTable district={district} rows={list} series={series} period={period} />
            </section>
          ))}
          {found.length === 0 && (
            <Empty title="没有符合条件的指标" action={<Button onClick={() => show({ text: '' })}>看全部指标</Button>}>
              换一个词，或者看全部指标。
            </Empty>
          )}
        </>
      )}
    </div>
  );
}

function isFound({ label, registerLabel, definition }: IndicatorRow, text: string): boolean {
  return `${label} ${registerLabel} ${definition.words}`.includes(text);
}

function byRegister(rows: readonly IndicatorRow[]): [label: string, rows: IndicatorRow[]][] {
  const groups = new Map<string, IndicatorRow[]>();
  for (const row of rows) groups.set(row.registerLabel, [...(groups.get(row.registerLabel) ?? []), row]);
  return [...groups];
}

interface TableProps {
  district: string;
  rows: readonly IndicatorRow[];
  series: ReadonlyMap<string, Series>;
  period: string | null;
}

function IndicatorTable({ district, rows, series, period }: TableProps) {
  const { isNarrow } = useDisplay();
  const addressOf = (row: IndicatorRow) =>
    indicatorAddress(district, row.register, row.figure, row.hasPeriod ? { period } : {});
  if (isNarrow) {
    return (
      <Cards
        rows={rows}
        keyOf={(row) => row.figure}
        renderCard={(row) => (
          <Link className="card" to={addressOf(row)}>
            <div className="figure-card-head">
              <span className="card-title">{row.label}</span>
              <b className="num">{valueText(row.current)}</b>
            </div>
            <div className="card-line quiet">{row.definition.words}</div>
          </Link>
        )}
      />
    );
  }
  const columns: TableColumnsType<IndicatorRow> = [
    { title: '指标', key: 'label', width: '20em', render: (_, row) => <Link to={addressOf(row)}>{row.label}</Link> },
    {
      title: '数值',
      key: 'value',
      align: 'right',
      className: 'num',
      width: '10em',
      render: (_, { current }) => (
        <span title={current.note ?? undefined}>{current.shown === null ? '无法判定' : grouped(current.shown)}</span>
      ),
    },
    { title: '单位', dataIndex: 'unit', key: 'unit', width: '5em' },
    {
      title: '近 12 个月',
      key: 'trend',
      width: '11em',
      render: (_, row) => {
        const line = series.get(`${row.register}.${row.figure}`);
        return line ? <Sparkline series={line} /> : null;
      },
    },
    {
      title: '口径',
      key: 'definition',
      render: (_, { definition, how, current }) => (
        <>
          {definition.words}
          <div className="quiet">
            {HOW_WORDS[how]}
            {definition.conditions !== '' && ` · ${definition.conditions}`}
            {` · 第 ${definition.version} 版${definition.since === null ? '' : `（${definition.since} 起）`}`}
            {current.note !== null && ` · ${current.note}`}
          </div>
        </>
      ),
    },
  ];
  return <Table className="sheet" rowKey="figure" columns={columns} dataSource={[...rows]} pagination={false} />;
}
