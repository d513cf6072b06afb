import type { Slip } from './finding.ts';
import { pairSlips } from './pairs.ts';

const FULL: Readonly<Record<string, string>> = {
  ',': '，',
  ';': '；',
  ':': '：',
  '?': '？',
  '!': '！',
  '(': '（',
  ')': '）',
};
const PUNCTUATION = 'GB/T 15834-2011《标点符号用法》';
const HAN_BEFORE = /[\p{Script=Han}”’》）】，。；：、！？]/u;
const HAN_BEHIND = /[\p{Script=Han}“‘《（【，。；：、！？]/u;

/** Punctuation marks: half-width ones in Chinese text, pairs that do not close, marks in a row, document numbers. */
export function markSlips(text: string): Slip[] {
  return [
    ...halfWidth(text),
    ...straightQuotes(text),
    ...pairSlips(text),
    ...doubledMarks(text),
    ...documentNumbers(text),
    ...betweenQuotes(text),
  ];
}

/** A comma between Han characters is Chinese; in 1,280, 8:30 and CO2(eq) it is not. */
function halfWidth(text: string): Slip[] {
  return [...text.matchAll(/[,;:?!()]/gu)].flatMap(({ 0: mark, index }) => {
    const [before, behind] = [text[index - 1] ?? '', text[index + 1] ?? ''];
    const isChinese =
      mark === '('
        ? HAN_BEFORE.test(before) || (before !== '' && HAN_BEHIND.test(behind))
        : HAN_BEFORE.test(before) || (/[\d%]/u.test(before) && HAN_BEHIND.test(behind));
    if (!isChinese || isWebAddress(text, index)) return [];
    const fix = FULL[mark]!;
    return [
      {
        code: 'half-width' as const,
        severity: 'warn' as const,
        from: index,
        to: index + 1,
        text: `中文里的“${mark}”应为全角“${fix}”`,
        source: PUNCTUATION,
        fix,
      },
    ];
  });
}

const isWebAddress = (text: string, at: number): boolean => /https?$/u.test(text.slice(Math.max(0, at - 5), at));

function straightQuotes(text: string): Slip[] {
  return [...text.matchAll(/"(?=[^"]*\p{Script=Han})[^"]{1,60}"/gu)].map(({ 0: quoted, index }) => ({
    code: 'half-width' as const,
    severity: 'warn' as const,
    from: index,
    to: index + quoted.length,
    text: `引号应为全角“”：${quoted}`,
    source: PUNCTUATION,
    fix: `“${quoted.slice(1, -1)}”`,
  }));
}

/** ，， 。。 、， 。，: one of the two is left over. Two closing quotes and ……, —— are not. */
function doubledMarks(text: string): Slip[] {
  return [...text.matchAll(/[，。；：、]{2,}/gu)].map(({ 0: marks, index }) => ({
    code: 'doubled-mark' as const,
    severity: 'warn' as const,
    from: index,
    to: index + marks.length,
    text: `标点重复：“${marks}”`,
    source: PUNCTUATION,
    fix: [...marks].find((mark) => mark === '。') ?? marks[0]!,
  }));
}

/** 泉港政综[2024]87号, （2024）087号, 〔2024〕第87号: the year in 〔〕, the number without 第 and without a leading zero. */
function documentNumbers(text: string): Slip[] {
  const pattern =
    /(?<=\p{Script=Han})\s?[〔[(（【﹝]\s?(?<year>(?:19|20)\d{2})\s?[〕\])）】﹞]\s?(?:第\s?)?0*(?<count>[1-9]\d{0,4})\s?号/gu;
  return [...text.matchAll(pattern)].flatMap(({ 0: printed, index, groups }) => {
    const right = `〔${groups!['year']}〕${groups!['count']}号`;
    if (printed === right) return [];
    return [
      {
        code: 'document-number' as const,
        severity: 'warn' as const,
        from: index,
        to: index + printed.length,
        text: `发文字号“${printed.trim()}”应写作“${right}”：年份用六角括号，序号不加“第”、不编虚位`,
        source: 'GB/T 9704-2012 7.2',
        fix: right,
      },
    ];
  });
}

/** “三个一批”、“四个一批”: quoted words side by side need no 、 between them; a bracket behind one does. */
function betweenQuotes(text: string): Slip[] {
  return [...text.matchAll(/(?<=[”》])、(?=[“《])/gu)].map(({ index }) => ({
    code: 'mark-between' as const,
    severity: 'info' as const,
    from: index,
    to: index + 1,
    text: '标有引号、书名号的并列成分之间通常不用顿号',
    source: PUNCTUATION,
    fix: '',
  }));
}
