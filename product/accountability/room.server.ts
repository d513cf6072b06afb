import { sqlMigrations } from '@quantu/registers/server';
import type { Room } from '@quantu/store';

declare module '@quantu/store' {
  interface DistrictTables {
    review_day: ReviewDayTable;
  }
}

/** One row: the day the lights were last computed for, as what is late depends on it. */
interface ReviewDayTable {
  id: 'district';
  judged_on: string;
}

export const accountabilityRoom: Room = {
  name: 'accountability',
  where: 'district',
  // Told and read by the thousand, and nobody's deed.
  withoutHistory: ['reminder_notice', 'reminder_read', 'reminder_day', 'reminder_outbox'],
  migrations: sqlMigrations(new URL('./migrations/', import.meta.url)),
};
