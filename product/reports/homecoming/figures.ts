import { figureBookmark, readText, type MarkedText, type ReadFigure } from '@quantu/documents';

import { hunksOf } from '../diff/sequence.ts';
import { tokensOf } from '../diff/tokens.ts';
import type { FigureRun, ReportInline } from '../text.ts';
import { plainOf } from '../text.ts';
import type { FoundLine } from './found-lines.ts';

/** A stretch of a returned text that is a figure of the report. */
export interface Claim {
  readonly id: string;
  readonly start: number;
  readonly end: number;
}

/** Where the figures of the sent report stand in the returned document. */
export class FigureClaims {
  readonly sent: ReadonlyMap<string, FigureRun>;
  readonly #claims = new Map<MarkedText, Claim[]>();
  readonly #counts = new Map<string, number>();
  readonly #lost = new Set<string>();
  readonly #read = new Map<string, readonly ReadFigure[]>();

  constructor(sent: readonly FigureRun[], lines: readonly FoundLine[]) {
    this.sent = new Map(sent.map((figure) => [figure.id, figure]));
    const texts = lines.flatMap((line) =>
      line.kind === 'text' ? [line.marked] : line.rows.flatMap(({ cells }) => cells),
    );
    for (const text of texts) {
      const controls = text.controls.map(({ tag, start, end }) => ({ id: tag, start, end }));
      this.#note(
        text,
        controls.filter(({ id }) => this.sent.has(id)),
      );
    }
    const byBookmark = new Map([...this.sent.keys()].map((id) => [figureBookmark(id), id]));
    const controlled = new Set(this.#counts.keys());
    for (const text of texts) {
      const marks = text.bookmarks.flatMap(({ name, start, end }): Claim[] => {
        const id = byBookmark.get(name);
        return id === undefined || controlled.has(id) ? [] : [{ id, start, end }];
      });
      this.#note(text, marks);
    }
  }

  of(text: MarkedText): readonly Claim[] {
    return this.#claims.get(text) ?? [];
  }

  /** How often the figure stands in the returned document. */
  count(id: string): number {
    return this.#counts.get(id) ?? 0;
  }

  /** What the engine reads in a text; a paragraph is asked about once for each of its figures. */
  figuresIn(plain: string): readonly ReadFigure[] {
    const known = this.#read.get(plain) ?? readText(plain).figures;
    this.#read.set(plain, known);
    return known;
  }

  /** The figure that is read at a place; null when there is none. */
  readAt(plain: string, start: number, end: number): ReadFigure | null {
    return this.figuresIn(plain).find((figure) => figure.start < end && figure.end > start) ?? null;
  }

  isLost(id: string): boolean {
    return this.#lost.has(id);
  }

  /** Digits that are taken for the figure though nothing marks them. */
  takeLost(text: MarkedText, claim: Claim): void {
    this.#note(text, [claim]);
    if (this.of(text).includes(claim)) this.#lost.add(claim.id);
  }

  /** Outer ones win over what they hold; an empty control holds no figure. */
  #note(text: MarkedText, claims: readonly Claim[]): void {
    const own = this.#claims.get(text) ?? [];
    for (const claim of claims) {
      const isFree = own.every(({ start, end }) => claim.end <= start || claim.start >= end);
      if (!isFree || text.text.slice(claim.start, claim.end).trim() === '') continue;
      own.push(claim);
      this.#counts.set(claim.id, this.count(claim.id) + 1);
    }
    this.#claims.set(
      text,
      own.sort((a, b) => a.start - b.start),
    );
  }
}

/**
 * Finds figures whose control is gone by their place in the text and by what is printed there: the same words, or
 * another number in their stead.
 *
 * @param start,end the part of `text` that became of `inlines`.
 */
export function findLost(
  inlines: readonly ReportInline[],
  text: MarkedText,
  [start, end]: readonly [number, number],
  claims: FigureClaims,
): void {
  const missing = inlines.some((inline) => inline.kind === 'figure' && claims.count(inline.id) === 0);
  if (!missing) return;
  const plain = text.text.slice(start, end);
  const map = placeMap(plainOf(inlines), plain);
  const read = claims.figuresIn(plain);
  let at = 0;
  for (const inline of inlines) {
    const from = at;
    at += inline.text.length;
    if (inline.kind !== 'figure' || claims.count(inline.id) > 0) continue;
    const range = lostRange(inline, [map(from, true), map(at, false)], plain, read);
    if (range !== null) claims.takeLost(text, { id: inline.id, start: start + range[0], end: start + range[1] });
  }
}

type Range = readonly [start: number, end: number];

function lostRange(figure: FigureRun, [start, end]: Range, plain: string, read: readonly ReadFigure[]): Range | null {
  if (end <= start) return null;
  if (plain.slice(start, end).trim() === figure.text.trim()) return [start, end];
  const number = read.find((each) => each.start < end && each.end > start);
  if (number === undefined || !/\d/u.test(plain.slice(Math.max(start, number.start), Math.min(end, number.end))))
    return null;
  return [number.start, number.end];
}

/** Where a place of one text is in another: ends of what was replaced stay ends. */
function placeMap(before: string, after: string): (at: number, isStart: boolean) => number {
  const [a, b] = [before, after].map((text) => tokensOf([{ kind: 'text', text }]).map(({ key }) => key)) as [
    string[],
    string[],
  ];
  const offsets = (keys: readonly string[]): number[] => {
    const places = [0];
    for (const key of keys) places.push(places.at(-1)! + key.length);
    return places;
  };
  const [atA, atB] = [offsets(a), offsets(b)];
  const hunks = hunksOf(a, b).map((hunk) => ({
    aStart: atA[hunk.aStart]!,
    aEnd: atA[hunk.aEnd]!,
    bStart: atB[hunk.bStart]!,
    bEnd: atB[hunk.bEnd]!,
  }));
  return (at, isStart) => {
    let shift = 0;
    for (const { aStart, aEnd, bStart, bEnd } of hunks) {
      if (at < aStart || (at === aStart && (!isStart || aStart === aEnd))) break;
      if (isStart ? at < aEnd : at <= aEnd) return isStart ? bStart : bEnd;
      shift = bEnd - aEnd;
    }
    return at + shift;
  };
}

/** The runs of a returned text, its figures as atoms that print what it says now. */
export function foundInlines(text: MarkedText, [start, end]: Range, claims: FigureClaims): ReportInline[] {
  const inlines: ReportInline[] = [];
  let at = start;
  const plain = (until: number): void => {
    if (until > at) inlines.push({ kind: 'text', text: text.text.slice(at, until) });
  };
  for (const claim of claims.of(text)) {
    if (claim.start < at || claim.end > end) continue;
    plain(claim.start);
    inlines.push(reprinted(claims.sent.get(claim.id)!, text.text.slice(claim.start, claim.end)));
    at = claim.end;
  }
  plain(end);
  return inlines;
}

const PRINT = /^([^\d]*)(\d[\d,]*(?:\.(\d+))?)\s*(.*)$/u;
const ROUGH = /^[多余来]|(?:左右|以上|以下|以内|上下)$/gu;

/** A figure that prints something else: in the unit and with the decimals that it shows now. */
export function reprinted(figure: FigureRun, text: string): FigureRun {
  const print = PRINT.exec(text.normalize('NFKC').trim());
  if (figure.text === text || print === null) return { ...figure, text };
  const unit = print[4]!.replace(ROUGH, '');
  const decimals = print[3]?.length ?? 0;
  return { ...figure, text, bound: { ...figure.bound, decimals, unit: unit === '' ? figure.bound.unit : unit } };
}
