import type { Books } from '@quantu/registers';
import { choicesOf, codeBook, readableColumn, selectionSql } from '@quantu/registers/server';
import { dayInChina, instantOf } from '@quantu/base';
import type { ReadDb } from '@quantu/store';
import { sql } from 'kysely';
import { instantOfAsked, partsOf, type Asked } from './asked.ts';
import type { IndicatorValue } from './contract.ts';
import { combined, COMPUTER, countedColumns, judged, type PartValue } from './evaluate.server.ts';

export interface IndicatorGroup {
  readonly value: string | null;
  readonly label: string;
  readonly current: IndicatorValue;
}

const NONE: PartValue = { value: '0', rows: 0, missing: 0, why: null };

/** A figure by the values of one field: the largest group first, those without a value last. */
export async function groupsOf(db: ReadDb, books: Books, asked: Asked, by: string): Promise<IndicatorGroup[]> {
  const { register } = asked;
  const parts = await Promise.all(
    partsOf(asked).map(async (part) => {
      const selected = await selectionSql(db, books, register, COMPUTER, {
        conditions: part.recipe.conditions,
        asOf: instantOfAsked(asked.asOf),
      });
      const { rows } = await sql<{ key: string | null; rows: number; filled: number; value: string | null }>`
        select (${readableColumn(register, COMPUTER, by)})::text as key, ${countedColumns(register, part.recipe)}
        from ${selected.from} where ${selected.where} group by 1`.execute(db);
      return { part, found: new Map(rows.map((row) => [row.key, judged(register, part.recipe, row)])) };
    }),
  );
  const keys = [...new Set(parts.flatMap(({ found }) => [...found.keys()]))];
  const labels = await labelsOf(
    db,
    books,
    asked,
    by,
    keys.filter((key) => key !== null),
  );
  const groups = keys.map((key) => ({
    value: key,
    label: key === null ? '（没有填写）' : (labels.get(key) ?? key),
    rows: parts[0]!.found.get(key)?.rows ?? 0,
    current: combined(
      asked,
      parts.map(({ part, found }) => ({ part, found: found.get(key) ?? NONE })),
    ),
  }));
  const rank = ({ value, rows }: (typeof groups)[number]) => (value === null ? -1 : rows);
  return groups.toSorted((a, b) => rank(b) - rank(a)).map(({ value, label, current }) => ({ value, label, current }));
}

/** What people read in place of the values of a field. */
export async function labelsOf(
  db: ReadDb,
  books: Books,
  { register, asOf }: Pick<Asked, 'register' | 'asOf'>,
  field: string,
  values: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const declared = register.fields[field];
  const on = asOf ?? dayInChina(instantOf(new Date()));
  if (declared?.kind === 'code') {
    const book = await codeBook(db, books, on);
    return new Map(values.map((value) => [value, book.labelOf(declared.set, value)]));
  }
  if (declared?.kind === 'reference' && values.length > 0) {
    const choices = await choicesOf(db, books, register, COMPUTER, field, { values, on });
    return new Map(choices.map(({ value, label }) => [value, label]));
  }
  const words: Readonly<Record<string, string>> = { true: '是', false: '否' };
  const states = field === 'state' ? (register.states?.states ?? {}) : {};
  return new Map(
    values.map((value) => [
      value,
      states[value]?.label ?? (declared?.kind === 'yes-no' ? words[value] : undefined) ?? value,
    ]),
  );
}
