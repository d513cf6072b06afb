import { decimal } from '@quantu/base';
import type { Curve } from '@quantu/projects';
import { useMemo } from 'react';
import type { ChartOption } from '../shell/chart-canvas.tsx';
import { Chart } from '../shell/chart.tsx';
import { percent, wan } from './words.ts';

const inYi = (yuan: string | null): number | null =>
  yuan === null ? null : decimal(yuan).div(100_000_000).toDecimalPlaces(4).toNumber();

function optionOf({ points }: Curve): ChartOption {
  return {
    grid: { left: 4, right: 12, top: 28, bottom: 4 },
    tooltip: { trigger: 'axis', valueFormatter: (value) => (typeof value === 'number' ? `${value} 亿元` : '没有上报') },
    xAxis: {
      type: 'category',
      boundaryGap: false,
      data: points.map(({ month }) => `${Number(month.slice(5))}月`),
      axisTick: { show: false },
    },
    yAxis: { type: 'value', splitNumber: 3 },
    series: [
      {
        type: 'line',
        name: '计划（序时）',
        symbol: 'none',
        lineStyle: { type: 'dashed', color: '#7a8a99' },
        itemStyle: { color: '#7a8a99' },
        data: points.map(({ expectedYuan }) => inYi(expectedYuan)),
      },
      {
        type: 'line',
        name: '完成',
        symbolSize: 6,
        lineStyle: { width: 2.5 },
        // A month whose reports are missing is hollow: an earlier sum stands in.
        data: points.map(({ doneYuan, missing }) => ({
          value: inYi(doneYuan),
          symbol: missing > 0 ? 'emptyCircle' : 'circle',
        })),
      },
    ],
  };
}

/** 计划 against 完成, cumulated by month. */
export function CurveChart({ curve, height = 15 }: { curve: Curve; height?: number }) {
  const option = useMemo(() => optionOf(curve), [curve]);
  return (
    <Chart
      label={`${curve.year} 年投资进度`}
      note="累计，亿元"
      option={option}
      height={height}
      table={{
        head: ['月份', '计划累计（万元）', '完成累计（万元）', '序时', '完成率', '未报项目'],
        rows: curve.points.map(({ month, expectedYuan, doneYuan, expected, rate, missing }) => [
          month,
          wan(expectedYuan),
          wan(doneYuan),
          percent(expected),
          percent(rate),
          missing === 0 ? '' : String(missing),
        ]),
      }}
    />
  );
}
