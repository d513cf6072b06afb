import { dayInChina, instantOf, parseInstant, type Code, type Day } from '@quantu/base';
import type { ReadDb } from '@quantu/store';
import { sql } from 'kysely';
import { CodeBook } from '../code-book.ts';
import type { Books } from '../register.ts';

interface VersionRow {
  readonly key: string;
  readonly version: string;
  readonly label: string;
  readonly source: string;
  readonly codes: readonly Code[];
  readonly from: string;
}

/** The code sets of the district as they hold on a day: its own versions before the ones that ship. One statement. */
export async function codeBook(db: ReadDb, books: Books, on: Day): Promise<CodeBook> {
  return (await codeBooks(db, books))(on);
}

/** The same for whatever days are asked for: still one statement. */
export async function codeBooks(db: ReadDb, books: Books): Promise<(on: Day) => CodeBook> {
  const { rows } =
    await sql<VersionRow>`select set_key as key, version, label, source, codes, valid_from::text as "from"
    from code_version order by valid_from desc`.execute(db);
  const made = new Map<Day, CodeBook>();
  return (on) => {
    const [held, coming] = [rows.filter(({ from }) => from <= on), rows.filter(({ from }) => from > on)];
    const book = made.get(on) ?? new CodeBook(on, [...held, ...books.codeSets], coming.toReversed());
    made.set(on, book);
    return book;
  };
}

/** The day by which codes and organisations are looked at: that of the past asked for, or today. */
export function dayOf(asOf: string | undefined): Day {
  const instant = asOf === undefined ? null : parseInstant(asOf);
  return dayInChina(instant ?? instantOf(new Date()));
}
