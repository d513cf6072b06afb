import { parsePeriod, periodWords, published, verdictOn, type PrintedFigure, type Verdict } from '@quantu/figures';
import type { BindingChoice } from './contract.ts';
import { geometryOf, type Books } from '@quantu/registers';
import type { ReadDb } from '@quantu/store';
import type { Day } from '@quantu/base';
import { askedOf, scopeIn } from './asked.ts';
import { valueOf } from './evaluate.server.ts';
import { labelsOf } from './groups.server.ts';
import type { IndicatorValue } from './contract.ts';

/** Where a printed figure may belong, as it is stored. */
export interface Target {
  readonly register: string;
  readonly key: string;
  readonly scope: string | null;
  readonly period: string | null;
}

export const targetKey = ({ register, key, scope, period }: Target): string =>
  JSON.stringify([register, key, scope, period]);

/** Values of the registers now or on a day, each computed once however many figures ask for it. */
export class Values {
  readonly #db: ReadDb;
  readonly #books: Books;
  readonly #asOf: Day | undefined;
  readonly #known = new Map<string, Promise<IndicatorValue>>();

  constructor(db: ReadDb, books: Books, asOf?: Day) {
    this.#db = db;
    this.#books = books;
    this.#asOf = asOf;
  }

  of(target: Target): Promise<IndicatorValue> {
    const key = targetKey(target);
    const known = this.#known.get(key) ?? this.#compute(target);
    this.#known.set(key, known);
    return known;
  }

  async #compute({ register, key, scope, period }: Target): Promise<IndicatorValue> {
    const words = { scope: scope ?? undefined, period: period ?? undefined, asOf: this.#asOf };
    return valueOf(this.#db, this.#books, askedOf(this.#books, register, key, words));
  }
}

/** The register and figure of a target are still declared; a program may have dropped them since. */
export function isDeclared(books: Books, { register, key }: Pick<Target, 'register' | 'key'>): boolean {
  return Object.hasOwn(books.registers.get(register)?.figures ?? {}, key);
}

/** `34 个`, `304.36 亿元`; null: cannot be judged. */
export function shownValue({ shown, unit }: IndicatorValue): string | null {
  return shown === null ? null : `${shown} ${unit}`;
}

/** The computed value, rounded the way the register publishes it, when that says more digits than are printed. */
export function verdictFor(printed: PrintedFigure, { value }: IndicatorValue): Verdict {
  return verdictOn(printed, value);
}

/** A target with everything a page tells of it. */
export async function choiceOf(
  db: ReadDb,
  books: Books,
  values: Values,
  target: Target,
  printed: PrintedFigure,
  confidence: number,
): Promise<BindingChoice> {
  const register = books.registers.get(target.register)!;
  const figure = register.figures![target.key]!;
  const found = await values.of(target);
  const verdict = verdictFor(printed, found);
  const scope = target.scope === null ? null : scopeIn(target.scope);
  const labels = scope && (await labelsOf(db, books, { register, asOf: null }, scope.field, [scope.value]));
  const period = target.period === null ? null : parsePeriod(target.period);
  return {
    register: register.name,
    registerLabel: register.label,
    figure: target.key,
    label: figure.label,
    unit: figure.unit,
    scope: scope && { ...scope, label: labels?.get(scope.value) ?? scope.value },
    period: period && { text: target.period!, words: periodWords(period) },
    confidence,
    value: found.value,
    shown: found.value === null ? null : published(found.value, figure.unit, figure.decimals),
    note: found.note,
    state: verdict.state,
    drift: verdict.state === 'drifted' ? verdict.by : null,
    filter: found.parts[0]!.filter,
    hasMap: geometryOf(register) !== null,
  };
}
