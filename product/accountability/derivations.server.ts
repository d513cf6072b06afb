import { dayInChina } from '@quantu/base';
import { programViewer, type Books } from '@quantu/registers';
import { writeMany, type Derivation, type WrittenRow } from '@quantu/registers/server';
import type { WriteDb } from '@quantu/store';
import { sql } from 'kysely';
import { deriveExtensions } from './extension-guards.server.ts';
import { accountabilityFault } from './faults.ts';
import { guardItems } from './item-guards.server.ts';
import { guardOpinions } from './opinion-guards.server.ts';
import { deriveOrders, refreshLadder } from './ladder/ladder-rows.server.ts';
import { refreshMotions } from './motion-rows.server.ts';
import { opinionsOf, refreshReviews } from './refresh.server.ts';
import { deriveShares, guardProgress, guardTasks } from './task-guards.server.ts';
import { guardUnits } from './unit-guards.server.ts';
import { deriveVotes } from './vote-rows.server.ts';
import { entered, idsIn, textOf } from './written.ts';

/** The actor of what follows from a step by itself. */
const SYSTEM = 'system';

/**
 * What is checked and computed whenever somebody writes in a register of this room, by form, import or step. A step is
 * refused as a whole when a guard does not hold. `books`: asked for late, they hold these derivations themselves.
 */
export function accountabilityDerivations(books: () => Books): Readonly<Record<string, Derivation>> {
  const label = (register: string) => (state: string) =>
    books().registers.get(register)?.states?.states[state]?.label ?? state;
  const refresh = (tx: WriteDb, opinions: readonly string[]) => refreshReviews(tx, dayInChina(tx.at), opinions);
  return {
    'review-opinion': async (tx, rows) => {
      await guardUnits(tx, rows, dayInChina(tx.at), 'deliveredOn');
      await guardOpinions(tx, rows, dayInChina(tx.at));
      await forget(tx, rows);
      await moveAlong(tx, books(), rows);
      await refresh(tx, livingIds(rows));
    },
    'review-item': async (tx, rows) => {
      await guardUnits(tx, rows, dayInChina(tx.at), 'dueOn');
      await guardItems(tx, rows, dayInChina(tx.at), label('review-opinion'));
      await refresh(tx, idsIn(rows, 'opinion'));
    },
    'review-task': async (tx, rows) => {
      await guardUnits(tx, rows, dayInChina(tx.at), 'dueOn');
      await guardTasks(tx, rows, dayInChina(tx.at));
      await startItems(tx, books(), rows);
      await refresh(tx, await opinionsOf(tx, 'review_item', idsIn(rows, 'item')));
    },
    'review-share': async (tx, rows) => {
      await guardUnits(tx, rows, dayInChina(tx.at), 'dueOn');
      await deriveShares(tx, rows, dayInChina(tx.at));
    },
    'review-progress': async (tx, rows) => {
      await guardProgress(tx, rows, dayInChina(tx.at), label('review-task'));
      await refresh(tx, await opinionsOf(tx, 'review_task', idsIn(rows, 'task')));
    },
    'review-extension': async (tx, rows) => {
      await deriveExtensions(tx, rows, dayInChina(tx.at), label('review-opinion'));
      await refresh(tx, idsIn(rows, 'opinion'));
    },
    'review-vote': async (tx, rows) => {
      await deriveVotes(tx, rows, dayInChina(tx.at), label('review-opinion'));
      await refresh(tx, idsIn(rows, 'opinion'));
    },
    'review-order': async (tx, rows) => {
      await refresh(tx, await opinionsOf(tx, 'review_task', await deriveOrders(tx, rows, dayInChina(tx.at))));
    },
    'review-listing': async (tx, rows) => {
      await refresh(tx, await opinionsOf(tx, 'review_item', idsIn(rows, 'item')));
    },
    'ladder-rule': async (tx, rows) => {
      const today = dayInChina(tx.at);
      const days = rows.flatMap((row) => textOf(row, 'from') ?? []);
      if (days.some((day) => day < today)) throw accountabilityFault('order.late-rule', { today });
      await refreshLadder(tx, today, null);
    },
    motion: async (tx, rows) => {
      await guardUnits(tx, rows, dayInChina(tx.at), 'assignedOn');
      await refreshMotions(tx, dayInChina(tx.at), livingIds(rows));
    },
    'review-deadline': (tx, rows) => refusePast(tx, rows),
  };
}

const livingIds = (rows: readonly WrittenRow[]): string[] =>
  rows.filter(({ after }) => after !== null).map(({ id }) => id);

/** The ways on which a report that was filed is to be made anew. */
const AGAIN = [
  { from: ['evaluated'], to: 'rework' },
  { from: ['escalated', 'tracking', 'closed'], to: 'handling' },
];

/** Which day a way back takes with it: what is sent again is signed, delivered, commented on and dated again. */
const FORGOTTEN = [
  { from: ['review'], to: 'draft', column: 'signed_on' },
  { from: ['delivered'], to: 'adopted', column: 'delivered_on' },
  { from: ['handling', 'rework'], to: 'commenting', column: 'commented_on' },
  ...AGAIN.flatMap((way) => [
    { ...way, column: 'extended_to' },
    { ...way, column: 'circulated_on' },
    { ...way, column: 'filed_on' },
  ]),
] satisfies readonly { from: readonly string[]; to: string; column: string }[];

async function forget(tx: WriteDb, rows: readonly WrittenRow[]): Promise<void> {
  for (const { from, to, column } of FORGOTTEN) {
    const ids = entered(rows, to).flatMap(({ id, stateBefore }) =>
      from.some((one) => one === stateBefore) ? [id] : [],
    );
    if (ids.length === 0) continue;
    await sql`update review_opinion set ${sql.ref(column)} = null
      where id = any(${ids}::uuid[]) and ${sql.ref(column)} is not null`.execute(tx);
  }
}

/** With an opinion its items are handed over or taken back, with its decomposition the tasks are assigned. */
async function moveAlong(tx: WriteDb, books: Books, rows: readonly WrittenRow[]): Promise<void> {
  await move(tx, books, 'review-item', entered(rows, 'delivered'), 'draft', 'open');
  const back = entered(rows, 'adopted').filter(({ stateBefore }) => stateBefore === 'delivered');
  await move(tx, books, 'review-item', back, 'open', 'draft');
  const approved = entered(rows, 'handling').filter(({ stateBefore }) => stateBefore === 'decomposed');
  await move(tx, books, 'review-task', approved, 'draft', 'assigned');
}

/** Whoever signs for a task has begun with its item: nobody has to say so again. */
async function startItems(tx: WriteDb, books: Books, rows: readonly WrittenRow[]): Promise<void> {
  const signed = entered(rows, 'working').filter(({ stateBefore }) => stateBefore === 'assigned');
  const { rows: open } = await sql<{ id: string }>`
    select id from review_item where id = any(${idsIn(signed, 'item')}::uuid[]) and state = 'open'`.execute(tx);
  await writeMany(
    tx,
    books,
    books.registers.get('review-item')!,
    programViewer(SYSTEM),
    open.map(({ id }) => ({ id, state: 'working', values: {} })),
  );
}

async function move(
  tx: WriteDb,
  books: Books,
  key: 'review-item' | 'review-task',
  opinions: readonly WrittenRow[],
  from: string,
  to: string,
): Promise<void> {
  if (opinions.length === 0) return;
  const ids = opinions.map(({ id }) => id);
  const { rows } =
    key === 'review-item'
      ? await sql<{
          id: string;
        }>`select id from review_item where opinion = any(${ids}::uuid[]) and state = ${from}`.execute(tx)
      : await sql<{ id: string }>`select t.id from review_task t join review_item i on i.id = t.item
          where i.opinion = any(${ids}::uuid[]) and t.state = ${from}`.execute(tx);
  const day = key === 'review-task' ? { assignedOn: dayInChina(tx.at) } : {};
  const register = books.registers.get(key)!;
  await writeMany(
    tx,
    books,
    register,
    programViewer(SYSTEM),
    rows.map(({ id }) => ({ id, state: to, values: day })),
  );
}

/** A rule that would move days of opinions that were already handed over is refused: no day moves silently. */
async function refusePast(tx: WriteDb, rows: readonly WrittenRow[]): Promise<void> {
  const from = rows
    .flatMap((row) => [textOf(row, 'from') ?? [], row.before?.['from'] ?? []].flat())
    .map(String)
    .toSorted()[0];
  if (from === undefined) return;
  const { rows: found } = await sql<{ title: string }>`
    select o.title from review_opinion o where (coalesce(o.delivered_on, o.adopted_on) >= ${from}::date
        or o.reopened_on >= ${from}::date
        or exists (select from review_vote v where v.opinion = o.id and v.state = 'announced' and v."on" >= ${from}::date))
      and o.state not in ('draft', 'review')
    union all select title from motion where assigned_on >= ${from}::date and state <> 'draft' limit 1`.execute(tx);
  if (found[0]) throw accountabilityFault('deadline.past', { from, title: found[0].title });
}
