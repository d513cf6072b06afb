import { readdirSync, readFileSync } from 'node:fs';
import type { Migration } from '@quantu/store';
import { sql } from 'kysely';
import { byNumberedName } from './migration-name.ts';

/** The migrations that lie as `.sql` files in a folder: `sqlMigrations(new URL('./migrations/', import.meta.url))`. */
export function sqlMigrations(folder: URL): Migration[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .map((name) => name.slice(0, -'.sql'.length))
    .sort(byNumberedName)
    .map((id) => ({ id, up: (db) => sql.raw(readFileSync(new URL(`${id}.sql`, folder), 'utf8')).execute(db) }));
}
