import { words } from '../entities/trie.ts';
import type { Finding, ReadFigure } from '../reading.ts';
import { indexOf, rangeOf, type Sheet } from './sheet.ts';

/** Words that stand where a number belongs. */
const VAGUE = words(
  '一批 若干 一系列 一些 数十 数百 数千 上百 上千 上万 近百 近千 多个 多家 多项 多场 多处 多次 多所 多条 多名 好几 许多 大批 大量 部分',
);
/** Of these only the first group is worth a line: the others are ordinary prose. */
const WORTH: ReadonlySet<string> = new Set(
  '一批 若干 一些 数十 数百 数千 上百 上千 上万 近百 近千 多个 多家 多项 多场 多处 多次'.split(' '),
);
const LOOSE = new Set(['多', '余', '来', '虚数']);
const NOT_COUNTED = /^(?:又|次|方面|时期|意义|程度)/u;

/** 200多场次, 一批项目: a number a reader cannot check. */
export function placeholderFigures(sheet: Sheet): Finding[] {
  return [...looseFigures(sheet), ...vagueWords(sheet)].sort((a, b) => a.at[0] - b.at[0]);
}

function looseFigures(sheet: Sheet): Finding[] {
  return sheet.figures.filter(isLoose).map((figure) => ({
    code: 'placeholder-figure',
    severity: 'info',
    at: rangeOf(figure),
    also: [],
    text: `“${figure.surface.replaceAll(/\s/gu, '')}”是概数，请写明准确数并附清单`,
  }));
}

/** 多, 余 with a round number; 近 and 约 only with a single digit and zeros. */
function isLoose(figure: ReadFigure): boolean {
  if (figure.kind === 'target' || figure.kind === 'threshold' || figure.kind === 'standard' || figure.unit === '%')
    return false;
  const significant = figure.value.replace(/^-/u, '').replace('.', '').replace(/^0+/u, '').replace(/0+$/u, '').length;
  if (LOOSE.has(figure.approx)) return significant <= 2;
  return (
    (figure.approx === '近' || figure.approx === '约') &&
    figure.kind === 'count' &&
    significant <= 1 &&
    figure.value.length >= 3
  );
}

function vagueWords(sheet: Sheet): Finding[] {
  const found: Finding[] = [];
  for (const block of sheet.outline.blocks) {
    for (let index = 0; index < block.text.length;) {
      const word = VAGUE.longestAt(block.text, index);
      const isWorth = word && WORTH.has(word.value) && isVague(block.text, index, word.end);
      if (isWorth && !coveredBy(sheet.figures, block.at(index)))
        found.push(vague(block.at(index), block.at(word.end - 1) + 1, word.value));
      index = word?.end ?? index + 1;
    }
  }
  return found;
}

function isVague(text: string, from: number, to: number): boolean {
  return (
    !NOT_COUNTED.test(text.slice(to)) &&
    !/[\d一二三四五六七八九十百千万众诸很第同首前后]$/u.test(text.slice(Math.max(0, from - 1), from))
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
