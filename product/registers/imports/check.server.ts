import { dayInChina, instantOf } from '@quantu/base';
import { mayPass, type CodeBook, type Register, type Value, type Viewer } from '@quantu/registers';
import { checkMany, codeBook, isDifferent, type PlannedRow } from '@quantu/registers/server';
import type { KnownChoice } from '@quantu/tables';
import { sql } from 'kysely';
import { alikeKeys, keyOf, plainKey, textKey } from './alike.server.ts';
import { idsByKey, keyText } from './keys.server.ts';
import { References } from './references.server.ts';
import { keepPresent, settleKeys } from './settle.server.ts';
import { changeRun, NO_COUNTS, type Desk, type Run } from './runs.server.ts';
import { importable, usedSheets } from './sheets.ts';
import type { Counts, RowData, RowKind } from './tables.server.ts';
import type { FileRow } from './worker/orders.ts';
import type { Follow } from './worker/table-workers.server.ts';

/** A row on its way through the dry run. */
interface Staged {
  readonly file: FileRow;
  readonly values: Record<string, Value>;
  readonly problems: Record<string, string>;
  problem: string | null;
  kind: RowKind;
  record: string | null;
  version: number | null;
  old: Record<string, Value>;
  /** Where a text names several records or codes: all of them. */
  maybe: Record<string, readonly string[]>;
  /** References that the file does not name, for its reader may not see them. */
  unseen: readonly string[];
  /** A row before this one whose key differs only in how it is written. */
  alike: Alike | null;
}

interface Alike {
  readonly text: string;
  readonly place: string;
}

/** Step 3: reads every row by the mapping and compares it with what is there. Writes nothing but the answer. */
export async function dryRun(desk: Desk, run: Run, follow: Follow = {}): Promise<Counts> {
  const { store, district, books, register, viewer, workers } = desk;
  const sheets = usedSheets(importable(register, viewer), run.sheets);
  const on = dayInChina(instantOf(new Date()));
  const codes = await codeBook(store.read(district), books, on);
  await store.unrecorded(district, (db) => db.deleteFrom('import_row').where('import', '=', run.id).execute());
  const check = new Checking(desk, run.id, on);
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
  let waiting: FileRow[] = [];
  try {
    for await (const { rows, fraction, total } of workers.rows(order, reading)) {
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
  await store.unrecorded(district, (db) => changeRun(db, run.id, { state: 'checked', counts }));
  return counts;
}

const BATCH = 1000;
const UNSEEN = new Set(['（无权查看）', '（已删除）', '（未命名）']);

function choicesOf(register: Register, codes: CodeBook): Record<string, readonly KnownChoice[]> {
  const sets = Object.values(register.fields).flatMap((field) => (field.kind === 'code' ? [field.set] : []));
  const choices = (set: string) =>
    codes.all(set).map(({ code, label }) => ({ value: code, label, isClosed: !codes.isOpen(set, code) }));
  return Object.fromEntries([...new Set(sets)].map((set) => [set, choices(set)]));
}

class Checking {
  readonly #desk: Desk;
  readonly #run: string;
  readonly #on: Parameters<typeof checkMany>[5];
  readonly #references: References;
  /** Where each key stood first. */
  readonly #keys = new Map<string, string>();
  /** By the plain form of a key, how and where it was written first. */
  readonly #alike = new Map<string, Alike>();
  readonly counts: Record<keyof Counts, number> = { ...NO_COUNTS };
  #seq = 0;
  #comparing: Promise<void> = Promise.resolve();
  #keeping: Promise<void> = Promise.resolve();

  constructor(desk: Desk, run: string, on: Parameters<typeof checkMany>[5]) {
    this.#desk = desk;
    this.#run = run;
    this.#on = on;
    this.#references = new References(desk);
  }

  /** Resolved when the next rows may come: these are compared meanwhile, and those before them put down. */
  async take(rows: readonly FileRow[]): Promise<void> {
    const staged = rows.map(stagedOf);
    await this.#references.know(rows);
    for (const row of staged) this.#refer(row);
    const { store, district, register } = this.#desk;
    await settleKeys(store.read(district), register, staged);
    for (const row of staged) this.#checkKey(row);
    await this.#comparing;
    this.#comparing = this.#judged(staged);
    this.#comparing.catch(() => undefined); // told when it is waited for
  }

  async #judged(staged: readonly Staged[]): Promise<void> {
    await this.#compare(staged.filter(({ problem }) => problem === null));
    for (const row of staged) {
      if (row.problem !== null || hasAny(row.problems)) row.kind = 'rejected';
      this.counts[row.kind]++;
    }
    await this.#keeping;
    this.#keeping = this.#keep(staged);
    this.#keeping.catch(() => undefined); // told when it is waited for
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
  }

  #refer(row: Staged): void {
    const { file, values, problems } = row;
    for (const field in file.look) {
      const text = file.look[field]!;
      // What an export shows of a reference that its reader may not follow is left as it is.
      if (UNSEEN.has(text)) {
        row.unseen = [...row.unseen, field];
        continue;
      }
      const found = this.#references.find(field, text);
      if ('problem' in found) {
        problems[field] = found.problem;
        if (found.among) row.maybe[field] = found.among;
      } else {
        values[field] = found.value;
        if (found.others) row.maybe[field] = [found.value, ...found.others];
      }
    }
  }

  #checkKey(row: Staged): void {
    const { register } = this.#desk;
    const labels = (names: readonly string[]) => names.map((name) => register.fields[name]!.label).join('、');
    const key = keyText(register, row.values);
    if (key === null) {
      const bad = register.key.filter((name) => name in row.problems);
      const missing = register.key.filter((name) => (row.values[name] ?? null) === null && !bad.includes(name));
      if (missing.length > 0) row.problem = `缺少${labels(missing)}，无法识别是哪条记录`;
      else row.problem = row.problems[bad[0]!]!;
      return;
    }
    const place = `${row.file.sheet ? `“${row.file.sheet}”` : ''}第 ${row.file.row} 行`;
    const first = this.#keys.get(key);
    if (first !== undefined) row.problem = `与${first}重复：${labels(register.key)}相同`;
    else this.#keys.set(key, place);
    if (first === undefined) this.#checkAlike(row, place);
  }

  /** 12 and 0012 in one file: one of them lost its zeros, or they are two. */
  #checkAlike(row: Staged, place: string): void {
    const name = textKey(this.#desk.register);
    if (name === null) return;
    const text = keyOf(row.values, name);
    const plain = plainKey(text);
    if (plain === text && !this.#alike.has(plain)) return void this.#alike.set(plain, { text, place });
    const other = this.#alike.get(plain);
    if (other && other.text !== text) row.alike = other;
    this.#alike.set(plain, other ?? { text, place });
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
    const wishes = rows.map(({ values }, place) => {
      const state = ids.has(place) ? null : firstState(register, values, viewer);
      const id = ids.get(place);
      return {
        values: ownValues(values),
        isExact: true,
        ...(id === undefined ? {} : { id }),
        ...(state === null ? {} : { state }),
      };
    });
    const made = rows.flatMap(({ values }, place) => (ids.has(place) ? [] : [{ place, values }]));
    for (const [place, there] of await alikeKeys(db, register, made)) this.#judgeAlike(rows[place]!, there);
    const planned = await checkMany(db, books, register, viewer, wishes, this.#on);
    for (const [place, row] of rows.entries()) this.#judge(row, planned[place]!, ids.get(place) ?? null);
  }

  #judge(row: Staged, plan: PlannedRow, id: string | null): void {
    const { register } = this.#desk;
    for (const { field, text, kind } of plan.problems) {
      if (kind === 'unknown') row.problem = '已有相同编号的记录，但您无权查看或修改';
      else if (field !== null && field in row.values) row.problems[field] ??= text;
      // A required field whose cell could not be read is told by its cell.
      else if (field === null || !(field in row.problems)) row.problem ??= text;
    }
    if (id === null) this.#judgeUnseen(row);
    if (id === null && row.alike) this.#judgeTwice(row, row.alike);
    this.#judgeState(row, plan);
    row.record = id;
    row.version = plan.before?.version ?? null;
    row.kind = id === null ? 'new' : isDifferent(plan) ? 'changed' : 'unchanged';
    for (const field of plan.changed) if (field in register.fields) row.old[field] = plan.before?.values[field] ?? null;
  }

  /** 12 beside a record 0012: most likely a spreadsheet took its key for a number. */
  #judgeAlike({ values, problems }: Staged, there: string): void {
    const { register } = this.#desk;
    const name = textKey(register)!;
    const { label } = register.fields[name]!;
    problems[name] =
      `${label}：“${keyOf(values, name)}”与已有的“${there}”只是写法不同（前面的 0、全角或空格），同一条请写成“${there}”，确是另一条请在台账里新增`;
  }

  #judgeTwice({ values, problems }: Staged, { text, place }: Alike): void {
    const { register } = this.#desk;
    const name = textKey(register)!;
    const { label } = register.fields[name]!;
    problems[name] ??=
      `${label}：“${keyOf(values, name)}”与${place}的“${text}”只是写法不同（前面的 0、全角或空格），请核对是不是同一条`;
  }

  /** There is nothing yet that such a reference could be left as. */
  #judgeUnseen({ unseen, problems, file }: Staged): void {
    for (const name of unseen) {
      const { label } = this.#desk.register.fields[name]!;
      problems[name] = `${label}：“${file.look[name]}”不是名称，新增的记录请写明${label}`;
    }
  }

  /** A state is changed by its steps, with their evidence, not by a cell. */
  #judgeState(row: Staged, { before }: PlannedRow): void {
    const { register, viewer } = this.#desk;
    const { states } = register;
    const wanted = row.values['state'];
    if (!states || typeof wanted !== 'string') return;
    const label = (state: string | null) => states.states[state ?? '']?.label ?? '';
    if (before && before.state !== wanted) {
      row.problems['state'] = `状态：现在是“${label(before.state)}”，要改为“${label(wanted)}”请在记录里办理相应步骤`;
    } else if (!before && firstState(register, row.values, viewer) === null) {
      row.problems['state'] = `状态：您不能办到“${label(wanted)}”，新增的记录请从“${label(states.initial)}”开始`;
    }
  }

  async #keep(rows: readonly Staged[]): Promise<void> {
    const { store, district } = this.#desk;
    const lines = rows.map((row) => ({
      seq: this.#seq++,
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

/**
 * The state in which a new record begins. What an office kept in Excel has long passed its first steps, so a record may
 * begin wherever steps lead that are the importer's; null where it may not, or the sheet says nothing.
 */
function firstState({ states }: Register, { state }: Readonly<Record<string, Value>>, viewer: Viewer): string | null {
  if (!states || typeof state !== 'string' || !Object.hasOwn(states.states, state)) return null;
  const steps = Object.values(states.transitions).filter(({ by }) => mayPass(by, viewer));
  const reached = new Set([states.initial]);
  for (let before = 0; before < reached.size;) {
    before = reached.size;
    for (const { from, to } of steps) if (from.some((one) => reached.has(one))) reached.add(to);
  }
  return viewer.isProgram || reached.has(state) ? state : null;
}

/** Without the state, which is no field. Copied only where there is one: rows are many. */
function ownValues(values: Readonly<Record<string, Value>>): Readonly<Record<string, Value>> {
  if (!('state' in values)) return values;
  const { state: _, ...own } = values;
  return own;
}

function stagedOf(file: FileRow): Staged {
  return {
    file,
    // The row came from another process: it is nobody else's.
    values: file.values,
    problems: file.problems,
    problem: null,
    kind: 'new',
    record: null,
    version: null,
    old: {},
    maybe: { ...file.maybe },
    unseen: [],
    alike: null,
  };
}

/** Asked of every row: without a list of the keys. */
function hasAny(problems: Readonly<Record<string, string>>): boolean {
  for (const _ in problems) return true;
  return false;
}

function dataOf({ file, values, problems, problem, kind, old }: Staged): RowData {
  return {
    values,
    raw: file.raw,
    ...(kind === 'changed' ? { old } : {}),
    ...(hasAny(problems) ? { problems } : {}),
    ...(problem === null ? {} : { problem }),
  };
}
