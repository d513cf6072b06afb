import { DECREASE, INCREASE } from './words.ts';
import { HEADS, NOUN_ENDS, SOFT_VERBS, VERBS } from './subject-words.ts';
import { byEdge, dropLeads, dropTrails } from './word-edges.ts';

const VERBS_BY = byEdge(VERBS, 'first');
const ENDS_BY = byEdge(NOUN_ENDS, 'first');
const SOFT_BY = byEdge(SOFT_VERBS, 'first');
const LONGEST = 24;

const LOCATIVE =
  /^(?:大关|台阶|之?[内间中外]|范围内|上下|以来|之后|后|前|时|起|处|左右)(?=$|[^\u4e00-\u9fa5]|[\u4e00-\u9fa5])/;
const LONG_NOUN = 8;

/** What stands behind the number: the thing counted, up to the verb or mark that follows it. */
export function nounBehind(after: string): string {
  const text = after.replace(/^(?:的|左右|以上|以下)+/, '');
  if (LOCATIVE.test(text)) return '';
  let depth = 0;
  let end = 0;
  while (end < Math.min(text.length, LONGEST)) {
    const char = text[end]!;
    if (char === '“' || char === '《') depth++;
    else if (char === '”' || char === '》') depth = Math.max(0, depth - 1);
    else if (depth === 0 && endsHere(text, end)) break;
    end++;
  }
  const noun = text.slice(0, end).replace(/[的了中]$/, '');
  return noun.length > LONG_NOUN && !noun.includes('“') ? untilHead(noun) : noun;
}

/** A verb ends the noun, unless it is its own beginning (签约项目, 新开工项目, 为民办实事项目) or part of a word (超市). */
function endsHere(text: string, at: number): boolean {
  const verb = (ENDS_BY.get(text[at]!) ?? []).find((word) => text.startsWith(word, at));
  if (verb === undefined || (at === 0 && text.startsWith('为民'))) return false;
  if (verb.length === 1 && WHOLE_WORD.test(text.slice(at, at + 3))) return false;
  if (at > 0 && !MODIFIER.test(text.slice(0, at))) return true;
  return (
    verb.length < 2 ||
    !HEADS.some((head) => text.startsWith(head, verb.length + at) || text.startsWith(head, verb.length + at + 2))
  );
}

/** What opens a noun and is none: 新开工项目, 年度计划新开项目. */
const MODIFIER = /^(?:计划|新|拟|已|未|待|续|在|年度|本年度|当年|市级|省级|区级|县级|重点|全部|市|省|区|县)+$/;
/** Nouns that begin like a linking word. */
const WHOLE_WORD =
  /^(?:超市|超高|超声|超限|超级|超低|在建|在校|在编|在册|在职|在谈|有机|有色|有线|有轨|有限|为民|自然|自来|自动|自助|自行车|自建|全科|全托|全日|全自|都市|因公|随迁|随访|需求|由于|无人|无障|无害|无线|无烟|不动产|可再|可研|能源|能人|能量|将军|较大|与会|和谐|和美|和平|来料|对口|对外|给水|给排|已建|未成|被征|受灾|受助|获奖|参保|参训|分布式|分类|以上|以下|列车|列入|列席|向阳|以工|以奖|比亚|明确|应急|应届|须知)/;

/** 机关企事业单位错时…: a long run behind the number ends with the first thing it names. */
function untilHead(noun: string): string {
  for (let end = 2; end <= noun.length; end++) {
    const head = HEADS.find((word) => word.length > 1 && noun.slice(0, end).endsWith(word));
    const opens = head === '计划' && HEADS.some((word) => word.length > 1 && noun.includes(word, end));
    if (head !== undefined && !opens) return noun.slice(0, end);
  }
  return noun;
}

/** 签约未开工的12个项目: what stands before 的 belongs to the thing. */
export function withModifier(before: string, noun: string): string {
  const match = /([\u4e00-\u9fa5“”]{2,12})的$/.exec(before);
  if (!match) return noun;
  const modifier = dropLeads(match[1]!);
  return modifier.length < 2 ? noun : `${modifier}的${noun}`;
}

/** What stands in front of the number, without what introduces it and what links it to the number. */
export function nounBefore(before: string): string {
  const open = before.lastIndexOf('“');
  const quoted = open >= 0 && !before.includes('”', open);
  const piece = (quoted ? before.slice(open + 1) : before.slice(-60))
    .replace(EACH, '')
    .replace(EACH_FIRST, '')
    .replace(/^按[^，、]{1,8}计/, '')
    .replace(BEHIND_NUMBER, '')
    .replace(YEARS, '');
  const whole = dropTrails(piece);
  const isOfAll = ALIKE.test(piece) && whole.length <= LONGEST;
  const named = dropTrails(dropLeads(isOfAll ? whole : lastItem(whole)));
  const phrase = AGENT.test(named) ? dropLeads(named.replace(AGENT, '')) : named;
  const noun = withoutSoftVerb(phrase.length > 12 ? afterVerb(phrase) : phrase);
  return RESIDUE.test(noun) ? '' : noun;
}

/** Words of change and comparison by themselves name nothing: 回落至19万人, 比上年高0.3个百分点. */
const RESIDUE = new RegExp(
  `^(?:${DECREASE}|${INCREASE}|同比|环比|比|较|高|低|快|慢|少|升|降|涨|跌|增|减|持平|分别|均|年均|日均|月均|平均|两年|上年|去年|今年|连续|和|与|再|又|净|至|到|仅|的|了|数|量|率)+$`,
);

/** 甲市、乙市开工率均达100%: one value for all of them. */
const ALIKE = /、.*均(?:已|为|达到?|超过?|高于|低于)*$/;
/** Who does it: 市政府共安排重点项目, 我市列入省级重点项目. */
const AGENT = /^(?:[市县区省]?政府|全[市县区省国]|我[市县区省局])?共?(?:安排|确定|列入)(?=[\u4e00-\u9fa5]{3})/;

/** 近五年提高 …: how long, not what. */
const YEARS = /^(?:近|过去)?[一二三四五六七八九十\d]+年(?:来|间)?/;

/** 每人每月 joins the unit; 范围内, 以上 belong to the figure before. */
const EACH = /(?:每[^每\s]{1,3})+$/;
/** 每公斤售价 is a 售价, 每张床位补助 a 床位补助. */
const EACH_FIRST = /^每(?:小时|[年月天日次]|平方米|公斤|公里|[张人户亩名个家生吨升元村套台件])(?=[\u4e00-\u9fa5]{2})/;
const BEHIND_NUMBER = /^(?:范围内|以内|以上|以下|左右|之[内间中外]|[内中]的?(?![小学心部等央国药医]))/;

function withoutSoftVerb(phrase: string): string {
  const verb = (SOFT_BY.get(phrase[0] ?? '') ?? []).find((word) => phrase.startsWith(word));
  const rest = verb === undefined ? '' : dropLeads(phrase.slice(verb.length).replace(/^[了]/, ''));
  return rest.length >= 2 ? rest : phrase;
}

/** Behind the last 等 of an enumeration, or behind its last list mark when what follows can stand alone. */
function lastItem(phrase: string): string {
  const etc = phrase.lastIndexOf('等');
  if (etc >= 0 && phrase.length - etc > 2 && !/^等(?:级|次|额|待|于|候|效|同|价)/.test(phrase.slice(etc)))
    return phrase.slice(etc + 1);
  const closed = phrase.lastIndexOf('”');
  const mark = Math.max(phrase.lastIndexOf('、'), phrase.lastIndexOf('\t'));
  if (
    closed > mark &&
    phrase.lastIndexOf('“', mark) >= 0 &&
    !phrase.slice(phrase.lastIndexOf('“', mark), mark).includes('”')
  )
    return phrase;
  if (mark < 0) return phrase;
  const last = phrase.slice(mark + 1);
  const first = phrase.slice(0, mark).split('、');
  return last.length > 3 || first.some((item) => item.length > 10) || mark === 0 ? last : phrase;
}

/** Only what stands behind the last verb of a long clause: 推进老城区供热管网改造 keeps what is changed. */
function afterVerb(phrase: string): string {
  for (let at = Math.max(0, phrase.length - LONGEST); at < phrase.length - 3; at++) {
    const verb = (VERBS_BY.get(phrase[at]!) ?? []).find((word) => phrase.startsWith(word, at));
    if (verb === undefined || verb.length < 2 || COMPOUND.test(phrase.slice(at + verb.length))) continue;
    const rest = phrase.slice(at + verb.length);
    if (rest.length >= 4 && rest.length <= LONGEST && (at === 0 || rest.length <= 12)) return dropLeads(rest);
  }
  return phrase.length > LONGEST ? phrase.slice(-LONGEST) : phrase;
}

/** 增加值, 建设用地, 服务业, 保障房, 出口额: the verb is part of a noun. */
const COMPOUND = /^(?:[值额量率业房费网园员者力度性型类区站所点店]|用地|中心|系统|体系|机制|标准|能力|面积)/;

/** Is the phrase only verbs (其中新建, 已开工)? */
export function isVerbOnly(phrase: string): boolean {
  let rest = dropLeads(phrase.replace(/^实际/, ''));
  for (let guard = 0; guard < 4 && rest !== ''; guard++) {
    const verb = (VERBS_BY.get(rest[0]!) ?? []).find((word) => rest.startsWith(word));
    if (verb === undefined) return false;
    rest = rest.slice(verb.length).replace(/^(?:了|并|和|或|、|及)/, '');
  }
  return rest === '';
}

/** The head of a thing: 市级城建项目 is a kind of 项目. */
export function headOf(thing: string): string {
  return HEADS.find((head) => head !== '' && thing.endsWith(head)) ?? (thing.length <= 6 ? thing : '');
}
