import { decimal, type Decimal } from '@quantu/base';
import { enumerationBefore, type Enumeration } from '../entities/enumeration.ts';
import { scanBlock, sourceRange, type Scan } from '../entities/scan.ts';
import { words } from '../entities/trie.ts';
import type { Finding } from '../reading.ts';
import { chineseInteger, type Block } from '../structure/index.ts';
import type { Sheet } from './sheet.ts';

/** Not counts of anything listed: the congresses, and what is proverbial. */
const NAMED =
  /(?<![第一二三四五六七八九十百千\d])[二三四五六七八九十]大(?=[“‘]?\p{Script=Han}{2})(?!以来|精神|报告|规划纲要|会议|发展理念)/gu;

interface Count {
  start: number;
  end: number;
  value: Decimal;
  surface: string;
}

const COUNTING_UNITS = new Set([
  '个',
  '项',
  '家',
  '大',
  '类',
  '种',
  '处',
  '所',
  '座',
  '条',
  '件',
  '名',
  '位',
  '部',
  '场',
  '支',
  '幢',
  '栋',
  '镇',
  '村',
]);
const MOST_LISTED = 30;
/** Between a list and its count nothing but 等 and quotes may stand. */
const LEADS_TO_COUNT = /^(?<open>等)?[“‘]?$/u;
const LEADS_TO_LIST = /^(?<noun>[^，。；：、\d]{0,12})(?:[：:]|，?(?:即|包括|分别是|分别为|具体为|具体是))$/u;

/** A list that does not have as many items as the text says. */
export function countMismatches(sheet: Sheet): Finding[] {
  const counts = allCounts(sheet);
  const byBlock = groupByBlock(sheet, counts);
  return [...byBlock].flatMap(([block, inside]) => {
    const scan = scanBlock(block, words());
    const index = indexer(block);
    return inside.flatMap(
      (count) =>
        listBefore(scan, count, index(count.start)) ??
        listAfter(scan, count, index(count.end)) ??
        listInBracket(scan, count, index(count.end)) ??
        [],
    );
  });
}

function allCounts(sheet: Sheet): Count[] {
  const counted = sheet.figures
    .filter((figure) => figure.kind === 'count' && figure.approx === 'exact' && figure.value2 === null)
    .filter((figure) => COUNTING_UNITS.has(figure.unit) && !figure.value.includes('.'))
    .map((figure) => ({ ...figure, value: decimal(figure.value) }));
  const named = sheet.outline.blocks.flatMap(namedCounts);
  return [...counted, ...named]
    .filter((count) => count.value.gt(1) && count.value.lte(MOST_LISTED))
    .sort((a, b) => a.start - b.start);
}

/** 五大片区, 七大专项: names and no figures, but still checked against their lists. */
function namedCounts(block: Block): Count[] {
  return [...block.text.matchAll(NAMED)].flatMap((match) => {
    const value = chineseInteger(match[0].slice(0, -1));
    if (value === null || block.text.startsWith('党的', match.index - 2)) return [];
    const [start, end] = sourceRange(block, match.index, match.index + match[0].length);
    return [{ start, end, value: decimal(Number(value)), surface: match[0] }];
  });
}

function groupByBlock(sheet: Sheet, counts: readonly Count[]): Map<Block, Count[]> {
  const groups = new Map<Block, Count[]>();
  let next = 0;
  for (const block of sheet.outline.blocks) {
    while (next < counts.length && (counts[next]?.start ?? 0) < block.start) next++;
    const inside: Count[] = [];
    for (let count = counts[next]; count && count.start < block.end; count = counts[++next]) inside.push(count);
    if (inside.length > 0) groups.set(block, inside);
  }
  return groups;
}

/** From offsets of the source to places in the block; asked in rising order. */
function indexer(block: Block): (offset: number) => number {
  return (offset) => {
    let low = 0;
    let high = block.text.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (block.at(middle) < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}

/** A、B和C三个…; with 等 in front of the count the list may be partial, but never longer. */
function listBefore(scan: Scan, count: Count, at: number): Finding[] | null {
  const lead = scan.text.slice(Math.max(0, at - 3), at).replaceAll(/\s/gu, '');
  const open = /等[“‘]?$/u.test(lead);
  const quote = /[“‘]$/u.test(lead);
  let end = at;
  while (end > 0 && /[\s“‘]/u.test(scan.text[end - 1] ?? 'x')) end--;
  if (open) end--;
  if (!LEADS_TO_COUNT.test(scan.text.slice(end, at).replaceAll(/\s/gu, ''))) return null;
  const list = enumerationBefore(scan, end);
  if (!list || list.items.length < 2 || (quote && !open)) return null;
  if (!open && !namesEachItem(scan, count, at, list)) return null;
  return judge(scan, count, list, open);
}

/**
 * A list directly in front of a count is one only when a noun follows the count (山腰、后龙两个镇) and no item has a
 * figure of its own; 新建、改造公园9个 and 驿站8处、托育点三处 are none.
 */
function namesEachItem(scan: Scan, count: Count, at: number, list: Enumeration): boolean {
  const after = scan.text.slice(at, at + count.surface.length + 4).replaceAll(/\s/gu, '');
  const rest = after.slice(count.surface.replaceAll(/\s/gu, '').length);
  const items = list.items.map((item) => scan.text.slice(item.from, item.to));
  return (
    /^\p{Script=Han}/u.test(rest) &&
    !/^[的和及与在]/u.test(rest) &&
    items.every((item) => !/[\d０-９]/u.test(item) && item.trim().length >= 2)
  );
}

/** 七大专项：A、B、C…; the list ends with the clause. */
function listAfter(scan: Scan, count: Count, at: number): Finding[] | null {
  const { text } = scan;
  const rest = text.slice(at, at + 24);
  const colon = /[：:]|，?(?:即|包括|分别是|分别为|具体为|具体是)/u.exec(rest);
  if (!colon || !LEADS_TO_LIST.test(rest.slice(0, colon.index + colon[0].length))) return null;
  const colonEnd = at + colon.index + colon[0].length;
  const from = colonEnd + (/^(?:包括|分别是|分别为|即)/u.exec(text.slice(colonEnd, colonEnd + 4))?.[0].length ?? 0);
  const end = clauseEnd(text, from);
  const open = /等(?:\p{Script=Han}{0,8})?$/u.exec(text.slice(from, end));
  const goesOn = open !== null || /[；;]/u.test(text[end] ?? '。');
  const listEnd = open ? from + open.index : end;
  const list = flatList(text, from, listEnd);
  if (!list || list.items.length < 2) return null;
  return judge(scan, count, list, goesOn);
}

/** Words that open a remark and no list of the counted, and kinds of place that a bracket adds to the noun. */
const REMARK = /^(?:其中|含|包括|不含|详见|见|如|即|以|较|比|同比|占|按|指|或|不包括|不)/u;
const KIND_OF_PLACE =
  /^(?:镇街?|乡|街道|园区|开发区|社区|村|居|居委会|部门|单位|办事处|.{0,2}场|景区|管委会|县|市|区|旗|企业|机构|平台|点|站)$/u;

/** 三家单位（县交通运输局、枫林镇）: a bracket behind the noun that names each of the counted. */
function listInBracket(scan: Scan, count: Count, at: number): Finding[] | null {
  const { text } = scan;
  const open = /^\p{Script=Han}{0,10}[（(]/u.exec(text.slice(at, at + 11));
  const from = at + (open?.[0].length ?? 0);
  const close = open ? (scan.pair[from - 1] ?? -1) : -1;
  if (close <= from || close - from > 300) return null;
  const inside = text.slice(from, close);
  const list = REMARK.test(inside) || /[，。；：\d]/u.test(inside) ? null : flatList(text, from, close);
  const names = list?.items.map((item) => text.slice(item.from, item.to).trim()) ?? [];
  if (!list || names.length < 2 || names.some((name) => name.length < 3 || KIND_OF_PLACE.test(name))) return null;
  return judge(scan, count, list, /等(?:\p{Script=Han}{0,6})?$/u.test(inside));
}

function clauseEnd(text: string, from: number): number {
  let depth = 0;
  for (let index = from; index < Math.min(text.length, from + 400); index++) {
    const unit = text[index] ?? '';
    if ('“《（‘'.includes(unit)) depth++;
    else if ('”》）’'.includes(unit)) depth = Math.max(0, depth - 1);
    else if (depth === 0 && '，。；！？,;\n：'.includes(unit)) return index;
  }
  return Math.min(text.length, from + 400);
}

function flatList(text: string, from: number, to: number): Enumeration | null {
  const items: { from: number; to: number }[] = [];
  let depth = 0;
  let start = from;
  for (let index = from; index <= to; index++) {
    const unit = index === to ? '、' : (text[index] ?? '');
    if ('“《（‘'.includes(unit)) depth++;
    else if ('”》）’'.includes(unit)) depth = Math.max(0, depth - 1);
    else if (unit === '、' && (depth === 0 || index === to)) {
      if (index > start) items.push({ from: start, to: index });
      start = index + 1;
    }
  }
  return items.length > 0 ? { items, from, to } : null;
}

function judge(scan: Scan, count: Count, list: Enumeration, open: boolean): Finding[] | null {
  const [least, most] = countRange(scan, list);
  const isLong = count.value.lt(least);
  const isShort = count.value.gt(most);
  if (!isLong && !(isShort && !open)) return null;
  if (list.items.some((item) => !isPlainItem(scan.text.slice(item.from, item.to)))) return null;
  const said = count.surface.replaceAll(/\s/gu, '');
  const names = list.items.map((item) => scan.text.slice(item.from, item.to).trim());
  return [
    {
      code: 'count-mismatch',
      severity: least === most && isLong ? 'error' : 'warn',
      at: [count.start, count.end],
      also: [sourceRange(scan.block, list.from, list.to)],
      text: `文中说“${said}”，列出的是${least === most ? least : `${least}～${most}`}项：${names.slice(0, 8).join('、')}${names.length > 8 ? '……' : ''}`,
    },
  ];
}

/** 和 and 及 may join two items or stand inside one name: both readings count. */
function countRange(scan: Scan, list: Enumeration): [least: number, most: number] {
  const printed = scan.text.slice(list.from, list.to);
  const commas = flatList(printed, 0, printed.length)?.items ?? [];
  const names = commas.map((item) => printed.slice(item.from, item.to));
  const sure = names.length + names.filter(joinsAlike).length + printed.split('”“').length - 1;
  const possible = names
    .filter((name) => !joinsAlike(name))
    .reduce((sum, name) => sum + (name.match(/[和及与]/gu)?.length ?? 0), 0);
  return [sure, sure + possible];
}

/** 奖补制度和红黑榜制度: both halves end alike, so the joiner parts two items for certain. */
function joinsAlike(name: string): boolean {
  const halves = name.trim().split(/[和及与]/u);
  const [first, second] = halves;
  return (
    halves.length === 2 &&
    first !== undefined &&
    second !== undefined &&
    first.length > 2 &&
    first.slice(-2) === second.slice(-2)
  );
}

/** An item that is a clause of its own says that this is no list of names. */
function isPlainItem(item: string): boolean {
  const name = item.trim();
  return name.length > 0 && name.length <= 30 && !/[，。；：]/u.test(name);
}
