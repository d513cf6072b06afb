import type { Value } from '@quantu/registers';
import { writeMany } from '@quantu/registers/server';
import type { ReadDb, WriteDb } from '@quantu/store';
import { sql } from 'kysely';
import { computedFrom } from '../burden.ts';
import { countCells } from '../burden.server.ts';
import { idsByKey } from './keys.server.ts';
import { changeRun, type Desk, type Run } from './runs.server.ts';
import type { Counts, RowData, RowKind } from './tables.server.ts';
import type { Follow } from './worker/table-workers.server.ts';

const BATCH = 2000;

interface StagedRow {
  readonly seq: number;
  readonly kind: RowKind;
  readonly record: string | null;
  readonly version: number | null;
  readonly data: RowData;
}

/**
 * Step 4: writes what the dry run promised, in one transaction. A row that somebody wrote since then is not written
 * but listed; everything else is, or nothing.
 */
export async function writeImport(desk: Desk, run: Run, follow: Follow = {}): Promise<Counts> {
  const { store, district, register, viewer } = desk;
  const change = { district, actor: viewer.account, action: 'import.write', subject: run.id };
  return store.transact(change, async (tx) => {
    const before = await lockedRun(tx, run.id);
    if (before.state === 'written') return before.counts; // done before a restart that the job did not survive
    const counts: Record<keyof Counts, number> = { ...before.counts };
    const total = counts.new + counts.changed;
    let imported = 0;
    let done = 0;
    for await (const rows of staged(store.read(district), run.id)) {
      follow.signal?.throwIfAborted();
      const late = await lateRows(tx, desk, rows);
      const sound = rows.filter(({ seq }) => !late.has(seq));
      imported += await written(tx, desk, run.id, sound);
      await reject(tx, run.id, late);
      for (const { seq, kind } of rows) if (late.has(seq)) counts[kind]--;
      counts.rejected += late.size;
      done += rows.length;
      follow.onProgress?.((0.95 * done) / total, `已写入 ${done} / ${total} 行`);
    }
    follow.signal?.throwIfAborted();
    await countCells(tx, viewer, register, {
      imported,
      computed: computedFrom(register, Object.keys(register.fields)) * total,
    });
    await changeRun(tx, run.id, { state: 'written', counts });
    tx.audit({ after: { name: register.label, register: register.name, file: run.file_name, ...counts } });
    return counts;
  });
}

async function lockedRun(tx: WriteDb, id: string): Promise<Pick<Run, 'state' | 'counts'>> {
  return tx
    .selectFrom('import_run')
    .select(['state', 'counts'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow();
}

/**
 * What the dry run put down, batch by batch. It was committed long ago, so it is read beside the transaction: the next
 * rows come while these are written.
 */
async function* staged(db: ReadDb, run: string): AsyncGenerator<readonly StagedRow[]> {
  let coming = stagedRows(db, run, -1);
  for (;;) {
    const rows = await coming;
    if (rows.length === 0) return;
    coming = stagedRows(db, run, rows.at(-1)!.seq);
    coming.catch(() => undefined); // told when it is waited for
    yield rows;
  }
}

async function stagedRows(db: ReadDb, run: string, after: number): Promise<readonly StagedRow[]> {
  return db
    .selectFrom('import_row')
    .select(['seq', 'kind', 'record', 'version', 'data'])
    .where('import', '=', run)
    .where('kind', 'in', ['new', 'changed'])
    .where('seq', '>', after)
    .orderBy('seq')
    .limit(BATCH)
    .execute();
}

/** Rows that somebody wrote since the dry run, with the sentence that says so. */
async function lateRows(
  tx: WriteDb,
  { register }: Desk,
  rows: readonly StagedRow[],
): Promise<ReadonlyMap<number, string>> {
  const made = rows.filter(({ kind }) => kind === 'new');
  const taken = await idsByKey(
    tx,
    register,
    made.map(({ data }) => data.values),
  );
  const ids = [...rows.flatMap(({ record }) => (record === null ? [] : [record])), ...taken.values()];
  const { rows: found } = await sql<{ id: string; version: number; name: string }>`
    select r.id, r.version, coalesce(a.display_name, r.changed_by) as name from ${sql.table(register.table)} r
    left join account a on a.name = r.changed_by where r.id = any(${ids}::uuid[]) order by r.id for update of r`.execute(
    tx,
  );
  const now = new Map(found.map((row) => [row.id, row]));
  const late = new Map<number, string>();
  for (const [place, { seq }] of made.entries()) {
    const id = taken.get(place);
    if (id !== undefined) late.set(seq, `试运行以后已被${now.get(id)?.name ?? '他人'}新增`);
  }
  for (const { seq, record, version } of rows) {
    if (record === null) continue;
    const there = now.get(record);
    if (!there) late.set(seq, '试运行以后已被删除');
    else if (there.version !== version) late.set(seq, `试运行以后已被${there.name}修改`);
  }
  return late;
}

/** Writes sound rows and notes which record and version they became; how many cells they filled. */
async function written(
  tx: WriteDb,
  { books, register, viewer }: Desk,
  run: string,
  rows: readonly StagedRow[],
): Promise<number> {
  if (rows.length === 0) return 0;
  const wishes = rows.map(({ record, version, data: { values, old } }) => {
    const { state, ...fields } = values;
    if (record === null) return { values: fields, isExact: true, ...(typeof state === 'string' ? { state } : {}) };
    return { id: record, version: version!, values: only(fields, Object.keys(old ?? {})), isExact: true };
  });
  const answers = await writeMany(tx, books, register, viewer, wishes);
  await sql`insert into import_written (import, seq, record, version)
    select ${run}::uuid, * from unnest(${rows.map(({ seq }) => seq)}::integer[], ${answers.map(({ id }) => id)}::uuid[],
      ${answers.map(({ version }) => version)}::integer[])`.execute(tx);
  return wishes.reduce((sum, { values }) => sum + Object.values(values).filter((value) => value !== null).length, 0);
}

function only(values: Readonly<Record<string, Value>>, names: readonly string[]): Record<string, Value> {
  return Object.fromEntries(names.map((name) => [name, values[name] ?? null]));
}

async function reject(tx: WriteDb, run: string, late: ReadonlyMap<number, string>): Promise<void> {
  if (late.size === 0) return;
  const rows = [...late].map(([seq, problem]) => ({ seq, problem }));
  await sql`update import_row as i set kind = 'rejected', data = (i.data::jsonb || jsonb_build_object('problem', x.problem))::json
    from json_to_recordset(${JSON.stringify(rows)}::json) as x(seq integer, problem text)
    where i.import = ${run}::uuid and i.seq = x.seq`.execute(tx);
}
