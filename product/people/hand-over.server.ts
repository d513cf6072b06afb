import { parseDay, type Day } from '@quantu/base';
import { programViewer, type Books, type Register } from '@quantu/registers';
import { writeMany } from '@quantu/registers/server';
import type { Store, WriteDb } from '@quantu/store';
import { sql } from 'kysely';
import { peopleFault } from './faults.ts';
import { today } from './grants.server.ts';
import { countWords, lockOpenRecords, openRecords, type OpenRecords } from './open-records.server.ts';
import { leavePosts } from './postings.server.ts';
import type { HandOverPreview } from './security.contract.ts';

export type HandedOver = 'organisation' | 'person';

export interface HandOverWish {
  readonly register: HandedOver;
  readonly record: string;
  readonly successor: string;
  /** The organisation is no more, or the person has left, from this day on. */
  readonly closeOn?: string | null | undefined;
  readonly reason?: string | undefined;
}

interface Party {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly until: Day | null;
  readonly parent: string | null;
}

const WORDS: Record<HandedOver, string> = { organisation: '单位', person: '人员' };

export async function partyOf(db: Pick<WriteDb, 'getExecutor'>, register: HandedOver, id: string): Promise<Party> {
  const parent = register === 'organisation' ? sql`parent` : sql`null::uuid as parent`;
  const { rows } = await sql<Party>`
    select id, version, name, until, ${parent} from ${sql.table(register)} where id = ${id}::uuid`.execute(db);
  if (!rows[0]) throw peopleFault('hand-over.unknown', { what: WORDS[register] });
  return rows[0];
}

/** What would be handed over: how many of which register. */
export async function handOverPreview(
  store: Store,
  books: Books,
  district: string,
  register: HandedOver,
  record: string,
  day: Day,
): Promise<HandOverPreview> {
  const db = store.read(district);
  const { name } = await partyOf(db, register, record);
  const [open, grants] = await Promise.all([
    openRecords(db, books.registers, register, record, day),
    tiedGrants(store, district, register, record, day),
  ]);
  return { ...preview(name, open), grants };
}

export function preview(name: string, open: readonly OpenRecords[]): Omit<HandOverPreview, 'grants'> {
  return {
    name,
    total: open.reduce((sum, { count }) => sum + count, 0),
    registers: open.flatMap(({ register, fields }) =>
      fields.map(({ field, count }) => ({
        register: register.name,
        label: register.label,
        field,
        fieldLabel: register.fields[field]!.label,
        count,
      })),
    ),
  };
}

/** Roles that name the organisation, or that the person's account has for one in this district. */
export async function tiedGrants(
  store: Store,
  district: string,
  register: HandedOver,
  record: string,
  day: Day,
): Promise<number> {
  const tied =
    register === 'organisation'
      ? sql`g.organisation = ${record}::uuid`
      : sql`g.organisation is not null and g.account in (
          select account from account_person where district = ${district} and person = ${record}::uuid)`;
  const { rows } = await sql<{ count: number }>`select count(*) as count from role_grant g
    where g.district = ${district} and ${tied} and (g.until_day is null or g.until_day >= ${day}::date)`.execute(
    store.read(),
  );
  return rows[0]!.count;
}

/**
 * Moves what is open to a successor, in one transaction: all of it or nothing. Records that are over keep the name they
 * had. Answers what was moved.
 */
export async function handOver(
  store: Store,
  books: Books,
  by: string,
  district: string,
  { register, record, successor, closeOn, reason }: HandOverWish,
): Promise<Omit<HandOverPreview, 'grants'>> {
  const end = closeOn === undefined || closeOn === null ? null : dayOf(closeOn);
  const change = { district, actor: by, action: 'organisation.hand-over', subject: record, reason };
  return store.transact(change, async (tx) => {
    const from = await partyOf(tx, register, record);
    const to = await partyOf(tx, register, successor);
    checkSuccessor(from, to, end ?? today(tx.at));
    const moved = await moveOpen(tx, books, register, from, to, end ?? today(tx.at));
    if (end !== null) await close(tx, books, register, from, to, end);
    tx.audit({
      after: { text: `${from.name} 移交给 ${to.name}：${countWords(moved) || '没有未办结的记录'}`, successor },
    });
    return preview(from.name, moved);
  });
}

export function dayOf(text: string): Day {
  const day = parseDay(text);
  if (!day) throw peopleFault('audit.day', { day: text });
  return day;
}

export function checkSuccessor(from: Party, to: Party, day: Day): void {
  if (from.id === to.id) throw peopleFault('hand-over.same', { name: from.name });
  if (to.until !== null && to.until <= day) throw peopleFault('hand-over.closed', { name: to.name, day });
}

/** Every open record that names one names the other afterwards; null empties the field. */
export async function moveOpen(
  tx: WriteDb,
  books: Books,
  register: HandedOver,
  from: Party,
  to: Party | null,
  day: Day,
): Promise<readonly OpenRecords[]> {
  const open = await openRecords(tx, books.registers, register, from.id, today(tx.at));
  for (const found of open) {
    const records = await lockOpenRecords(tx, found, from.id, today(tx.at));
    const workers = found.register.name === 'person' ? records : [];
    if (workers.length > 0) await leavePosts(tx, books, workers, from.id, day);
    const rows = records.map(({ id, fields }) => ({
      id,
      values: {
        ...Object.fromEntries(fields.map((field) => [field, nextOf(id, from, to)])),
        ...(workers.length > 0 ? { since: day } : {}),
      },
    }));
    await writeMany(tx, books, found.register, programViewer(tx.actor), rows);
  }
  return open;
}

/** What was below an organisation goes below its successor; the successor itself to where the organisation was. */
function nextOf(id: string, from: Party, to: Party | null): string | null {
  return to?.id === id ? from.parent : (to?.id ?? null);
}

async function close(
  tx: WriteDb,
  books: Books,
  register: HandedOver,
  from: Party,
  to: Party,
  until: Day,
): Promise<void> {
  const values = register === 'organisation' ? { until, successor: to.id } : { until };
  await writeMany(tx, books, registerOf(books, register), programViewer(tx.actor), [{ id: from.id, values }]);
}

export function registerOf(books: Books, key: string): Register {
  const register = books.registers.get(key);
  if (!register) throw new Error(`the program has no register ${key}`);
  return register;
}
