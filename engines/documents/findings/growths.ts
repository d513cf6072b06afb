import { decimal, type Decimal } from '@quantu/base';
import type { Finding, ReadFigure } from '../reading.ts';
import { printed, surfaceOf, written, type Printed } from './printed.ts';
import { rangeOf, type Line, type Sheet } from './sheet.ts';

const DELTA = /(?:增加|增长|增收|净增|多收|(?<!新)增|减少|减收|下降|(?<![核审裁缩])减)(?:了|额为?)?$/u;
const DECREASE = /(?:减少|减收|下降|减)(?:了|额为?)?$/u;
const GROWN = /(?:增长|增幅|增速|提高|上升|下降|减少|降低|降幅|回落)(?:了|为|达到?|约)?$/u;

/** A level, its change and the rate of the change that cannot be true together. */
export function growthMismatches(sheet: Sheet): Finding[] {
  return sheet.lines.flatMap((line) => [...levelsWithDelta(sheet, line), ...fromTo(sheet, line)]);
}

/** A level, what it changed by, and the rate of that change. */
export interface Change {
  level: Printed;
  delta: Printed;
  percent: Printed;
  isDown: boolean;
}

/** 192.69 亿元，比上年增加 11.65 亿元，增长 6.44%. */
export function changesIn(sheet: Sheet, line: Line): Change[] {
  return line.figures.flatMap((rate, index) => {
    const change = line.figures[index - 1];
    const level = line.figures[index - 2];
    if (!change || !level || !isGrowth(sheet, line, rate) || level.unit !== change.unit || level.unit === '%')
      return [];
    if (!DELTA.test(sheet.before(line, change.start)) || tooFar(sheet, level, change) || tooFar(sheet, change, rate))
      return [];
    const [whole, delta, percent] = [printed(level), printed(change), printed(rate)];
    if (!whole || !delta || !percent) return [];
    const isDown = DECREASE.test(sheet.before(line, change.start)) || delta.value.lt(0);
    return [{ level: whole, delta, percent, isDown }];
  });
}

/** Can the three be true at once, given how they are rounded? */
export function changeAgrees(change: Change): boolean {
  const { step, base } = stepOf(change);
  return ratioAgrees(step, base, change.percent);
}

function stepOf({ level, delta, isDown }: Change) {
  const step = { ...delta, value: isDown ? delta.value.abs().neg() : delta.value };
  return { step, base: { value: level.value.minus(step.value), half: level.half.plus(step.half) } };
}

function levelsWithDelta(sheet: Sheet, line: Line): Finding[] {
  return changesIn(sheet, line).flatMap((change) => {
    if (changeAgrees(change)) return [];
    const { step, base } = stepOf(change);
    const [level, delta, rate] = [change.level.figure, change.delta.figure, change.percent.figure];
    const truth = step.value.div(base.value).times(100).toDecimalPlaces(2);
    const sign = change.isDown ? '＋' : '－';
    return [
      {
        code: 'growth-mismatch',
        severity: 'error',
        at: rangeOf(rate),
        also: [rangeOf(level), rangeOf(delta)],
        text: `基数${surfaceOf(level)}${sign}${surfaceOf(delta)}＝${written(base.value, level)}，变化幅度应为${truth.abs().toFixed()}%，与文中的${surfaceOf(rate)}不符`,
      } satisfies Finding,
    ];
  });
}

/** 由 10 个提高到 15 个，增长 50%. */
export interface Step {
  start: Printed;
  end: Printed;
  percent: Printed;
}

export function stepsIn(sheet: Sheet, line: Line): Step[] {
  return line.figures.flatMap((rate, index) => {
    const to = line.figures[index - 1];
    const from = line.figures[index - 2];
    if (!to || !from || to.kind !== 'to' || from.kind !== 'from' || to.unit !== from.unit || to.unit === '%') return [];
    if (!isGrowth(sheet, line, rate) || tooFar(sheet, to, rate)) return [];
    const [start, end, percent] = [printed(from), printed(to), printed(rate)];
    return start && end && percent && start.value.gt(0) ? [{ start, end, percent }] : [];
  });
}

export function stepAgrees({ start, end, percent }: Step): boolean {
  const step: Printed = { ...end, value: end.value.minus(start.value), half: end.half.plus(start.half) };
  return ratioAgrees(step, start, percent);
}

function fromTo(sheet: Sheet, line: Line): Finding[] {
  return stepsIn(sheet, line).flatMap((step) => {
    if (stepAgrees(step)) return [];
    const [from, to, rate] = [step.start.figure, step.end.figure, step.percent.figure];
    const truth = step.end.value.minus(step.start.value).div(step.start.value).times(100).toDecimalPlaces(2);
    return [
      {
        code: 'growth-mismatch',
        severity: 'error',
        at: rangeOf(rate),
        also: [rangeOf(from), rangeOf(to)],
        text: `由${surfaceOf(from)}到${surfaceOf(to)}，变化幅度应为${truth.abs().toFixed()}%，与文中的${surfaceOf(rate)}不符`,
      } satisfies Finding,
    ];
  });
}

/** The growth of one step; 年均增长 is the mean of several. */
function isGrowth(sheet: Sheet, line: Line, figure: ReadFigure): boolean {
  const lead = sheet.before(line, figure.start);
  return figure.unit === '%' && GROWN.test(lead) && !/(?:年均|平均|年平均|年复合)\p{Script=Han}{0,4}$/u.test(lead);
}

function tooFar(sheet: Sheet, left: ReadFigure, right: ReadFigure): boolean {
  const gap = sheet.between(left.end, right.start);
  return gap.length > 20 || /[。；]/u.test(gap);
}

/** Is the change over its base the printed percentage, given all roundings? The sign may be in the word. */
function ratioAgrees(
  step: { value: Decimal; half: Decimal },
  base: { value: Decimal; half: Decimal },
  percent: Printed,
): boolean {
  const least = base.value.minus(base.half);
  if (least.lte(0)) return true;
  const size = step.value.abs();
  const low = size.minus(step.half).div(base.value.plus(base.half)).times(100);
  const high = size.plus(step.half).div(least).times(100);
  const slack = percent.half.times(2);
  const value = percent.value.abs();
  const isSameWay =
    step.value.isZero() ||
    percent.value.isZero() ||
    percent.value.gt(0) === step.value.gt(0) ||
    percent.figure.kind !== 'growth';
  return isSameWay && value.gt(low.minus(slack)) && value.lt(high.plus(slack));
}

/** 73.39 亿元，同比增长 49.2%: what the year before must have been. Said as derived, never as printed. */
export function derivedBases(sheet: Sheet): Finding[] {
  const told = sheet.lines.filter(({ sentence: { section } }) => roleOf(sheet, section) !== 'next');
  return told.flatMap((line) =>
    line.figures.flatMap((rate, index) => {
      const level = line.figures[index - 1];
      if (!level || rate.kind !== 'growth' || rate.unit !== '%' || level.unit === '%' || tooFar(sheet, level, rate))
        return [];
      if (level.kind !== 'amount' || DELTA.test(sheet.before(line, level.start))) return [];
      if (rate.comparison !== null && !['同比', '环比', '较上年', '较'].includes(rate.comparison.type)) return [];
      const between = sheet.between(level.end, rate.start);
      if (
        !/^(?:元|万元|亿元)?[，、（(]?(?:同比|环比|比上年|较上年|比去年|较去年|增长|下降)[^，；。、分均]{0,8}$/u.test(
          between,
        )
      )
        return [];
      const [value, percent] = [printed(level), printed(rate)];
      const factor = percent ? percent.value.div(100).plus(1) : decimal(0);
      if (!value || factor.lte(0)) return [];
      const digits = Math.max(0, decimalPlaces(level));
      const base = written(value.value.div(factor), level, digits);
      return [
        {
          code: 'derived-base',
          severity: 'info',
          at: rangeOf(level),
          also: [rangeOf(rate)],
          text: `由${surfaceOf(level)}和${surfaceOf(rate)}推算，基期约为${base}（${surfaceOf(level)}÷${factor.toFixed()}）`,
        } satisfies Finding,
      ];
    }),
  );
}

function roleOf(sheet: Sheet, section: string | null): string | undefined {
  return section === null ? undefined : sheet.outline.roles.get(section);
}

function decimalPlaces(figure: ReadFigure): number {
  return /\.(?<digits>\d+)/u.exec(figure.surface.normalize('NFKC'))?.groups?.['digits']?.length ?? 0;
}
