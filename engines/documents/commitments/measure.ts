import type { FigureKind, ReadFigure } from '../reading.ts';

/** A span of time is no result to check. */
const NOT_A_RESULT: ReadonlySet<FigureKind> = new Set(['duration', 'range_id']);

/** The piece of a promise that can be counted or measured: from the clause that prints the first figure to its end. */
export function measureIn(
  text: string,
  start: number,
  end: number,
  figures: readonly ReadFigure[],
  offset: number,
): string | null {
  const inside = figuresBetween(figures, start, end).filter(
    (figure) => !NOT_A_RESULT.has(figure.kind) && figure.approx !== '虚数',
  );
  const first = inside[0];
  if (!first) return null;
  const at = Math.min(text.length, first.start - offset);
  const from = Math.max(text.lastIndexOf('，', at), text.lastIndexOf('；', at), text.lastIndexOf('、', at)) + 1;
  const last = inside.at(-1) ?? first;
  const lastAt = Math.min(text.length, last.end - offset);
  const comma = text.slice(lastAt).search(/[，；。、（(]/u);
  const to = comma < 0 ? text.length : lastAt + comma;
  return text.slice(from, to).trim() || null;
}

/** Figures are in order of their place: the first one at or behind `start` is found by halving. */
function figuresBetween(figures: readonly ReadFigure[], start: number, end: number): ReadFigure[] {
  let low = 0;
  let high = figures.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((figures[middle]?.start ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  const found: ReadFigure[] = [];
  for (let index = low; index < figures.length && (figures[index]?.end ?? 0) <= end; index++) {
    const figure = figures[index];
    if (figure) found.push(figure);
  }
  return found;
}
