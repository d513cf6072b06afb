import { fieldsOfFormula, parseFormula, type Register } from '@quantu/registers';

/** How cells came to have their values. */
export interface Cells {
  readonly typed?: number;
  readonly prefilled?: number;
  readonly imported?: number;
  readonly computed?: number;
}

/** The computed fields whose value a write of these fields made. */
export function computedFrom(register: Register, written: readonly string[]): number {
  return Object.values(register.fields).filter(
    (field) =>
      field.kind === 'computed' && fieldsOfFormula(parseFormula(field.formula)).some((name) => written.includes(name)),
  ).length;
}

/** What typing these values was: emptying a cell is work too, leaving it empty in a new record is none. */
export function cellsOf(register: Register, values: Readonly<Record<string, unknown>>, isNew: boolean): Cells {
  const written = Object.keys(values).filter((name) => !isNew || (values[name] !== null && values[name] !== ''));
  return { typed: written.length, computed: computedFrom(register, written) };
}
