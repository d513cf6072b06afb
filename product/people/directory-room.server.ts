import { readFileSync } from 'node:fs';
import type { Room } from '@quantu/store';
import { sql } from 'kysely';

const read = (id: string) => readFileSync(new URL(`./migrations/${id}.sql`, import.meta.url), 'utf8');

/** Organisations and persons of a district, registers like any other. */
export const directoryRoom: Room = {
  name: 'directory',
  where: 'district',
  migrations: [{ id: '2026-11-23-directory', up: (db) => sql.raw(read('2026-11-23-directory')).execute(db) }],
};
