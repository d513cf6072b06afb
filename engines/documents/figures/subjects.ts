import { clauseAt } from './clauses.ts';
import { countSubject, measureSubject } from './counted-subject.ts';
import type { Paragraph } from './paragraph.ts';
import { rateSubject } from './rate-subject.ts';
import { sharedItems } from './shared-subjects.ts';
import { fromSides, sidesOf } from './sides.ts';
import { enter, isBase, newTopic, RATES, remember, type Topic } from './topic.ts';

/** A subject for each quantity, in the text's own words; empty when nothing near says it. */
export function subjectsOf(paragraph: Paragraph): string[] {
  const subjects: string[] = [];
  const topic = newTopic();
  for (const [i, quantity] of paragraph.quantities.entries()) {
    enter(paragraph, topic, clauseAt(paragraph.clauses, quantity.from));
    const subject = tidySubject(subjectOf(paragraph, i, topic));
    subjects.push(subject);
    topic.previous = subject;
    if (!isBase(paragraph, i)) remember(topic, quantity, subject);
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
    if (shared.place === 0)
      topic.list = listOf(paragraph, shared.first, shared.of) ?? (topic.list.length === shared.of ? topic.list : []);
    if (topic.list.length > 0) return topic.list[shared.place]!;
  }
  const sides = level === 'from' ? fromSides(paragraph, i) : sidesOf(paragraph, i);
  if (quantity.kind === 'standard') return sides.after || topic.thing;
  if (RATES.has(quantity.unit ?? '')) return rateSubject(sides, quantity, topic);
  return quantity.kind === 'count' || quantity.kind === 'threshold' || quantity.unit?.endsWith('岁')
    ? countSubject(sides, quantity, topic)
    : measureSubject(sides, quantity, topic);
}

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
