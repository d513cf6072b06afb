import { clauseAt } from './clauses.ts';
import { countSubject, measureSubject } from './counted-subject.ts';
import { withoutGrowth } from './growth-words.ts';
import { isVerbOnly, nounBefore } from './noun-phrase.ts';
import type { Paragraph } from './paragraph.ts';
import { rateSubject } from './rate-subject.ts';
import { sharedItems } from './shared-subjects.ts';
import { fromSides, sidesOf } from './sides.ts';
import { DECREASE, INCREASE } from './words.ts';
import { enter, isAside, isBase, newTopic, RATES, remember, type Topic } from './topic.ts';

/** A subject for each quantity, in the text's own words; empty when nothing near says it. */
export function subjectsOf(paragraph: Paragraph): string[] {
  const subjects: string[] = [];
  const topic = newTopic();
  for (const [i, quantity] of paragraph.quantities.entries()) {
    enter(paragraph, topic, clauseAt(paragraph.clauses, quantity.from));
    topic.adjacent = i > 0 && paragraph.quantities[i - 1]!.end === quantity.lead;
    const subject = tidySubject(subjectOf(paragraph, i, topic));
    subjects.push(subject);
    topic.previous = subject;
    if (!isBase(paragraph, i) && !isAside(paragraph.text, quantity)) remember(topic, quantity, subject);
    const whole = paragraph.subsets[i] ?? null;
    if (whole !== null) topic.whole = subjects[whole]!;
    if (!RATES.has(quantity.unit ?? '')) topic.isPart = whole !== null;
  }
  return subjects;
}

function subjectOf(paragraph: Paragraph, i: number, topic: Topic): string {
  const quantity = paragraph.quantities[i]!;
  const level = paragraph.ties.level.get(i);
  if (level === 'to') return topic.previous;
  const shared = paragraph.ties.shared.get(i);
  if (shared !== undefined) {
    if (shared.place === 0) topic.list = sharedSubjects(paragraph, i, shared.of, topic);
    if (topic.list.length > 0) return topic.list[shared.place]!;
  }
  const sides = level === 'from' ? fromSides(paragraph, i) : sidesOf(paragraph, i);
  if (quantity.kind === 'standard') return sides.after.replace(/的(目标|要求|标准)$/u, '') || topic.thing;
  if (RATES.has(quantity.unit ?? '')) return rateSubject(sides, quantity, topic);
  return quantity.kind === 'count' || quantity.kind === 'threshold' || quantity.unit?.endsWith('岁')
    ? countSubject(sides, quantity, topic)
    : measureSubject(sides, quantity, topic);
}

/** What a list is about: the items in front of it, the amounts told before it, or what the list before was about. */
function sharedSubjects(paragraph: Paragraph, i: number, count: number, topic: Topic): string[] {
  const own = listOf(paragraph, i, count);
  if (own !== null) return own;
  const { text, quantities, clauses } = paragraph;
  const { lead, from } = quantities[i]!;
  const start = Math.max(clauses.starts[clauseAt(clauses, from)]!, lead - 24);
  const before = text.slice(start, lead);
  if (RESUMES.test(before) && topic.told.length >= count) return topic.told.splice(-count);
  if (topic.list.length !== count) return [];
  const named = nounBefore(withoutGrowth(before));
  const rate = named.endsWith('率') ? named : '';
  if (named !== '' && rate === '' && !isVerbOnly(named)) return [];
  return topic.list.map((item) => (item.endsWith(rate) ? item : item + rate));
}

/** 分别下降4.4%和2.9% behind 客运量812万人、货运量5.2万吨: the words that take up what was told. */
const RESUMES = new RegExp(
  `^(?:同比|环比|比上年|较上年|比去年|又|再|各自)?分别(?:同比|环比|比上年|较上年)?(?:${DECREASE}|${INCREASE}|少|增|减|多|降|涨|完成|整改|占|开工|竣工|为|达|办结|比[^，。；]{1,8}|较[^，。；]{1,8})+[^，。；]{0,2}$`,
);

function listOf({ text, quantities, clauses }: Paragraph, first: number, count: number): string[] | null {
  const quantity = quantities[first]!;
  const start = Math.max(
    clauses.starts[clauseAt(clauses, quantity.from)]!,
    quantities[first - 1]?.end ?? 0,
    quantity.lead - 120,
  );
  return sharedItems(text.slice(start, quantity.lead), count);
}

/** Without the marks and the half of a pair of quotation marks that its edges caught. */
function tidySubject(subject: string): string {
  const text = subject.replace(/^[，、：；。”’\s）]+|[，、：；。“‘\s（]+$/g, '');
  return /^[“‘]/.test(text) && !/[”’]/.test(text) ? text.slice(1) : text;
}
