import { dayInChina, instantOf, parseInstant, type Code, type CodeSet, type Day } from '@quantu/base';
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
  readonly holds: boolean;
}

/** The code sets of the district as they hold on a day: its own versions before the ones that ship. One statement. */
export async function codeBook(db: ReadDb, books: Books, on: Day): Promise<CodeBook> {
  const { rows } = await sql<VersionRow>`
    select set_key as key, version, label, source, codes, valid_from <= ${on}::date as holds from code_version
    order by holds desc, case when valid_from <= ${on}::date then valid_from end desc, valid_from`.execute(db);
  const own = (holds: boolean): CodeSet[] => rows.filter((row) => row.holds === holds);
  return new CodeBook(on, [...own(true), ...books.codeSets], own(false));
}

/** The day by which codes and organisations are looked at: that of the past asked for, or today. */
export function dayOf(asOf: string | undefined): Day {
  const instant = asOf === undefined ? null : parseInstant(asOf);
  return dayInChina(instant ?? instantOf(new Date()));
}
