import type { WriteDb } from '@quantu/store';
import type { Value } from '../records.ts';
import type { Books, Register } from '../register.ts';
import type { PlannedRow } from './plan.server.ts';

/** A record that was just written: its values before and after, null where there was or is none. */
export interface WrittenRow {
  readonly id: string;
  readonly before: Readonly<Record<string, Value>> | null;
  readonly after: Readonly<Record<string, Value>> | null;
  /** The states it stood in and stands in; of a register without states both are null. */
  readonly stateBefore: string | null;
  readonly stateAfter: string | null;
}

/**
 * What a room computes from its registers and keeps in fields of kind `by: 'program'`: it is told what was written, in
 * the same transaction, whoever wrote it and however (form, import, bulk, step).
 */
export type Derivation = (tx: WriteDb, rows: readonly WrittenRow[]) => Promise<void>;

export async function derive(
  tx: WriteDb,
  books: Books,
  register: Register,
  rows: readonly WrittenRow[],
): Promise<void> {
  if (rows.length > 0) await books.derivations?.[register.name]?.(tx, rows);
}

/** Of planned rows those that were different, as derivations take them. */
export const writtenRows = (rows: readonly PlannedRow[]): readonly WrittenRow[] =>
  rows
    .filter(({ before, changed, state }) => before === null || changed.length > 0 || state !== before.state)
    .map(({ id, before, values, state }) => ({
      id,
      before: before?.values ?? null,
      after: values,
      stateBefore: before?.state ?? null,
      stateAfter: state,
    }));
