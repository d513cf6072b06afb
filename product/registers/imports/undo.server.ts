import { columnOf, programViewer } from '@quantu/registers';
import { referredTitles, removeMany, writeMany } from '@quantu/registers/server';
import type { ReadDb, WriteDb } from '@quantu/store';
import { sql } from 'kysely';
import { importFault } from './faults.ts';
import { changeRun, type Desk, type Run } from './runs.server.ts';
import type { RowData, RowKind } from './tables.server.ts';
import type { Follow } from './worker/table-workers.server.ts';

const BATCH = 2000;
const NAMED = 10;

interface WrittenRow {
  readonly seq: number;
  readonly record: string;
  readonly written: number;
  readonly data: RowData;
}

/** Refuses, with the rows, when somebody has gone on from what the import wrote. */
export async function refuseChangedSince(db: ReadDb, { register }: Desk, run: string): Promise<void> {
  const { rows } = await sql<{ title: string | null; row: number; count: number }>`
    select r.${sql.ref(columnOf(register.title))}::text as title, i.row, count(*) over () as count
    from import_written w join import_row i on i.import = w.import and i.seq = w.seq
    left join ${sql.table(register.table)} r on r.id = w.record
    where w.import = ${run}::uuid and r.version is distinct from w.version
    order by i.seq limit ${NAMED}`.execute(db);
  const [first] = rows;
  if (!first) return;
  const named = rows.map(({ title, row }) => `第 ${row} 行${title === null ? '（已删除）' : `“${title}”`}`).join('、');
  throw importFault('import.changed-since', { count: first.count, rows: first.count > NAMED ? `${named}等` : named });
}

/**
 * Takes an import back as a whole: what it changed is as it was, what it made is gone, in one transaction. The rows
 * were the importer's to write, so taking them back needs no other right.
 */
export async function undoImport(desk: Desk, run: Run, follow: Follow = {}): Promise<void> {
  const { store, district, register, viewer } = desk;
  const change = { district, actor: viewer.account, action: 'import.undo', subject: run.id };
  await store.transact(change, async (tx) => {
    const { state } = await tx
      .selectFrom('import_run')
      .select('state')
      .where('id', '=', run.id)
      .forUpdate()
      .executeTakeFirstOrThrow();
    if (state === 'undone') return; // done before a restart that the job did not survive
    await sql`select r.id from ${sql.table(register.table)} r join import_written w on w.record = r.id
      where w.import = ${run.id}::uuid order by r.id for update of r`.execute(tx);
    await refuseChangedSince(tx, desk, run.id);
    await refuseReferred(tx, desk, run.id);
    const total = run.counts.new + run.counts.changed;
    let done = 0;
    const tell = (rows: number): void => {
      done += rows;
      follow.onProgress?.((0.95 * done) / total, `已撤销 ${done} / ${total} 行`);
      follow.signal?.throwIfAborted();
    };
    for (let after = -1; ;) {
      const rows = await writtenRows(tx, run.id, after);
      if (rows.length === 0) break;
      after = rows.at(-1)!.seq;
      await restore(tx, desk, rows);
      tell(rows.length);
    }
    await removeMade(tx, desk, run.id, tell);
    await changeRun(tx, run.id, { state: 'undone' });
    tx.audit({ after: { name: register.label, register: register.name, file: run.file_name } });
  });
}

async function writtenRows(tx: WriteDb, run: string, after: number): Promise<readonly WrittenRow[]> {
  const { rows } = await sql<WrittenRow>`select i.seq, w.record, w.version as written, i.data
    from import_written w join import_row i on i.import = w.import and i.seq = w.seq
    where w.import = ${run}::uuid and i.kind = 'changed' and i.seq > ${after} order by i.seq limit ${BATCH}`.execute(
    tx,
  );
  return rows;
}

async function restore(tx: WriteDb, { books, register, viewer }: Desk, rows: readonly WrittenRow[]): Promise<void> {
  if (rows.length === 0) return;
  const wishes = rows.map(({ record, written, data }) => ({
    id: record,
    version: written,
    values: data.old ?? {},
    isExact: true,
  }));
  await writeMany(tx, books, register, programViewer(viewer.account), wishes);
}

/** Refuses when others have come to refer to what the import made. */
export async function refuseReferred(db: ReadDb, { books, register }: Desk, run: string): Promise<void> {
  const referred = await referredTitles(
    db,
    books,
    register,
    await writtenBy(db, run, 'new'),
    await writtenBy(db, run, 'changed'),
  );
  if (referred.length === 0) return;
  const named = referred
    .slice(0, NAMED)
    .map((title) => `“${title}”`)
    .join('、');
  throw importFault('import.referred', { count: referred.length, rows: named });
}

async function writtenBy(db: ReadDb, run: string, kind: RowKind): Promise<readonly string[]> {
  const { rows } = await sql<{ record: string }>`select w.record
    from import_written w join import_row i on i.import = w.import and i.seq = w.seq
    where w.import = ${run}::uuid and i.kind = ${kind} order by w.seq`.execute(db);
  return rows.map(({ record }) => record);
}

async function removeMade(tx: WriteDb, desk: Desk, run: string, tell: (rows: number) => void): Promise<void> {
  const made = await writtenBy(tx, run, 'new');
  for (let from = 0; from < made.length; from += BATCH) {
    const part = made.slice(from, from + BATCH);
    const referred = await removeMany(tx, desk.books, desk.register, part);
    if (referred.length > 0) {
      // Somebody may have come to refer to them while the rest was taken back; if not, they refer to one another.
      await refuseReferred(tx, desk, run);
      await removeMany(tx, desk.books, desk.register, made.slice(from));
      return;
    }
    tell(part.length);
  }
}
