import type { Waterfall } from '@quantu/projects';
import { useMemo } from 'react';
import type { ChartOption } from '../shell/chart-canvas.tsx';
import { Chart } from '../shell/chart.tsx';
import { useDisplay } from '../shell/display.ts';
import { barsOf, type Bar } from './waterfall-bars.ts';
import { wan, yi } from './words.ts';

const COLOUR = { total: '#0b5c6b', short: '#b36b00', over: '#1d6b3a' } as const;

function optionOf(bars: readonly Bar[], isNarrow: boolean): ChartOption {
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
      // On a phone a name stands in two lines: a bar without its name says nothing.
      axisLabel: { interval: 0, width: isNarrow ? 32 : 72, overflow: isNarrow ? 'break' : 'truncate' },
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
  const { isNarrow } = useDisplay();
  const option = useMemo(() => optionOf(barsOf(waterfall), isNarrow), [waterfall, isNarrow]);
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
