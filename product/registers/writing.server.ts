import { DetailedFault, Fault } from '@quantu/base';
import type { Written } from '@quantu/registers';
import { changeRecord, createRecord, moveRecord, recordById, removeRecord } from '@quantu/registers/server';
import type { WriteDb } from '@quantu/store';
import { cellsOf } from './burden.ts';
import { countCells } from './burden.server.ts';
import { recordsCalled, staleCalled } from './called.server.ts';
import type { Desk, RecordDesk } from './desk.server.ts';

type Values = Readonly<Record<string, unknown>>;

/** Why something is written, and on which document. */
export interface Grounds {
  readonly reason?: string | undefined;
  readonly document?: string | undefined;
}

export async function create(desk: Desk, { values, ...grounds }: Grounds & { values: Values }): Promise<Written> {
  return writing(desk, 'record.create', grounds, async (tx) => {
    const { books, register, person } = desk;
    const written = await createRecord(tx, books, register, person.viewer, values);
    await countCells(tx, person.viewer, register, cellsOf(register, values, true));
    return written;
  });
}

export async function change(
  desk: RecordDesk,
  { version, values, ...grounds }: Grounds & { version: number; values: Values },
): Promise<Written> {
  return onRecord(desk, 'record.change', grounds, async (tx) => {
    const { books, register, person, record } = desk;
    const written = await changeRecord(tx, books, register, person.viewer, record, version, values);
    if (!written.isUnchanged) await countCells(tx, person.viewer, register, cellsOf(register, values, false));
    return written;
  });
}

export interface Move extends Grounds {
  readonly version: number;
  readonly transition: string;
  readonly values?: Values | undefined;
}

export async function move(desk: RecordDesk, { version, transition, values = {}, ...grounds }: Move): Promise<Written> {
  return onRecord(desk, 'record.move', grounds, async (tx) => {
    const { books, register, person, record } = desk;
    const { reason } = grounds;
    const step = { version, transition, values, ...(reason === undefined ? {} : { reason }) };
    const written = await moveRecord(tx, books, register, person.viewer, record, step);
    await countCells(tx, person.viewer, register, cellsOf(register, values, false));
    return written;
  });
}

export async function remove(desk: RecordDesk, version: number, grounds: Grounds): Promise<Written> {
  return onRecord(desk, 'record.remove', grounds, (tx) => {
    const { books, register, person, record } = desk;
    return removeRecord(tx, books, register, person.viewer, record, version);
  });
}

function writing(
  desk: Desk,
  action: string,
  { reason, document }: Grounds,
  work: (tx: WriteDb) => Promise<Written>,
  subject?: string,
): Promise<Written> {
  const about = { ...(reason ? { reason } : {}), ...(subject === undefined ? {} : { subject }) };
  return desk.store.transact(desk.change(action, about), async (tx) => {
    const written = await work(tx);
    const { label, name } = desk.register;
    tx.audit({ after: { name: label, register: name, ...(document ? { document } : {}) } });
    return written;
  });
}

/** Whoever comes with a stale version is handed the record as it stands, so that their page can merge. */
async function onRecord(
  desk: RecordDesk,
  action: string,
  grounds: Grounds,
  work: (tx: WriteDb) => Promise<Written>,
): Promise<Written> {
  try {
    return await writing(desk, action, grounds, work, desk.record);
  } catch (error) {
    if (!(error instanceof Fault) || error.code !== 'record.stale') throw error;
    const { data } = await recordById(desk.db, desk.books, desk.register, desk.person.viewer, desk.record);
    const [current] = await recordsCalled(desk.db, [data]);
    throw new DetailedFault(await staleCalled(desk.db, error), { current });
  }
}
