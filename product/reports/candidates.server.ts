import { decimalsOf, decimal, type Day } from '@quantu/base';
import { readText, type ReadFigure } from '@quantu/documents';
import {
  matchesOf,
  parsePeriod,
  periodText,
  periodWords,
  unitParts,
  verdictOn,
  type Match,
  type Printed,
} from '@quantu/figures';
import { askedOf, catalogueOf, labelsOf, maySee, Values } from '@quantu/indicators/server';
import { normalSubject } from '@quantu/product-documents';
import type { Books, Viewer } from '@quantu/registers';
import type { ReadDb } from '@quantu/store';
import type { Candidate } from './contract.ts';
import { maySeeAsked, printedAs } from './looks.server.ts';
import type { Bound } from './text.ts';

/** A number in a paragraph, or words to look for. */
export interface CandidateWish {
  readonly paragraph: string;
  readonly start: number;
  readonly end: number;
  readonly search: string;
  readonly period: string | null;
}

const MOST = 12;

/** The declared figures a number may stand for, best first, each with what it says at the report's day. */
export async function candidatesFor(
  db: ReadDb,
  books: Books,
  viewer: Viewer,
  wish: CandidateWish,
  asOf: Day | null,
): Promise<Candidate[]> {
  const { candidates } = await catalogueOf(db, books);
  const seen = candidates.filter(({ register }) => maySee(books.registers.get(register)!, viewer));
  const read = figureAt(wish);
  const found = wish.search.trim() === '' && read !== null ? matchesOf(printedFrom(wish, read, asOf), seen) : [];
  const matches = found.length > 0 ? found : searched(seen, wish.search.trim());
  const values = new Values(db, books, asOf ?? undefined);
  const open = matches.filter(({ register, figure, scope, period }) => {
    const asked = askedOf(books, register, figure, {});
    return maySeeAsked(
      { ...asked, scope, period: period ?? (wish.period === null ? null : parsePeriod(wish.period)) },
      viewer,
    );
  });
  const shown = await Promise.all(
    open.slice(0, MOST).map((match) => candidate(db, books, values, match, wish, read, asOf)),
  );
  // Of equally likely ones those come first of which the printed number is true.
  return shown.toSorted((a, b) => b.confidence + Number(b.agrees) * 0.2 - (a.confidence + Number(a.agrees) * 0.2));
}

/** The figure that stands at the selection, as the reader of documents sees it. */
function figureAt({ paragraph, start, end }: CandidateWish): ReadFigure | null {
  if (end <= start) return null;
  const { figures } = readText(paragraph);
  return figures.find((figure) => figure.start < end && figure.end > start) ?? null;
}

function printedFrom({ paragraph }: CandidateWish, figure: ReadFigure, dated: Day | null): Printed {
  const change = figure.comparison?.type;
  return {
    concept: normalSubject(figure.subject),
    unit: figure.unit,
    kind: figure.kind,
    isChange: change === '同比' || change === '环比' || change === '较上年' || change === '较',
    isPromise: false,
    period: figure.period,
    dated,
    around: paragraph.slice(0, figure.start),
    whole: null,
  };
}

type Seen = Awaited<ReturnType<typeof catalogueOf>>['candidates'];

/** Every figure whose name has the words looked for, or all of them; a group when its own name is looked for. */
function searched(candidates: Seen, words: string): readonly Match[] {
  const asked = normalSubject(words);
  return candidates
    .flatMap(({ register, figure, names, scopes }): Match[] => {
      const scope = scopes.find(({ label }) => asked !== '' && asked.includes(normalSubject(label))) ?? null;
      const rest = scope === null ? asked : asked.replace(normalSubject(scope.label), '');
      const score = Math.max(...names.map((name) => (rest === '' ? 0.1 : likeness(name, rest))));
      return score === 0 ? [] : [{ register, figure, scope, period: null, confidence: score / 2 }];
    })
    .toSorted((a, b) => b.confidence - a.confidence);
}

/** How much of a name the looked-for letters make up, in their order. */
function likeness(name: string, asked: string): number {
  if (name.includes(asked)) return asked.length / name.length;
  let at = 0;
  for (const char of asked) {
    at = name.indexOf(char, at) + 1;
    if (at === 0) return 0;
  }
  return (asked.length / name.length) * 0.5;
}

async function candidate(
  db: ReadDb,
  books: Books,
  values: Values,
  match: Match,
  wish: CandidateWish,
  read: ReadFigure | null,
  asOf: Day | null,
): Promise<Candidate> {
  const register = books.registers.get(match.register)!;
  const figure = register.figures![match.figure]!;
  const asked = askedOf(books, match.register, match.figure, {});
  const period = wish.period ?? (match.period && periodText(match.period));
  const scope = match.scope && `${match.scope.field}:${match.scope.value}`;
  const target = { register: match.register, key: match.figure, scope, period };
  const value = await valueIn(values, target);
  const bound: Bound = {
    register: match.register,
    figure: match.figure,
    scope,
    period: value.period,
    unit: read === null ? figure.unit : printedUnit(read, figure.unit),
    decimals: read === null ? (figure.decimals ?? 0) : decimalsOf(digitsOf(read.surface)),
  };
  const labels = match.scope && (await labelsOf(db, books, { register, asOf }, match.scope.field, [match.scope.value]));
  const words = value.period === null ? null : parsePeriod(value.period);
  return {
    bound,
    label: figure.label,
    registerLabel: register.label,
    definition: asked.figure.definition,
    scopeLabel: match.scope && (labels?.get(match.scope.value) ?? match.scope.label),
    periodLabel: words && periodWords(words),
    value: value.value,
    text: value.value === null ? null : printedAs(value.value, bound),
    confidence: match.confidence,
    agrees: read !== null && verdictOn(read, value.value).state === 'matched',
  };
}

/** The value in the wished period; of a figure that has no periods without one. */
async function valueIn(
  values: Values,
  target: { register: string; key: string; scope: string | null; period: string | null },
): Promise<{ value: string | null; period: string | null }> {
  try {
    return { value: (await values.of(target)).value, period: target.period };
  } catch (error) {
    if (!(error instanceof Error && error.name === 'Fault') || target.period === null) throw error;
    return { value: (await values.of({ ...target, period: null })).value, period: null };
  }
}

/** 亿元 when the text says 亿元; the counting word of the text for what is counted. */
function printedUnit(read: ReadFigure, declared: string): string {
  const tail = read.surface
    .normalize('NFKC')
    .replace(/^[^\d]*[\d,.\s]+/, '')
    .replace(/^[多余来]/, '')
    .trim();
  const { base } = unitParts(declared);
  if (tail === '') return declared;
  return unitParts(tail).base === base || read.unit !== base ? tail.replace(/(?:以上|以下|左右|以内)$/, '') : declared;
}

function digitsOf(surface: string): string {
  const digits = /\d[\d,]*(?:\.\d+)?/.exec(surface.normalize('NFKC'))?.[0].replaceAll(',', '') ?? '0';
  return decimal(digits).isFinite() ? digits : '0';
}
