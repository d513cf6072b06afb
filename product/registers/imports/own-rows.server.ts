import { newId } from '@quantu/base';
import type { Register } from '@quantu/registers';
import type { UnrecordedDb } from '@quantu/store';
import type { KnownChoice } from '@quantu/tables';
import { sql } from 'kysely';
import { idsByKey, keyText } from './keys.server.ts';
import { namingFields, refer, References } from './references.server.ts';
import type { Desk } from './runs.server.ts';
import { settleKeys } from './settle.server.ts';
import { placeOf, stagedOf, type Staged } from './staged.server.ts';
import type { Counts } from './tables.server.ts';
import type { FileRow, RowsOrder } from './worker/orders.ts';

const BATCH = 1000;

/** A row that refers to records which the same file is to make. */
interface Waiting {
  readonly row: Staged;
  readonly needs: readonly { readonly field: string; readonly id: string }[];
}

/**
 * Rows of a file that refer to others of it, as a tree does that comes in one sheet: what is to be made has its id
 * before it is written, and is written before what refers to it.
 */
export class OwnRows {
  readonly #register: Register;
  readonly #fields: readonly string[];
  /** By the place of a row, the record that it is to become. */
  readonly #ids = new Map<string, string>();
  /** By the record that is to be made, the place of its row. */
  readonly #places = new Map<string, string>();
  /** Records that will not be made: their row is refused, or means another. */
  readonly #lost = new Set<string>();
  readonly #waiting: Waiting[] = [];
  readonly #choices: KnownChoice[] = [];

  private constructor(register: Register, fields: readonly string[]) {
    this.#register = register;
    this.#fields = fields;
  }

  /** Reads the file once for what its rows are called, if they can refer to one another. */
  static async of(
    desk: Desk,
    order: Pick<RowsOrder, 'sheets'>,
    rows: () => AsyncIterable<{ readonly rows: readonly FileRow[] }>,
  ) {
    const { register } = desk;
    const used = new Set(order.sheets.flatMap(({ columns }) => columns.map(({ field }) => field)));
    const fields = Object.entries(register.fields).flatMap(([name, field]) =>
      field.kind === 'reference' && field.to === register.name && used.has(name) ? [name] : [],
    );
    const own = new OwnRows(register, fields);
    if (fields.length === 0) return own;
    const references = new References(desk);
    const seen = new Set<string>();
    let waiting: FileRow[] = [];
    for await (const piece of rows()) {
      waiting.push(...piece.rows);
      if (waiting.length < BATCH) continue;
      await own.#name(desk, references, waiting, seen);
      waiting = [];
    }
    await own.#name(desk, references, waiting, seen);
    return own;
  }

  /** What the rows of the file may be called by. */
  get choices(): readonly KnownChoice[] {
    return this.#choices;
  }

  /** Records that are not there and are to be made. */
  get coming(): Pick<ReadonlySet<string>, 'has'> {
    return this.#places;
  }

  /** The id that the record of this row is to have, if others may refer to it. */
  idOf(file: FileRow): string | null {
    return this.#ids.get(placeOf(file)) ?? null;
  }

  async #name(desk: Desk, references: References, files: readonly FileRow[], seen: Set<string>): Promise<void> {
    const db = desk.store.read(desk.district);
    const rows = files.map((file) => stagedOf(file, 0));
    await references.know(files);
    for (const row of rows) refer(row, references);
    await settleKeys(db, this.#register, rows);
    const there = await idsByKey(
      db,
      this.#register,
      rows.map(({ values }) => values),
    );
    for (const [place, { file, values }] of rows.entries()) {
      const key = keyText(this.#register, values);
      if (key === null ? !this.#isBelowOwn(file) : seen.has(key)) continue;
      if (key !== null) seen.add(key);
      const id = there.get(place) ?? newId();
      const names = namingFields(this.#register).map((name) => values[name] ?? null);
      const [label, ...more] = names.filter((name) => name !== null).map(String);
      if (label === undefined) continue;
      this.#choices.push({ value: id, label, names: more });
      if (there.has(place)) continue;
      this.#ids.set(placeOf(file), id);
      this.#places.set(id, placeOf(file));
    }
  }

  /** Part of its key is a reference that only this file can tell: then it is not there yet. */
  #isBelowOwn({ look }: FileRow): boolean {
    return this.#fields.some((name) => this.#register.key.includes(name) && name in look);
  }

  /** Takes note of what became of a row, and of what it refers to. */
  judged(row: Staged): void {
    const isRefused = row.kind === 'rejected';
    if (row.id !== null && (isRefused || row.record !== null)) this.#lost.add(row.id);
    if (isRefused || this.#places.size === 0) return;
    const needs = this.#fields.flatMap((field) => {
      const id = row.values[field];
      return typeof id === 'string' && this.#places.has(id) ? [{ field, id }] : [];
    });
    if (needs.length > 0) this.#waiting.push({ row, needs });
  }

  /**
   * All rows are put down: those that refer to others come in a later turn than these, and those whose row is refused
   * are refused with it.
   */
  async settle(db: UnrecordedDb, run: string, counts: Record<keyof Counts, number>): Promise<void> {
    const { turns, refused } = this.#ordered();
    const later = [...turns].map(([{ row }, turn]) => ({ seq: row.seq, turn }));
    await sql`update import_row as i set turn = x.turn from json_to_recordset(${JSON.stringify(later)}::json)
      as x(seq integer, turn integer) where i.import = ${run}::uuid and i.seq = x.seq`.execute(db);
    const told = refused.map(({ waiting: { row }, problems }) => ({ seq: row.seq, problems }));
    await sql`update import_row as i set kind = 'rejected', data = (i.data::jsonb || jsonb_build_object('problems',
        coalesce(i.data::jsonb -> 'problems', '{}') || x.problems))::json
      from json_to_recordset(${JSON.stringify(told)}::json) as x(seq integer, problems jsonb)
      where i.import = ${run}::uuid and i.seq = x.seq`.execute(db);
    for (const { waiting } of refused) counts[waiting.row.kind]--;
    counts.rejected += refused.length;
  }

  /** From what waits for nothing to what waits for that; what is left goes round in a circle. */
  #ordered() {
    const waitFor = new Map<string, Waiting[]>();
    for (const one of this.#waiting) {
      for (const { id } of one.needs) {
        // One parent may have all the rows of a file below it.
        const all = waitFor.get(id) ?? [];
        all.push(one);
        waitFor.set(id, all);
      }
    }
    const own = new Set(this.#waiting.map(({ row }) => row.id));
    const queue = [...waitFor.keys()].filter((id) => !own.has(id)).map((id) => ({ id, turn: 0 }));
    const left = new Map(this.#waiting.map((one) => [one, one.needs.length]));
    const turns = new Map<Waiting, number>();
    const refused: { readonly waiting: Waiting; readonly problems: Readonly<Record<string, string>> }[] = [];
    const isLost = (id: string): boolean => this.#lost.has(id);
    for (const { id, turn } of queue) {
      for (const one of waitFor.get(id) ?? []) {
        const open = left.get(one);
        if (open === undefined) continue;
        if (isLost(id)) {
          refused.push({ waiting: one, problems: this.#lostProblems(one) });
          left.delete(one);
          if (one.row.id !== null) this.#lost.add(one.row.id);
        } else {
          left.set(one, open - 1);
          turns.set(one, Math.max(turns.get(one) ?? 0, turn + 1));
          if (open > 1) continue;
          left.delete(one);
        }
        if (one.row.id !== null) queue.push({ id: one.row.id, turn: turns.get(one) ?? 0 });
      }
    }
    for (const one of left.keys()) {
      const [first] = one.needs;
      const problem = `${this.#labelOf(first!.field)}：顺着往上找会绕成一圈，请核对`;
      refused.push({ waiting: one, problems: { [first!.field]: problem } });
    }
    for (const { waiting } of refused) turns.delete(waiting);
    return { turns, refused };
  }

  #lostProblems({ row, needs }: Waiting): Record<string, string> {
    const lost = needs.filter(({ id }) => this.#lost.has(id));
    return Object.fromEntries(
      lost.map(({ field, id }) => [
        field,
        `${this.#labelOf(field)}：“${row.file.look[field] ?? ''}”是这份文件${this.#places.get(id)!}，那一行不能写入`,
      ]),
    );
  }

  #labelOf(field: string): string {
    return this.#register.fields[field]!.label;
  }
}
