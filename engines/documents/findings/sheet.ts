import type { ReadFigure } from '../reading.ts';
import type { Outline, Sentence } from '../structure/outline.ts';

/** A sentence with the figures that stand in it: what most rules look at. Offsets are of the source text. */
export interface Line {
  sentence: Sentence;
  start: number;
  end: number;
  text: string;
  figures: ReadFigure[];
}

/** Everything the rules look at, prepared once. */
export interface Sheet {
  outline: Outline;
  figures: readonly ReadFigure[];
  lines: Line[];
  /** White space taken out: the characters in front of an offset, at most `length`, within the sentence. */
  before(line: Line, offset: number, length?: number): string;
  between(from: number, to: number): string;
}

export function sheetOf(outline: Outline, figures: readonly ReadFigure[]): Sheet {
  const lines: Line[] = [];
  let next = 0;
  for (const sentence of outline.sentences) {
    const start = sentence.block.at(sentence.from);
    const end = sentence.to > sentence.from ? sentence.block.at(sentence.to - 1) + 1 : start;
    while (next < figures.length && (figures[next]?.start ?? 0) < start) next++;
    const inside: ReadFigure[] = [];
    for (let figure = figures[next]; figure && figure.start < end; figure = figures[++next]) inside.push(figure);
    lines.push({ sentence, start, end, text: outline.text.slice(start, end), figures: inside });
  }
  const between = (from: number, to: number) => outline.text.slice(from, Math.max(from, to)).replaceAll(/\s/gu, '');
  return {
    outline,
    figures,
    lines,
    between,
    before: (line, offset, length = 16) => between(Math.max(line.start, offset - length), offset),
  };
}

export function rangeOf(figure: ReadFigure): [start: number, end: number] {
  return [figure.start, figure.end];
}

/** The place of the first figure at or behind an offset; figures stand in order, so halving finds it. */
export function indexOf(figures: readonly ReadFigure[], offset: number): number {
  let low = 0;
  let high = figures.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((figures[middle]?.start ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
