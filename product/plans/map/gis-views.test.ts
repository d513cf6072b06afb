import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { areaM2 } from '@quantu/geometry';
import { openStore } from '@quantu/store';
import { postgisPeer, TEST_DISTRICT } from '@quantu/store/testing';
import { afterAll, expect, test } from 'vitest';
import { mapRooms, newLayer, square, testBooks } from '../plans.testing.ts';
import { putInForce } from './desk.testing.ts';
import { makeGisViews } from './gis-views.server.ts';

const peer = await postgisPeer();
afterAll(() => peer?.stop());

test.skipIf(peer === null)(
  'layers in force are views of PostGIS, whose areas agree, and a new version shows in them',
  async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'quantu-gis-'));
    const store = await openStore({ dataDir, databaseUrl: peer!.url, rooms: mapRooms });
    try {
      await store.createDistrict(TEST_DISTRICT, '测试区');
      const layer = await newLayer(store, 'DLTB');
      await putInForce(store, layer, [{ key: 'A', geometry: square(118.9, 25.1, 0.01), code: '0101' }]);
      await makeGisViews(store, testBooks);
      const read = () =>
        peer!.query<{ key: string; srid: number; area: number }>(
          `select key, st_srid(geometry) as srid, st_area(geometry::geography) as area from gis."d${TEST_DISTRICT}_DLTB" order by key`,
        );
      const [one] = await read();
      expect([one!.key, one!.srid]).toEqual(['A', 4490]);
      expect(one!.area / areaM2(square(118.9, 25.1, 0.01))).toBeCloseTo(1, 6);
      await putInForce(store, layer, [{ key: 'B', geometry: square(118.9, 25.1, 0.01) }]);
      await makeGisViews(store, testBooks);
      expect((await read()).map(({ key }) => key)).toEqual(['B']);
      expect(await peer!.query(`select * from gis."d${TEST_DISTRICT}_plan"`)).toEqual([]);
    } finally {
      await store.close();
      await rm(dataDir, { recursive: true, force: true });
    }
  },
);
