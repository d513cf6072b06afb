import type { ReadDb, Store } from '@quantu/store';
import type { AuditEntry } from './contract.ts';
import { actionLabel, MACHINES } from './actions.ts';
import { pageSlice, type PageWish } from './paging.ts';

export interface AuditWish extends PageWish {
  readonly district?: string | undefined;
  readonly actor?: string | undefined;
  readonly action?: string | undefined;
}

/** The audit trail of a district, or without one of what districts share; latest first. */
export async function listAudit(store: Store, { district, actor, action, ...wish }: AuditWish) {
  const { page, size, offset } = pageSlice(wish);
  const db = store.read(district);
  const [rows, { total }] = await Promise.all([
    matching(db, actor, action)
      .select(['seq', 'at', 'actor', 'action', 'reason', 'after', 'hash'])
      .orderBy('seq', 'desc')
      .limit(size)
      .offset(offset)
      .execute(),
    matching(db, actor, action)
      .select((eb) => eb.fn.countAll<number>().as('total'))
      .executeTakeFirstOrThrow(),
  ]);
  const data: AuditEntry[] = rows.map((row) => ({
    number: row.seq,
    at: row.at,
    actor: MACHINES.get(row.actor) ?? row.actor,
    district: district ?? null,
    action: row.action,
    text: [actionLabel(row.action), detailOf(row.after), row.reason].filter(Boolean).join('：'),
    hash: row.hash,
  }));
  return { data, total, page, size };
}

/** What an entry was about: the sentence of the deed, or the name of what was made or changed. */
function detailOf(after: unknown): string {
  if (typeof after !== 'object' || after === null) return '';
  const named = new Map<string, unknown>(Object.entries(after));
  return ['text', 'name', 'file'].map((key) => named.get(key)).find((value) => typeof value === 'string') ?? '';
}

function matching(db: ReadDb, actor: string | undefined, action: string | undefined) {
  let query = db.selectFrom('audit');
  if (actor) query = query.where('actor', '=', actor);
  if (action) query = query.where('action', '=', action);
  return query;
}
