import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely';
import { canonicalJson } from '@quantu/base';
import { sm3 } from '@quantu/base/server';
import type { Migration } from '../room.ts';

/** SM3 of the statements a migration issues, white space aside; found by running it on a driver that does nothing. */
export async function migrationHash(migration: Migration): Promise<string> {
  const statements: string[] = [];
  const db = new Kysely<unknown>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (inner) => new PostgresIntrospector(inner),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
    log: ({ query }) => {
      const values = canonicalJson(query.parameters.map((value) => String(value)));
      statements.push(`${query.sql.replace(/\s+/g, ' ').trim()} ${values}`);
    },
  });
  await migration.up(db);
  return sm3(statements.join('\n'));
}
