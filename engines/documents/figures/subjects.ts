import { clauseAt, type Clauses } from './clauses.ts';
import type { DateSpan } from './dates.ts';
import type { Ties } from './lists.ts';
import { dropLeads, dropTrails, headOf, isVerbOnly, nounBefore, nounBehind } from './noun-phrase.ts';
import type { Quantity } from './quantity.ts';
import { ATTRIBUTE } from './subject-words.ts';
import { DECREASE, INCREASE, OF_GROWTH } from './words.ts';

interface Paragraph {
  text: string;
  quantities: readonly Quantity[];
  dates: readonly DateSpan[];
  clauses: Clauses;
  ties: Ties;
  subsets: readonly (number | null)[];
}

/** What was spoken of last: the thing counted, the last measure, and the whole that 其中 divides. */
interface Topic {
  sentence: number;
  thing: string;
  last: string;
  whole: string;
  list: string[];
}

const RATES = new Set(['%', '‰', '个百分点', '个点', '个基点', '倍', '比例', '折扣率']);
const GROWTH_TAIL = new RegExp(
  `(?:同比|环比|同口径|按可比口径|名义|可比|(?:较|比)[^，。；、]{1,16}?)*(?:实际|年均|平均|分别|均|净|累计|又|再|大幅|小幅|略|共|则|都)*(?:${DECREASE}|${INCREASE}|增|降|减|涨)?${OF_GROWTH}*$`,
);
const GAP_TAIL =
  /(?:高于|低于|快于|慢于|好于|优于|滞后于?|超前于?|超过?|领先于?|落后于?|高出|(?<![同环])比)[^，。；、]{0,18}$/;
const SHARE = /^(.*?)(?:约|共|仅|的)?占(?:到|了|据|有)?([^，。；占]{0,24})$/;

/** A subject for each quantity, in the text's own words; empty when nothing near says it. */
export function subjectsOf(paragraph: Paragraph): string[] {
  const subjects: string[] = [];
  let topic: Topic = { sentence: -1, thing: '', last: '', whole: '', list: [] };
  for (const [i, quantity] of paragraph.quantities.entries()) {
    const clause = clauseAt(paragraph.clauses, quantity.from);
    const sentence = paragraph.clauses.sentence[clause]!;
    if (sentence !== topic.sentence) topic = { ...topic, sentence, list: [] };
    const subject = tidySubject(subjectOf(paragraph, i, clause, topic));
    subjects.push(subject);
    remember(topic, quantity, subject);
    const whole = paragraph.subsets[i] ?? null;
    if (whole !== null) topic.whole = subjects[whole]!;
  }
  return subjects;
}

function subjectOf(paragraph: Paragraph, i: number, clause: number, topic: Topic): string {
  const { before, after } = around(paragraph, i, clause);
  const shared = paragraph.ties.shared.get(i);
  if (shared !== undefined) {
    const item = sharedSubject(paragraph, shared, topic);
    if (item !== null) return item;
  }
  if (paragraph.ties.level.get(i) === 'to') return topic.last;
  const quantity = paragraph.quantities[i]!;
  const from = paragraph.ties.level.get(i) === 'from';
  const pre = from ? before.replace(/[由从自][^由从自]*$/, '') : before;
  if (RATES.has(quantity.unit ?? '')) return rateSubject(pre, after, quantity, topic);
  return quantity.kind === 'count' || (quantity.kind === 'range' && after !== '')
    ? countSubject(pre, after, topic)
    : measureSubject(pre, after, topic);
}

/** What stands between two figures and ends with 、 belongs to the first: 500米见园、300米见绿. */
const JOINED = /(?:[、和及与]|以及)$/;

/** The pieces of text next to a quantity: from the clause's start or the quantity before, to the next one. */
function around(
  { text, quantities, dates, clauses }: Paragraph,
  i: number,
  clause: number,
): { before: string; after: string } {
  const quantity = quantities[i]!;
  const previous = quantities[i - 1];
  const next = quantities[i + 1];
  let from = clauses.starts[clause]!;
  if (previous && previous.end > from)
    from = reachesOver(text, previous, quantity)
      ? Math.max(from, startOfPhrase(quantities, i - 1, from))
      : previous.end;
  const date = lastDateBefore(dates, quantity.lead);
  if (date !== null && date.end > from && date.end <= quantity.lead) from = date.end;
  let to = Math.min(clauses.ends[clauseAt(clauses, quantity.end)] ?? text.length, quantity.end + 60);
  if (quantity.end > to) to = quantity.end;
  if (next && next.lead < to) to = next.lead;
  const joins = previous !== undefined && from === previous.end && JOINED.test(text.slice(from, quantity.lead));
  return {
    before: joins ? '' : withoutAsides(text.slice(Math.max(from, quantity.lead - 90), quantity.lead)),
    after: text.slice(quantity.end, to),
  };
}

/** 总投资20亿元以上的项目1个: the threshold belongs to what is counted. */
function reachesOver(text: string, previous: Quantity, quantity: Quantity): boolean {
  return (
    /(?:以上|以下|以内)$/.test(text.slice(previous.unitEnd, previous.end)) &&
    /^的?[\u4e00-\u9fa5]{2,10}$/.test(text.slice(previous.end, quantity.lead)) &&
    quantity.kind === 'count'
  );
}

function startOfPhrase(quantities: readonly Quantity[], i: number, from: number): number {
  const before = quantities[i - 1];
  return before && before.end > from ? before.end : from;
}

function lastDateBefore(dates: readonly DateSpan[], at: number): DateSpan | null {
  let low = 0;
  let high = dates.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (dates[middle]!.end <= at) low = middle + 1;
    else high = middle;
  }
  return dates[low - 1] ?? null;
}

function withoutAsides(text: string): string {
  return text.includes('（') ? text.replace(/（[^（）]{0,40}）/g, '') : text;
}

function countSubject(before: string, after: string, topic: Topic): string {
  const behind = nounBehind(after);
  const front = nounBefore(before);
  if (behind !== '' && behind !== '项目') return behind;
  if (behind === '项目') return front !== '' && !isVerbOnly(front) && front.length <= 10 ? `${front}项目` : behind;
  if (front === '') return topic.thing;
  return isVerbOnly(front) ? `${front}${headOf(topic.thing)}` : front;
}

function measureSubject(before: string, after: string, topic: Topic): string {
  const front = nounBefore(before);
  const behind = nounBehind(after);
  if (front !== '' && ATTRIBUTE.test(front))
    return topic.thing !== '' && !front.includes(topic.thing) ? `${topic.thing}${front}` : front;
  if (front !== '' && !isVerbOnly(front)) return front;
  if (behind !== '') return behind;
  return front === '' ? topic.last : `${topic.thing}${front}`;
}

function rateSubject(before: string, after: string, quantity: Quantity, topic: Topic): string {
  const plain = before.replace(/^、/, '');
  const share = SHARE.exec(plain.slice(-60));
  if (share) return shareSubject(share[1]!, share[2]!, topic);
  if (quantity.unit === '折扣率') return nounBefore(plain) || nounBehind(after) || topic.thing;
  const done = /^(?:.*?)(?:完成|实现|达到|为|占)((?:年度|全年|年初|预算|计划|任务|目标)[^，。；]{0,10}?)的?$/.exec(
    plain,
  );
  if (done) return `${topic.last}${topic.last === '' ? '' : '完成'}${done[1]!}`;
  const phrase = nounBefore(dropTrails(plain.replace(GAP_TAIL, '').replace(GROWTH_TAIL, '')));
  const named = phrase.replace(/(?:增速|增幅|降幅|涨幅)$/, '');
  if (phrase !== '' && !isVerbOnly(phrase)) return named === '' ? topic.last : phrase;
  const behind = /^(?:以上|左右)?的/.test(after) ? nounBehind(after) : '';
  return behind || topic.last || topic.thing;
}

function shareSubject(part: string, whole: string, topic: Topic): string {
  const subject = nounBefore(part) || topic.last || topic.thing;
  const base =
    dropLeads(dropTrails(whole.replace(/(?:的?比重?|的?比例)?(?:为|达|达到|约|近|超过?)*$/, ''))) || topic.whole;
  return base === '' ? `${subject}占比` : `${subject}占${base}比重`;
}

/** A、B、C分别增长x、y和z: the item at the same place, completed from the last one. */
function sharedSubject(
  { text, quantities, clauses }: Paragraph,
  shared: { place: number; of: number; first: number },
  topic: Topic,
): string | null {
  const first = quantities[shared.first]!;
  const clause = clauseAt(clauses, first.from);
  const before = text.slice(Math.max(clauses.starts[clause]!, first.lead - 120), first.lead);
  const at = Math.max(before.lastIndexOf('分别'), before.lastIndexOf('依次'));
  if (at < 0) return topic.list[shared.place] ?? null;
  const items = itemsOf(before.slice(0, at), shared.of);
  if (items === null) return topic.list.length === shared.of ? topic.list[shared.place]! : null;
  if (shared.place === 0) topic.list = items;
  return items[shared.place] ?? null;
}

function itemsOf(phrase: string, count: number): string[] | null {
  const plain = dropTrails(dropLeads(phrase.replace(/(?:三者|两项|三项|四项|\d项|等)(?:指标)?$/, '')));
  const items = plain.split(/[、和与及]|以及/).filter((item) => item !== '');
  if (items.length < count) return null;
  const last = items.slice(-count);
  const whole = last.at(-1)!;
  return last.map((item) =>
    item.length <= 2 && whole.length > item.length + 2 ? item + whole.slice(item.length) : dropLeads(item),
  );
}

function remember(topic: Topic, quantity: Quantity, subject: string): void {
  if (subject === '') return;
  if (RATES.has(quantity.unit ?? '')) {
    if (topic.last === '') topic.last = subject;
    return;
  }
  topic.last = subject;
  topic.whole = subject;
  if (quantity.kind === 'count') topic.thing = subject;
}

/** Without the marks and the half of a pair of quotation marks that its edges caught. */
function tidySubject(subject: string): string {
  let text = subject.replace(/^[，、：；。”’\s）]+|[，、：；。“‘\s（]+$/g, '');
  if (/^[“‘]/.test(text) && !/[”’]/.test(text)) text = text.slice(1);
  return text;
}
