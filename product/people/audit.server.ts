import { instantOf, parseDay, addDays, endOfDayInChina, type Instant } from '@quantu/base';
import type { ReadDb, Store } from '@quantu/store';
import { sql } from 'kysely';
import { actionLabel, MACHINES, namedActions } from './actions.ts';
import { auditCsv, auditXlsx } from './audit-file.server.ts';
import type { FileAnswer } from './call.server.ts';
import type { AuditEntry } from './contract.ts';
import { peopleFault } from './faults.ts';
import { escapedLike, pageSlice, type PageWish } from './paging.ts';

export interface AuditFilter {
  readonly district?: string | undefined;
  readonly actor?: string | undefined;
  readonly action?: string | undefined;
  /** First and last day, in China. */
  readonly from?: string | undefined;
  readonly until?: string | undefined;
  readonly text?: string | undefined;
}

/** The audit trail of a district, or without one of what districts share; latest first. */
export async function listAudit(store: Store, { page: wished, size: sized, ...filter }: AuditFilter & PageWish) {
  const { page, size, offset } = pageSlice({ page: wished, size: sized });
  const db = store.read(filter.district);
  const found = matching(db, filter);
  const [data, { total }] = await Promise.all([
    entries(found, filter, size, offset),
    found.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow(),
  ]);
  return { data, total, page, size };
}

/** More rows than a sheet of a spreadsheet has room for: the filter narrows them. */
const MOST = 1_000_000;
const CHUNK = 5_000;

/** The entries of the filter as a file, latest first. */
export async function auditFile(store: Store, filter: AuditFilter, format: 'xlsx' | 'csv'): Promise<FileAnswer> {
  const found = matching(store.read(filter.district), filter);
  const chunks = async function* () {
    let before = Number.MAX_SAFE_INTEGER;
    for (let given = 0; given < MOST; given += CHUNK) {
      const rows = await entries(found, filter, CHUNK, 0, before);
      yield rows;
      if (rows.length < CHUNK) return;
      before = rows.at(-1)!.number;
    }
  };
  const name = `操作记录-${filter.district ?? '系统'}-${instantOf(new Date()).slice(0, 10)}.${format}`;
  return format === 'csv' ? auditCsv(name, chunks()) : auditXlsx(name, chunks());
}

async function entries(
  found: ReturnType<typeof matching>,
  filter: AuditFilter,
  size: number,
  offset: number,
  before?: number,
): Promise<AuditEntry[]> {
  const query = before === undefined ? found : found.where('seq', '<', before);
  const rows = await query
    .select(['seq', 'at', 'actor', 'action', 'reason', 'after', 'hash'])
    .orderBy('seq', 'desc')
    .limit(size)
    .offset(offset)
    .execute();
  return rows.map((row) => ({
    number: row.seq,
    at: row.at,
    actor: MACHINES.get(row.actor) ?? row.actor,
    district: filter.district ?? null,
    action: row.action,
    label: actionLabel(row.action),
    text: [actionLabel(row.action), detailOf(row.after), row.reason].filter(Boolean).join('：'),
    hash: row.hash,
  }));
}

/** What an entry was about: the sentence of the deed, or the name of what was made or changed. */
function detailOf(after: unknown): string {
  if (typeof after !== 'object' || after === null) return '';
  const named = new Map<string, unknown>(Object.entries(after));
  return ['text', 'name', 'file'].map((key) => named.get(key)).find((value) => typeof value === 'string') ?? '';
}

function matching(db: ReadDb, { actor, action, from, until, text }: AuditFilter) {
  let query = db.selectFrom('audit');
  if (actor) query = query.where('actor', 'in', [actor, ...machinesCalled(actor)]);
  if (action) query = query.where('action', '=', action);
  if (from) query = query.where('at', '>', endOfDay(from, -1));
  if (until) query = query.where('at', '<=', endOfDay(until, 0));
  if (text?.trim()) query = query.where(mentions(text.trim()));
  return query;
}

/** Who reads 命令行 in a list may filter by it. */
function machinesCalled(label: string): string[] {
  return [...MACHINES].filter(([, word]) => word === label).map(([key]) => key);
}

function mentions(text: string) {
  const like = escapedLike(text);
  const actions = namedActions()
    .filter(({ label }) => label.includes(text))
    .map(({ action }) => action);
  return sql<boolean>`(actor ilike ${like} or reason ilike ${like} or after::text ilike ${like}
    or action = any (${actions}::text[]))`;
}

function endOfDay(text: string, days: number): Instant {
  const day = parseDay(text);
  if (!day) throw peopleFault('audit.day', { day: text });
  return endOfDayInChina(addDays(day, days));
}
