import type { ClientBase } from 'pg';
import { appendAndCommit } from '../audit/append.ts';
import { keepHistory } from '../history/install.ts';
import { kyselyOn, searchPath } from '../pools.ts';
import { schemaOf, type Room } from '../room.ts';
import { contextOf, openEntry } from '../transact.ts';
import { pendingSteps, type Applied, type Step } from './plan.ts';

/** Who a migration's audit entries and row versions name. */
export const PROGRAM = '系统';

/**
 * Brings one schema to the program's version: every step in a transaction of its own, with its row in `migration`
 * and its audit entry, so that a kill in the middle leaves nothing half done. The caller holds the migration lock.
 *
 * @returns how many steps were made.
 */
export async function migrateSchema(
  client: ClientBase,
  district: string | undefined,
  steps: readonly Step[],
  rooms: readonly Room[],
): Promise<number> {
  const pending = pendingSteps(steps, await appliedSteps(client, district));
  if (pending.length === 0) return 0;
  await client.query(`create schema if not exists "${schemaOf(district)}"; set search_path = ${searchPath(district)}`);
  for (const step of pending) await makeStep(client, district, step, rooms);
  return pending.length;
}

async function makeStep(
  client: ClientBase,
  district: string | undefined,
  step: Step,
  rooms: readonly Room[],
): Promise<void> {
  const opened = openEntry({ actor: PROGRAM, action: 'migrate' });
  await client.query(`begin; ${contextOf(opened)}`);
  try {
    await runStep(client, district, step, rooms);
    await appendAndCommit(client, opened, { subject: `${step.room}/${step.id}` });
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

/** The step itself, in the caller's transaction, without an audit entry: what restoring a backup needs. */
export async function runStep(
  client: ClientBase,
  district: string | undefined,
  step: Step,
  rooms: readonly Room[],
): Promise<void> {
  const db = kyselyOn(client);
  await step.up(db);
  await keepHistory(db, schemaOf(district), withoutHistory(rooms, district));
  await client.query('insert into migration (room, id, hash) values ($1, $2, $3)', [step.room, step.id, step.hash]);
}

export async function appliedSteps(client: ClientBase, district: string | undefined): Promise<Applied[]> {
  const table = `"${schemaOf(district)}".migration`;
  const { rows } = await client.query<{ is: boolean }>('select to_regclass($1) is not null as "is"', [table]);
  if (!rows[0]?.is) return [];
  return (await client.query<Applied>(`select room, id, hash from ${table} order by made_at, room, id`)).rows;
}

function withoutHistory(rooms: readonly Room[], district: string | undefined): ReadonlySet<string> {
  const where = district === undefined ? 'shared' : 'district';
  return new Set(rooms.filter((room) => room.where === where).flatMap((room) => room.withoutHistory ?? []));
}

const LOCK = 2026112301;

/** Holds the lock of all migrations of this database while `work` runs: a second program waits. */
export async function withMigrationLock<T>(client: ClientBase, work: () => Promise<T>): Promise<T> {
  await client.query(`select pg_advisory_lock(${LOCK})`);
  try {
    return await work();
  } finally {
    await client.query(`select pg_advisory_unlock(${LOCK})`).catch(() => undefined); // a dead connection holds none
  }
}
