import type { Code, CodeSet, Day } from '@quantu/base';
import type { ReadDb } from '@quantu/store';
import { sql } from 'kysely';
import type { Books } from '../register.ts';

/** One version of a code set: as it ships with the program, or of the district's own. */
export interface CodeVersion extends CodeSet {
  /** Null: it ships with the program, and holds until a version of the district does. */
  readonly from: Day | null;
  readonly standing: 'over' | 'holds' | 'coming';
}

/** All versions of all sets that the program knows, the latest first. One statement. */
export async function codeVersions(db: ReadDb, books: Books, on: Day): Promise<readonly CodeVersion[]> {
  const { rows } = await sql<CodeSet & { from: Day }>`
    select set_key as key, version, label, source, codes, valid_from::text as "from"
    from code_version order by valid_from desc`.execute(db);
  return books.codeSets.flatMap((shipped) => {
    const own = rows.filter(({ key }) => key === shipped.key);
    const holding = own.find(({ from }) => from <= on);
    const standingOf = ({ from }: { from: Day }) =>
      from > on ? ('coming' as const) : from === holding?.from ? ('holds' as const) : ('over' as const);
    return [
      ...own.map((version): CodeVersion => ({ ...version, standing: standingOf(version) })),
      { ...shipped, from: null, standing: holding ? ('over' as const) : ('holds' as const) },
    ];
  });
}

/** Every code of these versions, the first of its name. */
export function codesOfVersions(versions: readonly CodeVersion[]): ReadonlyMap<string, Code> {
  return new Map(versions.flatMap(({ codes }) => codes.map((code) => [code.code, code] as const)).toReversed());
}
