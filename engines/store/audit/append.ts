import { escapeLiteral, type ClientBase } from 'pg';
import { canonicalJson, type Instant } from '@quantu/base';
import type { AuditDetail } from '../handle.ts';
import type { AuditTable } from '../tables.ts';
import { entryHash, GENESIS } from './chain.ts';
import { rowDigests } from './row-digest.ts';

/** What is known of a transaction before its end. */
export interface Opened {
  readonly id: string;
  readonly at: Instant;
  readonly actor: string;
  readonly action: string;
}

/** Two writers of one chain follow each other: the lock is taken last and held until the commit. */
const LOCK = 'select pg_advisory_xact_lock(20261123, hashtext(current_schema()::text));';
const LAST = 'select seq, hash from audit order by seq desc limit 1';

/** Ends a transaction: hashes what it changed, appends its entry to the chain of the current schema, commits. */
export async function appendAndCommit(client: ClientBase, opened: Opened, detail: AuditDetail): Promise<void> {
  await appendEntry(client, opened, detail, '; commit');
}

export async function appendEntry(
  client: ClientBase,
  opened: Opened,
  detail: AuditDetail,
  andThen: '' | '; commit' = '',
): Promise<void> {
  const tables = await touchedTables(client);
  const { digest, changed } = (await rowDigests(client, [opened.id], tables)).get(opened.id)!;
  const { seq, hash: prev } = await lastEntry(client);
  const entry: Omit<AuditTable, 'hash'> = {
    seq: seq + 1,
    ...opened,
    subject: detail.subject ?? null,
    reason: detail.reason ?? null,
    before: detail.before ?? null,
    after: detail.after ?? null,
    tables,
    changed,
    digest,
    prev,
  };
  await client.query(`${insertText({ ...entry, hash: entryHash(entry) })}${andThen}`);
}

async function touchedTables(client: ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ touched: string }>("select current_setting('quantu.touched') as touched");
  return (rows[0]?.touched ?? '').split(',').filter(Boolean).sort();
}

async function lastEntry(client: ClientBase): Promise<{ seq: number; hash: string }> {
  const answers: unknown = await client.query(`${LOCK} ${LAST}`);
  const [, last] = answers as [unknown, { rows: { seq: number; hash: string }[] }]; // pg: one result a statement
  return last.rows[0] ?? { seq: 0, hash: GENESIS };
}

function insertText(entry: AuditTable): string {
  const values = [
    String(entry.seq),
    escapeLiteral(entry.id),
    escapeLiteral(entry.at),
    escapeLiteral(entry.actor),
    escapeLiteral(entry.action),
    entry.subject === null ? 'null' : escapeLiteral(entry.subject),
    entry.reason === null ? 'null' : escapeLiteral(entry.reason),
    escapeLiteral(canonicalJson(entry.before)),
    escapeLiteral(canonicalJson(entry.after)),
    `array[${entry.tables.map((table) => escapeLiteral(table)).join()}]::text[]`,
    String(entry.changed),
    escapeLiteral(entry.digest),
    escapeLiteral(entry.prev),
    escapeLiteral(entry.hash),
  ];
  return `insert into audit (seq, id, at, actor, action, subject, reason, before, after, tables, changed, digest, prev,
    hash) values (${values.join()})`;
}
