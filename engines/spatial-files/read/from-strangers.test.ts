import { readFileSync } from 'node:fs';
import { unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { toWkb, type Geometry } from '@quantu/geometry';
import { crsOf } from '../index.ts';
import { readSpatial } from '../server.ts';
import { DISTRICT, readAll, testFolder, writeRows, zipOf, type TestRow } from './files.testing.ts';

const ring = (lon: number, lat: number): (readonly [number, number])[] => [
  [lon, lat],
  [lon, lat + 0.01],
  [lon + 0.01, lat + 0.01],
  [lon + 0.01, lat],
  [lon, lat],
];
const square = (lon: number, lat: number): Geometry => ({ type: 'Polygon', coordinates: [ring(lon, lat)] });
const ROWS: TestRow[] = [
  [square(118.8, 25.1), { 名称: '山腰街道' }],
  [square(118.85, 25.15), { 名称: '界山镇' }],
];

/** The data of an archive that was written here, without its sheet. */
async function filesOf(format: 'shapefile' | 'gdb'): Promise<Record<string, Uint8Array>> {
  const { out } = await writeRows(testFolder(), crsOf('EPSG:4528')!, ROWS, { format });
  return Object.fromEntries(Object.entries(unzipSync(readFileSync(out))).filter(([name]) => !name.endsWith('.xlsx')));
}

describe('heads of coordinates as offices write them', () => {
  const csv = (heads: string, ...rows: readonly string[]) =>
    readAll(Buffer.from([heads, ...rows].join('\n')), '点.csv', { district: DISTRICT });
  test.each([
    ['点号,纵坐标X,横坐标Y', '甲,2779799.152,40389058.607', 'EPSG:4528', [40389058.607, 2779799.152]],
    ['点号,X纵坐标,Y横坐标', '甲,2779799.152,389058.607', 'EPSG:4549', [389058.607, 2779799.152]],
    ['名称,gcj_lng,gcj_lat', '甲,118.9,25.1', 'GCJ-02', [118.9, 25.1]],
    ['名称,百度经度,百度纬度', '甲,118.9,25.1', 'BD-09', [118.9, 25.1]],
    ['名称,中心点经度,中心点纬度', '甲,118.9,25.1', 'EPSG:4490', [118.9, 25.1]],
    ['名称,高德经度,高德纬度,WGS84经度,WGS84纬度', '甲,118.91,25.11,118.9,25.1', 'EPSG:4326', [118.9, 25.1]],
  ])('%s', async (heads, row, crs, place) => {
    const [layer] = await csv(heads, row, row.replace('甲', '乙'));
    expect([layer?.crs?.id, layer?.axes, layer?.features[0]?.geometry?.coordinates]).toEqual([crs, 'xy', place]);
  });

  test.each([
    ['WKB of a database', (shape: Geometry) => Buffer.from(toWkb(shape)).toString('hex').toUpperCase(), 'EPSG:4490'],
    [
      'WKB of PostGIS with its system',
      (shape: Geometry) => {
        const plain = Buffer.from(toWkb(shape));
        const head = Buffer.from([1, 3, 0, 0, 0x20, 0xe6, 0x10, 0, 0]);
        return Buffer.concat([head, plain.subarray(5)]).toString('hex');
      },
      'EPSG:4326',
    ],
    ['GeoJSON in a cell', (shape: Geometry) => `"${JSON.stringify(shape).replaceAll('"', '""')}"`, 'EPSG:4490'],
  ])('%s', async (_, write, crs) => {
    const [layer] = await csv('编号,geom', `1,${write(square(118.8, 25.1))}`, `2,${write(square(118.9, 25.1))}`);
    expect(layer?.crs?.id).toBe(crs);
    expect(layer?.features[0]?.geometry).toEqual(square(118.8, 25.1));
  });

  test('a column of WKT in which some are curves, measured or empty', async () => {
    const triangle = (kind: string, more: string) =>
      `"${kind}((118.9 25.1${more},118.91 25.1${more},118.91 25.11${more},118.9 25.1${more}))"`;
    const cells = [
      '"CURVEPOLYGON(CIRCULARSTRING(118.8 25.1,118.81 25.11,118.82 25.1,118.81 25.09,118.8 25.1))"',
      triangle('POLYGON ZM', ' 1 2'),
      triangle('POLYGONZ', ' 1'),
      'POLYGON EMPTY',
    ];
    const [layer] = await csv('编号,图形', ...cells.map((cell, i) => `${i + 1},${cell}`));
    expect(layer?.features.map(({ geometry, problem }) => [geometry?.type, problem])).toEqual([
      [undefined, expect.stringContaining('不是 WKT 图形')],
      ['Polygon', null],
      ['Polygon', null],
      [undefined, null],
    ]);
  });

  test('a WKB that was cut is told, the others are read', async () => {
    const whole = Buffer.from(toWkb(square(118.8, 25.1))).toString('hex');
    const [layer] = await csv('编号,geom', `1,${whole}`, `2,${whole.slice(0, -20)}`);
    expect(layer?.features.map(({ problem }) => problem)).toEqual([null, expect.stringContaining('不是完整的 WKB')]);
  });
});

test('features of an ArcGIS server: rings by their direction, texts, and the system', async () => {
  const hole = [
    [118.802, 25.102],
    [118.804, 25.102],
    [118.804, 25.104],
    [118.802, 25.104],
    [118.802, 25.102],
  ];
  const features = [
    { attributes: { 名称: '甲' }, geometry: { rings: [hole, ring(118.8, 25.1), ring(118.9, 25.1)] } },
    { attributes: { 名称: '乙' }, geometry: null },
    { attributes: { 名称: '丙' }, geometry: { curveRings: [] } },
  ];
  const json = {
    geometryType: 'esriGeometryPolygon',
    spatialReference: { wkid: 104_027, latestWkid: 4490 },
    features,
  };
  const [layer] = await readAll(Buffer.from(JSON.stringify(json)), '地块.json', { district: DISTRICT });
  expect(layer).toMatchObject({ count: 3, crs: { id: 'EPSG:4490' }, crsSource: 'prj', geometryKind: 'area' });
  const [one, two, three] = layer!.features;
  expect(one?.attributes).toEqual({ 名称: '甲' });
  const parts = (one!.geometry as Extract<Geometry, { type: 'MultiPolygon' }>).coordinates;
  expect(parts.map(({ length }) => length)).toEqual([2, 1]);
  expect([two?.geometry, two?.problem]).toEqual([null, null]);
  expect(three?.problem).toContain('请先在 ArcGIS 里加密');
});

test('a geodatabase whose archive has its files without the folder', async () => {
  const files = Object.entries(await filesOf('gdb'));
  const flat = Object.fromEntries(files.map(([name, bytes]) => [name.slice(name.lastIndexOf('/') + 1), bytes]));
  const [layer] = await readAll(zipOf(flat), '成果.gdb.zip');
  expect(layer).toMatchObject({ count: 2, crs: { id: 'EPSG:4528' }, format: 'gdb' });
});

test('what is broken or foreign beside good data is told and spoils nothing', async () => {
  const good = await filesOf('shapefile');
  const files = { ...good, '统计表.xlsx': 'PK\u0003\u0004', '坏.shp': 'x'.repeat(200), '总图.dwg': 'AC1027' };
  const unread: string[] = [];
  const names: string[] = [];
  for await (const layer of readSpatial(zipOf(files), '成果.zip', { onUnread: (note) => unread.push(note) })) {
    names.push(layer.name);
  }
  expect(names).toEqual(['测试图层']);
  expect(unread).toEqual([
    expect.stringContaining('文件“坏.shp”已损坏'),
    expect.stringContaining('文件“统计表.xlsx”已损坏'),
    '压缩包里的“总图.dwg”没有读（DWG 图纸），请在 CAD 里另存为 DXF 后再导入',
  ]);
  await expect(readAll(zipOf({ '坏.shp': 'x'.repeat(200) }), '成果.zip')).rejects.toThrow('文件“坏.shp”已损坏');
});

test('a few features at 0,0 do not hide what system the others are in', async () => {
  const rows = Array.from({ length: 40 }, (_, i) => `甲${i},${389_000 + i * 10},${2_779_000 + i * 7}`);
  const [layer] = await readAll(Buffer.from(['名称,X,Y', '零,0,0', ...rows].join('\n')), '点.csv', {
    district: DISTRICT,
  });
  expect(layer).toMatchObject({ crs: { id: 'EPSG:4549' }, axes: 'xy', count: 41 });
  expect(layer?.notes).toContain('有个别要素离其余要素很远，判断坐标系时没有计入，请在试运行后核对');
});

test('a ring that did not end where it began is closed, and that is known', async () => {
  const open = { type: 'Polygon', coordinates: [ring(118.8, 25.1).slice(0, -1)] };
  const features = [open, square(118.9, 25.1)].map((geometry) => ({ type: 'Feature', properties: {}, geometry }));
  const [layer] = await readAll(Buffer.from(JSON.stringify({ type: 'FeatureCollection', features })), 'x.geojson');
  expect(layer?.features.map(({ wasOpen }) => wasOpen === true)).toEqual([true, false]);
  expect(layer?.features[0]?.geometry).toEqual(square(118.8, 25.1));
});
