import { addDays, type Day } from '@quantu/base';
import type { Register } from '../register.ts';

/** The order in which the migrations of a folder run. */
export const byNumberedName = new Intl.Collator('en', { numeric: true }).compare;

/** What else lies in the folder does not run. */
const DATED = /^\d{4}-\d{2}-\d{2}-/;

/**
 * The name of a register's next migration: day and key, numbered from the second of a day on. It comes behind all that
 * are there, because it changes what they made: where one of the same day has a later name, it is given the next day.
 * `present`: the names that are there, without `.sql`.
 */
export function migrationName(register: Register, day: Day, present: readonly string[]): string {
  const first = `${day}-${register.name}`;
  let name = first;
  for (let number = 2; present.includes(name); number++) name = `${first}-${number}`;
  const isLast = present.every((other) => !DATED.test(other) || byNumberedName(other, name) < 0);
  return isLast ? name : migrationName(register, addDays(day, 1), present);
}
