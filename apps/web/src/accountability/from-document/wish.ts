import type { ItemWish, OpinionWish } from '@quantu/accountability';

const LONGEST_MATTER = 120;

/** The items without one. */
export const without = (items: readonly ItemWish[], at: number): ItemWish[] => items.filter((_, one) => one !== at);

/** An item cut in two at a place of its clause; what was assigned stays with both. */
export function splitAt(items: readonly ItemWish[], at: number, offset: number, text: string): ItemWish[] {
  const item = items[at]!;
  const head = item.clause.slice(0, offset);
  const tail = item.clause.slice(offset);
  if (head.trim() === '' || tail.trim() === '') return [...items];
  // A clause that was rewritten stands nowhere in the text: both lead back to the whole.
  const isAsPrinted = text.slice(item.start, item.end) === item.clause;
  const cut = item.start + offset;
  const first = {
    ...item,
    clause: head.trimEnd(),
    ...(isAsPrinted ? { end: cut - (head.length - head.trimEnd().length) } : {}),
  };
  const second = {
    ...item,
    number: unusedNumber(items, item.number),
    matter: matterOf(tail),
    clause: tail.trimStart(),
    tasks: [],
    ...(isAsPrinted ? { start: cut + (tail.length - tail.trimStart().length) } : {}),
  };
  return [...items.slice(0, at), first, second, ...items.slice(at + 1)];
}

/** An item put to the one before it: its clause, its units and its tasks. */
export function mergedUp(items: readonly ItemWish[], at: number, text: string): ItemWish[] {
  const above = items[at - 1];
  const item = items[at];
  if (!above || !item) return [...items];
  const [start, end] = [Math.min(above.start, item.start), Math.max(above.end, item.end)];
  const isAsPrinted = [above, item].every((one) => text.slice(one.start, one.end) === one.clause);
  const lead = above.lead ?? item.lead;
  const named = [...above.helpers, ...(item.lead === null ? [] : [item.lead]), ...item.helpers];
  const merged: ItemWish = {
    ...above,
    clause:
      isAsPrinted && end - start <= 4000 ? text.slice(start, end) : `${above.clause}\n${item.clause}`.slice(0, 4000),
    lead,
    helpers: [...new Set(named)].filter((name) => name !== lead),
    dueOn: laterOf(above.dueOn, item.dueOn),
    tasks: [...above.tasks, ...item.tasks].map((task, one) => ({ ...task, number: String(one + 1) })),
    start,
    end,
  };
  return [...items.slice(0, at - 1), merged, ...items.slice(at + 1)];
}

const laterOf = (a: string | null, b: string | null): string | null => (a === null || (b !== null && b > a) ? b : a);

function unusedNumber(items: readonly ItemWish[], number: string): string {
  const used = new Set(items.map((item) => item.number));
  const base = number.replace(/-\d+$/, '').slice(0, 16);
  for (let next = 2; ; next++) if (!used.has(`${base}-${next}`)) return `${base}-${next}`;
}

/** The first words of a clause, without its marker. */
function matterOf(clause: string): string {
  const plain = clause
    .trim()
    .replace(/^(?:[（(][一二三四五六七八九十]+[）)]|[一二三四五六七八九十]+[、是要]|\d+[.．、])\s*/u, '');
  return plain.split(/[。；\n]/u)[0]!.slice(0, LONGEST_MATTER) || plain.slice(0, LONGEST_MATTER);
}

/** Every unit that somebody of the wish is to be, each once; those it has an answer for keep it. */
export function withUnits(wish: OpinionWish, makes: boolean): OpinionWish {
  const names = [
    wish.committee,
    wish.office,
    ...wish.items.flatMap(({ lead, helpers, tasks }) => [lead, ...helpers, ...tasks.map((task) => task.lead)]),
  ];
  const used = [...new Set(names.flatMap((name) => name ?? []))];
  const known = new Map(wish.units.map((unit) => [unit.name, unit]));
  return { ...wish, units: used.map((name) => known.get(name) ?? { name, organisation: null, isNew: makes }) };
}
