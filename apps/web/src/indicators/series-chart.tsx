import { useQuery } from '@tanstack/react-query';
import { indicatorRoutes } from '@quantu/indicators';
import { decimal } from '@quantu/base';
import { unitParts } from '@quantu/figures';
import { useMemo } from 'react';
import { call } from '../shell/api.ts';
import type { ChartOption } from '../shell/chart-canvas.tsx';
import { Chart } from '../shell/chart.tsx';
import { grouped } from '../shell/figure-text.ts';
import { FaultLine } from '../shell/states.tsx';
import type { Narrowing } from './indicator-page.tsx';

interface Props {
  params: { district: string; register: string; figure: string };
  query: Narrowing;
  label: string;
}

/** How a figure has gone over two years: by its own dates, or as it stood at the end of each month. */
export function SeriesChart({ params, query: { asOf, scope }, label }: Props) {
  const query = { ...(asOf ? { asOf } : {}), ...(scope ? { scope } : {}) };
  const series = useQuery({
    queryKey: ['indicator-series', params, query],
    queryFn: ({ signal }) => call(indicatorRoutes.series, { params, query, signal }),
  });
  const option = useMemo(() => series.data && optionOf(series.data.data), [series.data]);
  if (!series.data || !option) return <FaultLine error={series.error} onRetry={() => void series.refetch()} />;
  const { kind, unit, points } = series.data.data;
  return (
    <section className="panel indicator-section">
      <Chart
        label={`${label}（${unit}）${kind === 'period' ? '：各月发生' : '：各月末'}`}
        note={kind === 'period' ? '按记录自己的日期' : '按月末那天的数据'}
        option={option}
        table={{
          head: ['月份', unit],
          rows: points.map(({ month, shown }) => [month, shown === null ? '无法判定' : grouped(shown)]),
        }}
      />
    </section>
  );
}

type Answer = { kind: 'period' | 'stock'; unit: string; points: { month: string; value: string | null }[] };

function optionOf({ kind, unit, points }: Answer): ChartOption {
  const { factor } = unitParts(unit);
  const data = points.map(({ value }) => (value === null ? null : decimal(value).div(factor).toNumber()));
  return {
    legend: { show: false },
    xAxis: { type: 'category', data: points.map(({ month }) => month) },
    yAxis: { type: 'value', scale: kind === 'stock' },
    series: [
      kind === 'period'
        ? { type: 'bar', data }
        : { type: 'line', data, connectNulls: false, showSymbol: true, symbolSize: 5 },
    ],
  };
}
