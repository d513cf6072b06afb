import { columnOf, columnsOf, type Register } from '@quantu/registers';
import { selectionSql } from '@quantu/registers/server';
import { ChoiceFinder, NAME_AND_KEY, type FoundChoice, type KnownChoice } from '@quantu/tables';
import { sql } from 'kysely';
import type { Desk } from './runs.server.ts';
import type { Staged } from './staged.server.ts';
import type { FileRow } from './worker/orders.ts';

/** Fields by which a record may be named besides its title and key. */
const SHORT_NAMES = /(简称|曾用名|别名|代码|编号|账号|工号)$/;
/** A register of up to this many records is known whole; of a larger one only what is asked for. */
const MOST = 50_000;
const UNSEEN = new Set(['（无权查看）', '（已删除）', '（未命名）']);

/** Finds the records that texts of a file name: by title, key or short name, among those the importer may see. */
export class References {
  readonly #desk: Desk;
  readonly #own: readonly KnownChoice[];
  readonly #most: number;
  readonly #finders = new Map<string, ChoiceFinder>();
  /** Registers too large to be known whole. */
  readonly #large = new Set<string>();
  #ownFinder: ChoiceFinder | null = null;

  /**
   * @param own what the file itself has of the register.
   * @param most records of a register that are known whole; tests have fewer.
   */
  constructor(desk: Desk, own: readonly KnownChoice[] = [], most = MOST) {
    this.#desk = desk;
    this.#own = own;
    this.#most = most;
  }

  /** Loads what these rows' references are looked for in. */
  async know(rows: readonly Pick<FileRow, 'look'>[]): Promise<void> {
    const fields = new Set(rows.flatMap(({ look }) => Object.keys(look)));
    for (const field of fields) {
      const target = this.#targetOf(field);
      if (!target || (this.#finders.has(target.name) && !this.#large.has(target.name))) continue;
      const whole = this.#large.has(target.name) ? null : await this.#choices(target);
      if (whole !== null && whole.length <= this.#most) {
        this.#finders.set(target.name, new ChoiceFinder(this.#isOwn(target) ? together(whole, this.#own) : whole));
        continue;
      }
      this.#large.add(target.name);
      const asked = [...fields].filter((one) => this.#targetOf(one) === target);
      const texts = new Set(rows.flatMap(({ look }) => asked.flatMap((one) => namesIn(look[one]))));
      this.#finders.set(target.name, new ChoiceFinder(await this.#choices(target, [...texts]), false));
    }
  }

  /** The record that a text names; its register is known by now. */
  find(field: string, text: string): FoundChoice {
    const target = this.#targetOf(field);
    const finder = target && this.#finders.get(target.name);
    if (!finder) return { problem: '不是引用字段' };
    const there = finder.find(text, target.label);
    const found =
      'problem' in there && this.#isOwn(target) && this.#large.has(target.name) ? this.#ownNamed(text, there) : there;
    if (!('problem' in found)) return found;
    return { ...found, problem: `${this.#desk.register.fields[field]!.label}：${found.problem}` };
  }

  #isOwn(target: Register): boolean {
    return target === this.#desk.register && this.#own.length > 0;
  }

  /** Of a large register only what is asked for is known: what the file itself has is looked for beside it. */
  #ownNamed(text: string, there: FoundChoice): FoundChoice {
    this.#ownFinder ??= new ChoiceFinder(this.#own, false);
    const found = this.#ownFinder.find(text, this.#desk.register.label);
    return 'problem' in found && found.among === undefined ? there : found;
  }

  #targetOf(field: string): Register | undefined {
    const declared = this.#desk.register.fields[field];
    return declared?.kind === 'reference' ? this.#desk.books.registers.get(declared.to) : undefined;
  }

  /** All there are, up to one more than are known whole, or those that are named exactly like one of these texts. */
  async #choices(target: Register, texts?: readonly string[]): Promise<readonly KnownChoice[]> {
    const { store, district, books, viewer } = this.#desk;
    const db = store.read(district);
    const names = namingFields(target);
    const { from, where } = await selectionSql(db, books, target, viewer, { conditions: [] });
    const until = target.fields['until']?.kind === 'day' ? sql`coalesce(r.until < current_date, false)` : sql`false`;
    const columns = names.map((name) => sql`r.${sql.ref(columnOf(name))}::text as ${sql.ref(name)}`);
    const isOne = names.map((name) => sql`r.${sql.ref(columnOf(name))}::text = any(${texts ?? []}::text[])`);
    const named = texts ? sql`and (${sql.join(isOne, sql` or `)})` : sql``;
    const { rows } = await sql<Record<string, string | null>>`
      select r.id, ${until} as closed, ${sql.join(columns)} from ${from} where ${where} ${named} limit ${texts ? null : this.#most + 1}`.execute(
      db,
    );
    return rows.map((row) => ({
      value: row['id']!,
      label: row[target.title] ?? '',
      names: names.flatMap((name) => (name === target.title ? [] : [row[name] ?? ''])).filter((text) => text !== ''),
      isClosed: Boolean(row['closed']),
    }));
  }
}

/** Finds what the texts of a row name. */
export function refer(row: Staged, references: References): void {
  const { file, values, problems } = row;
  for (const field in file.look) {
    const text = file.look[field]!;
    // What an export shows of a reference that its reader may not follow is left as it is.
    if (UNSEEN.has(text)) {
      row.unseen = [...row.unseen, field];
      continue;
    }
    const found = references.find(field, text);
    if ('problem' in found) {
      problems[field] = found.problem;
      if (found.among) row.maybe[field] = found.among;
    } else {
      values[field] = found.value;
      if (found.isClosed === true) row.closed = [...row.closed, field];
      if (found.others) row.maybe[field] = [found.value, ...found.others];
    }
  }
}

/** What is there and what the file calls it, or is to make. */
function together(there: readonly KnownChoice[], own: readonly KnownChoice[]): readonly KnownChoice[] {
  const all = new Map(there.map((one) => [one.value, one]));
  for (const one of own) {
    const known = all.get(one.value);
    const names = [...(known?.names ?? []), ...(one.names ?? [])];
    all.set(one.value, known ? { ...known, names: [...names, one.label] } : one);
  }
  return [...all.values()];
}

/** A text as it stands, and its two names where the second is in brackets. */
const namesIn = (text: string | undefined): readonly string[] =>
  text === undefined ? [] : [text, ...(NAME_AND_KEY.exec(text)?.slice(1) ?? [])];

/** The fields by which a record may be named, its title first. */
export function namingFields(target: Register): readonly string[] {
  const texts = columnsOf(target).filter(
    ([name, field]) =>
      field.read === undefined &&
      field.unmasked === undefined &&
      (field.kind === 'text' || field.kind === 'code') &&
      (name === target.title || target.key.includes(name) || SHORT_NAMES.test(field.label)),
  );
  return [...new Set([target.title, ...texts.map(([name]) => name)])];
}
