import { decimal, plain, type Decimal } from '@quantu/base';
import type { Waterfall } from '@quantu/projects';
import { useMemo } from 'react';
import type { ChartOption } from '../shell/chart-canvas.tsx';
import { Chart } from '../shell/chart.tsx';
import { wan, yi } from './words.ts';

export interface Bar {
  readonly label: string;
  /** Where the bar stands and how high it is, 亿元. */
  readonly from: number;
  readonly height: number;
  readonly kind: 'total' | 'short' | 'over';
  readonly yuan: string;
}

const inYi = (value: Decimal): number => value.div(100_000_000).toNumber();

/** 年度计划, what each step is short of it, 完成: each bar begins where the one before ended. */
export function barsOf({ total, steps }: Waterfall): Bar[] {
  const bars: Bar[] = [
    { label: '年度计划', from: 0, height: inYi(decimal(total.plannedYuan)), kind: 'total', yuan: total.plannedYuan },
  ];
  let level = decimal(total.plannedYuan);
  for (const { label, gapYuan } of steps) {
    const gap = decimal(gapYuan);
    const next = level.minus(gap);
    const low = gap.isNegative() ? level : next;
    bars.push({
      label,
      from: inYi(low),
      height: inYi(gap.abs()),
      kind: gap.isNegative() ? 'over' : 'short',
      yuan: plain(gap.negated()),
    });
    level = next;
  }
  const done = total.doneYuan;
  return [...bars, { label: '已完成', from: 0, height: inYi(decimal(done)), kind: 'total', yuan: done }];
}

const COLOUR = { total: '#0b5c6b', short: '#b36b00', over: '#1d6b3a' } as const;

function optionOf(bars: readonly Bar[]): ChartOption {
  return {
    legend: { show: false },
    tooltip: {
      trigger: 'axis',
      formatter: (marks) => {
        const index = Array.isArray(marks) ? marks[0]?.dataIndex : marks.dataIndex;
        const bar = bars[index ?? 0];
        return bar ? `${bar.label} ${wan(bar.yuan)} 万元` : '';
      },
    },
    grid: { left: 4, right: 4, top: 18, bottom: 4 },
    xAxis: {
      type: 'category',
      data: bars.map(({ label }) => label),
      axisLabel: { interval: 0, hideOverlap: true, width: 72, overflow: 'truncate' },
      axisTick: { show: false },
    },
    yAxis: { type: 'value', splitNumber: 3 },
    series: [
      {
        type: 'bar',
        stack: 'waterfall',
        silent: true,
        itemStyle: { color: 'transparent' },
        data: bars.map((b) => b.from),
      },
      {
        type: 'bar',
        stack: 'waterfall',
        name: '亿元',
        barCategoryGap: '28%',
        label: { show: true, position: 'top', formatter: ({ dataIndex }) => yi(bars[dataIndex]?.yuan ?? null) },
        data: bars.map(({ height, kind }) => ({ value: height, itemStyle: { color: COLOUR[kind] } })),
      },
    ],
  };
}

export function WaterfallChart({ waterfall, height = 15 }: { waterfall: Waterfall; height?: number }) {
  const option = useMemo(() => optionOf(barsOf(waterfall)), [waterfall]);
  const { total, steps } = waterfall;
  return (
    <Chart
      label="年度计划到完成"
      note="差在哪里，亿元"
      option={option}
      height={height}
      table={{
        head: ['专项', '项目', '年度计划（万元）', '已完成（万元）', '差额（万元）'],
        rows: [
          ...steps.map(({ label, projects, plannedYuan, doneYuan, gapYuan }) => [
            label,
            String(projects),
            wan(plannedYuan),
            wan(doneYuan),
            wan(gapYuan),
          ]),
          ['合计', '', wan(total.plannedYuan), wan(total.doneYuan), wan(total.gapYuan)],
        ],
      }}
    />
  );
}
