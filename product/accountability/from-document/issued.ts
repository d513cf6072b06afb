import { chineseInteger, readOutline, type Reading, type Section } from '@quantu/documents';
import type { Day } from '@quantu/base';
import { dayIn, statedDay } from './days.ts';
import { paperFault } from './faults.ts';
import type { Paper, Place, ProposedItem } from './paper.ts';
import { assignedIn, mentionsIn } from './units.ts';

const ASKS = /意见|建议/;
const NOT_ASKS = /总体评价|评价|基本情况|成效|存在.{0,6}(?:问题|不足)|主要问题|突出问题|期限|时限|有关要求/;
/** How a paper ends after its last clause. */
const CLOSING = /^(?:请|以上|上述|望|特此|对以上)[^。]{0,80}(?:研究|办理|处理|报告|落实)|^(?:办理|报告)(?:时限|期限)/;
const LONGEST_MATTER = 120;

/** The standing committee's paper: its head, and its clauses down to the innermost that are marked. */
export function readIssued(reading: Reading, name: string, names: readonly string[]): Paper {
  const { text, document, sections } = reading;
  const dated = document.dated as Day | null;
  const outline = readOutline(text);
  const parts = clausesOf(sections);
  const [first] = parts;
  if (first === undefined) throw paperFault('paper.no-clauses', { name });
  const end = Math.max(...parts.map((part) => part.end));
  const closing = outline.blocks.find(({ start, text: block }) => start > first.start && CLOSING.test(block));
  const lead = text.slice(outline.blocks[0]?.start ?? 0, first.start);
  const tail = text.slice(closing?.start ?? end, outline.blocks.at(-1)?.end ?? text.length);
  const mentions = mentionsIn(reading, names);
  const numbers = new Set<string>();
  const items = parts.map((part): ProposedItem => {
    const place = trimmed(text, part.start, closing && part.end > closing.start ? closing.start : part.end);
    const clause = text.slice(place.start, place.end);
    const number = unusedNumber(numbers, numberOf(part, sections));
    return {
      ...place,
      number,
      matter: matterOf(part.title, clause),
      clause,
      above: aboveOf(part, sections),
      ...assignedIn(text, place, mentions),
      due: statedDay(clause, dated),
      tasks: [],
    };
  });
  return {
    kind: 'issued',
    title: titleOf(document.title ?? name),
    number: document.number,
    ...headOf(lead, dated),
    dated,
    body: bodyOf(text, outline.blocks),
    due: statedDay(tail, dated) ?? statedDay(text.slice(end), dated),
    committee: document.issuer,
    office: document.addressee,
    items,
  };
}

/** What is asked: the parts that are called so, else all parts but those that only judge; down to the innermost. */
function clausesOf(sections: readonly Section[]): readonly Section[] {
  const tops = sections.filter(({ path }) => path.length === 1);
  const called = tops.filter(({ title }) => ASKS.test(title) && !NOT_ASKS.test(title) && title.length <= 20);
  const asked = called.length > 0 ? called : tops.filter(({ title }) => !NOT_ASKS.test(title));
  return asked.flatMap((top) => leavesOf(top, sections));
}

function leavesOf(section: Section, sections: readonly Section[]): readonly Section[] {
  const children = childrenOf(section, sections);
  return children.length < 2 ? [section] : children.flatMap((child) => leavesOf(child, sections));
}

export function childrenOf(parent: Section, sections: readonly Section[]): readonly Section[] {
  return sections.filter(({ id, path }) => path.length === parent.path.length + 1 && id.startsWith(`${parent.id}.`));
}

/** `（一）`, and below it `（一）1`; a part that is only called 审议意见 is not counted. */
function numberOf({ id, path }: Section, sections: readonly Section[]): string {
  const top = sections.find((one) => one.path.length === 1 && id.startsWith(`${one.id}.`));
  const isCalled = top !== undefined && ASKS.test(top.title) && top.title.length <= 20;
  const [outer, ...inner] = isCalled ? path.slice(1) : path;
  return inner.reduce<string>((number, label) => {
    const next = label.startsWith('（') ? label : markerNumber(label);
    return `${number}${/\d$/.test(number) && /^\d/.test(next) ? '-' : ''}${next}`;
  }, outer!);
}

/** 二是 → 2, 3. → 3. */
function markerNumber(label: string): string {
  const digits = /\d+/.exec(label)?.[0];
  return digits ?? String(chineseInteger(label.replace(/[是要第其、]/g, '')) ?? label);
}

function unusedNumber(used: Set<string>, number: string): string {
  let free = number;
  for (let again = 2; used.has(free); again++) free = `${number}（${again}）`;
  used.add(free);
  return free;
}

const aboveOf = ({ id }: Section, sections: readonly Section[]): string =>
  sections
    .filter((one) => id.startsWith(`${one.id}.`))
    .map(({ title }) => title)
    .join(' / ');

/** A heading as it stands; where the clause is one with its heading, its first words. */
function matterOf(title: string, clause: string): string {
  const words = (title.trim() === '' ? clause : title).replaceAll(/\s+/g, ' ').trim();
  if (words.length <= LONGEST_MATTER) return words;
  const first = words.split(/[。；]/u)[0]!;
  return first.length <= LONGEST_MATTER ? first : `${first.slice(0, LONGEST_MATTER - 1)}…`;
}

export function trimmed(text: string, start: number, end: number): Place {
  const whole = text.slice(start, end);
  return { start: start + whole.length - whole.trimStart().length, end: end - (whole.length - whole.trimEnd().length) };
}

const SESSION =
  /(?:(?:(?!日)[\u4e00-\u9fa5]){0,6}?[区县市州])?第?[一二三四五六七八九十]+届人(?:大|民代表大会)常(?:委会|务委员会)第[一二三四五六七八九十百〇零\d]+次会议/;
const TOPICS = [
  /听取(?:并审议|和审议|、审议|审议)?了?[^《。]{0,60}(《[^》]{4,160}》)/,
  /听取(?:并审议|和审议|、审议|审议)?了?([^，。]{4,120}?报告)/,
];

/** What the paragraph before the clauses tells: which session, on what, when. */
export function headOf(lead: string, dated: Day | null): Pick<Paper, 'session' | 'topic' | 'deliberatedOn'> {
  const flat = lead.replaceAll(/\s+/g, '');
  const line = lead.replaceAll(/\s*\n\s*/g, '');
  const topic = TOPICS.map((pattern) => pattern.exec(line)?.[1]).find((found) => found !== undefined);
  return {
    session: SESSION.exec(flat)?.[0] ?? null,
    topic: topic?.replace(/^《([^《》]*)》$/, '$1') ?? null,
    deliberatedOn: dayIn(flat, dated),
  };
}

/** 区人大常委会关于…的审议意见 is called by what it is about. */
const titleOf = (title: string): string =>
  title
    .replaceAll(/\s*\n\s*/g, '')
    .trim()
    .slice(0, 160);

export function bodyOf(text: string, blocks: readonly Place[]): string {
  const first = blocks[0];
  const last = blocks.at(-1);
  return first && last ? text.slice(first.start, last.end).trim().slice(0, 20_000) : '';
}
