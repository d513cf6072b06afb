import { decimal } from '@quantu/base';
import { unitParts } from '@quantu/figures';
import type { WaterfallPart } from '@quantu/indicators';
import { useMemo } from 'react';
import type { ChartOption } from '../shell/chart-canvas.tsx';
import { Chart } from '../shell/chart.tsx';
import { amountText, changeText, STEP_WORDS } from './words.ts';

/** From the first value over each kind of change to the last: bars that hang where the one before them ended. */
export function WaterfallChart({ part }: { part: WaterfallPart }) {
  const option = useMemo(() => optionOf(part), [part]);
  const { unit, first, last, steps } = part;
  return (
    <Chart
      label={`${part.label}的变化（${unit}）`}
      option={option}
      height={16}
      table={{
        head: ['步骤', '变化', '之后'],
        rows: [
          ['原来', '', amountText(first, unit)],
          ...steps.map(({ kind, change, value }) => [
            STEP_WORDS[kind],
            changeText(change, unit),
            amountText(value, unit),
          ]),
          ['现在', '', amountText(last, unit)],
        ],
      }}
    />
  );
}

const GREEN = '#2e7d4f';
const RED = '#b8000a';
const INK = '#0b5c6b';

export interface Bar {
  readonly label: string;
  /** Where the bar begins and ends, in the figure's unit. */
  readonly from: number;
  readonly to: number;
  readonly isTotal: boolean;
}

export function barsOf({ unit, first, last, steps }: WaterfallPart): Bar[] {
  const scale = (value: string): number => decimal(value).div(unitParts(unit).factor).toNumber();
  const starts = [first, ...steps.map(({ value }) => value)];
  return [
    { label: '原来', from: 0, to: scale(first), isTotal: true },
    ...steps.map(({ kind, value }, i) => ({
      label: STEP_WORDS[kind],
      from: scale(starts[i]!),
      to: scale(value),
      isTotal: false,
    })),
    { label: '现在', from: 0, to: scale(last), isTotal: true },
  ];
}

/** An unseen bar carries the seen one; the axis leaves the common ground out when the changes are small beside it. */
function optionOf(part: WaterfallPart): ChartOption {
  const bars = barsOf(part);
  const ends = bars.flatMap(({ from, to, isTotal }) => (isTotal ? [to] : [from, to]));
  const low = Math.min(...ends);
  const span = Math.max(...ends) - low;
  const floor = low > 0 && span < low / 4 ? Math.max(0, low - span) : 0;
  const bottomOf = ({ from, to, isTotal }: Bar): number => (isTotal ? Math.min(0, to) : Math.min(from, to));
  return {
    legend: { show: false },
    tooltip: { trigger: 'item', formatter: ({ dataIndex }: { dataIndex: number }) => tip(part, dataIndex) } as never,
    xAxis: { type: 'category', data: bars.map(({ label }) => label) },
    yAxis: { type: 'value', min: Number(floor.toPrecision(3)) },
    series: [
      { type: 'bar', stack: 'all', silent: true, itemStyle: { color: 'transparent' }, data: bars.map(bottomOf) },
      {
        type: 'bar',
        stack: 'all',
        barMaxWidth: 64,
        data: bars.map((bar) => ({
          value: bar.isTotal ? Math.abs(bar.to) : Math.abs(bar.to - bar.from),
          itemStyle: { color: bar.isTotal ? INK : bar.to >= bar.from ? GREEN : RED },
        })),
      },
    ],
  };
}

function tip({ unit, first, last, steps }: WaterfallPart, index: number): string {
  const step = steps[index - 1];
  if (index === 0) return `原来 ${amountText(first, unit)}`;
  return step ? `${STEP_WORDS[step.kind]} ${changeText(step.change, unit)}` : `现在 ${amountText(last, unit)}`;
}
