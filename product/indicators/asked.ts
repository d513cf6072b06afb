import { endOfDayInChina, parseDay, type Day, type Instant } from '@quantu/base';
import {
  definitionOn,
  parsePeriod,
  periodCondition,
  periodWords,
  type DefinitionOn,
  type Period,
  type Recipe,
} from '@quantu/figures';
import {
  where,
  type Books,
  type CountFigure,
  type DistinctFigure,
  type Figure,
  type Register,
  type SumFigure,
} from '@quantu/registers';
import { indicatorFault } from './faults.ts';

export type PlainFigure = CountFigure | SumFigure | DistinctFigure;

/** One of a figure's groups: of the records with this value in this field. */
export interface ScopeWish {
  readonly field: string;
  readonly value: string;
}

/** Exactly one number: a declared figure, perhaps of one group and one period, on the data of an instant. */
export interface Asked {
  readonly register: Register;
  readonly key: string;
  readonly figure: Figure;
  readonly scope: ScopeWish | null;
  readonly period: Period | null;
  /** Null: on the data of now. */
  readonly asOf: Day | null;
}

/** A plain figure of which an asked one consists. */
export interface AskedPart {
  readonly key: string;
  readonly figure: PlainFigure;
  readonly definition: DefinitionOn;
  readonly recipe: Recipe;
}

export interface AskWords {
  readonly asOf?: string | undefined;
  readonly period?: string | undefined;
  readonly scope?: string | undefined;
}

export function figureOf(books: Books, register: string, key: string): { register: Register; figure: Figure } {
  const found = books.registers.get(register);
  const figures = found?.figures ?? {};
  const figure = Object.hasOwn(figures, key) ? figures[key] : undefined;
  if (!found || !figure) throw indicatorFault('indicator.unknown');
  return { register: found, figure };
}

/** What an address asks for, or the sentence that says why there is no such number. */
export function askedOf(books: Books, registerKey: string, key: string, words: AskWords): Asked {
  const { register, figure } = figureOf(books, registerKey, key);
  const asOf = words.asOf === undefined ? null : dayIn(words.asOf);
  const period = words.period === undefined ? null : periodIn(words.period);
  if (period !== null && !hasPeriod(register, key)) {
    throw indicatorFault('indicator.no-period', { label: figure.label, period: periodWords(period) });
  }
  // Where only the year is known, a part of a year is the year.
  const wholeYear = period && !hasMonths({ register, key, figure }) ? { ...period, from: 1, to: 12 } : period;
  const scope = words.scope === undefined ? null : scopeIn(words.scope);
  if (scope !== null && !groupFields(register, key).includes(scope.field)) {
    const field = register.fields[scope.field]?.label ?? scope.field;
    throw indicatorFault('indicator.scope', { label: figure.label, field });
  }
  return { register, key, figure, scope, period: wholeYear, asOf };
}

export function dayIn(text: string): Day {
  const day = parseDay(text);
  if (!day) throw indicatorFault('indicator.day', { day: text });
  return day;
}

function periodIn(text: string): Period {
  const period = parsePeriod(text);
  if (!period) throw indicatorFault('indicator.period', { period: text });
  return period;
}

/** `programme:traffic`. */
export function scopeIn(text: string): ScopeWish {
  const at = text.indexOf(':');
  return { field: text.slice(0, Math.max(0, at)), value: text.slice(at + 1) };
}

export const scopeText = (scope: ScopeWish | null): string | null => scope && `${scope.field}:${scope.value}`;

/** The plain figures behind one: itself, or numerator and denominator. */
export function plainKeys(figure: Figure, key: string): readonly string[] {
  return figure.figure === 'share' ? [figure.numerator, figure.denominator] : [key];
}

function plainOf(register: Register, key: string): PlainFigure {
  const figure = register.figures?.[key];
  if (!figure || figure.figure === 'share') throw indicatorFault('indicator.unknown');
  return figure;
}

/** The fields by which a figure is also given; of a share those of its numerator when it names none. */
export function groupFields(register: Register, key: string): readonly string[] {
  const figure = register.figures![key]!;
  return figure.by ?? (figure.figure === 'share' ? (plainOf(register, figure.numerator).by ?? []) : []);
}

/** All of its parts stand in periods. */
export function hasPeriod(register: Register, key: string): boolean {
  return plainKeys(register.figures![key]!, key).every((part) => plainOf(register, part).period !== undefined);
}

/** The definition that is shown for it: its own words, with the version of what is counted. */
export function shownDefinition({ register, key, figure, asOf }: Asked): DefinitionOn {
  const own = definitionOn(figure, asOf);
  if (figure.figure !== 'share') return own;
  const parts = plainKeys(figure, key).map((part) => definitionOn(plainOf(register, part), asOf));
  return { ...own, version: Math.max(own.version, ...parts.map(({ version }) => version)) };
}

/** Its records have months of their own: a year alone does not say in which of its months. */
export function hasMonths({ register, key, figure }: Pick<Asked, 'register' | 'key' | 'figure'>): boolean {
  return plainKeys(figure, key).every((part) => {
    const { period } = plainOf(register, part);
    return period !== undefined && dateKind(register, period) !== 'year';
  });
}

/** What each of its parts counts, under the definition of `on` (by default the asked day's). */
export function partsOf(asked: Asked, on: Day | null = asked.asOf): readonly AskedPart[] {
  const { register, key, figure, scope, period } = asked;
  return plainKeys(figure, key).map((part) => {
    const plain = plainOf(register, part);
    const definition = definitionOn(plain, on);
    const conditions = [
      ...definition.where,
      ...(scope ? [where(scope.field, 'is', scope.value)] : []),
      ...(period && plain.period ? [periodCondition(plain.period, dateKind(register, plain.period), period)] : []),
    ];
    const of = plain.figure === 'count' ? null : plain.of;
    return {
      key: part,
      figure: plain,
      definition,
      recipe: { register: register.name, figure: part, how: plain.figure, of, conditions },
    };
  });
}

/** How a field dates a record; an integer is its year: 计划年度. */
export function dateKind(register: Register, field: string): 'day' | 'month' | 'instant' | 'year' {
  const kind = register.fields[field]?.kind;
  if (kind === 'integer') return 'year';
  return kind === 'month' || kind === 'day' ? kind : 'instant';
}

/** The instant a day of the past stands for, or undefined for now. */
export function instantOfAsked(asOf: Day | null): Instant | undefined {
  return asOf === null ? undefined : endOfDayInChina(asOf);
}
