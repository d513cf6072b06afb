/** Characters as one kind: full-width digits and brackets become half-width, white space between Chinese goes. */
export function normal(text: string): string {
  if (SETTLED.test(text)) return text;
  return text
    .normalize('NFKC')
    .replace(/[\s\u200b\ufeff]+/g, ' ')
    .replace(/ ?([\p{Script=Han}()/,:;]) ?/gu, '$1')
    .trim();
}

/** Nothing that `normal` would change: no space, no full-width sign. Most cells of a large table are like this. */
const SETTLED = /^[!-~\u3001\u3002\u4e00-\u9fff]*$/;

/** A head without units, brackets and marks, for comparing: 年度投资（万元）/计划 → 年度投资计划. */
export function bareHead(text: string): string {
  return normal(text)
    .replace(/\([^()]*\)|\[[^\]]*\]/g, '')
    .replace(/^[*★※]+|[*★※]+$/g, '')
    .replace(/[\s/\\|、,;:。.\-_"'“”]/g, '')
    .toLowerCase();
}

/** Units that a head, a remark line or a cell may name. */
const UNIT =
  '万平方米|万平米|万m2|平方公里|平方千米|平方米|平米|m2|km2|hm2|ha|万立方米|立方米|万m3|m3|亿元|百万元|千万元|万元|千元|元|公顷|万亩|亩|公里|千米|厘米|毫米|米|km|cm|mm|m|万吨|吨|公斤|千克|kg|t|万千瓦时|千瓦时|kwh|兆瓦|万千瓦|千瓦|mw|kw|万人次|万人|人次|人|万户|户|栋|幢|万套|套|个|项|家|处|条|宗|件|次|天|个月|月|年|层|盏|株|部|台|座|辆|星|%|百分比|‰';
const IN_BRACKETS = new RegExp(`[(\\[:,](?:单位:?)?(${UNIT}|万|亿)[)\\]]?$|\\((?:单位:?)?(${UNIT}|万|亿)\\)`, 'iu');
const AT_END = new RegExp(`[/ ](${UNIT})$`, 'iu');
const REMARK = new RegExp(`(?:金额|货币|计量|面积|投资)?单位:(?:人民币)?(${UNIT})(?!\\p{L})`, 'giu');

/** The unit that a head carries: 总投资（万元） → 万元; `完成率/%` → %. */
export function unitOfHead(head: string): string | null {
  const text = normal(head);
  const match = IN_BRACKETS.exec(text) ?? AT_END.exec(text);
  const unit = match?.[1] ?? match?.[2] ?? null;
  return unit === null ? (/%$/.test(text) ? '%' : null) : canonicalUnit(unit);
}

/** The units that a remark line names: 填报单位：区住建局 单位：万元、亩 → 万元 (and 亩). */
export function unitsOfRemark(text: string): readonly string[] {
  return [...normal(text).matchAll(REMARK)].map(([, unit]) => canonicalUnit(unit!));
}

/** One spelling of a unit, whatever sign or case it was written in. */
export function canonicalUnit(unit: string): string {
  const text = unit.normalize('NFKC').trim();
  return SAME_UNITS[text.toLowerCase()] ?? text;
}

const SAME_UNITS: Readonly<Record<string, string>> = {
  万: '万元',
  亿: '亿元',
  m2: '平方米',
  平米: '平方米',
  万m2: '万平方米',
  万平米: '万平方米',
  km2: '平方公里',
  平方千米: '平方公里',
  hm2: '公顷',
  ha: '公顷',
  m3: '立方米',
  万m3: '万立方米',
  千米: '公里',
  km: '公里',
  cm: '厘米',
  mm: '毫米',
  m: '米',
  千克: '公斤',
  kg: '公斤',
  t: '吨',
  kw: '千瓦',
  mw: '兆瓦',
  kwh: '千瓦时',
  百分比: '%',
};

const TOTAL =
  /^(?:.{0,20}?(?:合计|小计|总计|共计|总和|累计数)|累计|总数)(?:\(.*\))?:?(?:共?\d+[个项条家处户宗件人](?:项目)?)?$/u;
export const isTotalLabel = (text: string): boolean => TOTAL.test(normal(text).replace(/ /g, ''));

/** A dash, a slash: nothing. */
export const isFiller = (text: string): boolean => /^[-—/、\s]*$/.test(text);

const NOTE =
  /^(注\d*|备注|说明|填表说明|填报说明|填表人|填报人|制表人?|审核人?|审批人?|复核人?|负责人|单位负责人|主要领导|分管领导|分管负责人|联系人|联系电话|联系方式|填报日期|填表日期|报送日期|制表日期|日期|填报单位|单位盖章|编制单位|报送单位)(\(.*?\))?[:.、]/u;
export const isNote = (text: string): boolean => NOTE.test(normal(text).replace(/ /g, ''));

/** 区住建局（盖章）. */
const SEALED = /\((?:单位)?(?:盖章|公章|签章|签字|签名)\)$/;
export const isSealed = (text: string): boolean => SEALED.test(normal(text).replace(/ /g, ''));

const SERIAL_HEAD = /^(序号|序|编序|顺序号|行号|no\.?|№|#)$/iu;
export const isSerialHead = (head: string): boolean => SERIAL_HEAD.test(normal(head).replace(/ /g, ''));

/** Heads that tables of any kind have. */
const COMMON_HEAD =
  /^(名称|姓名|单位|部门|单位名称|项目名称|联系人|联系电话|电话|手机|备注|职务|时间|日期|类别|类型|地址|地点|问题|存在问题|措施|责任人|责任单位|牵头单位|时限|完成时限|数量|金额|占比|面积|进展|进展情况)$/u;
export const isCommonHead = (text: string): boolean => isSerialHead(text) || COMMON_HEAD.test(bareHead(text));

const NUMBERED =
  /^(?:[一二三四五六七八九十百]+[、.．,:]|\([一二三四五六七八九十百]+\)|第[一二三四五六七八九十\d]+[类部分批章节]+[、:]?|[IVXⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]+[、.．])/u;
export const isNumbered = (text: string): boolean => NUMBERED.test(normal(text));

/** 一、交通通达专项（12个） → 交通通达专项. */
export function sectionName(text: string): string {
  return normal(text)
    .replace(NUMBERED, '')
    .replace(/\((?:共?计?)?\d+[个项条家处].*?\)$|共\d+[个项条家处]$/u, '')
    .replace(/[:：]$/, '')
    .trim();
}

/** The column the program adds after a rejected row, and what a table may carry without being data. */
export const REASON_HEAD = '退回原因';
export const ROW_HEAD = '原行号';
