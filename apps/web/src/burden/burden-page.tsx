import { registerRoutes } from '@quantu/product-registers';
import { useQuery } from '@tanstack/react-query';
import { Button, Input, Table, type TableColumnsType } from 'antd';
import { useMemo } from 'react';
import { call } from '../shell/api.ts';
import { todayInChina, useAsOf } from '../shell/as-of.ts';
import { useCatalogue } from '../shell/catalogue.ts';
import type { ChartOption } from '../shell/chart-canvas.tsx';
import { Chart } from '../shell/chart.tsx';
import { grouped } from '../shell/figure-text.ts';
import { PageHead } from '../shell/page.tsx';
import { useDistrict } from '../shell/session.ts';
import { Empty, Failed, FaultLine, Loading } from '../shell/states.tsx';
import { useSearchState } from '../shell/use-search-state.ts';
import {
  bundled,
  byMonth,
  byOrganisation,
  countOf,
  MANNERS,
  MANNER_WORD,
  totalOf,
  typedShare,
  type Bundle,
  type BurdenRow,
} from './burden.ts';
import '../projects/projects.css';
import './burden.css';

const COLOURS = { typed: '#b36b00', prefilled: '#7fa3ad', imported: '#5b4b9a', computed: '#0b5c6b' } as const;

/** 填报负担: what people still type, by organisation and month, beside what the program fills for them. */
export function BurdenPage() {
  const district = useDistrict();
  const [search, show] = useSearchState();
  const latest = (useAsOf() ?? todayInChina()).slice(0, 7);
  const from = search.get('from') ?? `${latest.slice(0, 4)}-01`;
  const until = search.get('until') ?? latest;
  const catalogue = useCatalogue(district);
  const burden = useQuery({
    queryKey: ['burden', district, from, until],
    queryFn: ({ signal }) => call(registerRoutes.burden, { params: { district }, query: { from, until }, signal }),
    placeholderData: (before) => before,
  });
  if (burden.isPending) return <Loading />;
  if (!burden.data) return <Failed error={burden.error} onRetry={() => void burden.refetch()} />;
  const all = burden.data.data;
  const chosen = search.get('organisation');
  const rows = chosen === null ? all : all.filter(({ organisation }) => (organisation ?? '') === chosen);
  const labelOf = (key: string): string => catalogue.data?.data.find((one) => one.key === key)?.label ?? key;
  const total = totalOf(rows);
  return (
    <div className="page">
      <PageHead
        title="填报负担"
        note={all.length > 0 && `${chosen === null ? '全部单位' : (rows[0]?.name ?? '')}，手填占 ${typedShare(total)}`}
      >
        {chosen !== null && <Button onClick={() => show({ organisation: '' })}>看全部单位</Button>}
        <Input
          type="month"
          aria-label="起始月份"
          className="month-input"
          value={from}
          max={until}
          onChange={({ target }) => target.value !== '' && show({ from: target.value })}
        />
        <span>至</span>
        <Input
          type="month"
          aria-label="截止月份"
          className="month-input"
          value={until}
          min={from}
          max={latest}
          onChange={({ target }) => target.value !== '' && show({ until: target.value })}
        />
      </PageHead>
      <FaultLine error={burden.error} onRetry={() => void burden.refetch()} />
      {all.length === 0 ? (
        <Empty title="这几个月没有填报">换一段时间。填报、导入和系统计算的每个格子都会计在这里。</Empty>
      ) : (
        <>
          <div className="tiles burden-tiles">
            {MANNERS.map((manner) => (
              <div key={manner} className="tile">
                <div className="tile-label">{MANNER_WORD[manner]}</div>
                <div className="tile-value">
                  {grouped(String(total[manner]))}
                  <small>格</small>
                </div>
              </div>
            ))}
          </div>
          <div className="columns">
            <section className="panel">
              <OrganisationChart bundles={bundled(all, byOrganisation)} onPick={(key) => show({ organisation: key })} />
            </section>
            <section className="panel">
              <MonthChart bundles={bundled(rows, byMonth)} />
            </section>
          </div>
          <h2 className="sub-head burden-head">按台账</h2>
          <RegisterTable rows={rows} labelOf={labelOf} />
        </>
      )}
    </div>
  );
}

/** Four stacked bars, lying where names are long. */
function stacked(bundles: readonly Bundle[], isLying: boolean): ChartOption {
  const names = { type: 'category' as const, data: bundles.map(({ label }) => label), axisTick: { show: false } };
  const numbers = { type: 'value' as const, minInterval: 1, splitNumber: 4 };
  return {
    ...(isLying ? { yAxis: { ...names, inverse: true }, xAxis: numbers } : { xAxis: names, yAxis: numbers }),
    tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' } },
    series: MANNERS.map((manner) => ({
      type: 'bar' as const,
      stack: 'cells',
      name: MANNER_WORD[manner],
      barMaxWidth: 22,
      itemStyle: { color: COLOURS[manner] },
      data: bundles.map((bundle) => bundle[manner]),
    })),
  };
}

function tableOf(what: string, bundles: readonly Bundle[]) {
  return {
    head: [what, ...MANNERS.map((manner) => MANNER_WORD[manner]), '手填占'],
    rows: bundles.map((bundle) => [
      bundle.label,
      ...MANNERS.map((manner) => grouped(String(bundle[manner]))),
      typedShare(bundle),
    ]),
  };
}

function OrganisationChart({ bundles, onPick }: { bundles: readonly Bundle[]; onPick: (key: string) => void }) {
  const sorted = useMemo(() => [...bundles].sort((one, other) => other.typed - one.typed), [bundles]);
  const option = useMemo(() => stacked(sorted, true), [sorted]);
  return (
    <Chart
      label="各单位的格子"
      note="手填多的在上，点一个单位只看它"
      option={option}
      height={Math.max(12, sorted.length * 1.9 + 5)}
      table={tableOf('单位', sorted)}
      onPick={({ index }) => {
        const picked = sorted[index];
        if (picked) onPick(picked.key);
      }}
    />
  );
}

function MonthChart({ bundles }: { bundles: readonly Bundle[] }) {
  const sorted = useMemo(() => [...bundles].sort((one, other) => (one.key < other.key ? -1 : 1)), [bundles]);
  const option = useMemo(() => stacked(sorted, false), [sorted]);
  return <Chart label="逐月的格子" option={option} height={17} table={tableOf('月份', sorted)} />;
}

function RegisterTable({ rows, labelOf }: { rows: readonly BurdenRow[]; labelOf: (key: string) => string }) {
  const bundles = bundled(rows, ({ register }) => ({ key: register, label: labelOf(register) }));
  const number = (title: string, value: (row: Bundle) => string) => ({
    title,
    key: title,
    className: 'num',
    align: 'right' as const,
    render: (_: unknown, row: Bundle) => value(row),
  });
  const columns: TableColumnsType<Bundle> = [
    { title: '台账', dataIndex: 'label' },
    ...MANNERS.map((manner) => number(MANNER_WORD[manner], (row) => grouped(String(row[manner])))),
    number('合计', (row) => grouped(String(countOf(row)))),
    number('手填占', typedShare),
  ];
  return (
    <Table
      className="sheet"
      size="small"
      rowKey="key"
      columns={columns}
      dataSource={[...bundles].sort((one, other) => other.typed - one.typed)}
      pagination={false}
      scroll={{ x: 'max-content' }}
    />
  );
}
