import { clauseAt } from './clauses.ts';
import type { DateSpan } from './dates.ts';
import { nounBehind } from './noun-phrase.ts';
import type { Paragraph } from './paragraph.ts';
import type { Quantity } from './quantity.ts';

/** The words next to a quantity: in front, to its clause's start or the quantity before; behind, to the next one. */
export interface Sides {
  before: string;
  after: string;
  /** 60岁以上的占31%: the class that is counted, as printed; empty when the words in front name none. */
  group: string;
}

/** What stands between two figures and ends with 、 belongs to the first: 500米见园、300米见绿. */
export const JOINED = /(?:[、和及与/]|以及)$/;

/** Does all that stands between two figures belong to the first, as in 6个乡镇1.8万亩农田? */
function isOfPrevious(previous: Quantity, between: string): boolean {
  return JOINED.test(between) || (previous.kind === 'count' && between.length > 1 && nounBehind(between) === between);
}

export function sidesOf({ text, quantities, dates, clauses }: Paragraph, i: number): Sides {
  const quantity = quantities[i]!;
  const previous = quantities[i - 1];
  const next = quantities[i + 1];
  const start = clauses.starts[clauseAt(clauses, quantity.from)]!;
  let from = start;
  if (previous && previous.end > from)
    from = reachesOver(text, previous, quantity)
      ? startOfPhrase(quantities, i - 1, from)
      : endOfCounted(text, previous, quantity);
  const joins =
    previous !== undefined && from === previous.end && isOfPrevious(previous, text.slice(from, quantity.lead));
  const date = lastDateBefore(dates, quantity.lead);
  if (date !== null && date.end > from && text[date.from - 1] !== '占') from = date.end;
  const group = previous && previous.end > start ? groupOf(text, previous, quantity) : '';
  const stop = Math.max(quantity.end, clauses.ends[clauseAt(clauses, quantity.end)] ?? text.length);
  if (next && next.lead === quantity.end)
    return { before: joins ? '' : beforeOf(text, from, quantity), after: text.slice(next.end, next.end + 30), group };
  const to = Math.min(stop, quantity.end + 60, next && next.lead >= quantity.end ? next.lead : stop);
  return {
    before: joins ? '' : beforeOf(text, from, quantity),
    after: text.slice(quantity.end, to),
    group,
  };
}

/** 333个品种、耗材24类: what the figure before counts ends with the list mark. */
function endOfCounted(text: string, { kind, end }: Quantity, quantity: Quantity): number {
  const between = text.slice(end, Math.min(quantity.lead, end + 40));
  const mark = between.indexOf('、');
  const isCounted =
    kind === 'count' && mark > 0 && mark < between.length - 1 && nounBehind(between) === between.slice(0, mark);
  return isCounted ? end + mark + 1 : end;
}

/** 漏损率由去年底的13.6%降到11.9%: the subject stands before 由, the date behind it does not cut it off. */
export function fromSides({ text, quantities, clauses }: Paragraph, i: number): Sides {
  const quantity = quantities[i]!;
  const previous = quantities[i - 1];
  const start = Math.max(clauses.starts[clauseAt(clauses, quantity.from)]!, previous?.end ?? 0, quantity.lead - 60);
  const before = text.slice(start, quantity.lead);
  const at = Math.max(before.lastIndexOf('由'), before.lastIndexOf('从'));
  return { before: withoutAsides(at < 0 ? before : before.slice(0, at)), after: '', group: '' };
}

/** The class of size or age in front: 55岁以下的不到三分之一, 1000万美元以上的4家. */
function groupOf(text: string, previous: Quantity, quantity: Quantity): string {
  const isClass = previous.value2 !== null || (previous.approx !== 'exact' && previous.end > previous.unitEnd);
  const between = text.slice(previous.end, Math.min(quantity.lead, previous.end + 8));
  return isClass && GROUPED.test(between) ? text.slice(previous.from, previous.end) : '';
}

const GROUPED = /^的(?:约?占到?了?比?|[约仅只有共达到为近]+|占比)?$/;

/** 总投资20亿元以上的项目1个: the threshold belongs to what is counted. */
function reachesOver(text: string, previous: Quantity, quantity: Quantity): boolean {
  const between = text.slice(previous.end, Math.min(quantity.lead, previous.end + 14));
  return (
    previous.approx !== 'exact' &&
    quantity.kind === 'count' &&
    /^的?[\u4e00-\u9fa5]{2,10}$/.test(between) &&
    nounBehind(between) !== ''
  );
}

function startOfPhrase(quantities: readonly Quantity[], i: number, from: number): number {
  return Math.max(from, quantities[i - 1]?.end ?? 0);
}

function lastDateBefore(dates: readonly DateSpan[], at: number): DateSpan | null {
  let low = 0;
  let high = dates.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (dates[middle]!.end <= at) low = middle + 1;
    else high = middle;
  }
  return dates[low - 1] ?? null;
}

function beforeOf(text: string, from: number, quantity: Quantity): string {
  return withoutAsides(text.slice(Math.max(from, quantity.lead - 90), quantity.lead));
}

/** 执业（助理）医师 */
const PART_OF_WORD = /^（(?:助理|副|兼|准|半)）$/;

function withoutAsides(text: string): string {
  return text.includes('（')
    ? text.replace(/（[^（）]{0,40}）/g, (aside) => (PART_OF_WORD.test(aside) ? aside.slice(1, -1) : ''))
    : text;
}
