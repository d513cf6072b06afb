import type { Finding, ReadFigure } from '../reading.ts';
import { printed, surfaceOf } from './printed.ts';
import { rangeOf, type Line, type Sheet } from './sheet.ts';

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
];

/** The same thing, unit and time with two values in two places. */
export function valueConflicts(sheet: Sheet): Finding[] {
  const known = new Map<string, { figure: ReadFigure; line: Line }>();
  const found: Finding[] = [];
  for (const line of sheet.lines) {
    if (isNext(sheet, line)) continue;
    const subjects = line.figures.map((figure) => subjectOf(sheet, line, figure));
    const uses = new Map<string, number>();
    for (const subject of subjects) uses.set(subject, (uses.get(subject) ?? 0) + 1);
    for (const [at, figure] of line.figures.entries()) {
      const subject = subjects[at] ?? '';
      const isShared = (uses.get(subject) ?? 0) > 1;
      if (isShared || !isComparable(figure) || subject === '') continue;
      const key = [subject, figure.unit, figure.kind, qualifiers(sheet, line, figure)].join('|');
      const before = known.get(key);
      if (!before) known.set(key, { figure, line });
      else if (
        before.line !== line &&
        before.figure.value !== figure.value &&
        isSameTime(before.figure, figure) &&
        !agrees(before.figure, figure)
      ) {
        found.push(conflict(before.figure, figure, subject));
      }
    }
  }
  return found;
}

function isNext(sheet: Sheet, line: Line): boolean {
  const { section } = line.sentence;
  return section !== null && sheet.outline.roles.get(section) === 'next';
}

function isComparable(figure: ReadFigure): boolean {
  return COMPARED.has(figure.kind) && figure.approx === 'exact' && figure.value2 === null && figure.subsetOf === null;
}

/**
 * What is measured, as printed right in front of the number when that is a name of its own, else as it was read.
 * Empty when it is what many things share (总投资) or too short to be one thing.
 */
function subjectOf(sheet: Sheet, line: Line, figure: ReadFigure): string {
  const lead = /(?:^|[，。；：、])(?<name>\p{Script=Han}{4,14})$/u.exec(sheet.before(line, figure.start, 18))?.groups?.[
    'name'
  ];
  const own = bare(lead ?? '');
  const isName = figure.unit === '%' ? /[率比重度]$/u.test(own) : !/占|同比|比上年/u.test(own);
  if (own.length >= SHORTEST_LEAD && isName && !GENERIC.test(own)) return own;
  if (figure.unit === '%') return '';
  const subject = bare(figure.subject.replaceAll(/\s/gu, ''));
  return subject.length < SHORTEST_SUBJECT || GENERIC.test(subject) ? '' : subject;
}

function bare(name: string): string {
  return name
    .replace(/^(?:全年|全市|全县|全区|全省|全州|今年|本年|我市|我区|我县)+/u, '')
    .replace(/(?:为|达到?|共计?|约|了)$/u, '');
}

function qualifiers(sheet: Sheet, line: Line, figure: ReadFigure): string {
  const around = sheet.before(line, figure.start, 14);
  return QUALIFIERS.filter((word) => around.includes(word)).join();
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
