import { clauseAt } from './clauses.ts';
import { isVerbOnly, nounBefore } from './noun-phrase.ts';
import type { Paragraph } from './paragraph.ts';
import type { Quantity } from './quantity.ts';
import { ATTRIBUTE_TAIL } from './subject-words.ts';
import { DECREASE, INCREASE } from './words.ts';

/** What was spoken of last, so that a clause without a subject has one. */
export interface Topic {
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

export const RATES = new Set(['%', '‰', '个百分点', '个点', '个基点', '倍', '比例', '折扣率', '/10万']);
export function newTopic(): Topic {
  return {
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
}

/** Moves the topic to a clause: a new sentence ends lists, a head with a colon (口袋公园：) is the new thing. */
export function enter({ text, clauses }: Paragraph, topic: Topic, clause: number): void {
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

const RISES_OR_FALLS = new RegExp(`^[，]?(?:实际|再|净)?(?:${DECREASE}|${INCREASE})`);

/** 比上年决算数14.94亿元增长3.0%: what is compared with is not what is spoken of. */
export function isBase({ text, quantities, clauses }: Paragraph, i: number): boolean {
  const quantity = quantities[i]!;
  const start = Math.max(clauses.starts[clauseAt(clauses, quantity.from)]!, quantity.lead - 24);
  return (
    /(?<![同环对占])[比较](?![例重较])/.test(text.slice(start, quantity.lead)) &&
    RISES_OR_FALLS.test(text.slice(quantity.end, quantity.end + 8))
  );
}

export function remember(topic: Topic, quantity: Quantity, subject: string): void {
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
