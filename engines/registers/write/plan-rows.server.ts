import { dayInChina } from '@quantu/base';
import type { ReadDb, WriteDb } from '@quantu/store';
import { decide, type Viewer } from '../access.ts';
import type { CodeBook } from '../code-book.ts';
import { registerFault } from '../faults.ts';
import { codeBook } from '../read/code-book.server.ts';
import type { Reading } from '../read/condition-sql.server.ts';
import type { WholeRecord } from '../read/row.server.ts';
import type { Books, Register } from '../register.ts';
import { instantText } from '../show.ts';
import { checkAgainstDatabase } from './checks.server.ts';
import { planRow, recordsBefore, type PlannedRow, type Problem, type RowWish, type Step } from './plan.server.ts';

export async function writingIn(tx: WriteDb, books: Books, register: Register, viewer: Viewer): Promise<Reading> {
  const codes = await codeBook(tx, books, dayInChina(tx.at));
  return { books, register, viewer, codes, asOf: undefined };
}

/** What writing these rows would do, and what is wrong with each; writes nothing. */
export async function checkMany(
  db: ReadDb,
  books: Books,
  register: Register,
  viewer: Viewer,
  rows: readonly RowWish[],
  /**
   * Codes as they hold; `isKeySought`: rows without an id were looked for by their key, and there is none; `coming`:
   * records that will be there by the time these are written.
   */
  known: {
    readonly codes: CodeBook;
    readonly isKeySought?: boolean;
    readonly coming?: Pick<ReadonlySet<string>, 'has'>;
  },
): Promise<readonly PlannedRow[]> {
  const reading: Reading = { books, register, viewer, codes: known.codes, asOf: undefined };
  const planned = rows.map(planner(reading, await recordsBefore(db, reading, rows, false)));
  const { isKeySought, coming } = known;
  await checkAgainstDatabase(db, reading, planned, { isLocked: false, isKeySought, coming });
  return planned;
}

/** As `checkMany`, with the records locked that would be changed, for those who are about to write. */
export async function planRows(
  tx: WriteDb,
  reading: Reading,
  rows: readonly RowWish[],
  step?: Step,
): Promise<readonly PlannedRow[]> {
  const planned = rows.map(planner(reading, await recordsBefore(tx, reading, rows, true), step));
  await checkAgainstDatabase(tx, reading, planned, { isLocked: true });
  return planned;
}

/** Plans one row after another as far as it takes no question to the database; tells a record that comes twice. */
export function planner(
  reading: Reading,
  before: ReadonlyMap<string, WholeRecord>,
  step?: Step,
): (wish: RowWish) => PlannedRow {
  const { register, viewer } = reading;
  const twice = new Set<string>();
  return (wish) => {
    const id = wish.id?.toLowerCase();
    const there = id === undefined ? null : before.get(id);
    if (there === undefined || (there !== null && !decide(register.access.read, viewer, there)))
      return unknownRow(reading, id!);
    const row = planRow(reading, wish, there, step);
    if (there && wish.version !== undefined && wish.version !== there.version)
      row.problems.unshift(staleProblem(there, wish.version));
    if (wish.state !== undefined && !register.states?.states[wish.state]) {
      row.problems.push({ kind: 'invalid', field: 'state', text: `${register.label}没有“${wish.state}”这个状态` });
    }
    if (there && twice.has(there.id))
      row.problems.push({ kind: 'duplicate', field: null, text: '同一条记录出现了两次' });
    if (there) twice.add(there.id);
    return row;
  };
}

function unknownRow({ register }: Reading, id: string): PlannedRow {
  const text = registerFault('record.unknown', { label: register.label }).message;
  return { id, before: null, values: {}, state: null, changed: [], problems: [{ kind: 'unknown', field: null, text }] };
}

export function staleFault(before: WholeRecord, version: number) {
  const { changedBy, changedAt, version: current } = before;
  return registerFault('record.stale', { by: changedBy, at: instantText(changedAt), version, current });
}

const staleProblem = (before: WholeRecord, version: number): Problem => ({
  kind: 'stale',
  field: null,
  text: staleFault(before, version).message,
  by: before.changedBy,
});
