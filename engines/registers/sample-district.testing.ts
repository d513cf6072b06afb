import type { Store } from '@quantu/store';
import { TEST_DISTRICT, testStore } from '@quantu/store/testing';
import { programViewer, type Viewer } from './index.ts';
import type { WholeRecord } from './read/row.server.ts';
import { wholeRecord, type Row } from './read/row.server.ts';
import { organisationRegister, park, personRegister, sampleBooks as books, sampleRegisters } from './sample.testing.ts';
import { writeMany } from './server.ts';
import { roomsFor } from './rooms.testing.ts';
import { sql } from 'kysely';

/** A store with organisations, persons and parks of every sort: the same in every run. */
export interface SampleDistrict {
  readonly store: Store;
  readonly organisations: readonly string[];
  readonly persons: readonly string[];
  /** Every park with nothing hidden, as the database has it. */
  readonly parks: readonly WholeRecord[];
}

const program = programViewer('program');
const PARKS = 60;

export async function sampleDistrict(): Promise<SampleDistrict> {
  const store = await testStore(roomsFor(sampleRegisters));
  const by = { district: TEST_DISTRICT, actor: '经办人一', action: 'import.write' };
  const names = ['区政府', '园林局', '园林所', '水务局'];
  const organisations: string[] = [];
  for (const [at, name] of names.entries()) {
    const above = at === 0 ? null : at === 2 ? organisations[1] : organisations[0];
    const [made] = await store.transact(by, (tx) =>
      writeMany(tx, books, organisationRegister, program, [{ values: { name, above } }]),
    );
    organisations.push(made!.id);
  }
  const persons = await store.transact(by, (tx) =>
    writeMany(tx, books, personRegister, program, [
      { values: { name: '甲某', unit: organisations[1] } },
      { values: { name: '乙某', unit: organisations[3] } },
    ]),
  );
  const ids = persons.map(({ id }) => id);
  await store.transact(by, (tx) => writeMany(tx, books, park, program, parkRows(organisations, ids)));
  const { rows } = await sql<Row>`select * from city_park order by id`.execute(store.read(TEST_DISTRICT));
  return { store, organisations, persons: ids, parks: rows.map((row) => wholeRecord(park, row)) };
}

function parkRows(organisations: readonly string[], persons: readonly string[]) {
  const states = ['planned', 'building', 'open'];
  const [kinds, names] = [
    ['green', 'city', 'pocket', null],
    ['滨江公园', '湖心公园', 'River Park', 'ＲＩＶＥＲ园'],
  ];
  // Periods without a common factor meet in every combination that matters.
  return Array.from({ length: PARKS }, (_, at) => ({
    state: states[at % 3]!,
    values: {
      code: `P-${String(at).padStart(3, '0')}`,
      name: `${names[at % 4]}${at % 7}`,
      note: at % 5 === 0 ? null : `说明 ${at % 11}，100%_纯绿`,
      kind: kinds[at % 4],
      lead: organisations[at % organisations.length],
      keeper: [null, ...persons][at % 3],
      trees: at % 6 === 0 ? null : at % 13,
      plannedYuan: at % 7 === 0 ? null : `${(at % 9) * 1000}.5`,
      doneYuan: at % 8 === 0 ? null : String((at % 4) * 1000),
      startedOn: at % 4 === 0 ? null : `2026-0${1 + (at % 9)}-15`,
      budgetMonth: at % 5 === 1 ? null : `2026-0${1 + (at % 6)}`,
      inspectedAt: at % 3 === 0 ? null : `2026-0${1 + (at % 7)}-28T20:30:00.000Z`,
      isFree: [true, false, null][at % 3],
      phone: at % 9 === 0 ? null : `1380595${String(at % 5).padStart(4, '0')}`,
      remark: at % 2 === 0 ? `意见${at % 3}` : null,
      offerYuan: at % 5 === 0 ? null : String(at % 6),
      gate: at % 2 === 0 ? { type: 'Point', coordinates: [118 + (at % 10) / 10, 25] } : null,
    },
  }));
}

/** Everybody who sees something else than the others. */
export function sampleViewers({ organisations, persons }: SampleDistrict): readonly Viewer[] {
  const nobody: Viewer = { account: '无名', person: null, roles: [], organisations: [] };
  return [
    nobody,
    { ...nobody, roles: ['office'] },
    { ...nobody, roles: ['reader'] },
    { ...nobody, roles: ['clerk'], organisations: organisations.slice(1, 3) },
    { ...nobody, organisations: [organisations[3]!], person: persons[0]! },
    { ...nobody, person: persons[1]! },
  ];
}
