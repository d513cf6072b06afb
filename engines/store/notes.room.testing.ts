import { sql } from 'kysely';
import type { Room } from './room.ts';

declare module './tables.ts' {
  interface DistrictTables {
    note: { id: string; text: string };
  }
}

/** The room that the store's own tests write to. */
export const notes: Room = {
  name: 'notes',
  where: 'district',
  migrations: [
    {
      id: '2026-11-23-first',
      up: (db) => sql`create table note (id text primary key, text text not null)`.execute(db),
    },
  ],
};
