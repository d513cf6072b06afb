import { setImmediate as others } from 'node:timers/promises';
import type { WriteDb } from '@quantu/store';
import type { Viewer } from '../access.ts';
import type { Reading } from '../read/condition-sql.server.ts';
import type { WholeRecord } from '../read/row.server.ts';
import type { Written } from '../records.ts';
import type { Books, Register } from '../register.ts';
import { checkAgainstDatabase } from './checks.server.ts';
import { planner, writingIn } from './plan-rows.server.ts';
import { recordsBefore, type PlannedRow, type Problem, type RowWish } from './plan.server.ts';
import { stored } from './stored.server.ts';

/** What became of a row: written, or left alone for what is wrong with it. */
export interface Outcome {
  readonly written: Written | null;
  readonly problems: readonly Problem[];
}

/**
 * As `writeMany`, batch after batch, but rows that are wrong are left out and the others written. One outcome a row, in
 * their order. While the database stores a batch the next one is planned, unless a room computes from what is written:
 * it may change records that the next batch is about.
 */
export async function* writeSound(
  tx: WriteDb,
  books: Books,
  register: Register,
  viewer: Viewer,
  batches: AsyncIterable<readonly RowWish[]>,
): AsyncGenerator<readonly Outcome[]> {
  const reading = await writingIn(tx, books, register, viewer);
  const isApart = books.derivations?.[register.name] === undefined;
  let storing: Promise<readonly Outcome[]> | null = null;
  let ready: readonly PlannedRow[] | null = null;
  const store = (): Promise<readonly Outcome[]> | null => {
    const written = ready && soundStored(tx, reading, ready);
    written?.catch(() => undefined); // told when it is waited for
    return written;
  };
  try {
    for await (const rows of batches) {
      if (!isApart) await (storing = store());
      const before = await recordsBefore(tx, reading, rows, true);
      if (isApart) storing = store();
      const planned: readonly PlannedRow[] = await plannedInSlices(reading, before, rows);
      if (storing !== null) yield await storing;
      await checkAgainstDatabase(tx, reading, planned, { isLocked: true });
      ready = planned;
    }
    storing = store();
    if (storing !== null) yield await storing;
  } finally {
    // Whoever takes no more, or broke off, finds the transaction at rest.
    await storing?.catch(() => undefined);
  }
}

const SLICE = 100;

/** What is being stored is sent meanwhile, and others are served. */
async function plannedInSlices(
  reading: Reading,
  before: ReadonlyMap<string, WholeRecord>,
  rows: readonly RowWish[],
): Promise<readonly PlannedRow[]> {
  const plan = planner(reading, before);
  const planned: PlannedRow[] = [];
  for (let from = 0; from < rows.length; from += SLICE) {
    await others();
    for (const row of rows.slice(from, from + SLICE)) planned.push(plan(row));
  }
  return planned;
}

async function soundStored(
  tx: WriteDb,
  { books, register }: Reading,
  planned: readonly PlannedRow[],
): Promise<readonly Outcome[]> {
  const sound = planned.filter(({ problems }) => problems.length === 0);
  const written = await stored(tx, books, register, sound);
  const byRow = new Map(sound.map((row, at) => [row, written[at]!]));
  return planned.map((row) => ({ written: byRow.get(row) ?? null, problems: row.problems }));
}
