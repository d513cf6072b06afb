import type { ClientBase } from 'pg';
import { tablesOf } from './schema.ts';

/**
 * Runs `work` with the triggers of these schemas off and their foreign keys dropped, then puts both back, which
 * checks every row against the keys. An owner may do this; `session_replication_role` would need a superuser.
 */
export async function relaxed(
  client: ClientBase,
  schemas: readonly string[],
  work: () => Promise<void>,
): Promise<void> {
  const keys = await foreignKeys(client, schemas);
  for (const { table, name } of keys) await client.query(`alter table ${table} drop constraint ${name}`);
  await setTriggers(client, schemas, 'disable');
  await work();
  await setTriggers(client, schemas, 'enable');
  for (const { table, name, definition } of keys) {
    await client.query(`alter table ${table} add constraint ${name} ${definition}`);
  }
}

async function setTriggers(client: ClientBase, schemas: readonly string[], to: 'enable' | 'disable'): Promise<void> {
  for (const schema of schemas) {
    for (const table of await tablesOf(client, schema)) {
      await client.query(`alter table "${schema}"."${table}" ${to} trigger user`);
    }
  }
}

interface ForeignKey {
  readonly table: string;
  readonly name: string;
  readonly definition: string;
}

async function foreignKeys(client: ClientBase, schemas: readonly string[]): Promise<ForeignKey[]> {
  await client.query("set local search_path = ''"); // definitions then name the schemas of their tables
  const { rows } = await client.query<ForeignKey>(
    `select conrelid::regclass::text as table, quote_ident(conname) as name, pg_get_constraintdef(oid) as definition
     from pg_constraint where contype = 'f' and connamespace::regnamespace::text = any ($1) order by 1, 2`,
    [schemas],
  );
  return rows;
}
