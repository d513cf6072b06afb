import { clauseAt, type Clauses } from './clauses.ts';
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
  /** Does this figure stand right behind the one before it (412户1306人)? */
  adjacent: boolean;
  /** The amounts and counts told in this sentence, in order. */
  told: string[];
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
    told: [],
    adjacent: false,
    named: -1,
    isPart: false,
  };
}

/** A head that tells what to do is no thing: 重点实施“三个一百”攻坚：… */
const TASK = /^(?:重点|全力|扎实|着力|深入|大力|加快|持续|坚持|突出|聚焦|围绕|强化)/;

/** Moves the topic to a clause: a new sentence ends lists, a head with a colon (口袋公园：) is the new thing. */
export function enter({ text, clauses }: Paragraph, topic: Topic, clause: number): void {
  if (clauses.sentence[clause] !== topic.sentence) Object.assign(topic, { list: [], told: [] });
  for (let k = Math.max(topic.clause + 1, clause - 3, 0); k <= clause; k++) {
    if (!/[：（]/.test(text[clauses.starts[k]! - 1] ?? '') || k === 0) continue;
    const end = clauses.ends[k - 1] ?? 0;
    const printed = text.slice(Math.max(clauses.starts[k - 1] ?? 0, end - 30), end);
    const head = /[如以]下$/.test(printed) ? '' : nounBefore(printed);
    const isAside = text[clauses.starts[k]! - 1] === '（';
    if (isAside && /\d/.test(head)) continue;
    if (
      head.length >= 2 &&
      head.length <= 16 &&
      !TASK.test(head) &&
      !/(?:如下|以下|其中|问题|情况|表明|显示|认为|发现|指出)$/.test(head)
    ) {
      Object.assign(topic, { thing: head, named: clauses.sentence[clause]!, last: '', rate: '', byUnit: new Map() });
    }
  }
  if (clauses.sentence[clause] !== topic.sentence) nameByTitle(text, clauses, clause, topic);
  topic.sentence = clauses.sentence[clause]!;
  topic.clause = clause;
}

/** ——社会消费品零售总额。全年实现286亿元: a sentence that is only a measure's name says what the next one measures. */
function nameByTitle(text: string, { starts, ends, sentence }: Clauses, clause: number, topic: Topic): void {
  let first = clause;
  while (first > 0 && clause - first < 4 && sentence[first - 1] === sentence[clause]) first--;
  const k = first - 1;
  if (k < 0 || sentence[k - 1] === sentence[k]) return;
  const title = text.slice(starts[k], Math.min(ends[k]!, starts[k]! + 20));
  if (title.length < 3 || title.length > 14 || !MEASURE_NAME.test(title)) return;
  Object.assign(topic, { thing: title, last: title, rate: '', named: sentence[clause]!, byUnit: new Map() });
}

const MEASURE_NAME =
  /^[\u4e00-\u9fa5]+(?:总额|总值|收入|支出|产值|投资|消费|增加值|产量|总量|吞吐量|客运量|货运量|余额|利润)$/;

const RISES_OR_FALLS = new RegExp(`^[，]?(?:实际|再|净)?(?:${DECREASE}|${INCREASE})`);

/** 完成年度目标任务589亿元的37.2%. */
const PLANNED = /(?:完成|占|为)[^，。；]{0,8}(?:任务|目标|计划|预算)数?$/;

/** 比上年决算数14.94亿元增长3.0%: what is compared with is not what is spoken of. */
export function isBase({ text, quantities, clauses }: Paragraph, i: number): boolean {
  const quantity = quantities[i]!;
  const start = Math.max(clauses.starts[clauseAt(clauses, quantity.from)]!, quantity.lead - 24);
  const before = text.slice(start, quantity.lead);
  if (PLANNED.test(before) && /^的(?:约|近|超过?)?[\d百]/.test(text.slice(quantity.end, quantity.end + 6))) return true;
  return (
    /(?<![同环对占])[比较](?![例重较])/.test(before) && RISES_OR_FALLS.test(text.slice(quantity.end, quantity.end + 8))
  );
}

export function remember(topic: Topic, quantity: Quantity, subject: string): void {
  if (subject === '') return;
  if (RATES.has(quantity.unit ?? '')) {
    if (quantity.unit !== '倍' && subject !== topic.last) topic.rate = subject;
    if (topic.last === '') topic.last = subject;
    return;
  }
  topic.told.push(subject);
  topic.last = subject;
  topic.whole = subject;
  const isMadeOfThing = topic.thing !== '' && subject !== topic.thing && subject.endsWith(topic.thing);
  if (quantity.kind === 'count' && !isVerbOnly(subject) && !isMadeOfThing)
    nameThing(topic, quantity.unit ?? '', subject);
  const named = subject.replace(ATTRIBUTE_TAIL, '');
  if (
    quantity.kind !== 'count' &&
    named.length >= (quantity.unit === '岁' ? 2 : 3) &&
    named !== subject &&
    !/[均纯总净]$/.test(named)
  )
    Object.assign(topic, { thing: named, named: topic.sentence });
}

/** People and households told after a thing do not replace it: 改造小区22个，涉及居民4236户，开工22个. */
function nameThing(topic: Topic, unit: string, subject: string): void {
  if (subject.length < 2) return;
  topic.byUnit.set(unit, subject);
  topic.named = topic.sentence;
  if (topic.thing === '' || !/^(?:户|人|名|人次|户次|栋|幢)$/.test(unit)) topic.thing = subject;
}

/** 444项（打包项目拆分后共569项）: what is said in brackets is no topic of what follows. */
export function isAside(text: string, { lead }: Quantity): boolean {
  const before = text.slice(Math.max(0, lead - LONGEST_ASIDE), lead);
  const open = before.lastIndexOf('（');
  return open >= 0 && !before.includes('）', open);
}

const LONGEST_ASIDE = 60;
