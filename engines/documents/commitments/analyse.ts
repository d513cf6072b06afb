import { dueIn } from './due.ts';
import { GROUND_STARTS, MANNER, PREPOSITIONS, PROMISE_VERBS } from './verbs.ts';

interface Promised {
  kind: 'promise';
  verb: string;
  object: string;
}

/** What a clause is to a promise: its own, a ground for a later one, or more of the one before. */
export type Reading = Promised | { kind: 'ground' } | { kind: 'continues' };

const GROUND_ENDS =
  /(?:要求|原则|思路|部署|基础上|过程中|的同时|契机|抓手|导向|目标|引领|重点|核心|基础|支撑|方式|手段|方面|精神|主线|指导下|帮助下|监督下|下|前提下|为主)$/u;
/** What 把 and 将 lead to: what follows completes the verb. */
const BA_VERBS = /作为|放在|摆在|纳入|列入|转化为|打造成|打造为|建设成|融入|落到实处|落实到|贯穿/u;
/** What 把 and 将 lead to when the verb closes the clause. */
const CLOSING = /(?<verb>\p{Script=Han}{2})(?:起来|出去|下去|到位|到底|好|完)?$/u;
const BA = /[把将](?![来军于要])/u;
const BA_WITHIN = 16;
const ALWAYS_GROUND = new Set([
  '聚焦',
  '着眼',
  '着眼于',
  '围绕',
  '紧扣',
  '紧盯',
  '针对',
  '坚持',
  '坚持以',
  '立足',
  '瞄准',
  '锚定',
  '抢抓',
  '随着',
  '鉴于',
  '面对',
  '面向',
  '为了',
  '联合',
  '会同',
  '联动',
  '感谢',
  '恳请',
  '欢迎',
  '如有',
  '以上',
  '上述',
  '本着',
  '秉持',
  '秉承',
  '遵循',
  '考虑到',
  '由于',
  '因',
  '这些',
  '其中',
  '学习贯彻',
  '深入贯彻',
  '全面贯彻',
  '认真贯彻',
  '深入学习贯彻',
]);

export function analyse(text: string): Reading {
  const start = skipManner(text);
  const verb = verbAt(text, start);
  const ground = GROUND_STARTS.longestAt(text, start);
  const isMoreGround = verb && ground && ground.end > verb.end && ALWAYS_GROUND.has(ground.value);
  if (verb && !isMoreGround) {
    const reading = promise(text, start, verb.end);
    return reading.object === '' && start > 0 ? (nounPromise(text) ?? reading) : reading;
  }
  if (ground && ALWAYS_GROUND.has(ground.value)) return { kind: 'ground' };
  if (ground || PREPOSITIONS.longestAt(text, start)) return afterPreposition(text, start);
  return BA_VERBS.test(text) ? baPromise(text, 0) : (resultOf(text) ?? { kind: 'continues' });
}

/** Adverbs and times in front of the verb; a word that is both counts as an adverb when another verb follows it. */
function skipManner(text: string): number {
  let at = 0;
  for (let step = 0; step < 12; step++) {
    const time = dueIn(text.slice(at, at + 24));
    if (time && time.from === 0) {
      at += time.to + (/[，,\s]/u.test(text[at + time.to] ?? '') ? 1 : 0);
      continue;
    }
    const manner = MANNER.longestAt(text, at);
    const verb = PROMISE_VERBS.longestAt(text, at);
    if (!manner || (verb && verb.end > manner.end)) break;
    if (verb && !leadsOn(text, manner.end)) break;
    at = manner.end;
    if (text[at] === '地') at++;
  }
  return at;
}

function leadsOn(text: string, at: number): boolean {
  const isTime = dueIn(text.slice(at, at + 24))?.from === 0;
  return (
    isTime ||
    MANNER.longestAt(text, at) !== null ||
    PROMISE_VERBS.longestAt(text, at) !== null ||
    PREPOSITIONS.longestAt(text, at) !== null
  );
}

/** 督查室, 教育是…: the word names an office or is what the clause speaks of. */
const NOUN_BEHIND = /^(?:[室组局厅科处员所]|办(?![好理成结实])|是(?!否))/u;

/** One verb, or two that work as one: 建立健全, 改造提升. */
function verbAt(text: string, at: number): { end: number } | null {
  const first = PROMISE_VERBS.longestAt(text, at);
  if (!first || NOUN_BEHIND.test(text.slice(first.end, first.end + 2))) return null;
  const second = PROMISE_VERBS.longestAt(text, first.end);
  const isPair = second !== null && text.length - second.end >= 2 && !/^[的和、]/u.test(text.slice(second.end));
  return isPair && PAIRED.has(text.slice(at, second.end)) ? second : first;
}

const PAIRED: ReadonlySet<string> = new Set(
  '新建改造 改造新建 新建扩建 更新改造 提升改造 建设改造 巩固拓展 建立健全 巩固提升 改造提升 优化提升 规范完善 完善提升 修订完善 健全完善 建立完善 落实落细 排查整治 巡查检查 督促指导 督促落实 组织开展 开展整治 探索建立 研究制定 引导支持 宣传推广 推广应用 保护利用 督促检查 整治提升 深化拓展 拓展深化 加强完善'.split(
    ' ',
  ),
);

/** 建成通车, 建成投用 say how the thing before ends; they have no object of their own. */
const ENDS_ONLY =
  /^(?:并|且)?(?:通车|投用|投产|投入使用|使用|完工|开工|竣工|交付|见效|达效|到位|落地|验收|运营|开放|达标|见成效)$/u;

/** 加快绿化: the word in front that seemed to colour a verb is the verb, and the verb its object. */
function nounPromise(text: string): Promised | null {
  const verb = /^(?:加快|深化|统筹)/u.test(text) ? verbAt(text, 0) : null;
  const reading = verb ? promise(text, 0, verb.end) : null;
  return reading && reading.object.length >= 2 ? reading : null;
}

function promise(text: string, start: number, verbEnd: number): Promised {
  const rest = text
    .slice(verbEnd)
    .replace(/^[了好]/u, '')
    .trim();
  return { kind: 'promise', verb: text.slice(start, verbEnd), object: ENDS_ONLY.test(rest) ? '' : rest };
}

function afterPreposition(text: string, start: number): Reading {
  if (GROUND_ENDS.test(text)) return { kind: 'ground' };
  const ba = BA.exec(text.slice(start, start + BA_WITHIN));
  if (ba) {
    const reading = baPromise(text, start + ba.index);
    if (reading.kind === 'promise') return reading;
  }
  for (let index = start + 3; index < Math.min(text.length, start + 60); index++) {
    const verb = PROMISE_VERBS.longestAt(text, index);
    if (!verb || NOUN_BEHIND.test(text.slice(verb.end, verb.end + 2))) continue;
    const object = text.slice(verb.end).trim();
    const governs =
      object.length >= 3 && !/^[的和、及]/u.test(object) && !/[的、和及]$/u.test(text.slice(start, index));
    if (governs) return { kind: 'promise', verb: verb.value, object };
    if (verb.end === text.length && index - start >= 4 && '对就'.includes(text[start] ?? '。'))
      return { kind: 'promise', verb: verb.value, object: text.slice(start) };
    index = verb.end - 1;
  }
  return { kind: 'ground' };
}

/** 把甲放在乙位置 keeps its words in order; 把甲聚集起来 is 聚集 甲. */
function baPromise(text: string, start: number): Reading {
  const rest = text.slice(start).replace(BA, '');
  const verb = BA_VERBS.exec(rest);
  if (verb && verb.index > 0) return { kind: 'promise', verb: verb[0], object: rest };
  const closing = CLOSING.exec(rest);
  const word = closing?.groups?.['verb'] ?? '';
  const isVerb = PROMISE_VERBS.longestAt(word, 0)?.end === word.length;
  return closing && isVerb && closing.index >= 2
    ? { kind: 'promise', verb: word, object: rest.slice(0, closing.index) }
    : { kind: 'ground' };
}

/** 实际到位资金突破42亿元, 绿化率达到45%: what shall be reached stands in front of the verb. */
const RESULT =
  /^(?<what>\p{Script=Han}{2,20}?)(?<verb>不超过|不高于|突破|达到|达|(?:提高|提升|下降|降低|压减|压缩|减少|增加)[到至]|降至|增长|下降|提升|提高|上升|增加|减少|控制在|稳定在|保持在|不低于|不少于|超过)[^\d，]{0,4}[\d二三四五六七八九十百两]/u;
/** 本地人口向中心城区集聚. */
const MOVES =
  /^\p{Script=Han}{2,10}向\p{Script=Han}{2,12}(?<verb>集聚|聚集|集中|延伸|拓展|下沉|倾斜|转移|转变|转型|覆盖|迈进)$/u;

function resultOf(text: string): Reading | null {
  const verb = RESULT.exec(text)?.groups?.['verb'] ?? MOVES.exec(text)?.groups?.['verb'];
  return verb === undefined ? null : { kind: 'promise', verb, object: text };
}
