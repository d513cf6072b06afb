import { decimal, plain, type Decimal } from '@quantu/base';
import type { Waterfall } from '@quantu/projects';

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
