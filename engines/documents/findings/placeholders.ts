import { words } from '../entities/trie.ts';
import type { Finding, ReadFigure } from '../reading.ts';
import { indexOf, rangeOf, type Sheet } from './sheet.ts';

/** Words that stand where a number belongs. */
const VAGUE = words('一批 若干 一些 数十 数百 数千 上百 上千 上万 近百 近千');
/** A result that is counted; 一批烦心事, 一些不足 and 若干意见 are plain prose. */
const COUNTED =
  /^(?:多?[家处户名场项条]|[^，。；：！？]{0,26}?(?:项目|工程|线路|路线|小区|公园|绿地|设施|学校|幼儿园|医院|道路|泵站|企业|商家|门店|场所|车位|学位|床位|岗位|品牌|活动|平台|站点|驿站|基地|园区|厂房|住房))(?!(?:的)?(?:问题|不足|困难|短板))/u;
const LOOSE = new Set(['多', '余']);
/** From here on a rounded number is how totals are written. */
const LARGE = 1000;

/** 200多场次, 一批项目: a number a reader cannot check. */
export function placeholderFigures(sheet: Sheet): Finding[] {
  return [...looseFigures(sheet), ...vagueWords(sheet)].sort((a, b) => a.at[0] - b.at[0]);
}

function looseFigures(sheet: Sheet): Finding[] {
  return sheet.figures
    .filter((figure) => isLoose(figure) && !inProblems(sheet, figure.section))
    .map((figure) => ({
      code: 'placeholder-figure',
      severity: 'info',
      at: rangeOf(figure),
      also: [],
      text: `“${figure.surface.replaceAll(/\s/gu, '')}”是概数，请写明准确数并附清单`,
    }));
}

/** A count of hundreds with one digit that tells: 200多场次, 30余家. */
function isLoose(figure: ReadFigure): boolean {
  if (figure.kind !== 'count' || figure.value2 !== null || !LOOSE.has(figure.approx)) return false;
  return /^[1-9]0+$/u.test(figure.value) && Number(figure.value) < LARGE;
}

/** What is wrong is told in round words; only what was done and what comes next is counted. */
function inProblems(sheet: Sheet, section: string | null): boolean {
  return section !== null && sheet.outline.roles.get(section) === 'problem';
}

function vagueWords(sheet: Sheet): Finding[] {
  const found: Finding[] = [];
  for (const { sentence } of sheet.lines) {
    const { block, from, to, section } = sentence;
    if (inProblems(sheet, section)) continue;
    for (let index = from; index < to;) {
      const word = VAGUE.longestAt(block.text, index);
      if (word && isVague(block.text, index, word.end) && !coveredBy(sheet.figures, block.at(index)))
        found.push(vague(block.at(index), block.at(word.end - 1) + 1, word.value));
      index = word?.end ?? index + 1;
    }
  }
  return found;
}

function isVague(text: string, from: number, to: number): boolean {
  return (
    COUNTED.test(text.slice(to, to + 36)) &&
    !/[\d一二三四五六七八九十百千万众诸很第同首前后个]$/u.test(text.slice(Math.max(0, from - 1), from))
  );
}

function coveredBy(figures: readonly ReadFigure[], offset: number): boolean {
  const next = indexOf(figures, offset + 1);
  const figure = figures[next - 1];
  return figure !== undefined && figure.end > offset;
}

function vague(start: number, end: number, word: string): Finding {
  return {
    code: 'placeholder-figure',
    severity: 'info',
    at: [start, end],
    also: [],
    text: `“${word}”没有数量，请写明准确数`,
  };
}
