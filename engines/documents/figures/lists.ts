import { Decimal } from '@quantu/base';
import type { Quantity } from './quantity.ts';

/** How quantities of one paragraph hang together. Indices are into the quantities. */
export interface Ties {
  /** 由 A 提高到 B: by index of A or B, its part. */
  level: Map<number, 'from' | 'to'>;
  /** 分别为 A、B 和 C: by index, its place and how many there are. */
  shared: Map<number, { place: number; of: number; first: number }>;
}

const JOINT = /^(?:[、，,]|[、，]?(?:和|及|与|以及|并))(?:同比|环比)?(?:增长|下降|减少|增加|提高|上升|降低|回落)?$/;
const CLOSE_JOINT = /^[、和及与]$/;
const VERB =
  '提高|提升|增加|增长|增强|上升|扩大|扩展|拓展|下降|降低|减少|压缩|缩短|压减|精简|缩减|下调|上调|回落|回升|攀升|跃升|调整|优化|发展|变|升|降|增|减|缩|扩|延长|翻|收窄|改善|跃|攀';
const UP_TO = new RegExp(
  `^[^，。；：]{0,14}?(?:，[^，。；：]{0,6})?(?:${VERB})[了]?(?:到|至|为|成)[^，。；：、\\d]{0,3}$|^(?:左右)?[^，。；：]{0,10}(?:${VERB})[了]?(?:到|至|为|成)?[^，。；：]{0,12}(?:到|至|为|年的|月的|末的|底的|前的|期的)[^，。；：、\\d]{0,3}$`,
);
const SHORT_UP_TO = new RegExp(`^(?:的?[^，。；：、]{0,4})(?:${VERB})[了]?(?:到|至|为|成)[近约超的]?$`);

/**
 * Numbers that print no unit of their own borrow it: the first of 由…到…, and the items of a list whose last item
 * has one. What finds no unit is dropped, unless its words call for none (see bare.ts).
 */
export function tieQuantities(
  text: string,
  quantities: Quantity[],
  isBare: (quantity: Quantity) => boolean,
): { kept: Quantity[]; ties: Ties } {
  const level = new Map<Quantity, 'from' | 'to'>();
  const lists: Quantity[][] = [];
  for (let i = quantities.length - 2; i >= 0; i--) {
    const [one, next] = [quantities[i]!, quantities[i + 1]!];
    const between = text.slice(one.end, Math.min(next.lead, one.end + 48));
    if (next.lead < one.end || next.unit === null) continue;
    if (isFromTo(text, one, next, between)) {
      level.set(one, 'from');
      level.set(next, 'to');
      borrow(one, next);
      if (one.unit !== null) next.unit = one.unit;
    } else if (one.unit === null && (CLOSE_JOINT.test(between) || (JOINT.test(between) && isShared(text, one))))
      borrow(one, next);
  }
  const kept = quantities.filter((quantity) => quantity.unit !== null || isBare(quantity));
  for (let i = 0; i < kept.length; i++) {
    const list = listFrom(text, kept, i);
    if (list.length > 1) lists.push(list);
    shareWords(list);
    i += Math.max(0, list.length - 1);
  }
  return { kept, ties: { level: byIndex(kept, level), shared: sharedPlaces(kept, lists) } };
}

function isFromTo(text: string, one: Quantity, next: Quantity, between: string): boolean {
  if (one.unit !== null && !sameUnit(one.unit, next.unit)) return false;
  const before = clauseBefore(text, one.lead);
  const isFrom =
    /[由从自]/.test(before) && !/(?:由于|自由|从事|从而|自然|自主|自行|缘由|理由|自来|自建|自筹)/.test(before);
  return isFrom
    ? UP_TO.test(between) || /^[^，。；：]{0,6}(?:到|至)[近约]?$/.test(between)
    : one.unit !== null && SHORT_UP_TO.test(between) && one.approx === 'exact';
}

/** 元/人/月 in front of a list or pair serves its every number. */
function sameUnit(unit: string, next: string | null): boolean {
  return next !== null && (unit === next || unit.startsWith(`${next}/`));
}

/** 分别不高于50mg/L、5mg/L: the word in front of the first counts for all. */
function shareWords([first, ...rest]: readonly Quantity[]): void {
  if (first === undefined) return;
  for (const item of rest) {
    if (sameUnit(first.unit ?? '', item.unit)) item.unit = first.unit;
    if (item.approx === 'exact' && first.end === first.unitEnd && first.lead < first.from) item.approx = first.approx;
  }
}

function clauseBefore(text: string, at: number): string {
  return text.slice(Math.max(0, at - 28), at).replace(/^.*[，。；：]/s, '');
}

function isShared(text: string, one: Quantity): boolean {
  return /分别|依次|各为|对应/.test(text.slice(Math.max(0, one.lead - 40), one.lead).replace(/^.*[。；]/s, ''));
}

function borrow(one: Quantity, next: Quantity): void {
  if (one.unit !== null) return;
  one.unit = next.unit;
  one.kind = next.kind === 'range' ? 'count' : next.kind;
  if (one.power > 0) return;
  one.value = one.value.times(new Decimal(10).pow(next.power));
  one.power = next.power;
}

/** The items from `i` on that 、 和 join; a list that 分别 announces may also repeat its verb (和下降1.7%). */
function listFrom(text: string, quantities: readonly Quantity[], i: number): Quantity[] {
  const list = [quantities[i]!];
  const announced = isShared(text, quantities[i]!);
  for (let k = i + 1; k < quantities.length; k++) {
    const between = text.slice(list.at(-1)!.end, Math.min(quantities[k]!.lead, list.at(-1)!.end + 4));
    if (!(announced ? JOINT : CLOSE_JOINT).test(between) || isShare(quantities[k]!) !== isShare(list[0]!)) break;
    list.push(quantities[k]!);
  }
  return list;
}

/** Incomes and their growth are two lists: 分别为22694元、9527元，增长8.5%、11%. */
function isShare({ unit }: Quantity): boolean {
  return unit === '%' || unit === '个百分点';
}

function byIndex<T>(kept: readonly Quantity[], values: ReadonlyMap<Quantity, T>): Map<number, T> {
  return new Map(kept.flatMap((quantity, i) => (values.has(quantity) ? [[i, values.get(quantity)!] as const] : [])));
}

function sharedPlaces(kept: readonly Quantity[], lists: readonly Quantity[][]): Ties['shared'] {
  const index = new Map(kept.map((quantity, i) => [quantity, i]));
  return new Map(
    lists.flatMap((list) =>
      list.map((item, place) => [index.get(item)!, { place, of: list.length, first: index.get(list[0]!)! }] as const),
    ),
  );
}
