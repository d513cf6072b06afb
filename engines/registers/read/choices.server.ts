import type { Day } from '@quantu/base';
import type { ReadDb } from '@quantu/store';
import { sql } from 'kysely';
import type { Viewer } from '../access.ts';
import { registerFault } from '../faults.ts';
import type { Choice } from '../records.ts';
import { columnOf, type Books, type Register } from '../register.ts';
import { isRecordId } from '../values.ts';
import { codeBook } from './code-book.server.ts';
import { doubled, folded, knownField } from './condition-sql.server.ts';
import { tableAt } from './from.server.ts';
import { at, readVerdict, verdictSql } from './rule-sql.server.ts';

const MOST = 50;
/** A tree is sent whole up to this size, so that it can be shown as one. */
const WHOLE_TREE = 500;

export interface ChoicesWish {
  readonly text?: string | undefined;
  /** Values whose labels are wanted; then `text` is not looked at. */
  readonly values?: readonly string[] | undefined;
  readonly on: Day;
}

/** What a code or reference field can be given, or what given values are called. */
export async function choicesOf(
  db: ReadDb,
  books: Books,
  register: Register,
  viewer: Viewer,
  name: string,
  wish: ChoicesWish,
): Promise<readonly Choice[]> {
  const { label } = knownField(register, name);
  const field = register.fields[name];
  if (field?.kind === 'code') return codeChoices(db, books, field.set, wish);
  const target = field?.kind === 'reference' ? books.registers.get(field.to) : undefined;
  if (!target) throw registerFault('filter.op', { field: label, op: '选择' });
  return recordChoices(db, target, viewer, wish);
}

async function codeChoices(
  db: ReadDb,
  books: Books,
  set: string,
  { text = '', values, on }: ChoicesWish,
): Promise<readonly Choice[]> {
  const codes = await codeBook(db, books, on);
  const isWanted = (code: string, label: string): boolean =>
    values ? values.includes(code) : folded(label).includes(folded(text)) || code.startsWith(text);
  return codes
    .all(set)
    .filter(({ code, label }) => isWanted(code, label))
    .map(({ code, label, parent }) => ({
      value: code,
      label,
      parent: parent ?? null,
      isClosed: !codes.isOpen(set, code),
    }));
}

async function recordChoices(
  db: ReadDb,
  target: Register,
  viewer: Viewer,
  { text = '', values, on }: ChoicesWish,
): Promise<readonly Choice[]> {
  const parent = target.parent === undefined ? sql`null::uuid` : at(columnOf(target.parent));
  // A register whose records hold for a time says so with a day field `until`.
  const until =
    target.fields['until']?.kind === 'day' ? sql`coalesce(${at('until')} <= ${on}::date, false)` : sql`false`;
  const words = text.split(/\s+/).filter(Boolean).slice(0, 8);
  const wanted = values
    ? sql`r.id = any(${values.filter(isRecordId)}::uuid[])`
    : sql`${sql.join([sql`true`, ...words.map((word) => sql`r.words like ${`%${doubled(word)}%`}`)], sql` and `)}`;
  const most = values ? values.length : target.parent !== undefined && words.length === 0 ? WHOLE_TREE : MOST;
  const { rows } = await sql<Choice>`
    select r.id as value, coalesce(${at(columnOf(target.title))}::text, '（未命名）') as label, ${parent} as parent,
      ${until} as "isClosed"
    from ${tableAt(target, undefined)} where ${verdictSql(readVerdict(target, viewer))} and ${wanted}
    order by "isClosed", ${at(columnOf(target.title))}, r.id limit ${most}`.execute(db);
  return rows;
}
