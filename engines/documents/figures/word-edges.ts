import { LEADS, TRAILS } from './subject-words.ts';

/** The words of a list by their last (or first) character, so that an edge is tested against few of them. */
export function byEdge(words: readonly string[], edge: 'first' | 'last'): ReadonlyMap<string, readonly string[]> {
  const map = new Map<string, string[]>();
  for (const word of words) {
    if (word === '') continue;
    const key = edge === 'first' ? word[0]! : word.at(-1)!;
    map.set(key, [...(map.get(key) ?? []), word]);
  }
  return map;
}

const LEADS_BY = byEdge(LEADS, 'first');
const TRAILS_BY = byEdge(TRAILS, 'last');

/** Without the words that link a thing to what follows: 开工率达. */
export function dropTrails(phrase: string): string {
  let rest = phrase;
  for (;;) {
    const word = (TRAILS_BY.get(rest.at(-1) ?? '') ?? []).find((trail) => rest.endsWith(trail));
    if (word === undefined || (word.length === 1 && isPartOfWord(rest))) return rest;
    rest = rest.slice(0, -word.length);
  }
}

/** Characters that end nouns as well as they link: 总数, 其他, 户均 … */
function isPartOfWord(text: string): boolean {
  return /(?:签约|节约|预约|违约|公约|合约|集约|契约|履约|人数|户数|总数|件数|次数|天数|指数|系数|分数|个数|家数|所有|国有|园区内|城中|初中|高中|集中|辖区内|地下|线上|线下|路上|以上|以下|年中|学年|少年|青年|青少年|老年|成年|项目年|水平均|参与|给予|目的|标的|时间|房间|车间|民间|空间|年间|乡里|用时|工时|小时|学时|临时|专职人员为|行为|作为|成为|认为|均为|目标|指标|达标|商标|投标|招标|建设用地上|不在|存在|实在|服务于|位于|关于|生产总计|会计|审计|统计|设计|估计|审前|会后|售后|产后|灾后|税后|总量|人均|户均|亩均|地均|年均|日均|月均)$/.test(
    text.slice(-6),
  );
}

/** Without the words that lead to a thing: 其中累计. */
export function dropLeads(phrase: string): string {
  let rest = phrase;
  for (;;) {
    const word = (LEADS_BY.get(rest[0] ?? '') ?? []).find((lead) => rest.startsWith(lead) && !isPlan(rest, lead));
    if (word === undefined || (word.length === 1 && isHeadOfWord(rest))) return rest;
    rest = rest.slice(word.length);
  }
}

/** 共计划改造: not 共计. */
function isPlan(text: string, lead: string): boolean {
  return lead.length > 1 && lead.endsWith('计') && text[lead.length] === '划';
}

function isHeadOfWord(text: string): boolean {
  return /^(?:对接|对外|对口|将军|按揭|按时|按期|可再生|要素|要求|要闻|需求|应急|应届|应用|能源|能耗|能力|给水|给排水|有效|有机|有线|有关|是否|为民|以工代赈|以旧换新|在建|在校|在外|在编|在岗|在册|在用|在谈|由于|从业|从教|从事|向上|共享|共建|共有产权|各族|再生|再就业|现代|现场|现金|现房|就业|就医|就诊|就近|又好|均衡|均价|均值|中心|中小|中央|中学|中国|中医|中药|中级|中型|中部|中等|中职|中高|后备|后续|后勤|前期|前置|等级|等次|下岗|下放|下达|下派|中标|后勤|对象|上级|上缴|上市|上报|上门|上线|上学|上规模|里程|里弄|到位|到期|到账|至善|近海|近零|约束|约谈|和谐|和美|及时|与会|或有|而立|则|仅|只|另类|尚未|更新|更换|最长|最大|最小|最短|最早|最快|最后|最终|最低|更高|最美|每股|每[千万百十]|之家|含氮|如期|即时|即办|即征|被征|被告|被审|使用|让利|把脉|和解)/.test(
    text,
  );
}
