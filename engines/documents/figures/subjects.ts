import { clauseAt, type Clauses } from './clauses.ts';
import type { DateSpan } from './dates.ts';
import type { Ties } from './lists.ts';
import { dropLeads, dropTrails, headOf, isVerbOnly, nounBefore, nounBehind, withModifier } from './noun-phrase.ts';
import type { Quantity } from './quantity.ts';
import { sharedItems } from './shared-subjects.ts';
import { ATTRIBUTE, ATTRIBUTE_TAIL } from './subject-words.ts';
import { DECREASE, INCREASE, OF_GROWTH } from './words.ts';

export interface Paragraph {
  text: string;
  quantities: readonly Quantity[];
  dates: readonly DateSpan[];
  clauses: Clauses;
  ties: Ties;
  subsets: readonly (number | null)[];
}

/** What was spoken of last, so that a clause without a subject has one. */
interface Topic {
  sentence: number;
  clause: number;
  /** The thing counted or named: 城建项目. */
  thing: string;
  /** The last amount or count: 城建项目年度计划投资. */
  last: string;
  /** The last rate: 开工率. */
  rate: string;
  /** What 其中 divides. */
  whole: string;
  /** The items of the last list with 分别. */
  list: string[];
  /** The thing last counted with a unit. */
  byUnit: Map<string, string>;
  previous: string;
  /** The sentence that named the thing. */
  named: number;
  /** Was the last amount a part named by 其中? */
  isPart: boolean;
}

/** The words next to a quantity: in front, to its clause's start or the quantity before; behind, to the next one. */
interface Sides {
  before: string;
  after: string;
}

const RATES = new Set(['%', '‰', '个百分点', '个点', '个基点', '倍', '比例', '折扣率', '/10万']);
const VERSUS =
  '(?:同比|环比|同口径|按可比口径|名义|可比|与[^，。；、]{1,16}?相比|(?:较(?!为)|(?<![同环占对])比(?![例重率值]))[^，。；、]{1,16}?)';
const ADVERB = '(?:实际|年均|平均|分别|均|净|累计|又|再|大幅|小幅|略|共|则|都)';
const GROWTH_TAIL = new RegExp(
  `${VERSUS}{0,2}${ADVERB}{0,4}(?:${DECREASE}|${INCREASE}|增|降|减|涨|跌|少)${OF_GROWTH}{0,6}$`,
);
const VERSUS_TAIL = new RegExp(`${VERSUS}{1,2}${ADVERB}{0,4}$`);
const GAP =
  /(?:高于|低于|快于|慢于|好于|优于|滞后于?|超前于?|超过?|领先于?|领先|落后于?|高出|低|高|快|慢)([^，。；、]{2,18})$/;
const SHARE = /^(.*?)(?:约|共|仅|只|的)?占(?:到|了|据|有)?([^，。；占]{0,24})$/;
const PLAN_BASE = /(?:年度|全年|年初|(?<!公共|基金|经营|部门)预算(?!收入|支出)|计划|任务|目标|概算|工程量)/;

/** A subject for each quantity, in the text's own words; empty when nothing near says it. */
export function subjectsOf(paragraph: Paragraph): string[] {
  const subjects: string[] = [];
  const topic: Topic = {
    sentence: -1,
    clause: -1,
    thing: '',
    last: '',
    rate: '',
    whole: '',
    list: [],
    byUnit: new Map(),
    previous: '',
    named: -1,
    isPart: false,
  };
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

const RISES_OR_FALLS = new RegExp(`^[，]?(?:实际|再|净)?(?:${DECREASE}|${INCREASE})`);

/** 比上年决算数14.94亿元增长3.0%: what is compared with is not what is spoken of. */
function isBase({ text, quantities, clauses }: Paragraph, i: number): boolean {
  const quantity = quantities[i]!;
  const start = Math.max(clauses.starts[clauseAt(clauses, quantity.from)]!, quantity.lead - 24);
  return (
    /(?<![同环对占])[比较](?![例重较])/.test(text.slice(start, quantity.lead)) &&
    RISES_OR_FALLS.test(text.slice(quantity.end, quantity.end + 8))
  );
}

/** Moves the topic to a clause: a new sentence ends lists, a head with a colon (口袋公园：) is the new thing. */
function enter({ text, clauses }: Paragraph, topic: Topic, clause: number): void {
  if (clauses.sentence[clause] !== topic.sentence) topic.list = [];
  for (let k = Math.max(topic.clause + 1, clause - 3, 0); k <= clause; k++) {
    if (!/[：（]/.test(text[clauses.starts[k]! - 1] ?? '') || k === 0) continue;
    const end = clauses.ends[k - 1] ?? 0;
    const head = nounBefore(text.slice(Math.max(clauses.starts[k - 1] ?? 0, end - 30), end));
    const isAside = text[clauses.starts[k]! - 1] === '（';
    if (isAside && /\d/.test(head)) continue;
    if (head.length >= 2 && head.length <= 16 && !/(?:如下|以下|其中|问题|情况|表明|显示|认为|发现|指出)$/.test(head)) {
      Object.assign(topic, { thing: head, named: clauses.sentence[clause]!, last: '', rate: '', byUnit: new Map() });
    }
  }
  topic.sentence = clauses.sentence[clause]!;
  topic.clause = clause;
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

/** What stands between two figures and ends with 、 belongs to the first: 500米见园、300米见绿. */
const JOINED = /(?:[、和及与]|以及)$/;

/** Does all that stands between two figures belong to the first, as in 6个乡镇1.8万亩农田? */
function isOfPrevious(previous: Quantity, between: string): boolean {
  return JOINED.test(between) || (previous.kind === 'count' && between.length > 1 && nounBehind(between) === between);
}

function sidesOf({ text, quantities, dates, clauses }: Paragraph, i: number): Sides {
  const quantity = quantities[i]!;
  const previous = quantities[i - 1];
  const next = quantities[i + 1];
  const start = clauses.starts[clauseAt(clauses, quantity.from)]!;
  let from = start;
  if (previous && previous.end > from)
    from = reachesOver(text, previous, quantity) ? startOfPhrase(quantities, i - 1, from) : previous.end;
  const joins =
    previous !== undefined && from === previous.end && isOfPrevious(previous, text.slice(from, quantity.lead));
  const date = lastDateBefore(dates, quantity.lead);
  if (date !== null && date.end > from) from = date.end;
  const stop = Math.max(quantity.end, clauses.ends[clauseAt(clauses, quantity.end)] ?? text.length);
  if (next && next.lead === quantity.end)
    return { before: joins ? '' : beforeOf(text, from, quantity), after: text.slice(next.end, next.end + 30) };
  const to = Math.min(stop, quantity.end + 60, next && next.lead >= quantity.end ? next.lead : stop);
  return {
    before: joins ? '' : beforeOf(text, from, quantity),
    after: text.slice(quantity.end, to),
  };
}

/** 漏损率由去年底的13.6%降到11.9%: the subject stands before 由, the date behind it does not cut it off. */
function fromSides({ text, quantities, clauses }: Paragraph, i: number): Sides {
  const quantity = quantities[i]!;
  const previous = quantities[i - 1];
  const start = Math.max(clauses.starts[clauseAt(clauses, quantity.from)]!, previous?.end ?? 0, quantity.lead - 60);
  const before = text.slice(start, quantity.lead);
  const at = Math.max(before.lastIndexOf('由'), before.lastIndexOf('从'));
  return { before: withoutAsides(at < 0 ? before : before.slice(0, at)), after: '' };
}

/** 总投资20亿元以上的项目1个: the threshold belongs to what is counted. */
function reachesOver(text: string, previous: Quantity, quantity: Quantity): boolean {
  const between = text.slice(previous.end, Math.min(quantity.lead, previous.end + 14));
  return (
    previous.approx !== 'exact' &&
    quantity.kind === 'count' &&
    /^的?[\u4e00-\u9fa5]{2,10}$/.test(between) &&
    nounBehind(between) !== ''
  );
}

function startOfPhrase(quantities: readonly Quantity[], i: number, from: number): number {
  return Math.max(from, quantities[i - 1]?.end ?? 0);
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

function beforeOf(text: string, from: number, quantity: Quantity): string {
  return withoutAsides(text.slice(Math.max(from, quantity.lead - 90), quantity.lead));
}

function withoutAsides(text: string): string {
  return text.includes('（') ? text.replace(/（[^（）]{0,40}）/g, '') : text;
}

/** Without the words of change at its end: 比上年增加12件 has no subject of its own. */
function withoutGrowth(before: string): string {
  const plain = before.replace(GROWTH_TAIL, '');
  return plain === before ? before.replace(VERSUS_TAIL, '') : plain;
}

function countSubject({ before, after }: Sides, quantity: Quantity, topic: Topic): string {
  const plain = withoutGrowth(before);
  const changes = plain !== before && dropLeads(dropTrails(plain)) === '' && /(?:比|较|减少|少|多|增加)/.test(before);
  const front = nounBefore(changes ? '' : before);
  const behind = nounBehind(after);
  if (behind !== '') return withModifier(before, behind);
  const thing = topic.byUnit.get(quantity.unit ?? '') ?? topic.thing;
  if (front === '') return thing || topic.last;
  return isVerbOnly(front) && thing !== '' ? front + (thing.length <= 6 ? thing : headOf(thing) || thing) : front;
}

function isAttribute(words: string): boolean {
  return words !== '' && words.length <= 16 && ATTRIBUTE.test(words);
}

function measureSubject({ before, after }: Sides, quantity: Quantity, topic: Topic): string {
  const plain = withoutGrowth(before);
  const raw = dropTrails(plain.replace(/^[、，]|^其中[：:，]?/g, ''));
  const front = isAttribute(raw) ? raw : nounBefore(plain);
  if (isAttribute(front))
    return topic.thing !== '' && topic.named === topic.sentence && !front.includes(topic.thing)
      ? topic.thing + front
      : front;
  if (front !== '' && !isVerbOnly(front)) return front;
  const behind = quantity.kind === 'duration' ? '' : nounBehind(after);
  if (behind !== '') return behind;
  return front === '' ? topic.last || topic.thing : topic.thing + front;
}

function rateSubject({ before, after }: Sides, quantity: Quantity, topic: Topic): string {
  const plain = before.replace(/^、/, '');
  if (plain === '的' && topic.previous !== '') return ofPlan(topic.thing, topic.previous);
  const share = SHARE.exec(plain.slice(-60));
  if (share && /^比[^，]{0,6}$/.test(share[2]!)) return `${nounBefore(share[1]!) || topic.last}占比`;
  if (share) return shareSubject(share[1]!, share[2]!, topic);
  const done =
    /^(?:已?完成|达到?|为|实现|超额完成)((?:年度|全年|年初|预算|计划|任务|目标|总)[^，。；]{0,10}?)的?$/.exec(
      dropLeads(plain),
    );
  if (done) return ofPlan(topic.thing || topic.last, done[1]!);
  if (quantity.unit === '倍' && /(?:是|为|相当于)[^，]{0,16}的$/.test(plain)) return topic.last;
  const gap = GAP.exec(plain);
  if (gap && quantity.unit === '个百分点') return gapSubject(plain, gap, topic);
  if (/^(?:以上|左右|以内)?的/.test(after) && (plain === '' || JOINED.test(plain) || /[了以]$/.test(plain)))
    return nounBehind(after);
  if ((plain === '' || JOINED.test(plain)) && nounBehind(after) !== '') return nounBehind(after);
  const bare = withoutGrowth(plain);
  const phrase = nounBefore(bare).replace(/(?:增速|增幅|降幅|涨幅)$/, '');
  if (phrase !== '' && !isVerbOnly(phrase)) return phrase;
  return (nounBehind(after.startsWith('的') ? after : '') || carried(quantity, bare === plain, topic)) ?? '';
}

/** A difference in points speaks of the last rate, a growth of the last amount. */
function carried({ unit }: Quantity, isLevel: boolean, topic: Topic): string {
  const rateFirst = unit === '个百分点' || (isLevel && unit !== '倍' && topic.rate !== '');
  return (rateFirst ? topic.rate || topic.last : topic.last || topic.rate) || topic.thing;
}

/** 超序时进度6.9个百分点: the thing and what it is measured against. */
function gapSubject(plain: string, gap: RegExpExecArray, topic: Topic): string {
  const own = nounBefore(plain.slice(0, gap.index));
  const thing =
    own !== '' && !isVerbOnly(own)
      ? own
      : gap[1]!.endsWith('进度')
        ? topic.thing || topic.last
        : topic.rate || topic.last || topic.thing;
  return thing + gap[0];
}

function shareSubject(part: string, whole: string, topic: Topic): string {
  const subject = nounBefore(part) || topic.last || topic.thing;
  const base = whole.replace(
    /(?:的?(?:比重|比例|份额|比))?(?:为|到?达到?|约|近|超过?|接近|不到|不足|仅|左右|的|高达|提高到|至)*$/,
    '',
  );
  if (PLAN_BASE.test(base)) return ofPlan(nounBefore(part) || topic.thing || topic.last, base);
  const of = base || (topic.isPart ? topic.whole : '');
  return of === '' || of === subject ? `${subject}占比` : `${subject}占${of}比重`;
}

function ofPlan(thing: string, plan: string): string {
  return `${thing}${plan.replace(/的$/, '')}完成比例`;
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

function remember(topic: Topic, quantity: Quantity, subject: string): void {
  if (subject === '') return;
  if (RATES.has(quantity.unit ?? '')) {
    if (quantity.unit !== '倍' && subject !== topic.last) topic.rate = subject;
    if (topic.last === '') topic.last = subject;
    return;
  }
  topic.last = subject;
  topic.whole = subject;
  const isMadeOfThing = topic.thing !== '' && subject !== topic.thing && subject.endsWith(topic.thing);
  if (quantity.kind === 'count' && !isVerbOnly(subject) && !isMadeOfThing)
    nameThing(topic, quantity.unit ?? '', subject);
  const named = subject.replace(ATTRIBUTE_TAIL, '');
  if (quantity.kind !== 'count' && named.length >= 3 && named !== subject)
    Object.assign(topic, { thing: named, named: topic.sentence });
}

/** People and households told after a thing do not replace it: 改造小区22个，涉及居民4236户，开工22个. */
function nameThing(topic: Topic, unit: string, subject: string): void {
  topic.byUnit.set(unit, subject);
  topic.named = topic.sentence;
  if (topic.thing === '' || !/^(?:户|人|名|人次|户次|栋|幢)$/.test(unit)) topic.thing = subject;
}

/** Without the marks and the half of a pair of quotation marks that its edges caught. */
function tidySubject(subject: string): string {
  const text = subject.replace(/^[，、：；。”’\s）]+|[，、：；。“‘\s（]+$/g, '');
  return /^[“‘]/.test(text) && !/[”’]/.test(text) ? text.slice(1) : text;
}
