import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import type { Geometry } from '@quantu/geometry';
import { writeWorkbook } from '@quantu/tables/server';
import { admitSize } from '../server.ts';
import { CGCS2000, crsOf, toCgcs2000 } from '../index.ts';
import { DISTRICT, gbk, readAll, testFolder, writeRows, zipOf, type TestRow } from './files.testing.ts';

const square = (lon: number, lat: number): Geometry => ({
  type: 'Polygon',
  coordinates: [
    [
      [lon, lat],
      [lon, lat + 0.01],
      [lon + 0.01, lat + 0.01],
      [lon + 0.01, lat],
      [lon, lat],
    ],
  ],
});
const ROWS: TestRow[] = [
  [square(118.8, 25.1), { 名称: '山腰街道' }],
  [square(118.85, 25.15), { 名称: '界山镇' }],
];

/** The files of a shapefile by their ends. */
async function shapefile(
  encoding: 'UTF-8' | 'GBK' = 'UTF-8',
  id = 'EPSG:4528',
  rows = ROWS,
): Promise<Record<string, Uint8Array>> {
  const { out } = await writeRows(testFolder(), crsOf(id)!, rows, { format: 'shapefile', encoding });
  const files = Object.entries(unzipSync(readFileSync(out))).filter(([name]) => !name.endsWith('.xlsx'));
  return Object.fromEntries(files.map(([name, bytes]) => [name.slice(name.lastIndexOf('.') + 1), bytes]));
}

const named = (files: Record<string, Uint8Array>, stem: string): Record<string, Uint8Array> =>
  Object.fromEntries(Object.entries(files).map(([end, bytes]) => [`${stem}.${end}`, bytes]));

const without = (files: Record<string, Uint8Array>, ...ends: readonly string[]): Record<string, Uint8Array> =>
  Object.fromEntries(Object.entries(files).filter(([end]) => !ends.includes(end)));

const read = (files: Record<string, string | Uint8Array>, options = {}) =>
  readAll(zipOf(files), '规划.zip', { district: DISTRICT, ...options });

describe('a shapefile', () => {
  test('without .shx is read, and it is said', async () => {
    const [layer] = await read(named(without(await shapefile(), 'shx'), '地块'));
    expect(layer?.count).toBe(2);
    expect(layer?.notes).toEqual(['缺少 .shx 索引文件，已按 .shp 的顺序读取']);
  });

  test('without .dbf has its shapes', async () => {
    const [layer] = await read(named(without(await shapefile(), 'dbf', 'cpg'), '地块'));
    expect(layer?.features.map(({ attributes }) => attributes)).toEqual([{}, {}]);
    expect(layer?.notes).toEqual(['缺少 .dbf 属性文件，只有图形，没有属性']);
  });

  test.each([
    ['GBK', null, 'gb18030', []],
    ['GBK', 'UTF-8', 'gb18030', ['.cpg 写的编码是 UTF-8，文字实际是 GBK，已按实际读取']],
    ['UTF-8', null, 'utf-8', []],
    ['UTF-8', 'GBK', 'utf-8', ['.cpg 写的编码是 GBK，文字实际是 UTF-8，已按实际读取']],
    ['GBK', '936', 'gb18030', []],
  ] as const)('in %s whose .cpg says %s is read as %s', async (encoding, cpg, label, notes) => {
    const files = without(await shapefile(encoding), 'cpg');
    // The mark of the language is not helped by either.
    files['dbf']![29] = 0;
    const [layer] = await read({ ...named(files, '地块'), ...(cpg === null ? {} : { '地块.cpg': cpg }) });
    expect(layer?.encoding).toBe(label);
    expect(layer?.features[0]?.attributes).toEqual({ 名称: '山腰街道' });
    expect(layer?.notes).toEqual(notes);
  });

  test('is read in the encoding that a person chose; an unknown one is refused', async () => {
    const files = named(await shapefile('GBK'), '地块');
    expect((await read(files, { encoding: 'gbk' }))[0]?.encoding).toBe('gb18030');
    await expect(read(files, { encoding: '乱码' })).rejects.toThrow('不认识文字编码“乱码”');
  });

  test('with a wrong .prj is read by its numbers', async () => {
    const [layer] = await read({
      ...named(without(await shapefile(), 'prj'), '地块'),
      '地块.prj': 'GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]]]',
    });
    expect(layer?.crs?.id).toBe('EPSG:4528');
    expect(layer?.crsSource).toBe('guessed');
    expect(layer?.notes.join()).toContain('数据声明的坐标系是WGS 84 经纬度，但坐标');
  });

  test('in zone 39 beside one in zone 40, without .prj', async () => {
    const layers = await read({
      ...named(without(await shapefile('UTF-8', 'EPSG:4527'), 'prj'), '39带'),
      ...named(without(await shapefile('UTF-8', 'EPSG:4549'), 'prj'), '40带'),
    });
    expect(layers.map(({ crs }) => crs?.id)).toEqual(['EPSG:4527', 'EPSG:4549']);
  });

  test("of Xi'an 80 is named, and its use refused", async () => {
    const old =
      'PROJCS["Xian_1980_3_Degree_GK_Zone_40",GEOGCS["GCS_Xian_1980",DATUM["D_Xian_1980",SPHEROID["Xian_1980",6378140.0,298.257]]],PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",40500000.0],PARAMETER["Central_Meridian",120.0],UNIT["Meter",1.0]]';
    const [layer] = await read({ ...named(without(await shapefile(), 'prj'), '地块'), '地块.prj': old });
    expect(layer?.crs?.id).toBe('EPSG:2364');
    expect(() => toCgcs2000(layer!.crs!)).toThrow('与 CGCS2000 没有公开的换算关系');
  });

  test('cut off in the middle gives what is there', async () => {
    const files = await shapefile();
    const [layer] = await read(named({ ...files, shp: files['shp']!.slice(0, -20) }, '地块'));
    expect(layer?.features).toHaveLength(1);
    expect(layer?.notes[0]).toBe('地块.shp 不完整，只读到 1 个图形');
  });

  test('with NaN, broken records, numbers that did not fit', async () => {
    const files = await shapefile('UTF-8', 'EPSG:4528', [...ROWS, [square(118.9, 25.2), { 名称: '南埔镇' }]]);
    const shp = Buffer.from(files['shp']!);
    shp.writeDoubleLE(Number.NaN, 100 + 8 + 48);
    const second = 100 + 8 + shp.readInt32BE(104) * 2;
    shp.writeInt32LE(1_000_000, second + 8 + 40);
    const [layer] = await read(named({ ...files, shp }, '地块'));
    expect(layer?.features.map(({ problem }) => problem)).toEqual(['坐标不是数字', '图形记录不完整', null]);
    expect(layer?.features[2]?.attributes).toEqual({ 名称: '南埔镇' });
  });

  test('whose rings all run the wrong way has its holes by place', async () => {
    const outer = [
      [118.8, 25.1],
      [118.8, 25.2],
      [118.9, 25.2],
      [118.9, 25.1],
      [118.8, 25.1],
    ] as const;
    const inner = [
      [118.82, 25.12],
      [118.84, 25.12],
      [118.84, 25.14],
      [118.82, 25.14],
      [118.82, 25.12],
    ] as const;
    const islet = [
      [118.825, 25.125],
      [118.825, 25.13],
      [118.83, 25.13],
      [118.83, 25.125],
      [118.825, 25.125],
    ] as const;
    const files = await shapefile('UTF-8', 'EPSG:4490', [
      [{ type: 'MultiPolygon', coordinates: [[outer, inner], [islet]] }, { 名称: '甲' }],
    ]);
    const shp = Buffer.from(files['shp']!);
    // The points of each ring in the other order.
    const points = 100 + 8 + 44 + 12;
    const copy = Buffer.from(shp);
    for (let ring = 0; ring < 3; ring++) {
      for (let i = 0; i < 5; i++)
        copy.copy(
          shp,
          points + (ring * 5 + i) * 16,
          points + (ring * 5 + 4 - i) * 16,
          points + (ring * 5 + 5 - i) * 16,
        );
    }
    const [layer] = await read(named({ ...files, shp }, '地块'));
    const { geometry } = layer!.features[0]!;
    expect(geometry?.type).toBe('MultiPolygon');
    expect((geometry as Extract<Geometry, { type: 'MultiPolygon' }>).coordinates.map(({ length }) => length)).toEqual([
      2, 1,
    ]);
  });

  test('of a MultiPatch is refused', async () => {
    const files = await shapefile();
    const shp = Buffer.from(files['shp']!);
    shp.writeInt32LE(31, 32);
    await expect(read(named({ ...files, shp }, '楼'))).rejects.toThrow('请先转为二维面');
  });

  test('with heights keeps them aside', async () => {
    const files = await shapefile('UTF-8', 'EPSG:4490', [
      [{ type: 'Point', coordinates: [118.9, 25.1] }, { 名称: '甲' }],
    ]);
    const record = Buffer.alloc(8 + 36);
    record.writeInt32BE(1, 0);
    record.writeInt32BE(18, 4);
    record.writeInt32LE(11, 8);
    for (const [at, value] of [118.9, 25.1, 12.5, 0].entries()) record.writeDoubleLE(value, 12 + at * 8);
    const shp = Buffer.concat([files['shp']!.slice(0, 100), record]);
    shp.writeInt32LE(11, 32);
    const [layer] = await read(named({ ...files, shp }, '地块'));
    expect(layer?.features[0]).toMatchObject({ geometry: { coordinates: [118.9, 25.1] }, z: Float64Array.of(12.5) });
  });
});

test('a geodatabase in a folder and a KMZ', async () => {
  const folder = testFolder();
  const { out } = await writeRows(folder, crsOf('EPSG:4528')!, ROWS, { format: 'gdb' });
  for (const [name, bytes] of Object.entries(unzipSync(readFileSync(out)))) {
    mkdirSync(path.join(folder, path.dirname(name)), { recursive: true });
    writeFileSync(path.join(folder, name), bytes);
  }
  const [layer] = await readAll(path.join(folder, '测试图层.gdb'), '测试图层.gdb');
  expect(layer).toMatchObject({ name: '测试图层', count: 2, crs: { id: 'EPSG:4528' } });
  const kml = '<kml><Placemark><name>一</name><Point><coordinates>118.9,25.1,0</coordinates></Point></Placemark></kml>';
  const [points] = await readAll(zipOf({ 'doc.kml': kml }), '点位.kmz');
  expect(points).toMatchObject({ name: '点位', count: 1, crs: { id: 'EPSG:4326' } });
});

test('an archive with two layers, a readme and names in GBK gives both layers', async () => {
  const files = {
    ...named(await shapefile('GBK'), 'AA/BB'),
    ...named(await shapefile(), 'AA/C'),
    'readme.txt': '请先看说明',
  };
  const bytes = Buffer.from(zipOf(files));
  // Windows packs names in GBK without saying so.
  for (const [ascii, name] of [
    ['AA', '图'],
    ['BB', '线'],
  ] as const) {
    for (let at = bytes.indexOf(ascii); at >= 0; at = bytes.indexOf(ascii, at + 1)) bytes.set(gbk(name), at);
  }
  const layers = await readAll(bytes, '规划.zip', { district: DISTRICT });
  expect(layers.map(({ name, count }) => [name, count])).toEqual([
    ['线', 2],
    ['C', 2],
  ]);
  const [one] = await readAll(bytes, '规划.zip', { layer: 'C' });
  expect(one?.name).toBe('C');
  await expect(readAll(bytes, '规划.zip', { layer: 'D' })).rejects.toThrow('里没有名为“D”的图层，里面有：线、C');
});

describe('GeoJSON', () => {
  const feature = (geometry: unknown, properties: object = {}) => ({ type: 'Feature', properties, geometry });
  const collection = (features: unknown[], more: object = {}) =>
    Buffer.from(JSON.stringify({ type: 'FeatureCollection', ...more, features }));

  test('of mixed geometries says so and reads them all', async () => {
    const bytes = collection([
      feature(square(118.8, 25.1)),
      feature({
        type: 'LineString',
        coordinates: [
          [118.8, 25.1, 3],
          [118.9, 25.1, 4],
        ],
      }),
      feature({ type: 'GeometryCollection', geometries: [square(118.8, 25.1), square(118.9, 25.2)] }),
      feature({
        type: 'GeometryCollection',
        geometries: [square(118.8, 25.1), { type: 'Point', coordinates: [1, 2] }],
      }),
      feature(null),
    ]);
    const [layer] = await readAll(bytes, 'x.geojson');
    expect(layer?.geometryKind).toBe('mixed');
    expect(layer?.features.map(({ geometry }) => geometry?.type)).toEqual([
      'Polygon',
      'LineString',
      'MultiPolygon',
      undefined,
      undefined,
    ]);
    expect(layer?.features[1]?.z).toEqual(Float64Array.of(3, 4));
    expect(layer?.features[3]?.problem).toContain('点、线、面混在一起');
  });

  test('with NaN, unclosed rings and no coordinates loses only what is wrong', async () => {
    const text = `{"type":"FeatureCollection","features":[${[
      JSON.stringify(
        feature(
          {
            type: 'Polygon',
            coordinates: [
              [
                [118.8, 25.1],
                [118.9, 25.1],
                [118.9, 25.2],
              ],
            ],
          },
          { a: '}]{"' },
        ),
      ),
      '{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[NaN,25]}}',
      '{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":["东",25]}}',
      '{"type":"Feature","properties":{},"geometry":{"type":"Circle"}}',
      '{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":["118.9"," 25.1 "]}}',
    ].join(',')}]}`;
    const [layer] = await readAll(Buffer.from(text), 'x.geojson');
    expect(layer?.features[0]?.geometry?.coordinates).toEqual([
      [
        [118.8, 25.1],
        [118.9, 25.1],
        [118.9, 25.2],
        [118.8, 25.1],
      ],
    ]);
    expect(layer?.features[0]?.attributes).toEqual({ a: '}]{"' });
    expect(layer?.features.map(({ problem }) => problem)).toEqual([
      null,
      '不是完整的 JSON，坐标里可能有 NaN',
      '第 1 个点的坐标不是数字',
      '图形类型“Circle”不认识',
      null,
    ]);
    // Numbers as texts, as scripts write them.
    expect(layer?.features[4]?.geometry?.coordinates).toEqual([118.9, 25.1]);
  });

  test.each([
    ['one feature after the other', (list: object[]) => list.map((one) => JSON.stringify(one)).join('\n')],
    ['with record separators', (list: object[]) => list.map((one) => `\u001e${JSON.stringify(one)}\n`).join('')],
    ['a bare list', (list: object[]) => JSON.stringify(list)],
    [
      'pretty',
      (list: object[]) =>
        JSON.stringify({ features: list, type: 'FeatureCollection', more: { features: [1] } }, null, 2),
    ],
  ])('%s', async (_, write) => {
    const list = [feature(square(118.8, 25.1), { 名称: '甲\\"乙' }), feature(square(118.9, 25.1), { 名称: '丙' })];
    const [layer] = await readAll(Buffer.from(write(list)), 'x.json');
    expect(layer?.features.map(({ attributes }) => attributes['名称'])).toEqual(['甲\\"乙', '丙']);
  });

  test('in GBK is read', async () => {
    const text = JSON.stringify({
      type: 'FeatureCollection',
      features: [feature(square(118.8, 25.1), { 名称: '山腰街道，𬭩'.slice(0, 5) })],
    });
    const [layer] = await readAll(gbk(text), 'x.geojson');
    expect(layer?.features[0]?.attributes['名称']).toBe('山腰街道，');
    expect(layer?.notes).toEqual(['文字不是 UTF-8 编码，已按 GBK 读取']);
    const [wide] = await readAll(Buffer.from(`\ufeff${text}`, 'utf16le'), 'x.geojson');
    expect(wide?.notes).toEqual(['文字不是 UTF-8 编码，已按 UTF-16LE 读取']);
  });

  test('with its axes swapped, in GCJ-02 by its own word, in metres', async () => {
    const swapped = await readAll(collection([feature({ type: 'Point', coordinates: [25.12, 118.9] })]), 'x.geojson', {
      district: DISTRICT,
    });
    expect(swapped[0]).toMatchObject({ axes: 'yx', crs: { id: 'EPSG:4490' } });
    const crs = { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::4549' } };
    const metres = await readAll(
      collection([feature({ type: 'Point', coordinates: [389_058, 2_779_799] })], { crs }),
      'x.geojson',
      { district: DISTRICT },
    );
    expect(metres[0]).toMatchObject({ crsSource: 'prj', crs: { id: 'EPSG:4549' } });
    const named_ = await readAll(collection([feature({ type: 'Point', coordinates: [118.9, 25.1] })]), 'x.geojson', {
      crs: '高德',
    });
    expect(named_[0]).toMatchObject({ crsSource: 'declared', crs: { id: 'GCJ-02' } });
    await expect(readAll(collection([]), 'x.geojson', { crs: '某某坐标' })).rejects.toThrow('不认识坐标系“某某坐标”');
  });

  test('cut off, or no GeoJSON at all, is refused', async () => {
    const whole = collection([feature(square(118.8, 25.1))]);
    await expect(readAll(whole.subarray(0, -5), 'x.geojson')).rejects.toThrow('已损坏或不完整（文件在中间断了）');
    await expect(readAll(Buffer.from('{"a":1}'), 'x.json')).rejects.toThrow('不是 GeoJSON');
  });
});

describe('tables and texts', () => {
  test('degrees, minutes and seconds, and what is none', async () => {
    const csv =
      '名称,经度,纬度,备注\n甲,118°53′24″,25°7′12″,一\n乙,"E118°54\'0""",25.12,二\n丙,不详,25.1,三\n丁,,,四\n';
    const [layer] = await readAll(Buffer.from(csv), '点.csv', { district: DISTRICT });
    expect(layer?.features.map(({ geometry }) => geometry?.coordinates)).toEqual([
      [118.89, 25.12],
      [118.9, 25.12],
      undefined,
      undefined,
    ]);
    expect(layer?.features.map(({ problem }) => problem)).toEqual([null, null, '第 4 行：“不详”“25.1”不是坐标', null]);
    expect(layer?.crs?.id).toBe('EPSG:4490');
  });

  test('a workbook whose sheet has X and Y', async () => {
    async function* rows(): AsyncGenerator<(string | number)[][]> {
      yield [
        ['甲', 389_058.607, 2_779_799.152],
        ['乙', 389_158.607, 2_779_899.152],
      ];
    }
    const sheet = {
      name: '界址点',
      widths: [10, 20, 20],
      heads: [['点号', 'Y坐标（东）', 'X坐标（北）']],
      rows: rows(),
    };
    const pieces: Buffer[] = [];
    for await (const piece of writeWorkbook(sheet)) pieces.push(piece);
    const [layer] = await readAll(Buffer.concat(pieces), '界址点.xlsx', { district: DISTRICT });
    expect(layer).toMatchObject({ crs: { id: 'EPSG:4549' }, axes: 'xy', count: 2, geometryKind: 'point' });
    expect(layer?.features[0]?.attributes).toEqual({ 点号: '甲' });
  });

  test('a head that names the system', async () => {
    const [layer] = await readAll(
      gbk('学校,经度（高德）,纬度（高德）\n一小,118.9,25.1\n二小,118.91,25.1\n'),
      '学校.csv',
    );
    expect(layer?.crs?.id).toBe('GCJ-02');
  });

  test('numbers alone, north first', async () => {
    const [layer] = await readAll(Buffer.from('1,2779799.152,40389058.607\n2,2779899.152,40389058.607\n'), '点.txt', {
      district: DISTRICT,
    });
    expect(layer).toMatchObject({ axes: 'yx', crs: { id: 'EPSG:4528' } });
  });

  test('parcels of 报件 with a hole, east before north, a line that is none', async () => {
    const head = '[属性描述]\r\n坐标系=2000国家大地坐标系\r\n几度分带=3\r\n带号=40\r\n[地块坐标]\r\n';
    const outer =
      'J1,1,2779799.152,40389058.607\r\nJ2,1,2779899.152,40389058.607\r\nJ3,1,2779899.152,40389158.607\r\nJ4,1,2779799.152,40389158.607\r\n';
    const hole = 'J5,2,2779819.152,40389078.607\r\nJ6,2,2779819.152,40389098.607\r\nJ7,2,2779839.152,40389098.607\r\n';
    const text = `${head}8,0.9000,DK-1,一号，地块,面,,工业用地,1001,@\r\n${outer}${hole}4,1.0,DK-2,二号,面,,,,@\r\nJ1,1,abc,40389058.607\r\n`;
    const [layer] = await readAll(gbk(text), '报件.txt', { district: DISTRICT });
    expect(layer).toMatchObject({ crs: { id: 'EPSG:4528' }, axes: 'xy', crsSource: 'prj', count: 2 });
    expect(layer?.features[0]).toMatchObject({ geometry: { type: 'Polygon' }, problem: null });
    expect(
      (layer!.features[0]!.geometry as Extract<Geometry, { type: 'Polygon' }>).coordinates.map(({ length }) => length),
    ).toEqual([5, 4]);
    expect(layer?.features[1]?.problem).toContain('不是“点号,圈号,X,Y”');
    const turned = text.replaceAll(/,(2779\d+\.152),(4038\d+\.607)/g, ',$2,$1');
    const [other] = await readAll(gbk(turned), '报件.txt', { district: DISTRICT });
    expect(other?.features[0]?.geometry).toEqual(layer?.features[0]?.geometry);
    expect(other?.notes).toEqual(['坐标是东坐标在前（应为北坐标 X 在前），已按数值调整']);
  });
});

describe('files that are refused', () => {
  test('10 GB before a byte of it is stored', () => {
    expect(() => admitSize('用地.gdb.zip', 10 * 2 ** 30)).toThrow(
      '文件“用地.gdb.zip”有 10 GB，超过上限 2 GB，请按乡镇或图层拆分后再导入',
    );
  });

  test('an archive that unpacks to too much, before it is unpacked', async () => {
    const bytes = zipOf({ '大.geojson': new Uint8Array(20 * 2 ** 20) });
    await expect(readAll(bytes, '大.zip', { limits: { unzippedBytes: 2 ** 20 } })).rejects.toThrow(
      '解压后超过上限 1 MB，疑似压缩炸弹',
    );
    // One that lies about its size ends where it lies.
    const lying = Buffer.from(bytes);
    const directory = lying.lastIndexOf(Buffer.from([0x50, 0x4b, 1, 2]));
    lying.writeUInt32LE(1000, directory + 24);
    await expect(readAll(lying, '大.zip')).rejects.toThrow('解压后比目录所写的大');
  });

  test('more features, vertices or layers than allowed', async () => {
    const files = named(await shapefile(), '地块');
    await expect(read(files, { limits: { features: 1 } })).rejects.toThrow('文件“地块.shp”的要素数超过上限');
    await expect(read(files, { limits: { vertices: 7 } })).rejects.toThrow('节点数超过上限');
    const two = { ...files, ...named(await shapefile(), '二') };
    await expect(read(two, { limits: { layers: 1 } })).rejects.toThrow('图层数超过上限 1');
  });

  test.each([
    ['图.dwg', Buffer.from('AC1027'), '请在 CAD 里另存为 DXF'],
    ['数据.rar', Buffer.from('Rar!1234'), '请解压后改用 zip 打包'],
    ['a.dbf', Buffer.from('abcdef'), '请把 .shp、.dbf、.prj 等一起打成 zip'],
    ['图.jpg', Buffer.from('abcdef'), '里没有找到空间数据，支持 Shapefile'],
    ['点.csv', Buffer.from('名称,备注\n甲,乙\n'), '表格要有“经度、纬度”'],
    ['空.shp', Buffer.alloc(0), '是空的'],
    ['坏.shp', Buffer.alloc(200), '不是 Shapefile 的 .shp'],
    ['坏.zip', Buffer.from('PK\u0003\u0004 and then nothing'), '压缩包目录缺失'],
    ['坏.kml', Buffer.from('<kml><Placemark>'), 'XML 不完整'],
    ['险.kml', Buffer.from('<!DOCTYPE kml [<!ENTITY a "b">]><kml/>'), '内含 DOCTYPE 声明'],
    ['坏.gpkg', Buffer.from('SQLite format 3\u0000 no more'), '读取“坏.gpkg”时出错'],
    ['图.dxf', Buffer.from('AutoCAD Binary DXF\r\n\u001a\u0000'), '请在 CAD 里另存为文本格式的 DXF'],
  ])('%s', async (name, bytes, sentence) => {
    await expect(readAll(bytes, name)).rejects.toThrow(sentence);
  });

  test('splines of which only fit points are known: beside others they are counted in a note, alone they are the reason', async () => {
    const points = (code: number) => [[500, 2775], [600, 2780], [700, 2770], [800, 2776]].map(([x, y]) => `${code}\n${x}000\n${code + 10}\n${y}000\n${code + 20}\n0\n`).join(''); // prettier-ignore
    const spline = (knots: string, places: string) =>
      `0\nSPLINE\n8\n管线\n100\nAcDbSpline\n70\n8\n71\n3\n${knots}${places}`;
    const ends = [0, 0, 0, 0, 1, 1, 1, 1].map((knot) => `40\n${knot}\n`).join('');
    const drawing = (...entities: string[]) =>
      Buffer.from(`0\nSECTION\n2\nENTITIES\n${entities.join('')}0\nENDSEC\n0\nEOF\n`);
    const fit = spline('72\n0\n73\n0\n74\n4\n', points(11));
    const whole = spline(`72\n8\n73\n4\n74\n0\n${ends}`, points(10));
    const [layer] = await readAll(drawing(fit, whole, fit), '图.dxf');
    expect(layer!.notes).toEqual([expect.stringContaining('2 条样条曲线只有拟合点、没有控制点，没有读出')]);
    expect(layer!.features).toHaveLength(1);
    await expect(readAll(drawing(fit), '图.dxf')).rejects.toThrow('1 条样条曲线只有拟合点、没有控制点，没有读出');
    expect((await readAll(drawing(whole), '图.dxf'))[0]!.notes).toEqual([]);
  });

  test('an archive with a password, one inside another', async () => {
    const bytes = Buffer.from(zipOf(named(await shapefile(), '地块')));
    for (const mark of [
      [0x50, 0x4b, 1, 2],
      [0x50, 0x4b, 3, 4],
    ]) {
      for (let at = bytes.indexOf(Buffer.from(mark)); at >= 0; at = bytes.indexOf(Buffer.from(mark), at + 1)) {
        bytes[at + (mark[2] === 1 ? 8 : 6)]! |= 1;
      }
    }
    await expect(readAll(bytes, '密.zip')).rejects.toThrow('设有密码');
    await expect(readAll(zipOf({ '内.zip': zipOf({ a: 'b' }) }), '外.zip')).rejects.toThrow('压缩包里还有压缩包');
  });

  test('one whose reader has gone ends its process', async () => {
    const controller = new AbortController();
    controller.abort(new Error('已取消'));
    const { out } = await writeRows(testFolder(), CGCS2000, ROWS, { format: 'gpkg' });
    await expect(readAll(out, 'x.zip', { signal: controller.signal })).rejects.toThrow('已取消');
  });

  test('one that takes too long ends its process and leaves no folder', async () => {
    const { out } = await writeRows(testFolder(), CGCS2000, ROWS, { format: 'gpkg' });
    const [name, bytes] = Object.entries(unzipSync(readFileSync(out))).find(([file]) => file.endsWith('.gpkg'))!;
    await expect(readAll(bytes, name, { limits: { seconds: 0.05 } })).rejects.toThrow('超过 0.05 秒，已停止');
    rmSync(out);
  });
});
