import { evaluate, parseFormula, type Value } from '@quantu/registers';
import type { Field } from './fields.ts';

/** The reader may read all that a computed field is made of, so that it can follow what is being typed. */
export const isComputedHere = (field: Field): boolean => field.computing !== null;

/** What a computed field comes to with the values as they stand in the form. */
export function computedValue({ computing, as }: Field, values: Readonly<Record<string, Value>>): Value {
  return computing === null ? null : evaluate(parseFormula(computing), values, as ?? undefined);
}
