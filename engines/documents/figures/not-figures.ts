import { SPOKEN_UNITS } from './units.ts';
import type { Quantity } from './quantity.ts';

/** What a rule looks at: the quantity with a few characters around it and the quotation it stands in. */
export interface Sight {
  text: string;
  quantity: Quantity;
  /** Up to 12 characters before the number and behind the unit. */
  before: string;
  after: string;
  quote: [from: number, to: number] | null;
}

interface Rule {
  name: string;
  is(sight: Sight): boolean;
}

const CLAUSE_END = /^(?:$|[，。；、！？：（）,;”\t])/;
/** 三个聚焦, 四个全面, 两个维护: numbered slogans; 三个方面: ways of speaking. */
const NOT_COUNTED =
  /^(?:全面|意识|自信|维护|确立|务必|自我|转变|先行|一批|一(?!体)|毫不|结合|坚持|到位|区分|代表|统一|必须|牢固|革命|严禁|不(?!动产)|百年|方面|层面|维度|环节|角度|阶段|层次|时期|字|大局|基本点|文明|聚焦|突出|强化|提升|打造|加强|突破|注重|着力|紧盯|落实|推进|导向|优先|覆盖|清零|融合|倾向|规定|基本原则|原则|纪律|一律|凡是|服务|更加|更|就业优先|自觉|之一|有利于|离不开|重点方面|关键|月|第一)/;
const MEASURED = /^(?:[万美欧]?元|平?方?公?里|平?方?米|亩|公顷|公?斤|吨|度|天|年|个月|个?小时|分钟|个工作日|岁|倍)$/;
const SPAN_BEFORE =
  /(?:为期|期限|期|提前|用|用了|历时|连续|满|超过|超|达|达到|延长|缩短|延期|推迟|滞后|逾期|工期|免费|免租|不少于|不低于|至少|约|缓缴|保修|有效期|任期|年限)(?:为|了|约)?$/;
const SPAN_AFTER = /^(?:内|以内|之内|期(?!间)|以上|左右|以下|时间|期限|时限|免|工期)/;

/** Why a number with a unit is no figure. Read top to bottom; each rule is one sentence. */
export const NOT_FIGURES: readonly Rule[] = [
  { name: 'ordinal: 第3个, 第十四次', is: ({ before }) => /第[\d、和至-]*$/.test(before) },
  {
    name: 'rank or first months: 前3名, 前10个月',
    is: ({ before, quantity }) =>
      !/^(?:分钟|小时|公里|米)$/.test(quantity.unit ?? '') &&
      /(?:^|[^提目此以之日年会当先月生空跟面门从史内])前$/.test(before),
  },
  {
    name: 'rank: 列全市3位',
    is: ({ before, quantity }) =>
      /^[位名]$/.test(quantity.unit ?? '') && /(?:排名|位列|位居|列|居)[^，。；]{0,8}$/.test(before),
  },
  {
    name: 'session: 七届人大四次会议',
    is: ({ before, after, quantity }) =>
      quantity.unit === '次' &&
      /^(?:全体|常委|常务)?(?:会议|会|全会|全体会)/.test(after) &&
      /(?:届|人大|政协|代会|常委会|委会|大会|[省市区县]委)[^，。；]{0,4}$/.test(before),
  },
  {
    name: 'code: behind a letter or sign',
    is: ({ before, quantity }) =>
      quantity.form === 'arabic' && /[A-Za-z_@#\\&=.]$|(?:^|[^\u4e00-\u9fa5])\/$/.test(before),
  },
  {
    name: 'pattern: 1+N, 3+2',
    is: ({ before, text, quantity }) => /[A-Za-z0-9\u4e00-\u9fa5]\+$/.test(before) || text[quantity.numberEnd] === '+',
  },
  {
    name: 'product: 7×24小时',
    is: ({ before, text, quantity }) =>
      /[×*]$/.test(before) || /[×*]/.test(text[quantity.numberEnd] ?? '') || /\d[xX]$/.test(before),
  },
  {
    name: 'leading zeros: 0595',
    is: ({ text, quantity: { from } }) => text[from] === '0' && /\d/.test(text[from + 1] ?? ''),
  },
  {
    name: 'vague: 数十个, 好几百',
    is: ({ before, quantity }) =>
      quantity.form === 'chinese' && /[数几]$/.test(before) && !/[总件人户项个]数$/.test(before),
  },
  {
    name: 'house numbers: 1-4幢',
    is: ({ quantity }) =>
      quantity.value2 !== null && /^(?:幢|栋|单元|层|期|道|班|站|条|款|区)$/.test(quantity.unit ?? ''),
  },
  {
    name: 'living circles: 15分钟生活圈',
    is: ({ after, quantity }) => /^(?:分钟|小时)$/.test(quantity.unit ?? '') && /^[^，。；、]{0,10}圈/.test(after),
  },
  {
    name: 'round the clock: 24小时值班',
    is: ({ after, quantity }) =>
      quantity.unit === '小时' && quantity.value.eq(24) && !/^(?:内|以内|左右|以上|后|之内|前|[，。；、])/.test(after),
  },
  {
    name: 'what is averaged over: 8小时滑动平均',
    is: ({ after, quantity }) => quantity.kind === 'duration' && /^(?:滑动|平均|均值)/.test(after),
  },
  {
    name: 'very: 十分艰巨',
    is: ({ text, quantity }) => text.startsWith('十分', quantity.from) && quantity.numberEnd === quantity.from + 1,
  },
  {
    name: 'minutes of a clock: 9时30分',
    is: ({ before, quantity }) => quantity.unit === '分' && /\d[时点]$/.test(before),
  },
  {
    name: 'calendar days: 15日',
    is: ({ after, quantity }) => quantity.unit === '日' && !/^(?:内|[以之]内|以[上下]|左右)/.test(after),
  },
  {
    name: 'years that are no span: 近三年, 五年规划',
    is: (sight) => sight.quantity.unit === '年' && !isSpanOfYears(sight),
  },
  {
    name: 'recent or coming days: 近3个月来',
    is: ({ before, after, quantity }) =>
      quantity.kind === 'duration' && (/^(?:来|以来)/.test(after) || /(?:过去|未来|今后|最近)$/.test(before)),
  },
  {
    name: 'edition or stage: 二期, 3期工程',
    is: ({ quantity, before }) =>
      quantity.unit === '期' &&
      (quantity.form === 'chinese' ||
        !/(?:班|培训|举办|刊|简报|开展|讲|编发|课|节目|活动|报)[^，。；]{0,6}$/.test(before)),
  },
  {
    name: 'a place, not a size: 至三层, 双向6车道',
    is: ({ before, quantity }) =>
      (quantity.unit === '层' && /[至到在]$/.test(before)) || (quantity.unit === '车道' && before.endsWith('双向')),
  },
  {
    name: 'kind of equipment: 220千伏变电站',
    is: ({ after, quantity }) => /^千?伏$/.test(quantity.unit ?? '') && /^[\u4e00-\u9fa5]/.test(after),
  },
  { name: 'title: 《2024年10项措施》', is: ({ text, quote }) => quote !== null && text[quote[0]] === '《' },
  { name: 'quoted name: “两个维护”, “1个中心”', is: isQuotedName },
  {
    name: 'spoken numeral that counts nothing',
    is: ({ quantity, ...rest }) => quantity.form === 'chinese' && !isSpokenCount({ quantity, ...rest }),
  },
];

function isSpanOfYears({ before, after, quantity }: Sight): boolean {
  if (
    /(?:近|过去|未来|今后|最近|前|头|后|每|这|上|当|历)$/.test(before) ||
    /^(?:来|以来|行动|计划|规划|攻坚|任务|目标|间|制|度|代|级|之|前|后|平均)/.test(after)
  )
    return false;
  return (
    quantity.value.lt(200) &&
    (SPAN_BEFORE.test(before) || SPAN_AFTER.test(after) || /(?:以上|以下|以内|左右)$/.test(quantity.approx))
  );
}

/** A short quotation that is more than the number is a name; a spoken number is one in any quotation. */
function isQuotedName({ text, quantity, quote }: Sight): boolean {
  if (quote === null) return false;
  const [from, to] = quote;
  const isWhole = to - from - 1 <= quantity.end - quantity.from;
  if (isMeasuredTarget({ text, quantity, from, to })) return false;
  return (quantity.form === 'chinese' && quantity.kind === 'count') || (to - from <= 13 && !isWhole);
}

/** “路面贯通40公里”: a quotation that says what is reached, with its size at the end. */
function isMeasuredTarget({ text, quantity, from, to }: Pick<Sight, 'text' | 'quantity'> & Ends): boolean {
  return (
    quantity.form === 'arabic' &&
    quantity.end === to &&
    /^(?:length|area|amount|weight|rate|capacity)$/.test(quantity.kind) &&
    /^[\u4e00-\u9fa5]{4,}$/.test(text.slice(from + 1, quantity.lead))
  );
}

interface Ends {
  from: number;
  to: number;
}

/** Spoken numerals count only with a counting word and something counted, in front or behind. */
function isSpokenCount(sight: Sight): boolean {
  const { quantity, before, after } = sight;
  const { unit, value } = quantity;
  if (unit === null) return false;
  if (/^(?:%|‰|比例|折扣率)$/.test(unit))
    return !(unit === '%' && value.eq(10) && quantity.approx === 'exact' && !before.endsWith('占'));
  if (unit === '倍') return true;
  if (value.eq(1) && quantity.value2 === null) return isSingle(sight);
  if (sight.text[quantity.from] === '二' && quantity.numberEnd === quantity.from + 1) return false;
  if (value.lt(10) && !SPOKEN_UNITS.has(unit)) return false;
  if (quantity.kind !== 'count' && (quantity.value2 === null || MEASURED.test(unit))) return true;
  if (NOT_COUNTED.test(after)) return false;
  return CLAUSE_END.test(after) ? /[\u4e00-\u9fa5”）]$/.test(before) : /^[\u4e00-\u9fa5“《A-Za-z]/.test(after);
}

/** 一个 is an article; a term of one year or month is a span, and a power of ten (一万余人) a number. */
function isSingle({ quantity, after }: Sight): boolean {
  return quantity.power > 0 || (quantity.kind === 'duration' && /^(?:内|以内|之内)/.test(after));
}
