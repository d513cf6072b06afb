import { accountabilityCodeSets, accountabilityRegisters } from '@quantu/accountability';
import { accountabilityDerivations, accountabilityRoom } from '@quantu/accountability/server';
import { peopleCodeSets, peopleRegisters } from '@quantu/people';
import { directoryRoom, peopleRoom } from '@quantu/people/server';
import { planCodeSets, planRegisters } from '@quantu/plans';
import { plansRoom } from '@quantu/plans/server';
import { documentsRoom } from '@quantu/product-documents/server';
import { deskRoom } from '@quantu/product-registers/server';
import { projectCodeSets, projectRegisters } from '@quantu/projects';
import { projectsRoom } from '@quantu/projects/server';
import { Registers, type Books, type Register } from '@quantu/registers';
import { registersRoom } from '@quantu/registers/server';
import type { Store } from '@quantu/store';
import { testStore } from '@quantu/store/testing';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeDemo } from './write-demo.server.ts';
import { writeReviews } from './write-reviews.server.ts';

const DISTRICT = '990101';
const rooms = [
  registersRoom,
  deskRoom,
  peopleRoom,
  directoryRoom,
  projectsRoom,
  plansRoom,
  accountabilityRoom,
  documentsRoom,
];
const people: readonly Register[] = peopleRegisters;
const books: Books = {
  registers: new Registers([...people, ...projectRegisters, ...planRegisters, ...accountabilityRegisters]),
  codeSets: [...peopleCodeSets, ...projectCodeSets, ...planCodeSets, ...accountabilityCodeSets],
  derivations: accountabilityDerivations(() => books),
};
let store: Store;
beforeAll(async () => {
  store = await testStore(rooms, { districts: [DISTRICT] });
  await writeDemo(store, DISTRICT);
}, 120_000);
afterAll(() => store.close());

test('last year’s opinion is closed and this year’s is held to its extended day; again changes nothing', async () => {
  await writeReviews(store, books, DISTRICT);
  const read = async () =>
    (
      await sql`select code, state, due_on, extended_to, items, settled_items, verdict, light, version
        from review_opinion order by code`.execute(store.read(DISTRICT))
    ).rows;
  const rows = await read();
  expect(rows).toMatchObject([
    {
      code: 'SY2025-02',
      state: 'closed',
      due_on: '2025-07-30',
      extended_to: null,
      items: 2,
      settled_items: 2,
      verdict: 'satisfied',
    },
    {
      code: 'SY2026-01',
      state: 'handling',
      due_on: '2026-09-28',
      extended_to: '2026-12-25',
      items: 4,
      settled_items: 0,
      verdict: null,
      light: 'yellow',
    },
    { code: 'SY2026-02', state: 'filed', due_on: '2026-11-09', light: 'green' },
    { code: 'SY2026-03', state: 'handling', due_on: '2027-01-12', items: 2 },
  ]);
  const of = async (table: 'motion' | 'record_attachment') =>
    (await sql<{ count: number }>`select count(*)::int as count from ${sql.table(table)}`.execute(store.read(DISTRICT)))
      .rows[0]!.count;
  expect([await of('motion'), (await of('record_attachment')) > 6]).toEqual([16, true]);
  await writeReviews(store, books, DISTRICT);
  expect(await read()).toEqual(rows);
  expect((await store.verifyChain()).ok).toBe(true);
}, 120_000);
