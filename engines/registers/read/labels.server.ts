import type { ReadDb } from '@quantu/store';
import { sql } from 'kysely';
import type { CodeBook } from '../code-book.ts';
import { isFiles } from '../fields.ts';
import type { RecordView } from '../records.ts';
import { columnOf, type Register } from '../register.ts';
import { valueText } from '../show.ts';
import type { Reading } from './condition-sql.server.ts';
import { tableAt } from './from.server.ts';
import { storedValue, viewOf, type WholeRecord } from './row.server.ts';
import { at, readVerdict, verdictSql } from './rule-sql.server.ts';

/** What stands where a record is referred to that the reader may not see. */
const HIDDEN = '（无权查看）';
const GONE = '（已删除）';

/** Titles of records by register and id. */
export class Titles {
  readonly #titles = new Map<string, string>();

  add(register: string, id: string, title: string): void {
    this.#titles.set(`${register} ${id}`, title);
  }

  of(register: string, id: string): string {
    return this.#titles.get(`${register} ${id}`) ?? GONE;
  }
}

/**
 * What the records that these refer to are called, in one statement whatever their number. What is itself called by a
 * code or number is shown as such.
 */
export async function titlesOf(
  db: ReadDb,
  reading: Reading,
  wanted: ReadonlyMap<string, ReadonlySet<string>>,
): Promise<Titles> {
  const titles = new Titles();
  const parts = [...wanted].flatMap(([key, ids]) => {
    const target = reading.books.registers.get(key);
    if (!target || ids.size === 0) return [];
    const from = tableAt(target, reading.asOf, 't');
    const isSeen = verdictSql(readVerdict(target, reading.viewer, 't'));
    const title = at(columnOf(target.title), 't');
    return [
      sql`select ${key}::text as register, t.id, ${title}::text as title, ${isSeen} as "isSeen" from ${from}
        where t.id = any(${[...ids]}::uuid[])`,
    ];
  });
  if (parts.length === 0) return titles;
  const { rows } = await sql<{ register: string; id: string; title: string | null; isSeen: boolean }>`${sql.join(
    parts,
    sql` union all `,
  )}`.execute(db);
  for (const { register, id, title, isSeen } of rows) {
    titles.add(register, id, isSeen ? titleText(reading, register, title) : HIDDEN);
  }
  return titles;
}

function titleText({ books, codes }: Reading, key: string, title: string | null): string {
  const target = books.registers.get(key)!;
  const field = target.fields[target.title]!;
  if (title === null) return '（未命名）';
  if (field.kind === 'code') return codes.labelOf(field.set, title);
  return valueText(field, storedValue(field, title));
}

/** Which records views refer to, by register. */
export function referredBy(register: Register, views: readonly Pick<RecordView, 'values'>[]): Map<string, Set<string>> {
  const wanted = new Map<string, Set<string>>();
  for (const [name, field] of Object.entries(register.fields)) {
    if (field.kind !== 'reference') continue;
    const ids = wanted.get(field.to) ?? new Set<string>();
    wanted.set(field.to, ids);
    for (const { values } of views) {
      const value = values[name];
      if (typeof value === 'string' && value.length === 36) ids.add(value);
    }
  }
  return wanted;
}

/** What people read in place of codes and references. */
export function labelsOf(
  register: Register,
  { values, masked }: Pick<RecordView, 'values' | 'masked'>,
  codes: CodeBook,
  titles: Titles,
): Record<string, string> {
  const labels: Record<string, string> = {};
  for (const [name, value] of Object.entries(values)) {
    const field = register.fields[name];
    if (typeof value !== 'string' || !field || masked.includes(name)) continue;
    if (field.kind === 'code') labels[name] = codes.labelOf(field.set, value);
    if (field.kind === 'reference') labels[name] = titles.of(field.to, value);
  }
  return labels;
}

/** Records as the viewer sees them, with labels and the number of files, in two statements whatever their number. */
export async function viewsOf(
  db: ReadDb,
  reading: Reading,
  records: readonly WholeRecord[],
  fields?: readonly string[],
): Promise<readonly RecordView[]> {
  const { register, viewer, codes } = reading;
  const counted = await withFileCounts(db, reading, records, fields);
  const views = counted.map((record) => viewOf(register, viewer, record, fields));
  const titles = await titlesOf(db, reading, referredBy(register, views));
  return views.map((view) => ({ ...view, labels: labelsOf(register, view, codes, titles) }));
}

/** How many files hang on a record in each field that holds files: that is the value of such a field. */
async function withFileCounts(
  db: ReadDb,
  { register, asOf }: Reading,
  records: readonly WholeRecord[],
  wanted?: readonly string[],
): Promise<readonly WholeRecord[]> {
  const fields = Object.entries(register.fields).filter(
    ([name, field]) => isFiles(field) && (wanted?.includes(name) ?? true),
  );
  if (fields.length === 0 || records.length === 0) return records;
  const { rows } = await sql<{ record: string; field: string; count: number }>`
    select a.record, a.field, count(*) as count from ${tableAt({ table: 'record_attachment' }, asOf, 'a')}
    where a.record = any(${records.map(({ id }) => id)}::uuid[]) group by a.record, a.field`.execute(db);
  const counts = new Map(rows.map(({ record, field, count }) => [`${record} ${field}`, count]));
  return records.map((record) => {
    const files = fields.map(([name]) => [name, counts.get(`${record.id} ${name}`) ?? 0] as const);
    return { ...record, values: { ...record.values, ...Object.fromEntries(files) } };
  });
}
