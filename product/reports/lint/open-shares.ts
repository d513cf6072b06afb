import { decimal, type Decimal } from '@quantu/base';
import { halfStepOf, type ReadFigure, type Statements } from '@quantu/documents';
import type { LintFinding } from './finding.ts';
import { placeOf } from './passages.ts';
import type { ReadPart } from './statements.ts';

type OpenShare = Statements['openShares'][number];

/** How many numbers back the whole of several shares is looked for. */
const FAR = 20;

interface Seen {
  readonly part: ReadPart;
  readonly figure: ReadFigure;
}

/**
 * 甲类1211起，占38.0%；乙类637起，占20.0%；丙类446起，占24.0%: the whole stands in a paragraph before. It is the number
 * that all the other pairs are shares of, when there are two such pairs; what then does not fit is wrong.
 */
export function openShareFindings(parts: readonly ReadPart[]): LintFinding[] {
  const seen: Seen[] = [];
  return parts.flatMap((part) => {
    const before = seen.slice(-FAR);
    seen.push(...part.read.reading.figures.map((figure) => ({ part, figure })));
    const pairs = part.read.statements.openShares;
    if (pairs.length < 3) return [];
    return pairs.flatMap((pair) => {
      const others = pairs.filter((other) => other !== pair && other.part.unit === pair.part.unit);
      const whole = before.findLast(
        ({ figure }) =>
          isPlain(figure) && figure.unit === pair.part.unit && others.every((other) => isShare(other, figure)),
      );
      if (others.length < 2 || !whole || isShare(pair, whole.figure)) return [];
      return isShorter(pair.part, whole.figure) ? [finding(part, pair, whole)] : [];
    });
  });
}

const isPlain = ({ approx, value2 }: ReadFigure): boolean => approx === 'exact' && value2 === null;
const isShorter = (part: ReadFigure, whole: ReadFigure): boolean => decimal(part.value).lte(whole.value);

function isShare({ part, percent }: OpenShare, whole: ReadFigure): boolean {
  const [least, most] = ends(whole);
  const [low, high] = ends(part);
  if (least.lte(0)) return true;
  return percent.high.gt(low.div(most).times(100)) && percent.low.lt(high.div(least).times(100));
}

function ends(figure: ReadFigure): readonly [low: Decimal, high: Decimal] {
  const [value, half] = [decimal(figure.value), halfStepOf(figure)];
  return [value.minus(half), value.plus(half)];
}

function finding(part: ReadPart, { part: piece, percent }: OpenShare, whole: Seen): LintFinding {
  const true_ = decimal(piece.value).div(whole.figure.value).times(100).toDecimalPlaces(2);
  const said = ({ surface }: ReadFigure) => surface.replaceAll(/\s/gu, '');
  const place = (of: ReadPart, figure: ReadFigure) =>
    placeOf(of.passage, figure.start - of.read.base, figure.end - of.read.base);
  return {
    code: 'share-mismatch',
    severity: 'error',
    text: `${said(piece)}÷${said(whole.figure)}＝${true_.toFixed()}%，与文中的${said(percent.figure)}不符（同段其他占比都以${said(whole.figure)}为总数）`,
    source: null,
    places: [place(part, percent.figure), place(part, piece), place(whole.part, whole.figure)],
    fix: null,
  };
}
