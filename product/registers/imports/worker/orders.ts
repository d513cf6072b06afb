import type { Register, Value } from '@quantu/registers';
import type { ColumnMapping, KnownChoice } from '@quantu/tables';

/** Reads a file and tells what its sheets look like. */
export interface LookOrder {
  readonly task: 'look';
  readonly path: string;
  readonly name: string;
  readonly register: Register;
  /** Head rows that a person chose, by sheet. */
  readonly headRows: Readonly<Record<string, readonly number[]>>;
}

export interface LookedSheet {
  readonly name: string;
  readonly isHidden: boolean;
  readonly headRows: readonly number[];
  readonly skipped: readonly { readonly row: number; readonly why: string }[];
  readonly rowCount: number;
  /** Rows of data that the file hides, as a filter does. */
  readonly hiddenCount?: number;
  /** Of the rows under the head that look like no data: what their cells say, by column from 0. */
  readonly doubtful: readonly { readonly row: number; readonly why: string; readonly cells: readonly string[] }[];
  readonly columns: readonly {
    readonly column: number;
    readonly letter: string;
    readonly head: string;
    readonly unit: string | null;
    readonly isHidden: boolean;
    readonly isIgnored: boolean;
    readonly samples: readonly string[];
  }[];
  readonly rows: readonly (readonly string[])[];
  readonly layout: string;
  readonly guess: readonly ColumnMapping[];
}

export interface UsedSheet {
  readonly name: string;
  readonly headRows: readonly number[];
  /** Rows that are data whatever they look like: their key names a record. */
  readonly named: readonly number[];
  readonly columns: readonly {
    readonly column: number;
    readonly field: string | null;
    readonly unit: string | null;
    /** Numbers that stand there without a unit are counted. */
    readonly isUnitAssumed?: boolean;
  }[];
}

/** Reads the rows of a file by a mapping; they come in pieces, each is asked for. */
export interface RowsOrder {
  readonly task: 'rows';
  readonly path: string;
  readonly name: string;
  readonly register: Register;
  readonly sheets: readonly UsedSheet[];
  /** By code set. */
  readonly choices: Readonly<Record<string, readonly KnownChoice[]>>;
}

/** A row as the file has it, in the register's own terms as far as the file alone tells. */
export interface FileRow {
  readonly sheet: string;
  readonly row: number;
  readonly values: Record<string, Value>;
  /** References by the text that names them. */
  readonly look: Readonly<Record<string, string>>;
  readonly problems: Record<string, string>;
  /** As the cells had it, where that is not what the value says. */
  readonly raw: Readonly<Record<string, string>>;
  /** Where a text names several codes: all of them. */
  readonly maybe?: Readonly<Record<string, readonly string[]>>;
}

/** Writes the rejected rows of a file as a workbook of the same layout. */
export interface RejectedOrder {
  readonly task: 'rejected';
  readonly path: string;
  readonly name: string;
  readonly out: string;
  readonly register: Register;
  readonly sheets: readonly (UsedSheet & { readonly rows: readonly RejectedRow[] })[];
}
export interface RejectedRow {
  readonly row: number;
  readonly reason: string;
  /** Columns whose cell is wrong, 1-based, with why. */
  readonly cells: Readonly<Record<number, string>>;
}

export type Order = LookOrder | RowsOrder | RejectedOrder;

export interface Looked {
  readonly sheets: readonly LookedSheet[];
  readonly notes: readonly string[];
}

/** Numbers of a column that might be meant in another unit: how many, and the first as it stands there. */
export interface BareNumbers {
  readonly sheet: string;
  readonly field: string;
  readonly unit: string | null;
  readonly count: number;
  readonly example: string;
}

/** Rows of a file, and how far it is read. */
export interface RowPiece {
  readonly rows: readonly FileRow[];
  /** Of the sheet so far. */
  readonly bare: readonly BareNumbers[];
  readonly fraction: number;
  readonly total: number;
}

/** Only a look has one. */
export type Result = Looked | null;
