import type { Slip } from './finding.ts';
import type { Passage } from './passages.ts';
import { placesOf } from './terms.ts';
import type { LintWords } from './words.ts';

/** What a hurried hand leaves behind: gaps to be filled, words typed twice, blanks, a sentence without its end. */
export function carelessSlips(text: string, kind: Passage['kind'], words: LintWords): Slip[] {
  const gaps = placeholders(text, words);
  const isLoose = kind === 'paragraph';
  return [
    ...gaps,
    ...doubledWords(text),
    ...(kind === 'table' ? [] : blanks(text)),
    ...(isLoose ? [...noEnd(text), ...typedMarker(text)] : []),
  ];
}

const GAP = /(?<![A-Za-z×xX\d])(?:[Xx]{2,}|×{2,})(?![A-Za-z])|【[^】]{0,40}】|(?<![A-Za-z])TODO(?![A-Za-z])/gu;

function placeholders(text: string, words: LintWords): Slip[] {
  const ranges = [
    ...[...text.matchAll(GAP)].map(({ 0: said, index }): [number, number] => [index, index + said.length]),
    ...words.placeholders.flatMap((word) =>
      placesOf(text, word).map((from): [number, number] => [from, from + word.length]),
    ),
  ].sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  return ranges
    .filter(([from], at) => !ranges.slice(0, at).some((before) => from < before[1]))
    .map(([from, to]) => ({
      code: 'placeholder',
      severity: 'error',
      from,
      to,
      text: `“${text.slice(from, to)}”还没有填写`,
    }));
}

/** Not typed twice: 一个一个, 许许多多, 点点滴滴 and verbs that are said twice (研究研究). */
const SAID_TWICE = /^(?:[一每]|讨论|研究|商量|学习|了解|考虑|看看|试试|走走|常常|渐渐|慢慢|稳稳)/u;

/** 项目项目, 的的: the same word again. */
function doubledWords(text: string): Slip[] {
  const words = [...text.matchAll(/(\p{Script=Han}{2,6})\1/gu)].filter(
    ([, word]) => !SAID_TWICE.test(word!) && !/^(.)\1$/u.test(word!),
  );
  const particles = [...text.matchAll(/(?<![目标])([的和与及在是对将把被为])\1/gu)].filter(
    // 实实在在, 是是非非: two pairs are one word.
    ({ index }) => !/(.)\1(.)\2/u.test(text.slice(Math.max(0, index - 2), index + 4)),
  );
  return [...words, ...particles].map((match) => ({
    code: 'doubled-word',
    severity: 'warn',
    from: match.index,
    to: match.index + match[0].length,
    text: `“${match[1]}”重复了`,
    fix: match[1]!,
  }));
}

/** Blanks at the ends, several in a row, and one in front of a mark. */
function blanks(text: string): Slip[] {
  return [...text.matchAll(/^[ \u3000\u00a0]+|[ \u3000\u00a0]+$|[ \u00a0]{2,}|\u3000+|[ \u00a0]+(?=[，。；：、）”])/gu)]
    .filter(({ 0: blank }) => blank !== text)
    .map(({ 0: blank, index }) => ({
      code: 'blank',
      severity: 'info',
      from: index,
      to: index + blank.length,
      text: index === 0 ? '段首的空格由排版处理，请删去' : '多余的空格',
      fix: '',
    }));
}

function noEnd(text: string): Slip[] {
  const end = text.trimEnd();
  if (end.length < 20 || !/[，；]/u.test(end) || /[。！？；：…][”’）》]*$|[）》]$/u.test(end)) return [];
  return [
    {
      code: 'no-end-mark',
      severity: 'warn',
      from: end.length - 1,
      to: end.length,
      text: '段落末尾没有句号',
      ...(/[，、]$/u.test(end) ? { fix: '。' } : { fix: `${end.at(-1)}。` }),
    },
  ];
}

/** The program numbers the headings; a marker typed by hand is printed besides or counts wrong. */
function typedMarker(text: string): Slip[] {
  const marker =
    /^\s*(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|\d{1,2}[.．](?!\d)|（\d{1,2}）)/u.exec(
      text,
    )?.[0];
  if (marker === undefined || /^\s*[一二三四]、[二三四]/u.test(text)) return [];
  return [
    {
      code: 'typed-marker',
      severity: 'info',
      from: 0,
      to: marker.length,
      text: `“${marker.trim()}”是手工输入的序号，增删段落后不会自动改；请改用标题`,
      source: 'GB/T 9704-2012 7.3',
    },
  ];
}
