/** A span of the folded text that says when, not how much. */
export interface DateSpan {
  from: number;
  end: number;
  /** Does it name a time a figure can be about (2024年上半年), or is it only to be kept from the figures (16:30)? */
  isPeriod: boolean;
}

interface Rule {
  pattern: RegExp;
  isPeriod: boolean;
}

const DAY = '\\d{1,2}日';
const MONTHS = '\\d{1,2}(?:[-—~至、]{1,2}\\d{1,2})?月份?';
const PART = '(?:底|末|初|中旬|上旬|下旬|中|年中|年底|年末|年初|起|以来|前)?';
const WITHIN = `(?:上半年|下半年|前?[一二三四1-4]季度|前三季度|[一二三四]季度|${MONTHS}(?:${DAY})?|第[一二三四]季度)`;
const CN_YEAR = '[〇○零OＯ一二三四五六七八九]{4}年';
const CN_MONTH = '[一二三四五六七八九十]{1,2}月份?(?:[一二三四五六七八九十]{1,3}日)?';

/** Tried in order at a digit, a Chinese numeral or a word of time; sticky, each a bounded number of characters. */
const RULES: readonly Rule[] = [
  { pattern: /\d+(?:\.\d+)?(?:：\d+(?:\.\d+)?){2,}/y, isPeriod: false },
  { pattern: /(?:19|20)\d{2}[-/.](?:0?[1-9]|1[0-2])[-/.](?:0?[1-9]|[12]\d|3[01])(?!\d)/y, isPeriod: true },
  {
    pattern:
      /(?:19|20)\d{2}年?(?:[-—~至到、和与及]{1,2}(?:(?:19|20)\d{2}|\d{2}(?=年|学年)))+(?:学年度?|年度?)(?:期间|间)?/y,
    isPeriod: true,
  },
  { pattern: new RegExp(`(?:19|20)\\d{2}(?:学年度?|年度?)的?${WITHIN}?${PART}`, 'y'), isPeriod: true },
  { pattern: new RegExp(`${CN_YEAR}(?:${CN_MONTH})?${PART}`, 'y'), isPeriod: true },
  { pattern: new RegExp(`${MONTHS}(?:${DAY})?${PART}`, 'y'), isPeriod: true },
  { pattern: /[一二三四五六七八九十]{1,2}月份?(?:[一二三四五六七八九十]{1,3}日)/y, isPeriod: true },
  { pattern: /(?:前|第|上|下)?(?:[一二三四1-4](?:[-—~至、][一二三四1-4])?)季度/y, isPeriod: true },
  { pattern: /(?:19|20)\d{4,6}日/y, isPeriod: false },
  { pattern: /\d{1,4}(?:[-—~至、]{1,2}\d{1,2})?日(?!内|[以之]内|以[上下]|左右|均|元|常|产|处理|供)/y, isPeriod: false },
  {
    pattern:
      /(?:[01]?\d|2[0-4])[：:][0-5]\d(?:[-—~至]{1,2}\d{1,2}[：:]\d{2})?(?!\d)(?=$|[，。；、）]|分|左右|[^比\d])/y,
    isPeriod: false,
  },
  { pattern: /\d{1,2}[时点](?:\d{1,2}分|半|许|整|左右|[-—~至到前后起，。])/y, isPeriod: false },
  { pattern: /\d{1,2}周年/y, isPeriod: false },
];

/** Words of time that begin with no number. */
const WORDS =
  /(?:今年以来|今年上半年|今年前三季度|今年|去年同期|去年底|去年末|今年底|去年|上年同期|上年末|上年|前年|明年|本年度|年度内|年内|年底|年初|全年|当年|上半年|下半年|前三季度|前\d{1,2}个?月|前[一二三四五六七八九十]个月|同期|目前|截[至止]目前|近年来|[“"][十一二三四五六]{2,3}[”"](?:时期|期间|以来|期末|末|初)?)/y;

export function dateAt(text: string, at: number): DateSpan | null {
  for (const { pattern, isPeriod } of RULES) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match) return { from: at, end: at + match[0].length, isPeriod };
  }
  return null;
}

const WORD_START = /[今去上前明本年全当下同目截近“"]/;

export function timeWordAt(text: string, at: number): DateSpan | null {
  if (!WORD_START.test(text[at]!)) return null;
  WORDS.lastIndex = at;
  const match = WORDS.exec(text);
  return match ? { from: at, end: at + match[0].length, isPeriod: true } : null;
}
