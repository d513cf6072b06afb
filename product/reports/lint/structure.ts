import { plainOf, type ReportSection, type ReportText } from '../text.ts';
import type { LintFinding, LintSpot } from './finding.ts';
import type { Passage } from './passages.ts';
import { placeOf } from './passages.ts';

const LEVELS = 'GB/T 9704-2012 7.3';

/** A heading as it stands in the whole: its level, its spot, and whether text follows before the next one. */
interface Heading {
  readonly level: 1 | 2 | 3 | 4;
  readonly title: string;
  readonly spot: LintSpot;
  hasText: boolean;
}

/** Headings: marks at their end, levels left out, parts of one, parts without text. */
export function structureFindings({ sections }: ReportText): LintFinding[] {
  const headings = headingsOf(sections);
  return [
    ...headings.flatMap(endMark),
    ...headings.flatMap((heading, at) => jump(headings, heading, at)),
    ...onlyChildren(headings),
    ...headings.flatMap((heading, at) => empty(headings, heading, at)),
  ];
}

function headingsOf(sections: readonly ReportSection[]): Heading[] {
  const found: Heading[] = [];
  for (const { id, level, title, blocks } of sections) {
    if (title !== '') found.push({ level, title, spot: { in: 'title', section: id }, hasText: false });
    for (const [at, block] of blocks.entries()) {
      const last = found.at(-1);
      if (block.kind === 'heading')
        found.push({
          level: block.level,
          title: plainOf(block.inlines),
          spot: { in: 'block', section: id, block: at },
          hasText: false,
        });
      else if (last && (block.kind === 'table' || (block.kind === 'paragraph' && plainOf(block.inlines).trim() !== '')))
        last.hasText = true;
    }
  }
  return found;
}

const at = ({ spot, title }: Heading) => ({ ...spot, start: 0, end: title.length });

function endMark(heading: Heading): LintFinding[] {
  const mark = /[。；：，、;:,.]+\s*$/u.exec(heading.title);
  if (!mark) return [];
  return [
    {
      code: 'heading-marks',
      severity: 'warn',
      text: `标题独占一行时末尾不用标点：“${heading.title.trim()}”`,
      source: null,
      places: [{ ...heading.spot, start: mark.index, end: heading.title.length }],
      fix: '',
    },
  ];
}

const MARKERS = { 1: '一、', 2: '（一）', 3: '1.', 4: '（1）' } as const;

/** （一） then （1） leaves out 1.; 一、 then 1. is allowed where （一） is used nowhere. */
function jump(headings: readonly Heading[], heading: Heading, index: number): LintFinding[] {
  const before = headings[index - 1];
  if (!before || heading.level <= before.level + 1) return [];
  const isTwoLevels = before.level === 1 && heading.level === 3 && headings.every(({ level }) => level !== 2);
  if (isTwoLevels) return [];
  return [
    {
      code: 'level-jump',
      severity: 'warn',
      text: `“${heading.title}”是“${MARKERS[heading.level]}”层，上面是“${MARKERS[before.level]}”层，中间缺了层次`,
      source: LEVELS,
      places: [at(heading), at(before)],
      fix: null,
    },
  ];
}

/** One （一） without （二） divides nothing. */
function onlyChildren(headings: readonly Heading[]): LintFinding[] {
  return headings.flatMap((heading, index) => {
    if (heading.level === 1) return [];
    const isAlone =
      siblingBeside(headings, heading, index, -1) === null && siblingBeside(headings, heading, index, 1) === null;
    if (!isAlone) return [];
    return [
      {
        code: 'one-item',
        severity: 'info',
        text: `“${heading.title}”是上一层下唯一的一条，只有一条不必编号`,
        source: null,
        places: [at(heading)],
        fix: null,
      } satisfies LintFinding,
    ];
  });
}

/** The next heading of the same level in a direction before one that stands above it. */
function siblingBeside(headings: readonly Heading[], { level }: Heading, from: number, step: 1 | -1): Heading | null {
  for (let index = from + step; index >= 0 && index < headings.length; index += step) {
    const other = headings[index]!;
    if (other.level < level) return null;
    if (other.level === level) return other;
  }
  return null;
}

function empty(headings: readonly Heading[], heading: Heading, index: number): LintFinding[] {
  const next = headings[index + 1];
  if (heading.hasText || (next !== undefined && next.level > heading.level)) return [];
  return [
    {
      code: 'empty-section',
      severity: 'warn',
      text: `“${heading.title}”下面还没有内容`,
      source: null,
      places: [at(heading)],
      fix: null,
    },
  ];
}

const SPOKEN = /(?:^|[。；：，、！？;:,\s])(?<numeral>[一二三四五六七八九十]{1,2})(?=是(?!否|指|个|不是|以))/gu;
const NUMERALS = [
  '',
  '一',
  '二',
  '三',
  '四',
  '五',
  '六',
  '七',
  '八',
  '九',
  '十',
  '十一',
  '十二',
  '十三',
  '十四',
  '十五',
];

/** 一是…二是…: they count on below one heading, and one alone is none. */
export function ordinalFindings(passages: readonly Passage[]): LintFinding[] {
  const found: LintFinding[] = [];
  let run: { count: number; passage: Passage; from: number } | null = null;
  let under = '';
  const close = (): void => {
    if (run?.count === 1) found.push(alone(run.passage, run.from));
    run = null;
  };
  for (const passage of passages) {
    const scope = `${passage.under}|${passage.context}`;
    if (passage.kind === 'heading' || passage.kind === 'title' || scope !== under) close();
    under = scope;
    if (passage.kind !== 'paragraph') continue;
    for (const match of passage.text.matchAll(SPOKEN)) {
      const number = NUMERALS.indexOf(match.groups!['numeral']!);
      const from = match.index + match[0].length - match.groups!['numeral']!.length;
      if (number < 1) continue;
      const before: number = run?.count ?? 0;
      if (number === 1) close();
      else if (before > 0 && number !== before + 1) found.push(outOfOrder(passage, from, number, before));
      if (number === 1 || before > 0) run = { count: number, passage, from };
    }
  }
  close();
  return found;
}

function alone(passage: Passage, from: number): LintFinding {
  return {
    code: 'one-item',
    severity: 'warn',
    text: '只有“一是”，没有“二是”',
    source: null,
    places: [placeOf(passage, from, from + 2)],
    fix: null,
  };
}

function outOfOrder(passage: Passage, from: number, number: number, before: number): LintFinding {
  const printed = NUMERALS[number]!;
  const right = NUMERALS[before + 1]!;
  return {
    code: 'ordinal-order',
    severity: 'warn',
    text: `“${printed}是”前面是“${NUMERALS[before]}是”，这里应为“${right}是”`,
    source: null,
    places: [placeOf(passage, from, from + printed.length)],
    fix: right,
  };
}
