import { decimal, type Decimal } from '@quantu/base';
import { halfStepOf, written, type Finding, type ReadFigure } from '@quantu/documents';
import type { LintFinding } from './finding.ts';
import { placeOf, type Passage } from './passages.ts';
import type { PassageReading } from './read-passage.ts';

/** What the document engine finds within one passage, under the linter's codes. */
const ENGINE_CODES: Partial<Record<Finding['code'], LintFinding['code']>> = {
  'sum-mismatch': 'sum-mismatch',
  'share-mismatch': 'share-mismatch',
  'growth-mismatch': 'growth-mismatch',
  'count-mismatch': 'count-mismatch',
  'progress-mismatch': 'progress-mismatch',
  'placeholder-figure': 'loose-number',
};

export function engineFindings(passage: Passage, { reading, base }: PassageReading): LintFinding[] {
  return reading.findings.flatMap(({ code, severity, at, also, text }) => {
    const known = ENGINE_CODES[code];
    if (!known) return [];
    const inside = also.filter(([start, end]) => start >= base && end <= base + passage.text.length);
    const over = code === 'sum-mismatch' ? overfull(reading.figures, at, inside) : null;
    const places = [at, ...(over?.ranges ?? inside)].map(([start, end]) => placeOf(passage, start - base, end - base));
    return [{ code: known, severity, text: `${text}${over?.said ?? ''}`, source: null, places, fix: null }];
  });
}

/** Does the reading already say that the arithmetic of these characters is wrong? */
export const isComputed = ({ reading, base }: PassageReading, from: number, to: number): boolean =>
  reading.findings.some(
    ({ code, at: [start, end] }) => ENGINE_CODES[code] !== undefined && start - base < to && from < end - base,
  );

type Range = [start: number, end: number];

/** Of parts that are more than their whole the fewest that already are: the largest ones. Null when it takes all. */
function overfull(figures: readonly ReadFigure[], at: Range, parts: readonly Range[]) {
  const figureAt = (range: Range) => figures.find(({ start, end }) => start === range[0] && end === range[1]);
  const whole = figureAt(at);
  const known = parts.flatMap((range) => figureAt(range) ?? []);
  if (!whole || known.length < parts.length) return null;
  const most = decimal(whole.value).plus(halfStepOf(whole));
  const chosen: ReadFigure[] = [];
  let least: Decimal = decimal(0);
  for (const part of known.toSorted((a, b) => decimal(b.value).comparedTo(decimal(a.value)))) {
    if (least.gt(most)) break;
    chosen.push(part);
    least = least.plus(part.value).minus(halfStepOf(part));
  }
  if (!least.gt(most) || chosen.length === known.length) return null;
  const ordered = chosen.toSorted((a, b) => a.start - b.start);
  const sum = ordered.reduce((all, { value }) => all.plus(value), decimal(0));
  const terms = ordered.map(({ surface }) => surface.replaceAll(/\s/gu, '')).join('＋');
  const said = chosen.length === 1 ? terms : `${terms}＝${written(sum, whole)}`;
  return { ranges: ordered.map(({ start, end }): Range => [start, end]), said: `；仅${said}就已超过总数` };
}
