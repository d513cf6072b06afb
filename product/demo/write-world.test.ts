import { dayInChina, instantOf } from '@quantu/base';
import { peopleCodeSets, peopleRegisters } from '@quantu/people';
import { directoryRoom, peopleRoom } from '@quantu/people/server';
import { planCodeSets, planRegisters } from '@quantu/plans';
import { plansRoom } from '@quantu/plans/server';
import { projectCodeSets, projectRegisters } from '@quantu/projects';
import { projectsRoom } from '@quantu/projects/server';
import { Registers, type Books } from '@quantu/registers';
import { registersRoom } from '@quantu/registers/server';
import type { Store } from '@quantu/store';
import { testStore } from '@quantu/store/testing';
import { sql, type RawBuilder } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { changedParcels, worldLayers, worldPlans, WORLD_SEED } from './world/index.ts';
import { worldOf } from './world/world.ts';
import { writeWorld } from './write-world.server.ts';

const DISTRICT = '990101';
const SCALE = 0.1;
const books: Books = {
  registers: new Registers([...peopleRegisters, ...projectRegisters, ...planRegisters]),
  codeSets: [...peopleCodeSets, ...projectCodeSets, ...planCodeSets],
};
let store: Store;
beforeAll(async () => {
  store = await testStore([registersRoom, peopleRoom, directoryRoom, projectsRoom, plansRoom], {
    districts: [DISTRICT],
  });
  await writeWorld(store, books, DISTRICT, SCALE);
}, 120_000);
afterAll(() => store.close());

async function rows<Row>(query: RawBuilder<Row>): Promise<Row[]> {
  return (await query.execute(store.read(DISTRICT))).rows;
}

test('every layer is there with the features it has', async () => {
  const written = await rows(
    sql<{
      code: string;
      features: number;
    }>`select code, coalesce(features, 0) as features from map_layer order by "order"`,
  );
  const told = worldLayers(SCALE).map(({ code, features }) => ({ code, features: [...features()].length }));
  expect(written).toEqual(told);
});

test('the survey has a version of the year before, which differs in the known parcels', async () => {
  const versions =
    await rows(sql`select v.number, v.state, v.published_on::text as "publishedOn", v.added, v.changed, v.removed
    from layer_version v join map_layer l on l.id = v.layer where l.code = 'DLTB' order by v.number`);
  const changed = changedParcels(worldOf(SCALE, WORLD_SEED));
  expect(changed.length).toBeGreaterThan(0);
  expect(versions).toMatchObject([
    { number: 1, state: 'superseded', publishedOn: dayInChina(instantOf(new Date('2025-06-30T04:00:00Z'))) },
    { number: 2, state: 'published', added: 0, changed: changed.length, removed: 0 },
  ]);
  const differing = await rows(sql<{ key: string }>`select f.key from layer_feature f join map_layer l on l.id = f.layer
    where l.code = 'DLTB' and f.first = 2 order by f.key collate "C"`);
  expect(differing.map(({ key }) => key)).toEqual(changed.toSorted());
});

test('the catalogue holds 23 plans in all their states', async () => {
  const plans = await rows(sql<{ code: string; state: string }>`select code, state from plan order by code`);
  expect(plans).toEqual(worldPlans().map(({ code, state }) => ({ code, state })));
  expect(new Set(plans.map(({ state }) => state)).size).toBe(8);
});

test('written again it stays as it is', async () => {
  const count = () => rows(sql`select count(*) as count from audit`);
  const before = await count();
  await writeWorld(store, books, DISTRICT, SCALE);
  expect(await count()).toEqual(before);
});
