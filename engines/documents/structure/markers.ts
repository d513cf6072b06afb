import { chineseInteger } from './numerals.ts';

/** A printed list marker: its kind, its number, how it is printed and how many characters it takes. */
export interface Marker {
  style: MarkerStyle;
  number: number;
  label: string;
  length: number;
  /** A number follows (6、60岁以上…, 三、四季度…): only its place in a list can tell that it is a marker. */
  doubtful: boolean;
}

export type MarkerStyle = 'part' | '一、' | '（一）' | '1.' | '（1）' | '①' | '一是' | '第一' | '首先' | '——';

/** Outer to inner, as official documents nest them (GB/T 9704-2012, 7.3.3) with the spoken ones inside. */
export const NESTING: readonly MarkerStyle[] = [
  'part',
  '一、',
  '（一）',
  '1.',
  '（1）',
  '①',
  '——',
  '第一',
  '首先',
  '一是',
];

const NUMERAL = '[一二三四五六七八九十]{1,3}';
const OPEN = '[（(﹙]\\s*';
const CLOSE = '\\s*[）)﹚]';

interface Rule {
  style: MarkerStyle;
  pattern: RegExp;
}

/** Sticky patterns: group 1 is the label as printed in `path`, group 2 the numeral when there is one. */
const RULES: readonly Rule[] = [
  { style: 'part', pattern: new RegExp(`(第\\s*(${NUMERAL})\\s*[部章][分]?)(?=[\\s：:、，]|$)\\s*[：:、，]?`, 'y') },
  { style: '一、', pattern: new RegExp(`((${NUMERAL}))\\s*[、．]\\s*`, 'y') },
  { style: '（一）', pattern: new RegExp(`(${OPEN}(${NUMERAL})${CLOSE})\\s*[、.．]?\\s*`, 'y') },
  { style: '（一）', pattern: /(([\u3220-\u3229]))\s*/y },
  { style: '1.', pattern: /((\d{1,2})\s*[.．、])\s*/y },
  { style: '（1）', pattern: new RegExp(`((?:${OPEN})?(\\d{1,2})${CLOSE})\\s*[、.．]?\\s*`, 'y') },
  { style: '（1）', pattern: /(([\u2474-\u2487]))\s*/y },
  { style: '①', pattern: /(([\u2460-\u2473]))\s*[、.．]?\s*/y },
  { style: '一是', pattern: new RegExp(`((${NUMERAL})\\s*[是要])\\s*[，,]?\\s*`, 'y') },
  { style: '第一', pattern: new RegExp(`((?:第|其)(${NUMERAL}))\\s*[，,、：:]\\s*`, 'y') },
  { style: '首先', pattern: /((首先|其次|再次|再者|最后))\s*[，,]\s*/y },
  { style: '——', pattern: /(([—－–―─]{2}|-{2,3}))\s*/y },
];

const SPOKEN_ORDER = ['首先', '其次', '再次', '再者', '最后'];
/** 一、二、三产业 and 一、二批次 name several at once; so may 三、四季度, which only its place in a list can tell. */
const NOT_A_HEADING =
  /^[一二三四五六七八九十]+、\s*[二三四五六七八九十]+(?:[、，及和]|产业|线|级|类|期|手|等奖|批次|审)/;

/** The marker that stands at `at`, or null. Whether it heads a section there is for the caller to judge. */
export function markerAt(text: string, at: number): Marker | null {
  for (const { style, pattern } of RULES) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (!match) continue;
    if (style === '一、' && NOT_A_HEADING.test(text.slice(at, at + 12))) return null;
    const number = ordinal(style, match[2] ?? '');
    if (number === null) continue;
    const behind = text.slice(at + match[0].length, at + match[0].length + 5);
    const doubtful =
      (style === '一、' && /^[一二三四]季度/.test(behind)) ||
      (style === '1.' && /^\d/.test(behind) && !/^(?:19|20)\d{2}年/.test(behind));
    if (doubtful && style === '1.' && /[.．]$/.test(match[0])) continue;
    const label = labelOf(style, match[1]!, match[2] ?? '');
    return { style, number, label, length: match[0].length, doubtful };
  }
  return null;
}

function labelOf(style: MarkerStyle, printed: string, numeral: string): string {
  if (style === '——') return '——';
  if (style === '（一）' && printed === numeral) return `（${'一二三四五六七八九十'[numeral.charCodeAt(0) - 0x3220]}）`;
  if (style === '（一）') return `（${numeral}）`;
  if (style === '1.') return `${numeral}.`;
  if (style === '（1）') return /\d/.test(numeral) ? `（${numeral}）` : `（${numeral.charCodeAt(0) - 0x2473}）`;
  return printed.replace(/\s+/g, '');
}

function ordinal(style: MarkerStyle, numeral: string): number | null {
  if (style === '——') return 0;
  if (style === '首先') return SPOKEN_ORDER.indexOf(numeral) + 1;
  const code = numeral.charCodeAt(0);
  if (code >= 0x3220 && code <= 0x3229) return code - 0x321f;
  if (code >= 0x2460 && code <= 0x2473) return code - 0x245f;
  if (code >= 0x2474 && code <= 0x2487) return code - 0x2473;
  if (/^\d/.test(numeral)) return Number(numeral);
  const value = chineseInteger(numeral);
  return value === null ? null : Number(value);
}
