import type { Slip } from './finding.ts';

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
  return [...halfWidth(text), ...straightQuotes(text), ...pairs(text), ...doubledMarks(text), ...documentNumbers(text)];
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

const CLOSES: Readonly<Record<string, string>> = { '“': '”', '‘': '’', '《': '》', '〈': '〉', '（': '）', '〔': '〕' };
const CLOSING = new Set(Object.values(CLOSES));

/** Marks that open and never close in their passage or the other way round, and “ within “. */
function pairs(text: string): Slip[] {
  const found: Slip[] = [];
  const open: { mark: string; at: number }[] = [];
  const lone = (at: number, said: string) =>
    found.push({
      code: 'unbalanced',
      severity: 'warn',
      from: at,
      to: at + 1,
      text: said,
      source: PUNCTUATION,
    });
  for (let at = 0; at < text.length; at++) {
    const mark = text[at]!;
    if (CLOSES[mark] !== undefined) {
      const inner = open.at(-1);
      if (inner?.mark === mark && (mark === '“' || mark === '《')) found.push(nested(text, at, inner.at));
      open.push({ mark, at });
    } else if (CLOSING.has(mark)) {
      const last = open.findLastIndex((one) => CLOSES[one.mark] === mark);
      if (last < 0) {
        if (!isListMarker(text, at)) lone(at, `“${mark}”前面没有对应的“${opening(mark)}”`);
        continue;
      }
      for (const unclosed of open.splice(last).slice(1)) lone(unclosed.at, `“${unclosed.mark}”没有配对`);
    }
  }
  for (const { mark, at } of open) lone(at, `“${mark}”没有配对的“${CLOSES[mark]}”`);
  return found;
}

const opening = (mark: string): string => Object.entries(CLOSES).find(([, close]) => close === mark)![0];
/** 1）and （1）: a list marker may lack its opening bracket. */
const isListMarker = (text: string, at: number): boolean =>
  text[at] === '）' && /(?:^|[。；])\d{1,2}$/u.test(text.slice(0, at));

function nested(text: string, at: number, outer: number): Slip {
  const [close, inner] = text[at] === '“' ? ['”', '‘’'] : ['》', '〈〉'];
  const end = text.indexOf(close, at);
  const to = end < 0 ? at + 1 : end + 1;
  return {
    code: 'quotes-nested',
    severity: 'warn',
    from: at,
    to,
    text: `“${text.slice(outer, Math.min(to, outer + 16))}”里面再用同样的标点，应改用“${inner}”`,
    source: PUNCTUATION,
    ...(end < 0 ? {} : { fix: `${inner[0]}${text.slice(at + 1, end)}${inner[1]}` }),
  };
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
        source: 'GB/T 9704-2012 7.2.5',
        fix: right,
      },
    ];
  });
}
