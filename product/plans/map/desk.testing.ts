import { programViewer, type Viewer } from '@quantu/registers';
import type { Store } from '@quantu/store';
import { TEST_DISTRICT } from '@quantu/store/testing';
import { testBooks, write } from '../plans.testing.ts';
import type { NewFeature } from '../features/feature.server.ts';
import { publishVersion } from '../features/publish.server.ts';
import { writeVersion } from '../features/write-version.server.ts';
import type { MapDesk } from './desk.server.ts';

/** Nobody in particular: no role in the district. */
export const stranger: Viewer = { account: 'x', person: null, roles: [], organisations: [] };
export const reader: Viewer = { ...stranger, roles: ['reader'] };

export const testDesk = (store: Store, viewer: Viewer = programViewer('system'), seesDrafts = true): MapDesk => ({
  store,
  books: testBooks,
  district: TEST_DISTRICT,
  db: store.read(TEST_DISTRICT),
  viewer,
  seesDrafts,
});

export const putVersion = (store: Store, layer: string, features: readonly NewFeature[]) =>
  write(store, (tx) => writeVersion(tx, testBooks, { layer, features, meta: { title: '测试版' } }));

/** A new version that is in force at once. */
export async function putInForce(store: Store, layer: string, features: readonly NewFeature[]): Promise<number> {
  const version = await putVersion(store, layer, features);
  await write(store, (tx) => publishVersion(tx, testBooks, { layer, number: version!.number, reason: '批复' }));
  return version!.number;
}
