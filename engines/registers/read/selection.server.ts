import type { ReadDb } from '@quantu/store';
import { sql, type RawBuilder } from 'kysely';
import type { Viewer } from '../access.ts';
import type { Selection } from '../records.ts';
import type { Books, Register } from '../register.ts';
import { codeBook, dayOf } from './code-book.server.ts';
import { conditionsSql, doubled, type Reading } from './condition-sql.server.ts';
import { tableAt } from './from.server.ts';
import { readVerdict, verdictSql } from './rule-sql.server.ts';

/** A part of a register in SQL: `select … from ${from} where ${where}`; the records are called `r`. */
export interface SelectionSql {
  readonly from: RawBuilder<unknown>;
  readonly where: RawBuilder<boolean>;
}

/** The records of a selection that a viewer may read, for lists, figures, tiles and extents alike. */
export async function selectionSql(
  db: ReadDb,
  books: Books,
  register: Register,
  viewer: Viewer,
  selection: Selection,
): Promise<SelectionSql> {
  return sqlOf(await readingOf(db, books, register, viewer, selection.asOf), selection);
}

export async function readingOf(
  db: ReadDb,
  books: Books,
  register: Register,
  viewer: Viewer,
  asOf: string | undefined,
): Promise<Reading> {
  return { books, register, viewer, codes: await codeBook(db, books, dayOf(asOf)), asOf };
}

export function sqlOf(reading: Reading, { conditions, text, asOf }: Selection): SelectionSql {
  const parts = [
    verdictSql(readVerdict(reading.register, reading.viewer)),
    ...conditionsSql(reading, conditions),
    ...wordsSql(text),
  ];
  return { from: tableAt(reading.register, asOf), where: sql<boolean>`(${sql.join(parts, sql` and `)})` };
}

const MOST_WORDS = 8;

/** All words of the search box stand somewhere in the record. */
function wordsSql(text = ''): RawBuilder<boolean>[] {
  const words = text.split(/\s+/).filter(Boolean).slice(0, MOST_WORDS);
  return words.map((word) => sql<boolean>`r.words like ${`%${doubled(word)}%`}`);
}
