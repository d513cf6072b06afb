import { addDays, dayInChina, instantOf, newId, type Day } from '@quantu/base';
import { peopleCodeSets, peopleRegisters, type RoleKey } from '@quantu/people';
import { directoryRoom, peopleRoom } from '@quantu/people/server';
import { planCodeSets, planRegisters } from '@quantu/plans';
import { plansRoom } from '@quantu/plans/server';
import { deskRoom } from '@quantu/product-registers/server';
import { documentsRoom } from '@quantu/product-documents/server';
import { projectCodeSets, projectRegisters } from '@quantu/projects';
import { projectsRoom } from '@quantu/projects/server';
import { programViewer, Registers, type Books, type Register, type Viewer } from '@quantu/registers';
import {
  createRecord,
  changeRecord,
  moveRecord,
  registersRoom,
  removeRecord,
  writeMany,
} from '@quantu/registers/server';
import type { Store } from '@quantu/store';
import { TEST_DISTRICT, testStore } from '@quantu/store/testing';
import { sql } from 'kysely';
import { accountabilityCodeSets } from './code-sets.ts';
import { accountabilityDerivations } from './derivations.server.ts';
import { accountabilityRegisters } from './registers.ts';
import { accountabilityRoom } from './room.server.ts';

const people: readonly Register[] = peopleRegisters;
export const books: Books = {
  registers: new Registers([...people, ...projectRegisters, ...planRegisters, ...accountabilityRegisters]),
  codeSets: [...peopleCodeSets, ...projectCodeSets, ...planCodeSets, ...accountabilityCodeSets],
  derivations: accountabilityDerivations(() => books),
};
export const today: Day = dayInChina(instantOf(new Date()));
export const inDays = (days: number): Day => addDays(today, days);

const ROLES = {
  committee: 'congress-committee',
  congressOffice: 'congress-office',
  deputyChair: 'congress-deputy-chair',
  chair: 'congress-chair',
  office: 'government-office',
  viceHead: 'vice-head',
  head: 'district-head',
  clerk: 'department-clerk',
  stranger: 'department-clerk',
  member: 'congress-member',
} as const satisfies Record<string, RoleKey>;
export type Who = keyof typeof ROLES | 'program';
export const WHO = Object.keys(ROLES) as readonly Who[];

/** A district with a congress, a government and two departments, and one who takes steps in it as each of them. */
export class Loop {
  readonly store: Store;
  readonly organisations: Readonly<Record<'congress' | 'government' | 'housing' | 'traffic', string>>;
  #steps = 0;

  private constructor(store: Store, organisations: Loop['organisations']) {
    this.store = store;
    this.organisations = organisations;
  }

  static async open(): Promise<Loop> {
    const store = await testStore([
      registersRoom,
      deskRoom,
      peopleRoom,
      directoryRoom,
      projectsRoom,
      plansRoom,
      accountabilityRoom,
      documentsRoom,
    ]);
    const kinds = { congress: 'congress', government: 'government', housing: 'department', traffic: 'department' };
    const made = await store.transact({ district: TEST_DISTRICT, actor: '测试', action: 'record.create' }, (tx) =>
      writeMany(
        tx,
        books,
        books.registers.get('organisation')!,
        programViewer('demo'),
        Object.entries(kinds).map(([code, kind]) => ({ values: { code, name: code, kind } })),
      ),
    );
    const [congress, government, housing, traffic] = made.map(({ id }) => id) as [string, string, string, string];
    return new Loop(store, { congress, government, housing, traffic });
  }

  viewer(who: Who): Viewer {
    if (who === 'program') return programViewer('demo');
    const { congress, government, housing, traffic } = this.organisations;
    const own = ROLES[who].startsWith('congress')
      ? congress
      : who === 'clerk'
        ? housing
        : who === 'stranger'
          ? traffic
          : government;
    return { account: who, person: null, roles: [ROLES[who]], organisations: [own], organisation: own };
  }

  async make(key: string, values: Readonly<Record<string, unknown>>, who: Who = 'program'): Promise<string> {
    const change = { district: TEST_DISTRICT, actor: who, action: 'record.create' };
    const written = await this.store.transact(change, (tx) =>
      createRecord(tx, books, books.registers.get(key)!, this.viewer(who), values),
    );
    return written.id;
  }

  /** The row as it is kept, columns by name. */
  async read(key: string, id: string): Promise<Row> {
    const table = sql.table(books.registers.get(key)!.table);
    const { rows } = await sql<Row>`select * from ${table} where id = ${id}::uuid`.execute(
      this.store.read(TEST_DISTRICT),
    );
    return rows[0]!;
  }

  async change(key: string, id: string, values: Readonly<Record<string, unknown>>, who: Who = 'program') {
    const { version } = await this.read(key, id);
    const change = { district: TEST_DISTRICT, actor: who, action: 'record.change' };
    await this.store.transact(change, (tx) =>
      changeRecord(tx, books, books.registers.get(key)!, this.viewer(who), id, version, values),
    );
  }

  /** A state put in with the rows of an import. */
  async put(key: string, id: string, state: string, who: Who): Promise<void> {
    const change = { district: TEST_DISTRICT, actor: who, action: 'record.change' };
    await this.store.transact(change, (tx) =>
      writeMany(tx, books, books.registers.get(key)!, this.viewer(who), [{ id, state, values: {} }]),
    );
  }

  async remove(key: string, id: string, who: Who): Promise<void> {
    const { version } = await this.read(key, id);
    const change = { district: TEST_DISTRICT, actor: who, action: 'record.remove' };
    await this.store.transact(change, (tx) =>
      removeRecord(tx, books, books.registers.get(key)!, this.viewer(who), id, version),
    );
  }

  /** One step of one record; `reason` is always given. */
  async step(key: string, id: string, transition: string, who: Who, values: Readonly<Record<string, unknown>> = {}) {
    const { version } = await this.read(key, id);
    const change = { district: TEST_DISTRICT, actor: who, action: 'record.move' };
    this.#steps++;
    await this.store.transact(change, (tx) =>
      moveRecord(tx, books, books.registers.get(key)!, this.viewer(who), id, {
        version,
        transition,
        values,
        reason: `第 ${this.#steps} 步`,
      }),
    );
  }

  /** A file on a record: what evidence is. The file itself is none of this room's business. */
  async attach(key: string, record: string, field: string): Promise<void> {
    await this.store.transact({ district: TEST_DISTRICT, actor: '测试', action: 'file.attach' }, async (tx) => {
      const file = { name: '佐证.txt', type: 'text/plain', size: 1, added_at: tx.at, added_by: '测试' };
      await tx
        .insertInto('record_attachment')
        .values({ ...file, ...NO_PLACE, id: newId(), register: key, record, field, file: newId(), is_picture: false })
        .execute();
    });
  }
}

const NO_PLACE = { lon: null, lat: null, taken_at: null };
type Row = Record<string, unknown> & { readonly state: string; readonly version: number };
