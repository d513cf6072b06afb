import type { ClientBase, QueryResultRow } from 'pg';
import type { District } from '../districts.ts';
import { asFault } from '../pg-errors.ts';
import { searchPath, type Pools } from '../pools.ts';
import { schemaOf } from '../room.ts';
import type { AuditTable } from '../tables.ts';
import { entryHash, GENESIS } from './chain.ts';
import { rowDigests } from './row-digest.ts';

/** What verifying found: how many entries agree, or the first thing that does not. */
export interface ChainCheck {
  readonly ok: boolean;
  readonly entries: number;
  /** The first break, one sentence. */
  readonly text?: string;
}

const PAGE = 200;

/**
 * Recomputes the audit chains of all schemas from their first entry: each entry's hash, its link to the one before,
 * and from the history of rows the digest of what it changed. Then compares every table with its history, so that a
 * row changed behind our back is found too. Reads pages in one snapshot; memory does not grow with the trail.
 */
export async function verifyChain(client: ClientBase, districts: readonly (string | undefined)[]): Promise<ChainCheck> {
  let entries = 0;
  for (const code of districts) {
    await client.query(`set local search_path = ${searchPath(code)}`);
    const chain = await verifyEntries(client, code);
    entries += chain.entries;
    if (!chain.ok) return { ...chain, entries };
  }
  const text = await firstStranger(client, districts.map(schemaOf));
  return text === null ? { ok: true, entries } : { ok: false, entries, text };
}

/** `verifyChain` for all schemas in a snapshot of its own. */
export async function verifyStore(pools: Pools, districts: readonly District[]): Promise<ChainCheck> {
  const client = await pools.own('verify');
  try {
    await client.query('begin isolation level repeatable read read only; set local statement_timeout = 0');
    return await verifyChain(client, [undefined, ...districts.map(({ code }) => code)]);
  } catch (error) {
    throw asFault(error);
  } finally {
    await client.end();
  }
}

async function verifyEntries(client: ClientBase, district: string | undefined): Promise<ChainCheck> {
  const where = district === undefined ? '公共部分' : `区划 ${district}`;
  let prev = GENESIS;
  let seq = 0;
  for (;;) {
    const { rows } = await client.query<AuditTable & QueryResultRow>(
      `select * from audit where seq > $1 order by seq limit ${PAGE}`,
      [seq],
    );
    const digests = await rowDigests(
      client,
      rows.map(({ id }) => id),
      [...new Set(rows.flatMap(({ tables }) => tables))].sort(),
    );
    for (const entry of rows) {
      const wrong = whatIsWrong(entry, seq, prev, digests.get(entry.id)?.digest);
      if (wrong) return { ok: false, entries: seq, text: `${where}的审计链在第 ${entry.seq} 条断开：${wrong}` };
      prev = entry.hash;
      seq = entry.seq;
    }
    if (rows.length < PAGE) return { ok: true, entries: seq };
  }
}

function whatIsWrong(entry: AuditTable, before: number, prev: string, digest: string | undefined): string | null {
  if (entry.seq !== before + 1) return `缺少第 ${before + 1} 条`;
  if (entry.prev !== prev) return '与前一条不相连';
  const { hash, ...rest } = entry;
  if (entryHash(rest) !== hash) return '这一条的内容被改动过';
  return entry.digest === digest ? null : '它记录的数据被改动过';
}

/** The first table with a version no entry accounts for, or with a row that differs from its open version. */
async function firstStranger(client: ClientBase, schemas: readonly string[]): Promise<string | null> {
  for (const schema of schemas) {
    for (const { name, columns } of await keptTables(client, schema)) {
      const auditors = schema === 'shared' ? schemas : [schema];
      const strangers = await count(client, strangersOf(schema, name, auditors));
      if (strangers > 0) return `表 ${schema}.${name} 的历史里有 ${strangers} 处改动没有审计记录`;
      const different = await count(client, differencesOf(schema, name, columns));
      if (different > 0) return `表 ${schema}.${name} 有 ${different} 行与它的历史不一致`;
    }
  }
  return null;
}

interface KeptTable {
  readonly name: string;
  /** The columns, quoted and joined. */
  readonly columns: string;
}

/** The tables of a schema that keep their history. */
export async function keptTables(client: ClientBase, schema: string): Promise<KeptTable[]> {
  const { rows } = await client.query<KeptTable & QueryResultRow>(
    `select t.relname as name, string_agg(quote_ident(a.attname), ', ' order by a.attnum) as columns
     from pg_class t
     join pg_class twin on twin.relnamespace = t.relnamespace and twin.relname = t.relname || '_history'
     join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
     where t.relnamespace = $1::regnamespace and t.relkind = 'r'
     group by t.relname order by t.relname`,
    [schema],
  );
  return rows;
}

function strangersOf(schema: string, table: string, auditors: readonly string[]): string {
  const accounted = auditors
    .map((auditor) => `select id from "${auditor}".audit where '${schema}.${table}' = any (tables)`)
    .join(' union all ');
  return `with accounted as (${accounted})
    select count(*) from (
      select recorded_in as entry from "${schema}"."${table}_history"
      union select ended_in from "${schema}"."${table}_history" where ended_in is not null) v
    where not exists (select 1 from accounted where id = v.entry)`;
}

function differencesOf(schema: string, table: string, columns: string): string {
  const now = `select to_jsonb(t)::text from "${schema}"."${table}" t`;
  const open = `select to_jsonb(h)::text from (
    select ${columns} from "${schema}"."${table}_history" where recorded_to = 'infinity') h`;
  return `select count(*) from ((${now} except all ${open}) union all (${open} except all ${now})) d`;
}

async function count(client: ClientBase, query: string): Promise<number> {
  return (await client.query<{ count: number }>(query)).rows[0]!.count;
}
