import type { Day } from '@quantu/base';
import type { Register } from '../register.ts';

/**
 * The name of a register's next migration: day and key, numbered from the second of a day on, so that they run in the
 * order in which they were made. `present`: the names that are there, without `.sql`.
 */
export function migrationName(register: Register, day: Day, present: readonly string[]): string {
  const first = `${day}-${register.name}`;
  if (!present.includes(first)) return first;
  let number = 2;
  while (present.includes(`${first}-${number}`)) number++;
  return `${first}-${number}`;
}
