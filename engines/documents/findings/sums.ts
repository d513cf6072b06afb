import { decimal } from '@quantu/base';
import type { Finding, ReadFigure } from '../reading.ts';
import { agree, printed, sumOf, surfaceOf, written, type Printed } from './printed.ts';
import { indexOf, rangeOf, type Line, type Sheet } from './sheet.ts';

/** A whole and what is said to make it up. `complete`: the text says that nothing else belongs to it. */
export interface Breakdown {
  whole: Printed;
  parts: Printed[];
  complete: boolean;
}

/** No breakdown in print is longer. */
const MOST_PARTS = 40;
const NOT_ADDED = new Set([
  'threshold',
  'standard',
  'growth',
  'rate',
  'pp_diff',
  'ratio',
  'discount',
  'range',
  'from',
  'to',
  'duration',
]);

/** Parts that cannot make their whole, given how all of them are rounded. */
export function sumMismatches(sheet: Sheet): Finding[] {
  return sheet.lines.flatMap((line) => {
    const seen = new Set<ReadFigure>();
    return breakdownsIn(sheet, line).flatMap((breakdown) => {
      if (seen.has(breakdown.whole.figure)) return [];
      const finding = judge(breakdown);
      if (finding) seen.add(breakdown.whole.figure);
      return finding ? [finding] : [];
    });
  });
}

function breakdownsIn(sheet: Sheet, line: Line): Breakdown[] {
  return [
    ...subsets(sheet, line),
    ...colonLists(sheet, line),
    ...inclusions(sheet, line),
    ...lists(sheet, line),
    ...closingTotals(sheet, line),
  ];
}

/** The breakdowns of a sentence that hold: the parts make the whole, or are no more than it. */
export function soundBreakdowns(sheet: Sheet, line: Line): Breakdown[] {
  return breakdownsIn(sheet, line).flatMap((breakdown) => {
    const { whole, parts, complete } = breakdown;
    if (judge(breakdown) !== null) return [];
    const sum = sumOf(parts);
    if (agree(sum, whole)) return [{ whole, parts, complete }];
    return sum.value.lt(whole.value) ? [{ whole, parts, complete: false }] : [];
  });
}

function addable(figure: ReadFigure): boolean {
  return !NOT_ADDED.has(figure.kind) && !figure.value.startsWith('-');
}

/** 其中: figures that say which whole they are part of. */
function subsets(sheet: Sheet, line: Line): Breakdown[] {
  const groups = new Map<ReadFigure, ReadFigure[]>();
  for (const figure of line.figures) {
    const whole = figure.subsetOf === null ? undefined : sheet.figures[figure.subsetOf];
    if (!whole || whole.unit !== figure.unit || !addable(figure) || !addable(whole)) continue;
    groups.set(whole, [...(groups.get(whole) ?? []), figure]);
  }
  return [...groups].flatMap(([whole, parts]) =>
    isWholeOf(sheet, line, whole, parts) ? breakdown(sheet, whole, parts, false) : [],
  );
}

/** Not a change (增加2.70亿元，其中…), and no other figure of the paragraph is what the parts make up. */
function isWholeOf(sheet: Sheet, line: Line, whole: ReadFigure, parts: readonly ReadFigure[]): boolean {
  if (/(?:增加|增长|减少|下降|净增|增收|减收)了?$/u.test(sheet.between(whole.start - 8, whole.start))) return false;
  const first = parts[0];
  if (parts.length === 1 && first)
    return /其中/u.test(sheet.between(whole.end, first.start)) && first.start - whole.end <= 24;
  const values = parts.flatMap((part) => printed(part) ?? []);
  const size = printed(whole);
  if (!size || values.some((part) => part.value.gt(size.value)) || !areParallel(sheet, parts)) return false;
  const sum = sumOf(values);
  return !earlier(sheet, line, whole).some((figure) => {
    const other = figure.unit === whole.unit ? printed(figure) : null;
    return other !== null && agree(sum, other);
  });
}

/** Parts stand side by side: between two of them only a short name, and shares and growths of the first. */
function areParallel(sheet: Sheet, parts: readonly ReadFigure[]): boolean {
  return parts.slice(1).every((part, at) => {
    const before = parts[at];
    const gap = before ? sheet.between(before.end, Math.min(part.start, before.end + 120)) : '';
    return /^[^，。；、\d]{0,6}[、，；][^，。；\d]{0,14}$/u.test(
      gap.replaceAll(/[，、（(][^，。；、\d]{0,10}[\d.]+%[）)]?/gu, ''),
    );
  });
}

/** The figures in front of the whole in the same paragraph, a few at most. */
function earlier(sheet: Sheet, line: Line, whole: ReadFigure): ReadFigure[] {
  const at = indexOf(sheet.figures, whole.start);
  return sheet.figures.slice(Math.max(0, at - 8), at).filter((figure) => figure.start >= line.sentence.block.start);
}

/** 共排查问题 50 个：A 20 个、B 25 个. The whole is the last figure of that unit in front of the colon. */
function colonLists(sheet: Sheet, line: Line): Breakdown[] {
  const colon = line.text.indexOf('：');
  if (colon < 0) return [];
  const at = line.start + colon;
  const before = line.figures.filter((figure) => figure.end <= at && addable(figure));
  const whole = before.at(-1);
  if (!whole || at - whole.end > 16 || /[一二三四五]是/u.test(line.text.slice(colon + 1, colon + 4))) return [];
  const after = line.figures.filter((figure) => figure.start > at && figure.unit === whole.unit && addable(figure));
  const isFlat = after.every((figure) => figure.subsetOf === null || sheet.figures[figure.subsetOf] === whole);
  const parts = isFlat ? after : [];
  return breakdown(sheet, whole, parts, true);
}

/** Between a whole and its first part: 包括, 由…构成 says so in words, a bracket by standing directly behind. */
const INCLUDES = /^[^，。；、（(：\d]{0,10}[，,]?(?:主要)?(?:包括|包含|分别是|分别为|具体为)[^，。；、\d]{0,14}$/u;
const BRACKETED = /^[^，。；、（(：\d]{0,4}[（(](?!其中|含|较|比|同比|增|折合|占)[^，。；、（(：\d]{1,12}$/u;
const TOTAL = /(?:总计|合计|共计|总额|总量|总数|总收入|总支出)(?:为|达到?)?$/u;

/** 收入总计 90 亿元，包括本级收入 60 亿元、补助 30 亿元; 债务余额 90 亿元（一般债务 40 亿元、专项债务 50 亿元）. */
function inclusions(sheet: Sheet, line: Line): Breakdown[] {
  return line.figures.flatMap((whole, index) => {
    const first = line.figures[index + 1];
    if (!first || !addable(whole)) return [];
    const link = sheet.between(whole.end, first.start);
    const isSaid = INCLUDES.test(link);
    if (!isSaid && !BRACKETED.test(link)) return [];
    const parts: ReadFigure[] = [];
    for (const part of line.figures.slice(index + 1, index + 1 + MOST_PARTS)) {
      const before = parts.at(-1);
      const gap = before ? sheet.between(before.end, part.start) : '、';
      if (part.unit !== whole.unit || !addable(part) || !/^[、，,和及][^，。；、）)\d]{0,16}$/u.test(gap)) break;
      parts.push(part);
    }
    const isComplete = isSaid && TOTAL.test(sheet.before(line, whole.start, 8));
    return parts.length > 1 ? breakdown(sheet, whole, parts, isComplete) : [];
  });
}

/** 198 个在建项目中，基础施工的 46 个、主体施工的 93 个: parts of one unit that only 、 parts. */
function lists(sheet: Sheet, line: Line): Breakdown[] {
  return line.figures.flatMap((whole, index) => {
    const first = line.figures[index + 1];
    if (
      !first ||
      !addable(whole) ||
      !/^\p{Script=Han}{0,10}[中里]，?\p{Script=Han}/u.test(sheet.between(whole.end, first.start))
    )
      return [];
    const parts: ReadFigure[] = [];
    for (const part of line.figures.slice(index + 1, index + 1 + MOST_PARTS)) {
      const before = parts.at(-1);
      const gap = before ? sheet.between(before.end, part.start) : '、';
      if (part.unit !== whole.unit || !addable(part) || !/^[、，]/u.test(gap) || gap.length > 16) break;
      parts.push(part);
    }
    return parts.length > 1 ? breakdown(sheet, whole, parts, false) : [];
  });
}

/** A 20 个、B 15 个，合计 35 个. */
function closingTotals(sheet: Sheet, line: Line): Breakdown[] {
  return line.figures.flatMap((whole, index) => {
    if (!addable(whole) || !/(?:合计|共计|总计|总共)\p{Script=Han}{0,6}$/u.test(sheet.before(line, whole.start)))
      return [];
    const parts: ReadFigure[] = [];
    for (let at = index - 1; at >= 0 && parts.length < MOST_PARTS; at--) {
      const part = line.figures[at];
      if (!part || part.unit !== whole.unit || !addable(part) || part.subsetOf !== null) break;
      parts.unshift(part);
    }
    const last = parts.at(-1);
    if (
      !last ||
      parts.length < 2 ||
      whole.start - last.end > 24 ||
      /[；。]/u.test(sheet.between(last.end, whole.start))
    )
      return [];
    return breakdown(sheet, whole, parts, true).filter(isPlausibleTotal);
  });
}

/** A sum that is far off was not meant as one. */
function isPlausibleTotal({ whole, parts }: Breakdown): boolean {
  const sum = sumOf(parts).value;
  return sum.minus(whole.value).abs().lte(whole.value.times('0.3'));
}

function breakdown(sheet: Sheet, whole: ReadFigure, parts: readonly ReadFigure[], complete: boolean): Breakdown[] {
  const total = printed(whole);
  const pieces = parts.flatMap((part) => printed(part) ?? []);
  if (!total || pieces.length === 0 || pieces.length !== parts.length) return [];
  const last = parts.at(-1);
  const isOpen = last !== undefined && /^[^，。；]{0,12}等/u.test(sheet.between(last.end, last.end + 14));
  return [{ whole: total, parts: pieces, complete: complete && !isOpen }];
}

function judge({ whole, parts, complete }: Breakdown): Finding | null {
  const sum = sumOf(parts);
  if (agree(sum, whole) || divides(parts, whole)) return null;
  const gap = sum.value.minus(whole.value);
  const isOver = gap.gt(0);
  if (parts.length === 1 && !isOver) return null;
  const isNear = gap.abs().lte(whole.value.times(parts.length > 2 ? '0.25' : '0.1'));
  if (!isOver && !complete && !isNear) return null;
  const isCertain = parts.length === 1 || (complete && isNear) || (isOver && gap.lte(whole.value.times('0.2')));
  const terms = parts.map((part) => surfaceOf(part.figure)).join('＋');
  const printedSum = written(sum.value, whole.figure);
  const difference = written(gap.abs(), whole.figure);
  const text =
    parts.length === 1
      ? `其中的${terms}大于总数${surfaceOf(whole.figure)}，多出${difference}`
      : `各部分${terms}＝${printedSum}，与总数${surfaceOf(whole.figure)}相差${difference}${marginNote(sum.half.plus(whole.half), whole.figure)}`;
  return {
    code: 'sum-mismatch',
    severity: isCertain ? 'error' : 'warn',
    at: rangeOf(whole.figure),
    also: parts.map((part) => rangeOf(part.figure)),
    text: isOver || complete ? text : `${text}；如未全部列出，请写明“等”或补齐`,
  };
}

function marginNote(margin: Printed['half'], like: ReadFigure): string {
  return margin.gt(decimal(0)) ? `，超出四舍五入的误差${written(margin, like)}` : '';
}

/** Two breakdowns of one whole in a row: 省级 5 个、市级 10 个，新建 8 个、续建 7 个. Each run must make the whole. */
function divides(parts: readonly Printed[], whole: Printed): boolean {
  let run: Printed[] = [];
  let runs = 0;
  for (const part of parts) {
    run.push(part);
    if (!agree(sumOf(run), whole)) continue;
    runs++;
    run = [];
  }
  return runs > 0 && (run.length === 0 || sumOf(run).value.lt(whole.value));
}
