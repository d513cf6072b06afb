import { dayInChina, Fault } from '@quantu/base';
import { displayNames } from '@quantu/product-documents/server';
import { checkMany, codeBook, writeMany } from '@quantu/registers/server';
import type { WriteDb } from '@quantu/store';
import { computedFrom } from './burden.ts';
import { countCells } from './burden.server.ts';
import type { BULK_OUTCOMES } from './contract.ts';
import type { Desk } from './desk.server.ts';

export interface BulkRow {
  readonly id: string;
  readonly version: number;
  readonly values: Readonly<Record<string, unknown>>;
}

export interface BulkOutcome {
  id: string;
  outcome: (typeof BULK_OUTCOMES)[number];
  version: number;
  text: string;
}

/** Others may write between the check and the write; then it is checked again. */
const MOST_TRIES = 5;

/**
 * Changes many records, each with the version its editor saw. What is stale or refused is told row by row, the rest is
 * written in one transaction, in a number of statements that does not depend on how many there are.
 */
export async function changeMany(desk: Desk, rows: readonly BulkRow[], reason?: string): Promise<BulkOutcome[]> {
  for (let tries = 1; ; tries++) {
    try {
      return await desk.store.transact(desk.change('record.bulk', reason ? { reason } : {}), (tx) =>
        changeGood(tx, desk, rows),
      );
    } catch (error) {
      const isOvertaken = error instanceof Fault && error.status === 409;
      if (!isOvertaken || tries === MOST_TRIES) throw error;
    }
  }
}

async function changeGood(tx: WriteDb, { books, register, person }: Desk, rows: readonly BulkRow[]) {
  const { viewer } = person;
  const codes = await codeBook(tx, books, dayInChina(tx.at));
  const planned = await checkMany(tx, books, register, viewer, rows, { codes });
  const good = planned.flatMap(({ problems, changed }, at) =>
    problems.length === 0 && changed.length > 0 ? [rows[at]!] : [],
  );
  const written = new Map((await writeMany(tx, books, register, viewer, good)).map((one) => [one.id, one]));
  const typed = planned.filter(({ id }) => id !== null && written.has(id)).map(({ changed }) => changed);
  await countCells(tx, viewer, register, {
    typed: typed.reduce((sum, changed) => sum + changed.length, 0),
    computed: typed.reduce((sum, changed) => sum + computedFrom(register, changed), 0),
  });
  tx.audit({ after: { name: register.label, register: register.name, changed: good.length } });
  const names = await displayNames(
    tx,
    planned.flatMap(({ problems }) => problems.map(({ by }) => by ?? null)),
  );
  return planned.map(({ problems, before }, at): BulkOutcome => {
    const { id, version } = rows[at]!;
    const now = before?.version ?? version;
    const [problem] = problems;
    if (problem) {
      const { kind, by, text } = problem;
      const told = by === undefined ? text : text.replace(`已被${by}于`, `已被${names(by)}于`);
      return { id, outcome: kind === 'stale' ? 'stale' : 'refused', version: now, text: told };
    }
    const done = written.get(id.toLowerCase());
    return { id, outcome: done ? 'changed' : 'unchanged', version: done?.version ?? now, text: '' };
  });
}
