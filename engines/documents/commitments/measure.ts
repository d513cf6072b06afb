import type { FigureKind, ReadFigure } from '../reading.ts';
import { dueIn } from './due.ts';
import { governedBy } from './owner.ts';

/** A span of time is no result to check. */
const NOT_A_RESULT: ReadonlySet<FigureKind> = new Set(['duration', 'range_id']);

/** Where a promise stands in its block's text, and the verb that governs it. */
export interface Span {
  text: string;
  verb: string;
  /** Range in the source text. */
  start: number;
  end: number;
  /** Where `text` begins in the source text. */
  offset: number;
}

/**
 * The piece of a promise that can be counted or measured: from the clause that prints the first figure to the end of
 * the clause with the last one. A semicolon ends it.
 */
export function measureIn({ text, verb, start, end, offset }: Span, figures: readonly ReadFigure[]): string | null {
  const inside = figuresBetween(figures, start, end).filter(
    (figure) => !NOT_A_RESULT.has(figure.kind) && figure.approx !== '虚数',
  );
  const first = inside[0];
  if (!first) return null;
  const at = Math.min(text.length, first.start - offset);
  const from = Math.max(text.lastIndexOf('，', at), text.lastIndexOf('；', at)) + 1;
  const border = text.indexOf('；', at);
  const last = inside.findLast((figure) => border < 0 || figure.end - offset <= border) ?? first;
  const lastAt = Math.min(text.length, last.end - offset);
  const comma = text.slice(lastAt).search(/[，；。（(]/u);
  const to = comma < 0 ? text.length : lastAt + comma;
  return fromVerb(bare(text.slice(from, to)), verb) || null;
}

/** 与区卫健局共同推动10家机构合作: a short lead-in without a number is no part of what is checked. */
function fromVerb(phrase: string, verb: string): string {
  const at = phrase.indexOf(verb);
  return at > 0 &&
    at <= 12 &&
    !/\d/u.test(phrase.slice(0, at)) &&
    !/^[\p{Script=Han}]{0,3}\d/u.test(phrase) &&
    phrase.length - at - verb.length >= 4
    ? leadOff(phrase, at)
    : phrase;
}

/** What stands in front of the verb goes when it is manner or company; a subject stays. */
function leadOff(phrase: string, at: number): string {
  return /^(?:再|全面|继续|与|和|会同|联合|协同|共同|通过|以)/u.test(phrase) ? phrase.slice(at) : phrase;
}

const OPENING = /^(?:[一二三四五六七八九十]{1,3}[是要]|力争|确保|争取|要|将|计划|拟|预计|并|同时|[，,\s])+/u;

/** Without the date, the owner and the words of promising in front: what is left can be checked. */
function bare(phrase: string): string {
  let rest = phrase.trim();
  for (let step = 0; step < 4; step++) {
    const due = dueIn(rest);
    const owner = governedBy(rest);
    const length = OPENING.exec(rest)?.[0].length ?? (due?.from === 0 ? due.to : (owner?.length ?? 0));
    if (length === 0) break;
    rest = rest.slice(length).trim();
  }
  return rest;
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
