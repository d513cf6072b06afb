import { columnOf, columnsOf, type Register } from '@quantu/registers';
import { selectionSql } from '@quantu/registers/server';
import { ChoiceFinder, type KnownChoice } from '@quantu/tables';
import { sql } from 'kysely';
import type { Desk } from './runs.server.ts';

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

  async find(field: string, text: string): Promise<{ readonly value: string } | { readonly problem: string }> {
    const declared = this.#desk.register.fields[field];
    if (declared?.kind !== 'reference') return { problem: '不是引用字段' };
    const target = this.#desk.books.registers.get(declared.to)!;
    const found = (await this.#finderOf(target)).find(text, target.label);
    return 'problem' in found ? { problem: `${declared.label}：${found.problem}` } : found;
  }

  async #finderOf(target: Register): Promise<ChoiceFinder> {
    const known = this.#finders.get(target.name);
    if (known) return known;
    const finder = new ChoiceFinder(await this.#choices(target));
    this.#finders.set(target.name, finder);
    return finder;
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
