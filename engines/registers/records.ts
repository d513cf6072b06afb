import type { Day } from '@quantu/base';
import type { Condition } from './conditions.ts';
import type { Geometry } from './fields.ts';

/** A value as answers hold it: decimals, money (元), ratios, days, months, instants, codes and ids as text. */
export type Value = string | number | boolean | Geometry | null;

/** A record as one viewer sees it. Fields they may not read are absent from `values`. */
export interface RecordView {
  readonly id: string;
  readonly version: number;
  readonly state: string | null;
  readonly stateSince: string | null;
  /** The day by which it has to leave its state, or null. */
  readonly stateDue: string | null;
  readonly createdAt: string;
  readonly createdBy: string;
  readonly changedAt: string;
  readonly changedBy: string;
  readonly values: Readonly<Record<string, Value>>;
  /** What people read in place of a code, a reference: by field. */
  readonly labels: Readonly<Record<string, string>>;
  /** Fields whose value is shown masked. */
  readonly masked: readonly string[];
  /** Of one record of the past: empty fields that the register only got later, and from which day. */
  readonly since?: Readonly<Record<string, Day>>;
}

/** What the viewer may do with this record now. */
export interface RecordCan {
  readonly write: boolean;
  readonly remove: boolean;
  /** Fields they may write, of this record in its state. */
  readonly fields: readonly string[];
  /** Steps that are theirs from this state; whether the evidence is there is asked when it is taken. */
  readonly transitions: readonly string[];
}

/** A record of a list with what the viewer may do with it; of its fields those that were asked for. */
export interface RecordRow extends RecordView {
  readonly can: Pick<RecordCan, 'write' | 'fields' | 'transitions'>;
}

export interface Sort {
  readonly field: string;
  readonly isDescending: boolean;
}

/** What part of a register is asked for; the same wherever records are listed, counted, exported or drawn. */
export interface Selection {
  readonly conditions: readonly Condition[];
  /** What the search box has. */
  readonly text?: string | undefined;
  /** An instant; records as they were then. */
  readonly asOf?: string | undefined;
}

export interface ListWish extends Selection {
  readonly sort?: readonly Sort[];
  readonly page?: number;
  readonly size?: number;
  /** The fields wanted; by default all that are no geometry. */
  readonly fields?: readonly string[];
}

export interface ListPage {
  readonly data: readonly RecordRow[];
  readonly total: number;
  readonly page: number;
  readonly size: number;
}

export interface Group {
  /** Null: the records that have no value in this field. */
  readonly value: string | null;
  readonly label: string;
  readonly count: number;
  /** By number field, decimal text; null where no record of the group has a value that the viewer may read. */
  readonly sums: Readonly<Record<string, string | null>>;
}

/** One version of a record against the one before it. */
export interface HistoryEntry {
  readonly version: number;
  readonly at: string;
  readonly by: string;
  /** The audit entry's action: `record.create`, `record.change`, `record.move`, `import.commit` … */
  readonly action: string;
  readonly reason: string | null;
  readonly stateBefore: string | null;
  readonly stateAfter: string | null;
  readonly changes: readonly FieldChange[];
  /** The document on which it was changed, when the writer named one. */
  readonly document: string | null;
}

export interface FieldChange {
  readonly field: string;
  readonly before: Value;
  readonly after: Value;
  readonly beforeLabel: string;
  readonly afterLabel: string;
}

/** What a write answers. */
export interface Written {
  readonly id: string;
  readonly version: number;
  /** Nothing was different, so nothing was written. */
  readonly isUnchanged: boolean;
}

/** One of a code's or reference's choices. */
export interface Choice {
  readonly value: string;
  readonly label: string;
  /** Where it stands in its tree. */
  readonly parent: string | null;
  /** It may be filtered by, but not put in any more. */
  readonly isClosed: boolean;
}
