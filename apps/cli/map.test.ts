import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { quantu, temporary } from './testing.ts';

// Each command starts a program and a database; a machine that is busy with other tests takes its time.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const place = temporary();
const data = place.file('数据');
const file = place.file('红线.geojson');
const ring = [[118.9, 25.1], [118.91, 25.1], [118.91, 25.11], [118.9, 25.11], [118.9, 25.1]]; // prettier-ignore
const feature = { type: 'Feature', properties: { BSM: '1' }, geometry: { type: 'Polygon', coordinates: [ring] } };

beforeAll(async () => {
  writeFileSync(file, JSON.stringify({ type: 'FeatureCollection', features: [feature] }));
  await must(['district', 'add', '350505', '泉港区', '--data', data]);
});
afterAll(() => place.remove());

/** The output of a command that has to succeed. */
async function must(args: readonly string[]): Promise<string> {
  const { code, out, err } = await quantu(args);
  expect([args, err, code]).toEqual([args, err, 0]);
  return out;
}
const imported = async (...more: readonly string[]) =>
  must(['map', 'import', file, '--layer', 'STBHHX', '-d', '350505', '--data', data, ...more]);

test('a layer goes in by the command line, once, is listed and goes out again', async () => {
  expect(JSON.parse(await imported('--dry-run', '--json'))).toMatchObject({ new: 1, version: null, isDryRun: true });
  expect(await imported('--publish')).toContain('已写成第 1 版并发布：新增 1，');
  expect(await imported('--publish')).toContain('与现行版本完全相同，没有写入新版本：新增 0，改变 0，不变 1');
  const list = JSON.parse(await must(['map', 'layers', '--json', '--data', data]));
  expect(list).toMatchObject([{ code: 'STBHHX', version: 1, draft: null, features: 1 }]);
  const out = place.file('红线.zip');
  await must(['map', 'export', out, '--layer', 'STBHHX', '--as', 'geojson', '--crs', 'EPSG:4549', '--data', data]);
  expect(existsSync(out) && statSync(out).size > 200).toBe(true);
});

test('what is rejected or doubtful is written to a file with its reasons; where nothing is, no file is left', async () => {
  const bad = place.file('有误.geojson');
  const flat = { type: 'Polygon', coordinates: [[ring[0], ring[1], ring[0], ring[0]]] };
  const features = [feature, { type: 'Feature', properties: { BSM: '2', 名称: '平' }, geometry: flat }];
  writeFileSync(bad, JSON.stringify({ type: 'FeatureCollection', features }));
  const errors = place.file('清单.geojson');
  const args = ['map', 'import', bad, '--layer', 'STBHHX', '--dry-run', '-d', '350505', '--data', data, '--errors'];
  const { code, out } = await quantu([...args, errors]);
  expect([code, out]).toEqual([1, expect.stringContaining('退回 1')]);
  const { features: told } = JSON.parse(readFileSync(errors, 'utf8'));
  expect(told).toHaveLength(1);
  expect(told[0]).toMatchObject({
    properties: { BSM: '2', 名称: '平', 序号: 2, 处理: '退回，没有导入', 原因: '图形没有面积，无法作为面使用' },
    geometry: { type: 'Polygon' },
  });
  const none = place.file('无误.xlsx');
  await must(['map', 'import', file, '--layer', 'STBHHX', '--dry-run', '--data', data, '--errors', none]);
  expect(existsSync(none)).toBe(false);
  expect((await quantu([...args, place.file('清单.doc')])).code).toBe(2);
});

test('a layer that is not there, a system that is none, a file that is none: one sentence each', async () => {
  const cases = [
    [['export', place.file('无.zip'), '--layer', 'XX'], '没有标识为“XX”的图层，现有：STBHHX'],
    [['import', file, '--layer', 'STBHHX', '--crs', 'EPSG:99999'], '坐标系“EPSG:99999”不认识'],
    [['import', place.file('没有.zip'), '--layer', 'A'], '没有.zip'],
  ] as const;
  for (const [args, sentence] of cases) {
    const { code, err } = await quantu(['map', ...args, '--data', data]);
    expect([code, err]).toEqual([1, expect.stringContaining(sentence)]);
  }
  expect((await quantu(['map', 'import', file, '--data', data])).code).toBe(2);
});
