import { columnOf, programViewer } from '@quantu/registers';
import { removeMany, writeMany } from '@quantu/registers/server';
import type { ReadDb, WriteDb } from '@quantu/store';
import { sql } from 'kysely';
import { importFault } from './faults.ts';
import { changeRun, type Desk, type Run } from './runs.server.ts';
import type { RowData } from './tables.server.ts';
import type { Follow } from './worker/table-workers.server.ts';

const BATCH = 2000;
const NAMED = 10;

interface WrittenRow {
  readonly seq: number;
  readonly kind: 'new' | 'changed';
  readonly record: string;
  readonly written: number;
  readonly data: RowData;
}

/** Refuses, with the rows, when somebody has gone on from what the import wrote. */
export async function refuseChangedSince(db: ReadDb, { register }: Desk, run: string): Promise<void> {
  const { rows } = await sql<{ title: string | null; row: number; count: number }>`
    select r.${sql.ref(columnOf(register.title))}::text as title, i.row, count(*) over () as count
    from import_row i left join ${sql.table(register.table)} r on r.id = i.record
    where i.import = ${run}::uuid and i.written is not null and r.version is distinct from i.written
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
    await sql`select r.id from ${sql.table(register.table)} r join import_row i on i.record = r.id
      where i.import = ${run.id}::uuid and i.written is not null order by r.id for update of r`.execute(tx);
    await refuseChangedSince(tx, desk, run.id);
    const total = run.counts.new + run.counts.changed;
    let done = 0;
    for (let after = -1; ;) {
      follow.signal?.throwIfAborted();
      const rows = await writtenRows(tx, run.id, after);
      if (rows.length === 0) break;
      after = rows.at(-1)!.seq;
      await restore(
        tx,
        desk,
        rows.filter(({ kind }) => kind === 'changed'),
      );
      done += rows.length;
      follow.onProgress?.((0.9 * done) / total, `已撤销 ${done} / ${total} 行`);
    }
    await removeMade(tx, desk, run.id);
    follow.signal?.throwIfAborted();
    await changeRun(tx, run.id, { state: 'undone' });
    tx.audit({ after: { name: register.label, register: register.name, file: run.file_name } });
  });
}

async function writtenRows(tx: WriteDb, run: string, after: number): Promise<readonly WrittenRow[]> {
  const { rows } = await sql<WrittenRow>`select seq, kind, record, written, data from import_row
    where import = ${run}::uuid and written is not null and kind = 'changed' and seq > ${after}
    order by seq limit ${BATCH}`.execute(tx);
  return rows;
}

async function restore(tx: WriteDb, { books, register, viewer }: Desk, rows: readonly WrittenRow[]): Promise<void> {
  if (rows.length === 0) return;
  const wishes = rows.map(({ record, written, data }) => ({ id: record, version: written, values: data.old ?? {} }));
  await writeMany(tx, books, register, programViewer(viewer.account), wishes);
}

async function removeMade(tx: WriteDb, { books, register }: Desk, run: string): Promise<void> {
  const { rows } = await sql<{ record: string }>`select record from import_row
    where import = ${run}::uuid and written is not null and kind = 'new' order by seq`.execute(tx);
  if (rows.length === 0) return;
  const referred = await removeMany(
    tx,
    books,
    register,
    rows.map(({ record }) => record),
  );
  if (referred.length === 0) return;
  const named = referred
    .slice(0, NAMED)
    .map((title) => `“${title}”`)
    .join('、');
  throw importFault('import.referred', { count: referred.length, rows: named });
}
