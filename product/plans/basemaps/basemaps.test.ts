import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { TEST_DISTRICT } from '@quantu/store/testing';
import type { Store } from '@quantu/store';
import fc from 'fast-check';
import { TileType } from 'pmtiles';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { publishVersion } from '../features/publish.server.ts';
import { writeVersion } from '../features/write-version.server.ts';
import { mapStore, newLayer, square, testBooks, write } from '../plans.testing.ts';
import { addBasemap, addBasemapFile, basemapsOf, chooseBasemap, removeBasemap, setTianditu, usesTianditu } from './basemaps.server.ts'; // prettier-ignore
import { inspectBasemap } from './inspect.server.ts';
import { plainText } from './plain-text.ts';
import { directoryOf, pmtilesOf, pngOf, vectorTile, type ArchiveWish } from './pmtiles.testing.ts';
import { basemapTile } from './tile.server.ts';

let store: Store;
const folder = mkdtempSync(join(tmpdir(), 'quantu-basemaps-'));
beforeAll(async () => {
  store = await mapStore();
  const layer = await newLayer(store, 'XZQ');
  await write(store, async (tx) => {
    const features = [{ key: '1', geometry: square(118.9, 25.1), name: '东屿区' }];
    await writeVersion(tx, testBooks, { layer, features, meta: { title: '区界' } });
    await publishVersion(tx, testBooks, { layer, number: 1, reason: '区界' });
  });
});
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const desk = () => ({ store, district: TEST_DISTRICT, account: 'planner' });
const BOX = [118, 24, 120, 26] as const;
const RED = pngOf(256, [200, 40, 40]);
const PNG: ArchiveWish = {
  type: TileType.Png,
  tiles: [0, 1, 2, 3].map((y) => ({ at: [2, 3, y] as const, bytes: RED })),
  box: BOX,
  zooms: [2, 4],
  metadata: { name: '影像', attribution: '<a href="javascript:alert(1)">&copy; OpenStreetMap</a> <b>贡献者</b>' },
};
const LAND = vectorTile([2, 3, 1], { water: [{ geometry: square(118.9, 25.1, 1), properties: { name: '湄洲湾' } }] });
const MVT: ArchiveWish = { ...PNG, type: TileType.Mvt, tiles: [{ at: [2, 3, 1], bytes: LAND }], metadata: {} };

async function* inPieces(bytes: Uint8Array, size = 50): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
const add = (wish: ArchiveWish, name = '底图.pmtiles') => addBasemap(desk(), name, inPieces(pmtilesOf(wish), 500));
const tile = async (id: string, z: number, x: number, y: number) => basemapTile(store, TEST_DISTRICT, id, { z, x, y });

test('pictures and vectors come out as they went in, with whose they are as plain text', async () => {
  const [png, mvt] = [await add(PNG), await add(MVT)];
  const { files, chosen } = await basemapsOf(store, TEST_DISTRICT);
  expect(chosen).toBe(png);
  expect(files).toMatchObject([
    {
      id: png,
      name: '影像',
      kind: 'raster',
      format: 'png',
      minZoom: 2,
      maxZoom: 4,
      attribution: '© OpenStreetMap 贡献者',
    },
    { id: mvt, name: '底图', kind: 'vector', layers: ['water'], attribution: '', box: [...BOX] },
  ]);
  const picture = await tile(png, 2, 3, 2);
  expect([picture.type, Buffer.from(picture.bytes as Uint8Array).equals(RED)]).toEqual(['image/png', true]);
  await expect(tile(png, 4, 0, 0)).rejects.toMatchObject({ code: 'basemap.no-tile', status: 404 });
  const vectors = await tile(mvt, 2, 3, 1);
  expect(vectors.headers).toEqual({ 'content-encoding': 'gzip' });
  expect(gunzipSync(vectors.bytes as Uint8Array).equals(LAND)).toBe(true);
  expect(await tile(mvt, 2, 0, 0)).toMatchObject({ bytes: new Uint8Array(0) });
  for (const [z, x] of [[25, 0], [2, 4]] as const) expect(await refusal(tile(png, z, x, 0))).toBe('basemap.no-tile'); // prettier-ignore
  await removeBasemap(desk(), png);
  expect((await basemapsOf(store, TEST_DISTRICT)).chosen).toBe('none');
  for (const id of [png, 'abc'])
    await expect(removeBasemap(desk(), id)).rejects.toMatchObject({ code: 'basemap.none' });
  await expect(chooseBasemap(desk(), png)).rejects.toMatchObject({ code: 'basemap.choice' });
});

test('a file that is none, of another version or kind, cut short, lying or elsewhere is refused in one sentence', async () => {
  const good = pmtilesOf(PNG);
  const changed = (at: number, ...bytes: readonly number[]): Uint8Array => {
    const copy = Uint8Array.from(good);
    copy.set(bytes, at);
    return copy;
  };
  const cases: readonly (readonly [Uint8Array, string])[] = [
    [Buffer.from('PK\u0003\u0004 a zip'), 'basemap.magic'],
    [new Uint8Array(0), 'basemap.magic'],
    [good.subarray(0, 100), 'basemap.truncated'],
    [good.subarray(0, good.length - 1), 'basemap.truncated'],
    [changed(7, 2), 'basemap.version'],
    [changed(99, 6), 'basemap.kind'],
    [changed(99, 77), 'basemap.kind'],
    [changed(98, 4), 'basemap.compression'],
    [changed(101, 60), 'basemap.extent'],
    [changed(102, 0, 0, 0, 0x7f), 'basemap.extent'],
    [changed(8, 0, 0, 0, 0, 0, 0, 1), 'basemap.truncated'],
    [changed(128, 0xff, 0xff), 'basemap.broken'],
    [pmtilesOf({ ...PNG, type: TileType.Webp }), 'basemap.broken'],
    [pmtilesOf({ ...PNG, type: TileType.Mvt }), 'basemap.broken'],
    [pmtilesOf({ ...PNG, tiles: [] }), 'basemap.broken'],
    [pmtilesOf({ ...PNG, metadata: 7 }), 'basemap.broken'],
    [pmtilesOf({ ...PNG, box: [90, 30, 95, 35] }), 'basemap.outside'],
  ];
  const before = (await basemapsOf(store, TEST_DISTRICT)).files.length;
  for (const [bytes, code] of cases) {
    expect([code, await refusal(addBasemap(desk(), '底图.pmtiles', inPieces(bytes)))]).toEqual([code, code]);
  }
  const path = join(folder, '截短.pmtiles');
  writeFileSync(path, good.subarray(0, 300));
  await expect(addBasemapFile(desk(), path)).rejects.toThrow('“截短.pmtiles”不完整：按文件头应有');
  expect((await basemapsOf(store, TEST_DISTRICT)).files).toHaveLength(before);
});

const refusal = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'taken',
    (error: unknown) => (error instanceof Error && 'code' in error ? error.code : error),
  );

test('a directory that points to itself or beyond the file, and a tile that unpacks without end, do no harm', async () => {
  const leaf = { id: 0, offset: 0, run: 0 };
  // A leaf directory whose one entry is itself: its packed length has to be known, and is soon found.
  let leaves = directoryOf([{ ...leaf, length: 40 }]);
  for (let i = 0; i < 5; i++) leaves = directoryOf([{ ...leaf, length: leaves.length }]);
  const loop = { ...PNG, leaves, root: [{ ...leaf, length: leaves.length }] };
  await expect(add(loop)).rejects.toThrow('目录层层套叠');
  const far = { ...PNG, root: [{ id: 5, offset: 2 ** 50, length: 10, run: 1 }] };
  await expect(add(far)).rejects.toThrow('指向文件之外');

  const bomb = gzipSync(Buffer.alloc(64 * 2 ** 20));
  const wish = { ...MVT, tiles: [{ at: [2, 3, 1] as const, bytes: Buffer.alloc(64 * 2 ** 20) }] };
  expect(bomb.length).toBeLessThan(2 ** 17);
  await expect(add(wish)).rejects.toThrow('解压后超过 8 MB');
  // Past the tiles that are looked into first, whoever asks for it is told.
  const many = Array.from({ length: 60 }, (_, i) => ({ at: [6, 32 + (i % 8), 32 + (i >> 3)] as const, bytes: LAND }));
  const tiles = [...many, { at: [6, 63, 0] as const, bytes: Buffer.alloc(64 * 2 ** 20) }];
  const id = await add({ ...MVT, tiles, zooms: [6, 6] });
  expect(await refusal(tile(id, 6, 63, 0))).toBe('basemap.tile');
  expect(await tile(id, 6, 32, 32)).toMatchObject({ bytes: new Uint8Array(gzipSync(LAND)) });
});

test('whatever bytes stand in a file, it is taken or refused, never more', async () => {
  const good = pmtilesOf(MVT);
  const path = join(folder, 'any.pmtiles');
  const spoiled = fc.array(fc.tuple(fc.nat(good.length - 9), fc.nat(255)), { maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(spoiled, fc.nat(200), async (changes, tail) => {
      const bytes = Buffer.concat([good, randomBytes(tail)]);
      for (const [at, value] of changes) bytes[8 + at] = value;
      writeFileSync(path, bytes);
      const facts = await inspectBasemap('any', path, bytes.length).catch((error: unknown) => refusal(Promise.reject(error))); // prettier-ignore
      expect(typeof facts === 'string' ? facts.startsWith('basemap.') : facts).toBeTruthy();
    }),
    { numRuns: 200 },
  );
  expect(plainText('&#60;script&#62;&unknown; a<b>c</b>\n\u0000d', 40)).toBe('<script>&unknown; a c d');
});

test('the key of 天地图 lies sealed, opens the pages to it, and is gone when it is taken away', async () => {
  const key = '0123456789abcdef0123456789abcdef';
  expect(await usesTianditu(store)).toBe(false);
  await expect(chooseBasemap(desk(), 'tianditu-vec')).rejects.toMatchObject({ code: 'basemap.choice' });
  await expect(setTianditu(desk(), 'abc')).rejects.toThrow('填写的是 3 个字符');
  await setTianditu(desk(), ` ${key} `);
  await chooseBasemap(desk(), 'tianditu-img');
  expect(await basemapsOf(store, TEST_DISTRICT)).toMatchObject({ tianditu: { key }, chosen: 'tianditu-img' });
  expect(await usesTianditu(store)).toBe(true);
  const rows = await store.read().selectFrom('basemap_setting').selectAll().execute();
  expect(JSON.stringify(rows)).not.toContain(key);
  await setTianditu(desk(), '');
  expect(await basemapsOf(store, TEST_DISTRICT)).toMatchObject({ tianditu: null, chosen: 'none' });
  expect(await usesTianditu(store)).toBe(false);
});
