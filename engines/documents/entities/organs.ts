import { adminPrefix } from './admin-prefix.ts';
import { candidate, type Candidate } from './candidate.ts';
import type { Scan } from './scan.ts';
import { Trie } from './trie.ts';

/** Organ words and what they are once a place or level stands before them; same key and level is the same organ. */
const WITH_PREFIX: Trie<string> = new Trie(
  `
政府 人民政府
政府办 政府办公室 人民政府办公室 政府办公厅 人民政府办公厅
人大 人民代表大会 人大机关
人大常委会 人民代表大会常务委员会 人大常务委员会
人大常委会办公室 人大办 人大常委会办公厅
政协 人民政协 政协委员会
委
纪委监委 纪委 监委 监察委员会
法院 人民法院 中级人民法院
检察院 人民检察院
总工会 工会
团委
妇联
残联
工商联
科协
红十字会
供销社 供销联社
管委会 管理委员会
街道办 街道办事处 办事处
厅
直部门 直各部门 直单位
`
    .trim()
    .split('\n')
    .flatMap((line) => line.split(' ').map((word): [string, string] => [word, line.split(' ')[0] ?? ''])),
);

const ALONE: Trie<string> = new Trie(
  '国务院 国务院办公厅 党中央 中共中央 中央军委 中央纪委 全国人大 全国人大常委会 全国人大常委会办公厅 全国政协 省厅 市委市政府 省委省政府 区委区政府 县委县政府'
    .split(' ')
    .map((word) => [word, word]),
);

/** 委 as the last character of 市委 means the party committee unless it goes on: 市委员会 is one, 区委托 is not. */
const NOT_AFTER = new Map([
  ['委', '员托派任屈婉编'],
  ['厅', '堂'],
  ['人大', '代常'],
  ['政协', '委'],
  ['政府', '办'],
  ['政府办', '理学法好事'],
  ['工会', '计'],
]);

/** 区五届人大常委会: the term number stands between the place and the organ. */
const TERM = /第?[一二三四五六七八九十]{1,3}届$/u;

export function organs(scan: Scan): Candidate[] {
  const { text } = scan;
  const found: Candidate[] = [];
  for (let index = 0; index < text.length;) {
    const range = aloneAt(scan, index) ?? prefixedAt(scan, index);
    if (range)
      found.push(candidate('organ', scan, range, range.name === undefined ? range : { ...range, name: range.name }));
    index = range ? range.to : index + 1;
  }
  return found;
}

interface OrganRange {
  from: number;
  to: number;
  key: string;
  name?: string;
}

/** The longest organ word that is not the begin of another: 区政府办理 is 政府 and a verb. */
function organWord(text: string, index: number): { end: number; value: string } | null {
  const word = WITH_PREFIX.longestAt(text, index);
  if (!word || !NOT_AFTER.get(word.value)?.includes(text[word.end] ?? '。')) return word;
  const shorter = WITH_PREFIX.longestAt(text.slice(index, word.end - 1), 0);
  return shorter ? { end: index + shorter.end, value: shorter.value } : null;
}

function aloneAt(scan: Scan, index: number): OrganRange | null {
  const word = ALONE.longestAt(scan.text, index);
  return word ? { from: index, to: word.end, key: word.value } : null;
}

function prefixedAt(scan: Scan, index: number): OrganRange | null {
  const { text } = scan;
  const word = organWord(text, index);
  if (!word) return null;
  const border = Math.max(scan.wordFrom[index] ?? index, index - 16);
  if (word.value === '管委会' && index - border >= 2)
    return { from: border, to: word.end, key: `管委会|${text.slice(border, index)}` };
  const term = TERM.exec(text.slice(Math.max(border, index - 6), index))?.[0] ?? '';
  const prefix = adminPrefix(scan, border, index - term.length);
  if (prefix.level === '' || prefix.from === index) return null;
  if (/^(?:镇|乡|街道)$/u.test(text.slice(prefix.from, index - term.length))) return null;
  const range = { from: prefix.from, to: word.end, key: `${prefix.level}|${word.value}` };
  if (term === '') return range;
  return { ...range, name: text.slice(prefix.from, index - term.length) + text.slice(index, word.end) };
}
