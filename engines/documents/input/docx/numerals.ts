/** How Word and WPS print the number of a list item, by the name of its format (ECMA-376 17.18.59). */
export function numeral(value: number, format: string): string {
  const write = formats[format];
  return write?.(value) ?? String(value);
}

type Format = (value: number) => string | null;

const digits = Array.from('〇一二三四五六七八九');
const stems = Array.from('甲乙丙丁戊己庚辛壬癸');
const branches = Array.from('子丑寅卯辰巳午未申酉戌亥');

const formats: Readonly<Record<string, Format>> = {
  decimalZero: (n) => String(n).padStart(2, '0'),
  decimalFullWidth: fullWidth,
  decimalFullWidth2: fullWidth,
  decimalEnclosedCircle: circled,
  decimalEnclosedCircleChinese: circled,
  decimalEnclosedFullstop: (n) => (n >= 1 && n <= 20 ? String.fromCodePoint(0x2487 + n) : null),
  decimalEnclosedParen: (n) => (n >= 1 && n <= 20 ? String.fromCodePoint(0x2473 + n) : null),
  ideographEnclosedCircle: (n) => (n >= 1 && n <= 10 ? String.fromCodePoint(0x327f + n) : null),
  numberInDash: (n) => `- ${n} -`,
  upperRoman: roman,
  lowerRoman: (n) => roman(n)?.toLowerCase() ?? null,
  upperLetter: letters,
  lowerLetter: (n) => letters(n)?.toLowerCase() ?? null,
  ordinal: (n) => `${n}${ordinalEnd(n)}`,
  // 一 to 九十九, then digit by digit.
  chineseCounting: (n) => (n < 100 ? counting(n, '零', false) : byDigit(n)),
  taiwaneseCounting: (n) => (n < 100 ? counting(n, '零', false) : byDigit(n)),
  // 一百零一, the everyday way.
  chineseCountingThousand: (n) => counting(n, '零', true),
  taiwaneseCountingThousand: (n) => counting(n, '零', true),
  // 百一: no 一 before 百 and 千, no zero.
  japaneseCounting: (n) => counting(n, '', false),
  ideographDigital: byDigit,
  taiwaneseDigital: byDigit,
  japaneseDigitalTenThousand: byDigit,
  chineseLegalSimplified: (n) => legal(n, '零壹贰叁肆伍陆柒捌玖', ['', '拾', '佰', '仟'], '万'),
  ideographLegalTraditional: (n) => legal(n, '零壹貳參肆伍陸柒捌玖', ['', '拾', '佰', '仟'], '萬'),
  ideographTraditional: (n) => stems[n - 1] ?? null,
  ideographZodiac: (n) => branches[n - 1] ?? null,
  ideographZodiacTraditional: (n) => (n >= 1 && n <= 60 ? `${stems[(n - 1) % 10]}${branches[(n - 1) % 12]}` : null),
  none: () => '',
};

function fullWidth(n: number): string {
  return String(n).replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
}

/** ① to ⑳, ㉑ to ㉟, ㊱ to ㊿. */
function circled(n: number): string | null {
  if (n >= 1 && n <= 20) return String.fromCodePoint(0x245f + n);
  if (n >= 21 && n <= 35) return String.fromCodePoint(0x3251 + n - 21);
  return n >= 36 && n <= 50 ? String.fromCodePoint(0x32b1 + n - 36) : null;
}

const romans = [
  [1000, 'M'],
  [900, 'CM'],
  [500, 'D'],
  [400, 'CD'],
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
] as const;

function roman(n: number): string | null {
  if (n < 1 || n > 3999) return null;
  let rest = n;
  let text = '';
  for (const [value, sign] of romans) for (; rest >= value; rest -= value) text += sign;
  return text;
}

/** A … Z, then AA, BB …: Word repeats the letter. */
function letters(n: number): string | null {
  if (n < 1 || n > 780) return null;
  return String.fromCharCode(65 + ((n - 1) % 26)).repeat(Math.ceil(n / 26));
}

function ordinalEnd(n: number): string {
  if (n % 100 >= 11 && n % 100 <= 13) return 'th';
  return ['th', 'st', 'nd', 'rd'][n % 10] ?? 'th';
}

function byDigit(n: number): string {
  return String(n).replace(/\d/g, (digit) => digits[Number(digit)]!);
}

/**
 * Everyday Chinese up to 99,999,999: 十一, 二十, 一百零一. `zero` fills gaps (empty: none); `oneBefore` writes the 一
 * of 一百 and 一千 and of a 十 behind a hundred.
 */
function counting(n: number, zero: string, oneBefore: boolean): string | null {
  if (n === 0) return '〇';
  if (n < 0 || n >= 100_000_000) return null;
  if (n >= 10_000)
    return `${counting(Math.floor(n / 10_000), zero, oneBefore)}万${lowPart(n % 10_000, zero, oneBefore)}`;
  return belowTenThousand(n, zero, oneBefore);
}

function lowPart(rest: number, zero: string, oneBefore: boolean): string {
  if (rest === 0) return '';
  return (rest < 1000 ? zero : '') + belowTenThousand(rest, zero, oneBefore);
}

function belowTenThousand(n: number, zero: string, oneBefore: boolean): string {
  let text = '';
  let gap = false;
  for (const [unit, sign] of [
    [1000, '千'],
    [100, '百'],
    [10, '十'],
    [1, ''],
  ] as const) {
    const digit = Math.floor(n / unit) % 10;
    if (digit === 0) {
      gap = text !== '';
      continue;
    }
    const bareTen = unit === 10 && text === '';
    const withoutOne = digit === 1 && unit > 1 && (bareTen || !oneBefore);
    text += (gap ? zero : '') + (withoutOne ? '' : digits[digit]!) + sign;
    gap = false;
  }
  return text;
}

function legal(n: number, numerals: string, units: string[], tenThousand: string): string | null {
  if (n < 1 || n >= 100_000) return null;
  let text = '';
  let gap = false;
  Array.from(String(n)).forEach((digit, i, all) => {
    const power = all.length - 1 - i;
    if (digit === '0') {
      gap = true;
      return;
    }
    text += (gap ? numerals[0]! : '') + numerals[Number(digit)]! + (power === 4 ? tenThousand : units[power]!);
    gap = false;
  });
  return text;
}
