import type { Readable } from 'node:stream';
import { buffer, text } from 'node:stream/consumers';
import { readWorkbook } from '@quantu/tables/server';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { layerHead } from '../features/layers.server.ts';
import { publishVersion } from '../features/publish.server.ts';
import { featuresOf, square, testBooks, write } from '../plans.testing.ts';
import { importAnswer, rowsAnswer } from './answer.server.ts';
import { problemsFile } from './problems.server.ts';
import type { KnownRun } from './runs.server.ts';
import { geojson, openTrial, type Trial } from './try.testing.ts';

// Workers are started from sources; a machine that is busy with other tests takes its time.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

let trial: Trial;
beforeAll(async () => {
  trial = await openTrial();
});
afterAll(() => trial.close());

const parcels = (codes: Readonly<Record<string, string>>, lon = 118.9) =>
  geojson(
    Object.entries(codes).map(([key, code], i) => ({
      geometry: square(lon + i / 1000, 25.1),
      properties: { BSM: key, YDYHFLDM: code, YDYHFLMC: `名${key}`, TBMJ: 11_170 },
    })),
  );
const publish = (layer: string, number: number) =>
  write(trial.store, (tx) => publishVersion(tx, testBooks, { layer, number, reason: '发布' }));

test('a file goes from upload over dry run into a draft; the same file again changes nothing; undo takes it all back', async () => {
  const file = parcels({ a: '070102', b: '0901' });
  const run = await trial.upload('规划用地用海.geojson', file);
  expect([run.state, run.error]).toEqual(['mapping', null]);
  expect(run.layers[0]).toMatchObject({
    profile: 'ZXCQGHYDYH',
    role: 'planned-use',
    keyField: 'BSM',
    codeField: 'YDYHFLDM',
    nameField: 'YDYHFLMC',
    codeSet: 'land-use-2023',
    chosenCrs: 'EPSG:4490',
    layer: null,
  });
  const checked = await trial.step(run, 'check');
  expect([checked.state, checked.error]).toEqual(['checked', null]);
  expect(checked.counts).toEqual({ new: 2, changed: 0, unchanged: 0, removed: 0, rejected: 0 });
  const written = await trial.step(checked, 'write');
  const { layer, version } = written.layers[0]!;
  expect([written.state, version?.number]).toEqual(['written', 1]);
  expect((await featuresOf(trial.store, layer!, 1)).map(({ key, code }) => [key, code])).toEqual([
    ['a', '070102'],
    ['b', '0901'],
  ]);
  await publish(layer!, 1);

  const again = await trial.step(await trial.upload('规划用地用海.geojson', file), 'check');
  expect(again.counts).toEqual({ new: 0, changed: 0, unchanged: 2, removed: 0, rejected: 0 });
  expect(importAnswer(again, '').notes).toContain('文件与现行版本完全相同，不需要写入');
  expect(importAnswer(again, '').can.write).toBe(false);

  const changed = parcels({ a: '070102', b: '0902', c: '1001' });
  const second = await trial.step(
    await trial.step(await trial.upload('规划用地用海.geojson', changed), 'check'),
    'write',
  );
  expect(second.counts).toEqual({ new: 1, changed: 1, unchanged: 1, removed: 0, rejected: 0 });
  expect((await trial.step(second, 'undo')).state).toBe('undone');
  expect(await layerHead(trial.store.read('350505'), layer!)).toMatchObject({ current: 1, draft: null });
  expect((await trial.step(written, 'undo')).state).toBe('undone');
  expect(await layerHead(trial.store.read('350505'), layer!)).toMatchObject({ current: null, draft: null });
});

test('a layer that came with an import goes with it', async () => {
  const run = await trial.step(await trial.upload('丁.geojson', parcels({ a: '0901' })), 'check');
  const written = await trial.step(run, 'write');
  const { layer } = written.layers[0]!;
  expect(await layerHead(trial.store.read('350505'), layer!)).toMatchObject({ draft: 1 });
  await trial.step(written, 'undo');
  await expect(layerHead(trial.store.read('350505'), layer!)).rejects.toThrow('没有这个图层');
});

test('coordinates in metres are converted; what differs by rounding only is unchanged', async () => {
  const first = geojson([{ geometry: square(118.9, 25.12), properties: { BSM: '1' } }]);
  const written = await trial.step(await trial.step(await trial.upload('CRS.geojson', first), 'check'), 'write');
  await publish(written.layers[0]!.layer!, 1);
  // The same square in EPSG:4549, to a tenth of a millimetre.
  const { fromCgcs2000, crsOf } = await import('@quantu/spatial-files');
  const turn = fromCgcs2000(crsOf('EPSG:4549')!);
  const ring = square(118.9, 25.12).coordinates[0]!.map(([lon, lat]) => {
    const [x, y] = turn(lon, lat);
    return [Math.round(x * 1e4) / 1e4, Math.round(y * 1e4) / 1e4] as const;
  });
  const metres = geojson([{ geometry: { type: 'Polygon', coordinates: [ring] }, properties: { BSM: '1' } }]);
  const run = await trial.upload('CRS.geojson', metres);
  const chosen = await trial.choose(run, { chosenCrs: 'EPSG:4549', isCrsConfirmed: true });
  const [west, south] = chosen.layers[0]!.box!;
  expect([west, south].map((degrees) => degrees.toFixed(4))).toEqual(['118.9000', '25.1200']);
  const checked = await trial.step(chosen, 'check');
  expect(checked.counts).toMatchObject({ unchanged: 1, changed: 0, new: 0 });
});

test('what is wrong is mended and told, or rejected with a reason; nothing else is lost', async () => {
  const bow = [[[118.9, 25.1], [118.91, 25.11], [118.91, 25.1], [118.9, 25.11], [118.9, 25.1]]] as const; // prettier-ignore
  const flat = [[[118.9, 25.1], [118.91, 25.1], [118.9, 25.1]]] as const; // prettier-ignore
  const file = geojson([
    { geometry: { type: 'Polygon', coordinates: bow }, properties: { TBBH: '1', DLBM: '0101' } },
    { geometry: square(118.93, 25.1), properties: { TBBH: '2', DLBM: '9999', MJ: 5 } },
    { geometry: square(118.93, 25.1), properties: { TBBH: '3', DLBM: '0204' } },
    { geometry: { type: 'Polygon', coordinates: flat }, properties: { TBBH: '4', DLBM: '0101' } },
    { geometry: null, properties: { TBBH: '5', DLBM: '0101' } },
  ]);
  const run = await trial.upload('现状.geojson', file);
  const chosen = await trial.choose(run, { codeField: 'DLBM', codeSet: 'survey', keyField: 'TBBH', code: 'XZ' });
  const checked = await trial.step(chosen, 'check');
  expect([checked.state, checked.error]).toEqual(['checked', null]);
  expect(checked.layers[0]!.counts).toEqual({ new: 3, changed: 0, unchanged: 0, removed: 0, rejected: 2, repaired: 1 });
  const findings = Object.fromEntries(checked.layers[0]!.findings.map(({ kind, text }) => [kind, text]));
  expect(findings['repaired']).toMatch(/^1 个图形已修复（自相交 1 个），修复前 .* 平方米，修复后 .* 平方米$/);
  expect(findings['code']).toBe('1 个要素的编码不在所选分类标准里：9999');
  expect(findings['undecided']).toContain('用途待定：0204');
  expect(findings['area']).toContain('相差超过 10%');
  expect(findings['duplicate']).toContain('1 个要素的图形与前面的完全相同');
  const { data } = await rowsAnswer(trial.store.read('350505'), run.id, { offset: 0, size: 9, kind: 'rejected' });
  expect(data.map(({ key, problems }) => [key, problems.length])).toEqual([
    ['4', 1],
    ['5', 1],
  ]);
  const bad = await rowsAnswer(trial.store.read('350505'), run.id, { offset: 0, size: 9, onlyProblems: true });
  expect(bad.total).toBe(5);
  const told = async (of: KnownRun) => {
    const { name, bytes } = await problemsFile(trial.desk, of, 'geojson');
    expect(name).toBe('现状（问题清单）.geojson');
    return (
      JSON.parse(await text(bytes as Readable)) as { features: { geometry: object | null; properties: object }[] }
    ).features;
  };
  const list = await told(checked);
  expect(list.map(({ properties }) => properties)).toEqual([
    expect.objectContaining({ TBBH: '1', 处理: '照常导入，请核对', 原因: expect.stringContaining('图形已修复') }),
    expect.objectContaining({ TBBH: '2', 原因: expect.stringContaining('编码“9999”不在所选分类标准里') }),
    expect.objectContaining({ TBBH: '3', 原因: expect.stringContaining('待定') }),
    expect.objectContaining({ TBBH: '4', 处理: '退回，没有导入', 原因: '图形没有面积，无法作为面使用' }),
    expect.objectContaining({ TBBH: '5', 处理: '退回，没有导入', 原因: '没有图形' }),
  ]);
  expect(list.map(({ geometry }) => geometry !== null)).toEqual([true, true, true, true, false]);
  expect(list[3]!.geometry).toEqual({ type: 'Polygon', coordinates: flat });
  const sheet = await problemsFile(trial.desk, checked, 'xlsx');
  const book = await readWorkbook(await buffer(sheet.bytes as Readable), sheet.name);
  expect(book.sheets[0]!.rows).toHaveLength(6);
  expect(await told(await trial.step(checked, 'write'))).toEqual(list);
});

test('a key that repeats gives way to 标识码, then to the geometry; two features alike are both kept', async () => {
  const one = geojson([
    { geometry: square(118.9, 25.1), properties: { 编号: 'x', BSM: '1' } },
    { geometry: square(118.91, 25.1), properties: { 编号: 'x', BSM: '2' } },
  ]);
  const run = await trial.choose(await trial.upload('甲.geojson', one), { keyField: '编号' });
  const checked = await trial.step(run, 'check');
  expect(checked.layers[0]!.findings.map(({ text }) => text)).toContain('字段“编号”有 1 个重复值，改用“BSM”识别要素');
  const alike = geojson([{ geometry: square(118.9, 25.1) }, { geometry: square(118.9, 25.1) }]);
  const second = await trial.step(await trial.upload('乙.geojson', alike), 'check');
  expect(second.counts.new).toBe(2);
});

test('no chosen system, an unknown one, an old datum without parameters: a sentence each, and nothing is written', async () => {
  const file = geojson([{ geometry: square(400_000, 2_780_000, 100) }]);
  const run = await trial.upload('无坐标系.geojson', file);
  expect(run.state).toBe('mapping');
  const open = await trial.choose(run, { chosenCrs: null });
  expect((await trial.step(open, 'check')).error).toMatch(/^请先为图层“.*”选择坐标系：/);
  expect((await trial.choose(run, { chosenCrs: '火星坐标系' })).layers[0]!.chosenCrs).toBe('火星坐标系');
  await expect(trial.choose(run, { chosenCrs: '月球上' })).rejects.toThrow('月球上');
  await expect(trial.choose(run, { chosenCrs: 'EPSG:99999' })).rejects.toThrow('坐标系“EPSG:99999”不认识');
  const old = await trial.choose(run, { chosenCrs: 'EPSG:2384', isCrsConfirmed: true });
  expect((await trial.step(old, 'check')).error).toContain('没有公开的换算关系');
  const seven = await trial.choose(run, { chosenCrs: 'EPSG:2384 +towgs84=0,0,0,0,0,0,0', isCrsConfirmed: true });
  expect((await trial.step(seven, 'check')).counts.new).toBe(1);
});

test('a second draft is refused before anything is read', async () => {
  const run = await trial.step(await trial.upload('丙.geojson', parcels({ a: '0901' })), 'check');
  await trial.step(run, 'write');
  const second = await trial.step(await trial.upload('丙.geojson', parcels({ a: '0902' })), 'check');
  expect([second.state, second.error]).toEqual(['mapping', expect.stringContaining('已有草稿（第 1 版）')]);
});

test('a file that is no map leaves an import that says why', async () => {
  const run = await trial.upload('说明.pdf', '%PDF-1.7');
  expect([run.state, run.error]).toEqual(['failed', expect.stringContaining('说明.pdf')]);
});
