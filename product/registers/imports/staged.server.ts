import type { Value } from '@quantu/registers';
import type { RowData, RowKind } from './tables.server.ts';
import type { FileRow } from './worker/orders.ts';

/** A row on its way through the dry run. */
export interface Staged {
  readonly seq: number;
  /** The id that its record is to have where others of the file may refer to it. */
  id: string | null;
  readonly file: FileRow;
  readonly values: Record<string, Value>;
  readonly problems: Record<string, string>;
  problem: string | null;
  kind: RowKind;
  record: string | null;
  version: number | null;
  old: Record<string, Value>;
  /** Where a text names several records or codes: all of them. */
  maybe: Record<string, readonly string[]>;
  /** References that the file does not name, for its reader may not see them. */
  unseen: readonly string[];
  /** References to what is no more: an organisation that was abolished. */
  closed: readonly string[];
  /** A row before this one whose key differs only in how it is written. */
  alike: AlikeKey | null;
}

/** Where a key stood, and how it was written. */
export interface AlikeKey {
  readonly text: string;
  readonly place: string;
}

/** Where a row stands in its file, as people say it. */
export const placeOf = ({ sheet, row }: Pick<FileRow, 'sheet' | 'row'>): string =>
  `${sheet ? `“${sheet}”` : ''}第 ${row} 行`;

export function stagedOf(file: FileRow, seq: number): Staged {
  return {
    seq,
    id: null,
    file,
    // The row came from another process: it is nobody else's.
    values: file.values,
    problems: file.problems,
    problem: null,
    kind: 'new',
    record: null,
    version: null,
    old: {},
    maybe: { ...file.maybe },
    unseen: [],
    closed: [],
    alike: null,
  };
}

/** Asked of every row: without a list of the keys. */
export function hasAny(problems: Readonly<Record<string, string>>): boolean {
  for (const _ in problems) return true;
  return false;
}

/** What is put down of a row. */
export function dataOf({ id, file, values, problems, problem, kind, old }: Staged): RowData {
  return {
    ...(kind === 'new' && id !== null ? { id } : {}),
    values,
    raw: file.raw,
    ...(kind === 'changed' ? { old } : {}),
    ...(hasAny(problems) ? { problems } : {}),
    ...(problem === null ? {} : { problem }),
  };
}
