import { addDays, type Day, type Json } from '@quantu/base';
import type { Condition, Figure } from '@quantu/registers';

/** What a figure counted by on a day: its conditions, and the words for them. */
export interface DefinitionOn {
  readonly version: number;
  /** The first day it held, where the declaration says so. */
  readonly since: string | null;
  readonly where: readonly Condition[];
  readonly words: string;
}

/** The definition that held on a day; without a day the present one. */
export function definitionOn(figure: Figure, day: Day | null): DefinitionOn {
  const earlier = figure.figure === 'share' ? [] : (figure.was ?? []).toSorted((a, b) => a.version - b.version);
  const at = day === null ? -1 : earlier.findIndex(({ until }) => day < until);
  const old = earlier[at];
  if (old) {
    const since = earlier[at - 1]?.until ?? null;
    return { version: old.version, since, where: old.where, words: old.definition };
  }
  return {
    version: figure.version ?? earlier.length + 1,
    since: figure.since ?? earlier.at(-1)?.until ?? null,
    where: figure.figure === 'share' ? [] : (figure.where ?? []),
    words: figure.definition,
  };
}

/** Every definition a figure has had, newest first. */
export function definitionsOf(figure: Figure): readonly DefinitionOn[] {
  const days = figure.figure === 'share' ? [] : (figure.was ?? []).map(({ until }) => until);
  const olds = days.toSorted().map((until) => definitionOn(figure, addDays(until as Day, -1)));
  return [definitionOn(figure, null), ...olds.toReversed()];
}

/** What decides a figure's value besides the rows: what is hashed with them, and what a signed figure is derived by again. */
export interface Recipe {
  readonly register: string;
  readonly figure: string;
  readonly how: 'count' | 'sum' | 'distinct';
  readonly of: string | null;
  readonly conditions: readonly Condition[];
}

export function recipeJson({ register, figure, how, of, conditions }: Recipe): Json {
  return { register, figure, how, of, conditions: conditions.map(({ field, op, values }) => [field, op, ...values]) };
}
