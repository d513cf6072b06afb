import { Fault } from '@quantu/base';
import type { Value } from '@quantu/registers';
import { writeSound, type Outcome, type Problem, type RowWish } from '@quantu/registers/server';
import type { ReadDb, WriteDb } from '@quantu/store';
import { sql } from 'kysely';
import { computedFrom } from '../burden.ts';
import { countCells } from '../burden.server.ts';
import { idsByKey } from './keys.server.ts';
import { changeRun, type Desk, type Run } from './runs.server.ts';
import type { Counts, RowData, RowKind } from './tables.server.ts';
import type { Follow } from './worker/table-workers.server.ts';

const BATCH = 1000;
const TRIES = 3;

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
  for (let left = TRIES - 1; ; left--) {
    try {
      return await written(desk, run, follow);
    } catch (error) {
      // Another import made the same records at the same moment: they are there by now, so these rows are listed.
      if (!(error instanceof Fault && error.code === 'record.duplicate') || left === 0) throw error;
    }
  }
}

async function written(desk: Desk, run: Run, follow: Follow): Promise<Counts> {
  const { store, district, books, register, viewer } = desk;
  const change = { district, actor: viewer.account, action: 'import.write', subject: run.id };
  return store.transact(change, async (tx) => {
    const before = await lockedRun(tx, run.id);
    if (before.state === 'written') return before.counts; // done before a restart that the job did not survive
    const counts: Record<keyof Counts, number> = { ...before.counts };
    const total = counts.new + counts.changed;
    let imported = 0;
    let done = 0;
    const batches: Batch[] = [];
    const rowsToCome = staged(store.read(district), run.id);
    for await (const outcomes of writeSound(tx, books, register, viewer, wishesOf(rowsToCome, batches))) {
      follow.signal?.throwIfAborted();
      const batch = batches.shift()!;
      const { cells, late } = await noted(tx, run.id, batch, outcomes);
      await reject(tx, desk, run.id, late);
      for (const { row } of late) counts[row.kind]--;
      counts.rejected += late.length;
      imported += cells;
      done += batch.rows.length;
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
  const parts = await partsOf(db, run);
  const read = (part: Part | undefined) => {
    const rows = part ? stagedRows(db, run, part) : Promise.resolve([]);
    rows.catch(() => undefined); // told when it is waited for
    return rows;
  };
  let coming = read(parts[0]);
  for (const at of parts.keys()) {
    const rows = await coming;
    coming = read(parts[at + 1]);
    if (rows.length > 0) yield rows;
  }
}

interface Part {
  readonly turn: number;
  readonly from: number;
}

/** Turn after turn, so that what is referred to is there before what refers to it, or known not to be. */
async function partsOf(db: ReadDb, run: string): Promise<readonly Part[]> {
  const { rows } = await sql<{ turn: number; first: number; last: number }>`
    select 0 as turn, 0 as first, coalesce(max(seq), -1) as last from import_row where import = ${run}::uuid
    union all select turn, min(seq), max(seq) from import_row where import = ${run}::uuid and turn > 0 group by turn
    order by turn`.execute(db);
  return rows.flatMap(({ turn, first, last }) =>
    Array.from({ length: Math.ceil((last + 1 - first) / BATCH) }, (_, at) => ({ turn, from: first + at * BATCH })),
  );
}

/** By their places, not by how many are still to come: that would be looked for in all of them each time. */
async function stagedRows(db: ReadDb, run: string, { turn, from }: Part): Promise<readonly StagedRow[]> {
  return db
    .selectFrom('import_row')
    .select(['seq', 'kind', 'record', 'version', 'data'])
    .where('import', '=', run)
    .where('seq', '>=', from)
    .where('seq', '<', from + BATCH)
    .where('turn', '=', turn)
    .where('kind', 'in', ['new', 'changed'])
    .orderBy('seq')
    .execute();
}

interface Batch {
  readonly rows: readonly StagedRow[];
  readonly wishes: readonly RowWish[];
}

/** What these rows are to become, put down in `batches` too: their outcomes come later. */
async function* wishesOf(
  staged: AsyncIterable<readonly StagedRow[]>,
  batches: Batch[],
): AsyncGenerator<readonly RowWish[]> {
  for await (const rows of staged) {
    const wishes = rows.map(wishOf);
    batches.push({ rows, wishes });
    yield wishes;
  }
}

function wishOf({ record, version, data: { id, values, old } }: StagedRow): RowWish {
  if (record !== null)
    return { id: record, version: version!, values: only(values, Object.keys(old ?? {})), isExact: true };
  const { state, ...fields } = values;
  return {
    values: fields,
    isExact: true,
    ...(typeof state === 'string' ? { state } : {}),
    ...(id === undefined ? {} : { newId: id }),
  };
}

/** Notes which record and version each row became; how many cells that filled, and which rows are left out. */
async function noted(
  tx: WriteDb,
  run: string,
  { rows, wishes }: Batch,
  outcomes: readonly Outcome[],
): Promise<{ readonly cells: number; readonly late: readonly LateRow[] }> {
  const made: { readonly seq: number; readonly record: string; readonly version: number }[] = [];
  const late: LateRow[] = [];
  let cells = 0;
  for (const [at, { written, problems }] of outcomes.entries()) {
    const row = rows[at]!;
    if (written === null) {
      late.push({ row, problems });
      continue;
    }
    made.push({ seq: row.seq, record: written.id, version: written.version });
    for (const value of Object.values(wishes[at]!.values)) if (value !== null) cells++;
  }
  await sql`insert into import_written (import, seq, record, version)
    select ${run}::uuid, * from unnest(${made.map(({ seq }) => seq)}::integer[], ${made.map(({ record }) => record)}::uuid[],
      ${made.map(({ version }) => version)}::integer[])`.execute(tx);
  return { cells, late };
}

interface LateRow {
  readonly row: StagedRow;
  readonly problems: readonly Problem[];
}

/** Rows that were sound at the dry run and no longer are, because somebody wrote meanwhile: the sentence that says so. */
async function reject(tx: WriteDb, { register }: Desk, run: string, late: readonly LateRow[]): Promise<void> {
  if (late.length === 0) return;
  const taken = await idsByKey(
    tx,
    register,
    late.map(({ row }) => row.data.values),
  );
  const ids = late.map(({ row }, place) => row.record ?? taken.get(place) ?? null);
  const { rows: found } = await sql<{ id: string; name: string }>`
    select r.id, coalesce(a.display_name, r.changed_by) as name from ${sql.table(register.table)} r
    left join account a on a.name = r.changed_by where r.id = any(${ids.filter((id) => id !== null)}::uuid[])`.execute(
    tx,
  );
  const names = new Map(found.map(({ id, name }) => [id, name]));
  const told = late.map(({ row, problems }, place) => ({
    seq: row.seq,
    problem: whyLate(row, problems, names.get(ids[place] ?? '')),
  }));
  await sql`update import_row as i set kind = 'rejected', data = (i.data::jsonb || jsonb_build_object('problem', x.problem))::json
    from json_to_recordset(${JSON.stringify(told)}::json) as x(seq integer, problem text)
    where i.import = ${run}::uuid and i.seq = x.seq`.execute(tx);
}

function whyLate({ record }: StagedRow, [first]: readonly Problem[], name: string | undefined): string {
  if (record === null && first!.kind === 'duplicate' && name !== undefined) return `试运行以后已被${name}新增`;
  if (record !== null && name === undefined) return '试运行以后已被删除';
  return first!.kind === 'stale' ? `试运行以后已被${name}修改` : `试运行以后有变化：${first!.text}`;
}

function only(values: Readonly<Record<string, Value>>, names: readonly string[]): Record<string, Value> {
  return Object.fromEntries(names.map((name) => [name, values[name] ?? null]));
}
