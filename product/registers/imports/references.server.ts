import { columnOf, columnsOf, type Register } from '@quantu/registers';
import { selectionSql } from '@quantu/registers/server';
import { ChoiceFinder, type KnownChoice } from '@quantu/tables';
import { sql } from 'kysely';
import type { Desk } from './runs.server.ts';
import type { FileRow } from './worker/orders.ts';

/** Fields by which a record may be named besides its title and key. */
const SHORT_NAMES = /(简称|曾用名|别名|代码|编号|账号|工号)$/;
/** A register of up to this many records is known whole; of a larger one only what is asked for. */
const MOST = 50_000;

/** Finds the records that texts of a file name: by title, key or short name, among those the importer may see. */
export class References {
  readonly #desk: Desk;
  readonly #finders = new Map<string, ChoiceFinder>();

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  /** Loads what these rows' references are looked for in. */
  async know(rows: readonly Pick<FileRow, 'look'>[]): Promise<void> {
    const fields = new Set(rows.flatMap(({ look }) => Object.keys(look)));
    for (const field of fields) {
      const target = this.#targetOf(field);
      if (!target || this.#finders.has(target.name)) continue;
      this.#finders.set(target.name, new ChoiceFinder(await this.#choices(target)));
    }
  }

  /** The record that a text names; its register is known by now. */
  find(field: string, text: string): { readonly value: string } | { readonly problem: string } {
    const target = this.#targetOf(field);
    const finder = target && this.#finders.get(target.name);
    if (!finder) return { problem: '不是引用字段' };
    const found = finder.find(text, target.label);
    return 'problem' in found ? { problem: `${this.#desk.register.fields[field]!.label}：${found.problem}` } : found;
  }

  #targetOf(field: string): Register | undefined {
    const declared = this.#desk.register.fields[field];
    return declared?.kind === 'reference' ? this.#desk.books.registers.get(declared.to) : undefined;
  }

  async #choices(target: Register): Promise<readonly KnownChoice[]> {
    const { store, district, books, viewer } = this.#desk;
    const db = store.read(district);
    const names = namingFields(target);
    const { from, where } = await selectionSql(db, books, target, viewer, { conditions: [] });
    const until = target.fields['until']?.kind === 'day' ? sql`coalesce(r.until < current_date, false)` : sql`false`;
    const columns = names.map((name) => sql`r.${sql.ref(columnOf(name))}::text as ${sql.ref(name)}`);
    const { rows } = await sql<Record<string, string | null>>`
      select r.id, ${until} as closed, ${sql.join(columns)} from ${from} where ${where} limit ${MOST}`.execute(db);
    return rows.map((row) => ({
      value: row['id']!,
      label: row[target.title] ?? '',
      names: names.flatMap((name) => (name === target.title ? [] : [row[name] ?? ''])).filter((text) => text !== ''),
      isClosed: Boolean(row['closed']),
    }));
  }
}

function namingFields(target: Register): readonly string[] {
  const texts = columnsOf(target).filter(
    ([name, field]) =>
      field.read === undefined &&
      field.unmasked === undefined &&
      (field.kind === 'text' || field.kind === 'code') &&
      (name === target.title || target.key.includes(name) || SHORT_NAMES.test(field.label)),
  );
  return [...new Set([target.title, ...texts.map(([name]) => name)])];
}
