import type { Finding, ReadFigure } from '../reading.ts';
import { printed, surfaceOf } from './printed.ts';
import { rangeOf, type Line, type Sheet } from './sheet.ts';
import { timesOf } from './times.ts';

const COMPARED = new Set(['count', 'amount', 'rate', 'area', 'length', 'capacity', 'weight']);
const SHORTEST_SUBJECT = 4;
const SHORTEST_LEAD = 6;
/** Subjects that many things share. */
const GENERIC =
  /^(?:总投资|占地|占地面积|总建筑面积|建设规模|新增|就业|岗位|带动|年产值|产值|税收|争取|安排|投入|上级|专项|资金|财政|累计|共|实际|达产后|预计|可实现|完成|年度计划投资|计划投资|项目|完成投资|投资|面积|建筑面积|总面积|用地面积|长度|总长|人数|资金|金额|数量|其中|分别|全市|全区|全县)+$/u;
/** What makes two values of one subject two facts. */
const QUALIFIERS = [
  '累计',
  '新增',
  '新建',
  '已',
  '计划',
  '目标',
  '力争',
  '共',
  '其中',
  '去年',
  '上年',
  '同期',
  '本年',
  '年度',
  '每年',
  '当年',
  '预计',
  '拟',
  '剩余',
  '另有',
  '还有',
  '首批',
  '第二批',
  '仅',
  '改造',
  '改建',
  '提升',
  '扩建',
  '修复',
  '修缮',
  '整治',
  '升级',
  '开展',
  '组织',
  '检查',
  '抽查',
  '培育',
  '创建',
  '评定',
  '认定',
  '获评',
  '引进',
  '支持',
  '争取',
  '建成',
  '实施',
  '完工',
  '开工',
  '启动',
];
/** These still speak of all there is. */
const STOCK = new Set(['累计', '已', '共', '建成']);
/** What such a count may say in front of the name. */
const BUILT = /^(?:累计|已|共)*(?:建成|建有|拥有|现有|共有)?/u;
/** 占全部119个…, 全区现有119个…: what is counted stands behind. */
const TOTAL = /(?:全部|现有|共有|所有|总共)$/u;

interface Known {
  figure: ReadFigure;
  line: Line;
}

/** A figure that may be compared with others, and what it is one of: the same key is the same thing, unit and time. */
export interface NamedFigure extends Known {
  /** Empty when the text names no one thing. */
  subject: string;
  marks: string[];
  key: string;
}

/** Every exact figure of what was done, with the name by which another place may speak of it. */
export function namedFigures(sheet: Sheet): NamedFigure[] {
  const timeOf = timesOf(sheet);
  return sheet.lines
    .filter((line) => !isNext(sheet, line) && !isRow(line))
    .flatMap((line) => {
      const subjects = line.figures.map((figure) => subjectOf(sheet, line, figure));
      const uses = new Map<string, number>();
      for (const subject of subjects) uses.set(subject, (uses.get(subject) ?? 0) + 1);
      return line.figures.flatMap((figure, at) => {
        if (!isComparable(figure)) return [];
        const subject = (uses.get(subjects[at]!) ?? 0) > 1 ? '' : subjects[at]!;
        const marks = subject === '' ? [] : qualifiers(sheet, line, figure);
        const key = [subject, figure.unit, figure.kind, marks.join(), timeOf(line, figure)].join('|');
        return [{ figure, line, subject, marks, key }];
      });
    });
}

/** The same thing, unit and time with two values in two places. */
export function valueConflicts(sheet: Sheet): Finding[] {
  const known = new Map<string, Known>();
  const stock = new Map<string, Known>();
  const found: Finding[] = [];
  for (const one of namedFigures(sheet)) {
    const { figure, subject, key } = one;
    const total = totalBefore(sheet, stock, one);
    if (total && differ(total.known, one)) found.push(conflict(total.known.figure, figure, total.name));
    if (total || subject === '') continue;
    const before = known.get(key);
    if (!before) known.set(key, one);
    else if (differ(before, one)) found.push(conflict(before.figure, figure, subject));
    const whole = stockName(one);
    if (whole !== null) stock.set(`${whole}|${figure.unit}`, one);
  }
  return found;
}

function differ(before: Known, now: Known): boolean {
  return (
    before.line !== now.line &&
    before.figure.value !== now.figure.value &&
    isSameTime(before.figure, now.figure) &&
    !agrees(before.figure, now.figure)
  );
}

/** 占全部119个老年食堂: the count of all of them that was given before, by the longest name printed behind. */
function totalBefore(sheet: Sheet, stock: ReadonlyMap<string, Known>, one: Known) {
  for (const name of totalNames(sheet, one)) {
    const known = stock.get(`${name}|${one.figure.unit}`);
    if (known) return { known, name };
  }
  return null;
}

/** What is counted by 占全部119个老年食堂和助餐点的近两成, the longest reading first. */
export function totalNames(sheet: Sheet, { figure, line }: Known): string[] {
  if (figure.kind !== 'count' || !TOTAL.test(sheet.before(line, figure.start, 6))) return [];
  const behind =
    /^\p{Script=Han}{4,16}/u.exec(sheet.between(figure.end, Math.min(line.end, figure.end + 20)))?.[0] ?? '';
  return Array.from({ length: Math.max(0, behind.length - SHORTEST_SUBJECT + 1) }, (_, less) =>
    behind.slice(0, behind.length - less),
  );
}

/** By which name all that there is of something was counted; null when only a part was. */
export function stockName({ subject, marks }: NamedFigure): string | null {
  return subject !== '' && marks.every((mark) => STOCK.has(mark)) ? subject.replace(BUILT, '') : null;
}

function isNext(sheet: Sheet, line: Line): boolean {
  const { section } = line.sentence;
  return section !== null && sheet.outline.roles.get(section) === 'next';
}

/** A row of a table sets a plan beside what came of it. */
function isRow(line: Line): boolean {
  return /[|\t｜]/u.test(line.text);
}

function isComparable(figure: ReadFigure): boolean {
  return COMPARED.has(figure.kind) && figure.approx === 'exact' && figure.value2 === null && figure.subsetOf === null;
}

/**
 * What is measured, as printed right in front of the number when that is a name of its own, else as it was read.
 * Empty when it is what many things share (总投资) or too short to be one thing.
 */
function subjectOf(sheet: Sheet, line: Line, figure: ReadFigure): string {
  const lead = /(?:^|[，。；：、,;:])(?<name>\p{Script=Han}{4,14})$/u.exec(sheet.before(line, figure.start, 18))
    ?.groups?.['name'];
  const own = bare(lead ?? '');
  const isName = figure.unit === '%' ? /[率比重度]$/u.test(own) : !/占|同比|比上年/u.test(own);
  if (own.length >= SHORTEST_LEAD && isName && !GENERIC.test(own)) return own;
  if (figure.unit === '%') return '';
  const subject = bare(figure.subject.replaceAll(/\s/gu, ''));
  return subject.length < SHORTEST_SUBJECT || GENERIC.test(subject) ? '' : subject;
}

function bare(name: string): string {
  return name
    .replace(/^(?:全年|全市|全县|全区|全省|全州|今年|本年度?|我市|我区|我县)+/u, '')
    .replace(/(?:为|达到?|共计?|约|了)$/u, '');
}

/** A verb in front of a list (改造乡镇卫生院8家、村卫生室67个) governs all of it. */
function qualifiers(sheet: Sheet, line: Line, figure: ReadFigure): string[] {
  const clause = /[^，。；,;]*$/u.exec(sheet.before(line, figure.start, 60))?.[0] ?? '';
  const around = clause.length < 14 ? sheet.before(line, figure.start, 14) : clause;
  return QUALIFIERS.filter((word) => around.includes(word));
}

/** Two printed times that differ are two facts; a figure without one is about the report's own time. */
function isSameTime(a: ReadFigure, b: ReadFigure): boolean {
  return a.period === null || b.period === null || a.period.replaceAll(/\s/gu, '') === b.period.replaceAll(/\s/gu, '');
}

/** 304.36 亿元 and 304 亿元 are one value printed twice. */
function agrees(a: ReadFigure, b: ReadFigure): boolean {
  const [first, second] = [printed(a), printed(b)];
  return first !== null && second !== null && first.value.minus(second.value).abs().lte(first.half.plus(second.half));
}

function conflict(first: ReadFigure, second: ReadFigure, subject: string): Finding {
  return {
    code: 'value-conflict',
    severity: 'warn',
    at: rangeOf(second),
    also: [rangeOf(first)],
    text: `“${subject}”在这里是${surfaceOf(second)}，前文是${surfaceOf(first)}，请核对`,
  };
}
