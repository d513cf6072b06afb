import type { Scan } from './scan.ts';

export interface Item {
  from: number;
  to: number;
}

/** A、B和C等…: what stands before 等 or before a shared last word. */
export interface Enumeration {
  items: Item[];
  from: number;
  to: number;
}

/** 及 and 和 that bind two halves of one name: 绿色产业园区及配套基础设施. */
const BINDS_NEXT = ['配套', '附属', '周边', '相关', '其', '沿线', '附近', '有关', '综合'];
const MAX_ITEMS = 400;

/** The list whose last item ends at `end`; at least one item, walking left over 、 and the joiners. */
export function enumerationBefore(scan: Scan, end: number): Enumeration | null {
  const { text, nameFrom } = scan;
  const items: Item[] = [];
  let to = trimEnd(text, end);
  for (let count = 0; count < MAX_ITEMS && to > 0; count++) {
    const from = nameFrom[to - 1] ?? 0;
    if (from >= to) break;
    items.push(...splitJoined(text, scan, from, to, items.length === 0));
    if (text[from - 1] !== '、') break;
    to = trimEnd(text, from - 1);
  }
  const ordered = items.reverse().filter((item) => item.to > item.from);
  const first = ordered[0];
  const last = ordered.at(-1);
  return first && last ? { items: ordered, from: first.from, to: last.to } : null;
}

/** In reading order reversed: the caller turns the whole list round. */
function splitJoined(text: string, scan: Scan, from: number, to: number, isLast: boolean): Item[] {
  const parts: Item[] = [];
  let end = to;
  for (let index = to - 2; index > from; index--) {
    if (text[index] === '”' && text[index + 1] === '“') {
      parts.push({ from: index + 1, to: end });
      end = index + 1;
    }
    const mate = scan.pair[index] ?? -1;
    if (mate >= 0 && mate < index) {
      index = mate;
      continue;
    }
    const isJoiner = '和及与'.includes(text[index] ?? '。') && scan.wordFrom[index] === index + 1;
    if (!isJoiner || BINDS_NEXT.some((word) => text.startsWith(word, index + 1))) continue;
    if (end - index <= 2 || index - from < 2) continue;
    parts.push({ from: index + 1, to: end });
    end = index;
    if (!isLast) break;
  }
  parts.push({ from: skipSpace(text, from, end), to: end });
  return parts;
}

function trimEnd(text: string, end: number): number {
  let to = end;
  while (to > 0 && /\s/u.test(text[to - 1] ?? '。')) to--;
  return to;
}

function skipSpace(text: string, from: number, to: number): number {
  let start = from;
  while (start < to && /\s/u.test(text[start] ?? '。')) start++;
  return start;
}

/** A list that 等 closes, and where what follows it begins. */
export interface OpenList {
  list: Enumeration;
  headFrom: number;
}

/** Every 等 of a block that closes a list, with the list and what follows it. */
export function openLists(scan: Scan): OpenList[] {
  const { text } = scan;
  const found: OpenList[] = [];
  for (let at = text.indexOf('等'); at >= 0; at = text.indexOf('等', at + 1)) {
    if ('级待候'.includes(text[at + 1] ?? '。') || '高中初平优同均'.includes(text[at - 1] ?? '。')) continue;
    const list = enumerationBefore(scan, at);
    if (list) found.push({ list, headFrom: at + 1 });
  }
  return found;
}
