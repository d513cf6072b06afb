import type { Polygon } from '@quantu/geometry';
import { peopleCodeSets, peopleRegisters } from '@quantu/people';
import { directoryRoom, peopleRoom } from '@quantu/people/server';
import { projectCodeSets, projectRegisters } from '@quantu/projects';
import { projectsRoom } from '@quantu/projects/server';
import { programViewer, Registers, type Books } from '@quantu/registers';
import { createRecord, registersRoom } from '@quantu/registers/server';
import type { Store, WriteDb } from '@quantu/store';
import { TEST_DISTRICT, testStore } from '@quantu/store/testing';
import { sql } from 'kysely';
import { basemapRoom } from './basemaps/room.server.ts';
import { planCodeSets } from './code-sets.ts';
import { planRegisters } from './registers.ts';
import { plansRoom } from './room.server.ts';

export const testBooks: Books = {
  registers: new Registers([...peopleRegisters, ...projectRegisters, ...planRegisters]),
  codeSets: [...peopleCodeSets, ...projectCodeSets, ...planCodeSets],
};

/** A store with the one map in it. */
export const mapRooms = [registersRoom, peopleRoom, directoryRoom, projectsRoom, plansRoom, basemapRoom];
export const mapStore = (): Promise<Store> => testStore(mapRooms);

export const asPlanner = { district: TEST_DISTRICT, actor: 'planner', action: 'test' };

/** A layer of areas without a version. */
export async function newLayer(
  store: Store,
  code: string,
  more: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const values = { code, name: `图层${code}`, category: 'plan', shape: 'area', ...more };
  const register = testBooks.registers.get('map-layer')!;
  const made = await store.transact(asPlanner, (tx) =>
    createRecord(tx, testBooks, register, programViewer('planner'), values),
  );
  return made.id;
}

/** A square by its south-west corner, sides in degrees. */
export function square(lon: number, lat: number, side = 0.001): Polygon {
  const [east, north] = [lon + side, lat + side];
  const ring = [
    [lon, lat],
    [east, lat],
    [east, north],
    [lon, north],
    [lon, lat],
  ] as const;
  return { type: 'Polygon', coordinates: [ring.map(([x, y]) => [rounded(x), rounded(y)] as const)] };
}
const rounded = (degrees: number): number => Math.round(degrees * 1e9) / 1e9;

/** The features of a version by key. */
export async function featuresOf(store: Store, layer: string, number: number) {
  const { rows } = await sql<{ key: string; code: string | null; digest: string; area: number }>`
    select f.key, f.code, f.digest, f.area_m2 as area from layer_feature f
    where f.layer = ${layer}::uuid and f.first <= ${number} and (f.last is null or f.last >= ${number})
    order by f.key collate "C"`.execute(store.read(TEST_DISTRICT));
  return rows;
}

export const write = <T>(store: Store, work: (tx: WriteDb) => Promise<T>): Promise<T> =>
  store.transact(asPlanner, work);
