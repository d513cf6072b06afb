import { escapeLiteral, type ClientBase, type PoolClient } from 'pg';
import { instantOf, newId, type Instant } from '@quantu/base';
import { appendAndCommit, type Opened } from './audit/append.ts';
import type { AuditDetail, Change, UnrecordedDb, WriteDb } from './handle.ts';
import { storeFault } from './faults.ts';
import { asFault } from './pg-errors.ts';
import { kyselyOn, type Pools } from './pools.ts';
import { isInvented } from './room.ts';

/** Runs `work` in one transaction that ends with one audit entry; nothing is written when it throws. */
export async function transact<T>(pools: Pools, change: Change, work: (tx: WriteDb) => Promise<T>): Promise<T> {
  const opened = openEntry(change);
  const client = await pools.begin(change.district, contextOf(opened));
  let failure: unknown;
  try {
    let detail: AuditDetail = given(change);
    const tx: WriteDb = Object.assign(kyselyOn(client), {
      district: change.district,
      actor: opened.actor,
      entry: opened.id,
      at: opened.at,
      audit: (more: AuditDetail) => {
        detail = { ...detail, ...more };
      },
    });
    const answer = await work(tx);
    await appendAndCommit(client, opened, detail);
    return answer;
  } catch (error) {
    failure = error;
    throw asFault(error);
  } finally {
    await giveBack(client, failure !== undefined);
  }
}

/**
 * Writes without an audit entry what is nobody's deed: a session that was used, a counter. Only tables that keep no
 * history take it; the others refuse.
 */
export async function unrecorded<T>(
  pools: Pools,
  district: string | undefined,
  work: (db: UnrecordedDb) => Promise<T>,
): Promise<T> {
  const client = await pools.begin(district, '');
  let isFailed = true;
  try {
    const answer = await work(kyselyOn(client));
    await client.query('commit');
    isFailed = false;
    return answer;
  } catch (error) {
    throw asFault(error);
  } finally {
    await giveBack(client, isFailed);
  }
}

export function openEntry({
  actor,
  action,
  district,
  at,
}: Pick<Change, 'actor' | 'action' | 'district' | 'at'>): Opened {
  const now: Instant = instantOf(new Date());
  if (at === undefined) return { id: newId(), at: now, actor, action };
  if (!isInvented(district) || at > now) throw storeFault('store.backdated', { district: district ?? '公共部分', at });
  return { id: newId(), at, actor, action };
}

/** The settings, local to the transaction, that the triggers of the history read. */
export function contextOf(opened: Opened): string {
  const setting = (name: string, value: string): string =>
    `set_config('quantu.${name}', ${escapeLiteral(value)}, true)`;
  const all = [
    setting('entry', opened.id),
    setting('at', opened.at),
    setting('actor', opened.actor),
    setting('action', opened.action),
    setting('touched', ','),
  ];
  return `select ${all.join()}`;
}

function given({ subject, reason }: Change): AuditDetail {
  return { ...(subject === undefined ? {} : { subject }), ...(reason === undefined ? {} : { reason }) };
}

/** A connection whose rollback fails is not used again. */
async function giveBack(client: PoolClient, isFailed: boolean): Promise<void> {
  const isBroken = isFailed && !(await rolledBack(client));
  client.release(isBroken);
}

async function rolledBack(client: ClientBase): Promise<boolean> {
  return client.query('rollback').then(
    () => true,
    () => false,
  );
}
