import type { Slip } from './finding.ts';

const STANDARD = 'GB/T 15835-2011';
/** What counts or measures behind a number in running text. */
const COUNTED =
  '(?:个|项|家|户|人|名|件|处|条|场|次|批|座|栋|幢|所|台|套|辆|亩|元|吨|米|公里|平方|立方|公顷|天|年|月|周|小时|分钟|岁|倍|位|起|万|亿|千|百|宗|只|张|本|株|棵|盏|支|部|类|种|份)';

/** How numbers are written (GB/T 15835-2011). */
export function numberSlips(text: string): Slip[] {
  return RULES.flatMap((rule) => {
    rule.pattern.lastIndex = 0;
    return [...text.matchAll(rule.pattern)].flatMap((match) => rule.judge(match, text) ?? []);
  });
}

interface Rule {
  readonly pattern: RegExp;
  readonly judge: (match: RegExpExecArray, text: string) => Slip | null;
}

const slip = (
  code: Slip['code'],
  severity: Slip['severity'],
  match: RegExpExecArray,
  text: string,
  fix: string | null,
  source: string | null,
): Slip => ({
  code,
  severity,
  from: match.index,
  to: match.index + match[0].length,
  text,
  ...(source === null ? {} : { source }),
  ...(fix === null ? {} : { fix }),
});

const RULES: readonly Rule[] = [
  {
    // 3千多户, 5百米, 1百零8: digits take no 千 and 百, only 万 and 亿.
    pattern: new RegExp(`(?<![\\d.第])(\\d{1,3})(千|百)(?=[多余]?${COUNTED})(?!克|瓦|米|伏|卡|分|年|货|姓|强)`, 'gu'),
    judge: (match) => {
      const fix = match[1]! + (match[2] === '千' ? '000' : '00');
      return slip(
        'number-mixed',
        'warn',
        match,
        `“${match[0]}”把阿拉伯数字和汉字数字混用，应写作“${fix}”或全用汉字`,
        fix,
        STANDARD,
      );
    },
  },
  {
    // 20几个: a number with 几 is written in characters.
    pattern: new RegExp(`(?<![\\d.])(\\d{1,3})几(?=${COUNTED})`, 'gu'),
    judge: (match) => {
      const word = spoken(Number(match[1]));
      const fix = word === null ? null : `${word}几`;
      return slip(
        'number-approx',
        'warn',
        match,
        `含“几”的概数应用汉字：“${match[0]}”${fix === null ? '' : `应写作“${fix}”`}`,
        fix,
        STANDARD,
      );
    },
  },
  {
    // 三、五天: two neighbouring digits without 、.
    pattern:
      /(?<![一二三四五六七八九十第、，。])([二三四五六七八九])、([三四五六七八九])(?=天|个月|十[个户人次家年岁]|百[个户人次家]|千[个户人次家])/gu,
    judge: (match) => {
      const [first, second] = [DIGITS.indexOf(match[1]!), DIGITS.indexOf(match[2]!)];
      if (second !== first + 1 && !(first === 3 && second === 5)) return null;
      const fix = `${match[1]}${match[2]}`;
      return slip(
        'number-approx',
        'warn',
        match,
        `连用两个数字表示概数，中间不用顿号：“${match[0]}”应写作“${fix}”`,
        fix,
        STANDARD,
      );
    },
  },
  {
    // 3、5天: an approximate number is written in characters.
    pattern: /(?<![\d.、，第])([1-8])、([2-9])(?=天|个月|十[个户人次家年岁]|百[个户人次家])/gu,
    judge: (match) => {
      const [first, second] = [Number(match[1]), Number(match[2])];
      if (second !== first + 1 && !(first === 3 && second === 5)) return null;
      const fix = `${DIGITS[first]}${DIGITS[second]}`;
      return slip(
        'number-approx',
        'warn',
        match,
        `概数应用汉字且中间不用顿号：“${match[0]}”应写作“${fix}”`,
        fix,
        STANDARD,
      );
    },
  },
  {
    // 近200多场, 约50人左右: said twice.
    pattern: new RegExp(
      `(?<![附最临靠邻相新就远走亲贴])(近|约|大约|将近|接近)(\\d[\\d,.]*[万亿]?[多余])(?![年月天])(?=${COUNTED})`,
      'gu',
    ),
    judge: (match) =>
      slip(
        'number-approx',
        'warn',
        match,
        `“${match[1]}”和“${match[0].at(-1)}”不能同时修饰一个数：“${match[0]}”`,
        match[2]!,
        null,
      ),
  },
  {
    pattern: new RegExp(
      `(?<![节公合签预违制集条履解特续契邀])(?:大约|约)(\\d[\\d,.]*[万亿]?${COUNTED}{1,2})(左右|上下)`,
      'gu',
    ),
    judge: (match) =>
      slip('number-approx', 'warn', match, `“约”和“${match[2]}”重复：“${match[0]}”`, `约${match[1]}`, null),
  },
  {
    pattern: new RegExp(`(?:超过|超)(\\d[\\d,.]*[万亿]?${COUNTED}{1,2})以上`, 'gu'),
    judge: (match) =>
      slip('number-approx', 'warn', match, `“超过”和“以上”重复：“${match[0]}”`, `超过${match[1]}`, null),
  },
  {
    // 63-68%, 5～10%: the sign is repeated.
    pattern: /(?<![\d.\-~～—–%])(\d+(?:\.\d+)?)\s?[-~～—–]{1,2}\s?(\d+(?:\.\d+)?)\s?[%％]/gu,
    judge: (match) => {
      const fix = `${match[1]}%～${match[2]}%`;
      return slip(
        'number-range',
        'warn',
        match,
        `百分数的范围前后都写百分号：“${match[0]}”应写作“${fix}”`,
        fix,
        STANDARD,
      );
    },
  },
  {
    // 9～16亿元: 9亿～16亿元, else nine.
    pattern: /(?<![\d.\-~～—–])(\d+(?:\.\d+)?)\s?[-~～—–]{1,2}\s?(\d+(?:\.\d+)?)([万亿])/gu,
    judge: (match) => {
      const fix = `${match[1]}${match[3]}～${match[2]}${match[3]}`;
      return slip(
        'number-range',
        'info',
        match,
        `“${match[0]}”可能被读成从${match[1]}起，宜写作“${fix}”`,
        fix,
        STANDARD,
      );
    },
  },
  {
    // 5-10个: a hyphen is no range; 1-9月, 1-4幢 and codes are numbers that name.
    pattern:
      /(?<![\d.A-Za-z\-~#])(\d+(?:\.\d+)?)([-~]{1,2})(\d+(?:\.\d+)?)(?=个(?!月)|家|户|人|项|件|处|场|次|天|年|元|吨|米|公里|亩|平方|岁|小时|分钟)/gu,
    judge: (match) => {
      const isYears = /^(?:19|20)\d{2}$/u.test(match[1]!) && /^(?:19|20)\d{2}$/u.test(match[3]!);
      if (isYears || Number(match[3]) <= Number(match[1])) return null;
      const fix = `${match[1]}～${match[3]}`;
      return slip('number-range', 'info', match, `数值范围用“～”或“—”连接：“${match[0]}”应写作“${fix}”`, fix, STANDARD);
    },
  },
  {
    pattern: /(?<![\d０-９.．a-zA-Z])[.．](\d+)(?=%|％|万|亿|元|个百分点|公里|米|吨|亩|平方|公顷)/gu,
    judge: (match) => {
      const fix = `0.${match[1]}`;
      return slip('number-zero', 'warn', match, `纯小数要写出小数点前的0：“${match[0]}”应写作“${fix}”`, fix, STANDARD);
    },
  },
  {
    // 120000000元: 1.2亿元.
    pattern: /(?<![\d,.])(\d{5,15})(?=元|人|户|平方米|亩|吨|份|次|美元)/gu,
    judge: (match) => {
      const fix = inTenThousands(match[1]!);
      if (fix === null) return null;
      return slip('number-large', 'info', match, `较大的整数宜用“万”“亿”：“${match[0]}”可写作“${fix}”`, fix, STANDARD);
    },
  },
  {
    pattern: /[０-９]+(?:[．.][０-９]+)?/gu,
    judge: (match) => {
      const fix = match[0].normalize('NFKC');
      return slip('half-width', 'info', match, `阿拉伯数字宜用半角：“${match[0]}”应写作“${fix}”`, fix, null);
    },
  },
];

const DIGITS = '零一二三四五六七八九';

/** 20 → 二十, 300 → 三百; null for what is not round. */
function spoken(value: number): string | null {
  if (value === 10) return '十';
  if (value > 10 && value < 100 && value % 10 === 0) return `${DIGITS[value / 10]}十`;
  return value >= 100 && value < 1000 && value % 100 === 0 ? `${DIGITS[value / 100]}百` : null;
}

/** 120000000 → 1.2亿; null where 万 would need more than two decimals. */
function inTenThousands(digits: string): string | null {
  const [word, zeros] = digits.length > 8 ? ['亿', 8] : ['万', 4];
  const whole = digits.slice(0, -zeros);
  const rest = digits.slice(-zeros).replace(/0+$/u, '');
  return rest.length > 2 ? null : `${whole}${rest === '' ? '' : `.${rest}`}${word}`;
}
