import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { fromWkb, polygonsOf, type Geometry } from '@quantu/geometry';
import { toBd09, toGcj02, turned } from '@quantu/spatial-files';
import { zipSync } from 'fflate';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { publishVersion } from '../features/publish.server.ts';
import { testBooks, write } from '../plans.testing.ts';
import { rowsAnswer } from './answer.server.ts';
import { openTrial, sharedFile, type Trial } from './try.testing.ts';

// Workers are started from sources; a machine that is busy with other tests takes its time.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

let trial: Trial;
beforeAll(async () => {
  trial = await openTrial();
});
afterAll(() => trial.close());

const gbk = sharedFile('gbk-shapefiles');
const hangzhou = sharedFile('hangzhou-osm/landuse.wgs84.geojson.gz');
const gcj = sharedFile('quangang/boundary-350505.gcj02.geojson');
const wgs = sharedFile('quangang/boundary-350505.wgs84.geojson');

function zipOf(...folders: readonly string[]): Uint8Array {
  const files = folders.flatMap((folder) =>
    readdirSync(path.join(gbk!, folder)).map((name): [string, Uint8Array] => [
      `${folder}/${name}`,
      new Uint8Array(readFileSync(path.join(gbk!, folder, name))),
    ]),
  );
  return zipSync(Object.fromEntries([...files, ['说明.txt', new Uint8Array(Buffer.from('两个图层'))]]), { level: 0 });
}

/** The plain area in square degrees, which ArcGIS wrote beside each shape. */
function squareDegrees(geometry: Geometry): number {
  const ringArea = (ring: readonly (readonly [number, number])[]): number => {
    const [x0, y0] = ring[0]!;
    let sum = 0;
    for (let i = 1; i < ring.length; i++) {
      sum += (ring[i - 1]![0] - x0) * (ring[i]![1] - y0) - (ring[i]![0] - x0) * (ring[i - 1]![1] - y0);
    }
    return Math.abs(sum) / 2;
  };
  return polygonsOf(geometry).reduce(
    (sum, [outer, ...holes]) => holes.reduce((rest, hole) => rest - ringArea(hole), sum + ringArea(outer!)),
    0,
  );
}

test.skipIf(gbk === null)(
  'a zip with two GBK shapefiles and a readme: every district, its name and its area',
  async () => {
    const run = await trial.upload('区县界.zip', zipOf('shanghai_shp', 'chongqing_shp'));
    expect([run.state, run.error]).toEqual(['mapping', null]);
    expect(run.layers.map(({ features, profile, nameField }) => [features, profile, nameField])).toEqual([
    [38, 'XZQ', 'NAME'],
    [17, 'XZQ', 'NAME'],
  ].sort((a, b) => run.layers.findIndex(({ features }) => features === a[0]) - run.layers.findIndex(({ features }) => features === b[0]))); // prettier-ignore
    const checked = await trial.step(await trial.choose(run, { code: 'XZQ', isCrsConfirmed: true }), 'check');
    expect([checked.error, checked.counts]).toEqual([
      null,
      { new: 55, changed: 0, unchanged: 0, removed: 0, rejected: 0 },
    ]);
    const { rows } = await sql<{ name: string; shape: Buffer; said: number }>`select name, shape,
    (attributes ->> 'Shape_Area')::float8 as said from layer_staged where import = ${run.id}::uuid`.execute(
      trial.store.read('350505'),
    );
    const names = rows.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['杨浦区', '崇明县', '梁平县']));
    expect(names.filter((name) => !/^[\p{sc=Han}]+$/u.test(name))).toEqual([]);
    for (const { name, shape, said } of rows) {
      expect([name, Math.abs(squareDegrees(fromWkb(shape)) / said - 1) < 1e-6]).toEqual([name, true]);
    }
  },
);

test.skipIf(hangzhou === null)(
  '8,707 land uses of a real city come in whole, and once more without a change',
  async () => {
    const file = gunzipSync(readFileSync(hangzhou!));
    const source = (JSON.parse(file.toString()) as { features: unknown[] }).features.length;
    const run = await trial.choose(await trial.upload('landuse.geojson', file), { keyField: 'osm_id', code: 'HZ' });
    const checked = await trial.step(run, 'check');
    const { rejected, new: made } = checked.counts;
    expect([checked.error, made + rejected, rejected]).toEqual([null, source, 0]);
    const written = await trial.step(checked, 'write');
    const { layer, version } = written.layers[0]!;
    await write(trial.store, (tx) =>
      publishVersion(tx, testBooks, { layer: layer!, number: version!.number, reason: '发布' }),
    );
    const again = await trial.choose(await trial.upload('landuse.geojson', file), { keyField: 'osm_id', code: 'HZ' });
    expect((await trial.step(again, 'check')).counts).toMatchObject({
      new: 0,
      changed: 0,
      removed: 0,
      unchanged: source,
    });
  },
);

test.skipIf(gcj === null || wgs === null)(
  'a boundary in GCJ-02 is recognised by the one that is held, and asked about',
  async () => {
    const held = await trial.choose(await trial.upload('区界.geojson', readFileSync(wgs!)), {
      code: 'QJ',
      role: 'district',
      keyField: 'adcode',
    });
    const written = await trial.step(await trial.step(held, 'check'), 'write');
    const { layer, version } = written.layers[0]!;
    await write(trial.store, (tx) =>
      publishVersion(tx, testBooks, { layer: layer!, number: version!.number, reason: '发布' }),
    );
    const run = await trial.upload('高德区界.geojson', readFileSync(gcj!));
    expect(run.layers[0]).toMatchObject({ crs: { code: 'GCJ-02' }, chosenCrs: 'GCJ-02', isCrsConfirmed: false });
    expect(run.layers[0]!.doubt).toMatch(/偏东 4\d\d 米、偏北 -3\d\d 米.*疑似/);
    const refused = await trial.step(run, 'check');
    expect([refused.state, refused.error]).toEqual([
      'mapping',
      expect.stringContaining('请核对并确认坐标系后再试运行'),
    ]);
    const confirmed = await trial.choose(run, { isCrsConfirmed: true, keyField: 'adcode', code: 'QJ2', layer: null });
    const checked = await trial.step(confirmed, 'check');
    expect(checked.layers[0]!.areaM2! / written.layers[0]!.areaM2!).toBeCloseTo(1, 5);
    const { data } = await rowsAnswer(trial.store.read('350505'), run.id, { offset: 0, size: 5 });
    expect(data[0]!.problems.filter((text) => text.includes('范围之外'))).toEqual([]);
  },
);

test.skipIf(gbk === null || wgs === null)(
  'a layer of another province is asked about, and told of when it is confirmed',
  async () => {
    const run = await trial.upload('上海.zip', zipOf('shanghai_shp'));
    expect(run.layers[0]!.doubt).toMatch(/离本区约 \d+ 公里/);
    const chosen = await trial.choose(run, { isCrsConfirmed: true, code: 'SH', layer: null, role: null });
    const checked = await trial.step(chosen, 'check');
    expect(checked.layers[0]!.findings).toContainEqual(expect.objectContaining({ kind: 'outside', count: 17 }));
  },
);

const osm = sharedFile('shanghai-wuhan-osm-tiles/wuhan-buildings.wgs84.geojson.gz');

test.skipIf(osm === null)(
  'roads of a web map are recognised by the buildings that are held, as they are by their name',
  async () => {
    const read = (name: string) =>
      JSON.parse(gunzipSync(readFileSync(osm!.replace('buildings', name))).toString()) as Roads;
    const upload = (name: string, roads: Roads) => trial.upload(name, JSON.stringify(roads));
    const buildings = await trial.choose(await upload('房屋.geojson', read('buildings')), {
      code: 'WH',
      isCrsConfirmed: true,
      keyField: null,
    });
    const written = await trial.step(await trial.step(buildings, 'check'), 'write');
    const { layer, version } = written.layers.find((one) => one.version !== null)!;
    await write(trial.store, (tx) =>
      publishVersion(tx, testBooks, { layer: layer!, number: version!.number, reason: '发布' }),
    );
    const roads = read('roads');
    expect((await upload('道路.geojson', roads)).layers[0]).toMatchObject({ chosenCrs: 'EPSG:4490' });
    for (const [turn, crs, words] of [
      [toGcj02, 'GCJ-02', '疑似火星坐标'],
      [toBd09, 'BD-09', '疑似百度坐标'],
    ] as const) {
      const moved = roads.features.map(({ geometry, ...one }) => ({
        ...one,
        geometry: turned(geometry, ([lon, lat]) => turn(lon, lat)),
      }));
      const run = await upload('道路.geojson', { type: 'FeatureCollection', features: moved });
      expect(run.layers[0]).toMatchObject({ chosenCrs: crs, doubt: expect.stringContaining(words) });
    }
    const elsewhere = { type: 'FeatureCollection', features: [roads.features[0]!] };
    const named = await upload('学校（百度坐标）.geojson', elsewhere);
    expect(named.layers[0]).toMatchObject({ chosenCrs: 'BD-09', doubt: expect.stringContaining('名称写明了坐标系') });
  },
);

interface Roads {
  readonly type: string;
  readonly features: readonly { readonly geometry: Geometry }[];
}
