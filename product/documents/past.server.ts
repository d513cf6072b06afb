import type { Day } from '@quantu/base';
import { endOfDayInChina } from '@quantu/base';
import type { ReadDb, Store } from '@quantu/store';

const TABLES = ['document', 'reading', 'proposal', 'opinion', 'measure', 'entity', 'commitment', 'figure'] as const;

/** A district's documents and data now, or as they were when a day ended in China. */
export function readOn(store: Store, district: string, day: Day | undefined): ReadDb {
  if (day === undefined) return store.read(district);
  return store.readPast(district, { at: endOfDayInChina(day), tables: TABLES });
}
