import { dayInChina, instantOf } from '@quantu/base';
import type { CodeBook, Register, Value } from '@quantu/registers';
import { checkMany, codeBook } from '@quantu/registers/server';
import type { KnownChoice } from '@quantu/tables';
import { sql } from 'kysely';
import { alikeKeys } from './alike.server.ts';
import { FileKeys } from './file-keys.server.ts';
import { firstState, judge, judgeAlike } from './judge.server.ts';
import { idsByKey } from './keys.server.ts';
import { OwnRows } from './own-rows.server.ts';
import { refer, References } from './references.server.ts';
import { keepPresent, settleKeys } from './settle.server.ts';
import { changeRun, NO_COUNTS, type Desk, type Run } from './runs.server.ts';
import { importable, usedSheets, withWarnings, type ClosedName } from './sheets.ts';
import { dataOf, hasAny, stagedOf, type Staged } from './staged.server.ts';
import type { Counts } from './tables.server.ts';
import type { BareNumbers, FileRow } from './worker/orders.ts';
import type { Follow } from './worker/table-workers.server.ts';

/** Step 3: reads every row by the mapping and compares it with what is there. Writes nothing but the answer. */
export async function dryRun(desk: Desk, run: Run, follow: Follow = {}): Promise<Counts> {
  const { store, district, books, register, viewer, workers } = desk;
  const sheets = usedSheets(importable(register, viewer), run.sheets);
  const on = dayInChina(instantOf(new Date()));
  const codes = await codeBook(store.read(district), books, on);
  await store.unrecorded(district, (db) => db.deleteFrom('import_row').where('import', '=', run.id).execute());
  const order = {
    path: store.files.pathOf(run.hash),
    name: run.file_name,
    register,
    sheets,
    choices: choicesOf(register, codes),
  };
  const reading = {
    signal: follow.signal,
    onProgress: (part: number, text: string) => follow.onProgress?.(part * 0.3, text),
  };
  const own = await OwnRows.of(desk, order, () => workers.rows(order, { signal: follow.signal }));
  const check = new Checking(desk, run.id, codes, own);
  const assumed = new Map<string, BareNumbers>();
  let waiting: FileRow[] = [];
  try {
    for await (const { rows, bare, fraction, total } of workers.rows(order, reading)) {
      for (const one of bare) assumed.set(`${one.sheet}\n${one.field}`, one);
      waiting.push(...rows);
      if (waiting.length < BATCH && fraction < 1) continue;
      await check.take(waiting);
      waiting = [];
      follow.signal?.throwIfAborted();
      follow.onProgress?.(0.3 + fraction * 0.7, `已核对 ${Math.round(fraction * total)} / ${total} 行`);
    }
  } finally {
    // Nothing is still being put down when this ends, however it ends: the next dry run begins with nothing.
    await check.settled();
  }
  await check.done();
  const skipped = run.sheets.filter(({ isUsed }) => isUsed).reduce((sum, sheet) => sum + sheet.skipped.length, 0);
  const counts = { ...check.counts, skipped };
  await store.unrecorded(district, (db) =>
    changeRun(db, run.id, {
      state: 'checked',
      counts,
      sheets: withWarnings(register, run.sheets, [...assumed.values()], [...check.closed.values()]),
    }),
  );
  return counts;
}

const BATCH = 1000;

function choicesOf(register: Register, codes: CodeBook): Record<string, readonly KnownChoice[]> {
  const sets = Object.values(register.fields).flatMap((field) => (field.kind === 'code' ? [field.set] : []));
  const choices = (set: string) =>
    codes.all(set).map(({ code, label }) => ({ value: code, label, isClosed: !codes.isOpen(set, code) }));
  return Object.fromEntries([...new Set(sets)].map((set) => [set, choices(set)]));
}

class Checking {
  readonly #desk: Desk;
  readonly #run: string;
  readonly #codes: CodeBook;
  readonly #references: References;
  readonly #own: OwnRows;
  readonly #keys: FileKeys;
  readonly counts: Record<keyof Counts, number> = { ...NO_COUNTS };
  /** Texts that name what is no more, by sheet and field. */
  readonly closed = new Map<string, ClosedName>();
  #seq = 0;
  #comparing: Promise<void> = Promise.resolve();
  #keeping: Promise<void> = Promise.resolve();

  constructor(desk: Desk, run: string, codes: CodeBook, own: OwnRows) {
    this.#desk = desk;
    this.#run = run;
    this.#codes = codes;
    this.#own = own;
    this.#references = new References(desk, own.choices);
    this.#keys = new FileKeys(desk.register);
  }

  /** Resolved when the next rows may come: these are compared meanwhile, and those before them put down. */
  async take(rows: readonly FileRow[]): Promise<void> {
    const staged = rows.map((file) => ({ ...stagedOf(file, this.#seq++), id: this.#own.idOf(file) }));
    await this.#references.know(rows);
    for (const row of staged) refer(row, this.#references);
    const { store, district, register } = this.#desk;
    await settleKeys(store.read(district), register, staged);
    for (const row of staged) this.#keys.check(row);
    await this.#comparing;
    this.#comparing = this.#judged(staged);
    this.#comparing.catch(() => undefined); // told when it is waited for
  }

  async #judged(staged: readonly Staged[]): Promise<void> {
    await this.#compare(staged.filter(({ problem }) => problem === null));
    for (const row of staged) {
      if (row.problem !== null || hasAny(row.problems)) row.kind = 'rejected';
      this.counts[row.kind]++;
      this.#own.judged(row);
      for (const field of row.closed) this.#noteClosed(row, field);
    }
    await this.#keeping;
    this.#keeping = this.#keep(staged);
    this.#keeping.catch(() => undefined); // told when it is waited for
  }

  /** A record from earlier may well name what has been abolished since; who writes it anew should know. */
  #noteClosed({ kind, old, file }: Staged, field: string): void {
    if (kind !== 'new' && !(kind === 'changed' && field in old)) return;
    const text = file.look[field]!;
    const key = JSON.stringify([file.sheet, field, text]);
    const count = (this.closed.get(key)?.count ?? 0) + 1;
    this.closed.set(key, { sheet: file.sheet, field, text, count });
  }

  /** Nothing is being put down any more, whether that went well or not. */
  async settled(): Promise<void> {
    await this.#comparing.catch(() => undefined);
    await this.#keeping.catch(() => undefined);
  }

  /** All rows are put down. */
  async done(): Promise<void> {
    await this.#comparing;
    await this.#keeping;
    const { store, district } = this.#desk;
    await store.unrecorded(district, (db) => this.#own.settle(db, this.#run, this.counts));
  }

  async #compare(rows: readonly Staged[]): Promise<void> {
    if (rows.length === 0) return;
    const { store, district, books, register, viewer } = this.#desk;
    const db = store.read(district);
    const ids = await idsByKey(
      db,
      register,
      rows.map(({ values }) => values),
    );
    await keepPresent(
      db,
      register,
      rows.map((row, place) => ({ row, id: ids.get(place) })),
    );
    const wishes = rows.map((row, place) => {
      const { values } = row;
      const state = ids.has(place) ? null : firstState(register, values, viewer);
      const id = ids.get(place);
      return {
        values: ownValues(values),
        isExact: true,
        ...(id === undefined ? {} : { id }),
        ...(id === undefined && row.id !== null ? { newId: row.id } : {}),
        ...(state === null ? {} : { state }),
      };
    });
    const made = rows.flatMap(({ values }, place) => (ids.has(place) ? [] : [{ place, values }]));
    for (const [place, there] of await alikeKeys(db, register, made)) judgeAlike(this.#desk, rows[place]!, there);
    const planned = await checkMany(db, books, register, viewer, wishes, {
      codes: this.#codes,
      isKeySought: true,
      coming: this.#own.coming,
    });
    for (const [place, row] of rows.entries()) judge(this.#desk, row, planned[place]!, ids.get(place) ?? null);
  }

  async #keep(rows: readonly Staged[]): Promise<void> {
    const { store, district } = this.#desk;
    const lines = rows.map((row) => ({
      seq: row.seq,
      sheet: row.file.sheet,
      row: row.file.row,
      kind: row.kind,
      record: row.record,
      version: row.version,
      data: dataOf(row),
    }));
    await store.unrecorded(district, async (db) => {
      // Nothing is read of these rows before the run says that it was checked, which waits for the disk.
      await sql`set local synchronous_commit = off`.execute(db);
      await sql`insert into import_row (import, seq, sheet, row, kind, record, version, data)
        select ${this.#run}::uuid, x.seq, x.sheet, x.row, x.kind, x.record, x.version, x.data
        from json_to_recordset(${JSON.stringify(lines)}::json) as x(seq integer, sheet text, row integer, kind text,
          record uuid, version integer, data json)`.execute(db);
    });
  }
}

/** Without the state, which is no field. Copied only where there is one: rows are many. */
function ownValues(values: Readonly<Record<string, Value>>): Readonly<Record<string, Value>> {
  if (!('state' in values)) return values;
  const { state: _, ...own } = values;
  return own;
}
