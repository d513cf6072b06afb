import { expect, test } from 'vitest';
import { numeral } from './numerals.ts';

test.each([
  ['decimal', { 1: '1', 12: '12' }],
  ['decimalZero', { 1: '01', 12: '12' }],
  ['decimalFullWidth', { 1: '１', 20: '２０' }],
  ['decimalEnclosedCircle', { 1: '①', 20: '⑳', 21: '㉑', 35: '㉟', 36: '㊱', 50: '㊿', 51: '51' }],
  ['decimalEnclosedCircleChinese', { 3: '③' }],
  ['decimalEnclosedParen', { 1: '⑴', 20: '⒇' }],
  ['decimalEnclosedFullstop', { 1: '⒈', 20: '⒛' }],
  ['ideographEnclosedCircle', { 1: '㊀', 10: '㊉' }],
  ['upperLetter', { 1: 'A', 26: 'Z', 27: 'AA', 53: 'AAA' }],
  ['lowerLetter', { 2: 'b', 28: 'bb' }],
  ['upperRoman', { 1: 'I', 4: 'IV', 9: 'IX', 1994: 'MCMXCIV', 4000: '4000' }],
  ['lowerRoman', { 14: 'xiv' }],
  ['ordinal', { 1: '1st', 2: '2nd', 3: '3rd', 4: '4th', 11: '11th', 112: '112th' }],
  ['chineseCounting', { 1: '一', 10: '十', 11: '十一', 20: '二十', 99: '九十九', 105: '一〇五' }],
  [
    'chineseCountingThousand',
    { 1: '一', 10: '十', 15: '十五', 20: '二十', 100: '一百', 101: '一百零一', 110: '一百一十', 1005: '一千零五' },
  ],
  ['japaneseCounting', { 3: '三', 10: '十', 21: '二十一', 100: '百', 111: '百十一', 1000: '千' }],
  ['ideographDigital', { 1: '一', 10: '一〇', 23: '二三' }],
  ['chineseLegalSimplified', { 1: '壹', 10: '壹拾', 101: '壹佰零壹', 120: '壹佰贰拾' }],
  ['ideographTraditional', { 1: '甲', 10: '癸', 11: '11' }],
  ['ideographZodiac', { 1: '子', 12: '亥' }],
  ['ideographZodiacTraditional', { 1: '甲子', 60: '癸亥' }],
  ['numberInDash', { 1: '- 1 -' }],
  ['none', { 1: '' }],
  ['somethingNew', { 7: '7' }],
])('%s', (format, printed) => {
  for (const [value, text] of Object.entries(printed)) expect(numeral(Number(value), format)).toBe(text);
});

test('everyday Chinese numbers read back to their value', () => {
  const digits = '零一二三四五六七八九';
  const units: Record<string, number> = { 十: 10, 百: 100, 千: 1000 };
  const valueOf = (text: string) => {
    let sum = 0;
    let digit = 0;
    for (const sign of text) {
      const unit = units[sign];
      if (unit === undefined) digit = digits.indexOf(sign);
      else {
        sum += (digit || 1) * unit;
        digit = 0;
      }
    }
    return sum + digit;
  };
  for (let n = 1; n < 10_000; n++) expect(valueOf(numeral(n, 'chineseCountingThousand'))).toBe(n);
});
