import { writeFileSync } from 'node:fs';
import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { quantu, temporary } from './testing.ts';

// Each command starts a program and a database; a machine that is busy with other tests takes its time.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const place = temporary();
const data = place.file('数据');
type Corner = readonly [number, number];
const ring: readonly Corner[] = [[118.9, 25.1], [118.902, 25.1], [118.902, 25.102], [118.9, 25.102], [118.9, 25.1]]; // prettier-ignore
const polygon = (corners: readonly Corner[] = ring): string =>
  JSON.stringify({ type: 'Polygon', coordinates: [corners] });

function put(name: string, content: string | Uint8Array): string {
  const path = place.file(name);
  writeFileSync(path, content);
  return path;
}
const check = (...args: readonly string[]) => quantu(['check-site', ...args, '--data', data]);

beforeAll(async () => {
  const district = put('行政区.geojson', polygon([[118.7, 25], [119, 25], [119, 25.3], [118.7, 25.3], [118.7, 25]])); // prettier-ignore
  for (const args of [
    ['district', 'add', '350505', '泉港区'],
    ['map', 'import', district, '--layer', 'XZQ', '--publish', '-d', '350505'],
  ]) {
    const { code, err } = await quantu([...args, '--data', data]);
    if (code !== 0) throw new Error(err);
  }
});
afterAll(() => place.remove());

test('a site that lacks its layers cannot be judged: each step says so, and what a person declares is a condition', async () => {
  const file = put('地块.geojson', polygon());
  const { code, out } = await check(file, '--use', '0701', '--far', '2', '--not-concerned', 'coast=内陆区，不临海', '--json'); // prettier-ignore
  const result = JSON.parse(out);
  expect([code, result.verdict, result.name, result.steps.length]).toEqual([1, 'unknown', '地块', 10]);
  expect(result.conditions).toContainEqual(expect.stringContaining('审查人声明不涉及：内陆区，不临海'));
  expect(result.wish).toMatchObject({ controls: { far: 2 }, origin: '文件 地块.geojson（CGCS2000 经纬度）' });
});

const SHAPES = {
  README: () => put('README.md', '# 说明\n这里没有坐标\n'),
  empty: () => put('空面.geojson', '{"type":"Polygon","coordinates":[]}'),
  swapped: () => put('倒.geojson', polygon(ring.map(([lon, lat]) => [lat, lon] as const))),
  line: () => put('线.dxf', '0\nSECTION\n2\nENTITIES\n0\nLINE\n8\n0\n10\n118.9\n20\n25.1\n11\n118.91\n21\n25.1\n0\nENDSEC\n0\nEOF\n'), // prettier-ignore
  two: () => put('两层.zip', zipSync({ '甲.geojson': strToU8(polygon()), '乙.geojson': strToU8(polygon()) })),
  far: () => put('上海.geojson', polygon(ring.map(([lon, lat]) => [lon + 2.5, lat + 6] as const))),
  site: () => put('好.geojson', polygon()),
} as const;

test.each([
  ['README', [], '没有找到空间数据'],
  ['empty', [], '没有面'],
  ['line', [], '没有面，只有线'],
  ['two', [], '几个面图层（甲、乙），请指定用哪一个'],
  ['site', ['--crs', 'EPSG:9999'], '不认识坐标系“EPSG:9999”'],
  ['site', ['--layer', '没有'], '没有名为“没有”的图层'],
  ['site', ['--not-concerned', 'permanent-farmland=没有'], '不能声明为不涉及'],
] as const)('%s %j is refused with one sentence', async (shape, more, says) => {
  const { code, out, err } = await check(SHAPES[shape](), '--use', '0701', ...more);
  expect([code, out, err.trim()]).toEqual([1, '', expect.stringContaining(says)]);
  expect(err.trim()).not.toContain('\n');
});

test('latitude first is understood and told; a place elsewhere is told to be far away', async () => {
  const swapped = await check(SHAPES.swapped(), '--use', '0701');
  expect([swapped.code, swapped.err]).toEqual([1, expect.stringContaining('北坐标（纬度）在前')]);
  expect(swapped.out).toContain('无法判定');
  const far = await check(SHAPES.far(), '--use', '0701');
  expect([far.code, far.err]).toEqual([1, expect.stringContaining('公里，请核对')]);
});

test('what is typed wrong is said before anything is opened', async () => {
  const file = SHAPES.site();
  for (const [args, says] of [
    [[file], '缺少 --use'],
    [['--use', '0701'], '缺少参数'],
    [[file, '--use', '0701', '--far', '很高'], '--far 是 很高'],
    [[file, '--use', '0701', '--not-concerned', 'coast'], '要写成 作用=理由'],
  ] as const) {
    const { code, err } = await check(...args);
    expect([code, err]).toEqual([2, expect.stringContaining(says)]);
  }
  const none = await check(place.file('没有.geojson'), '--use', '0701');
  expect([none.code, none.err]).toEqual([1, expect.stringContaining('没有文件')]);
});
