import type { Geometry } from '@quantu/geometry';
import type { Store } from '@quantu/store';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { programViewer } from '@quantu/registers';
import { writeMany } from '@quantu/registers/server';
import { mapStore, testBooks, write } from '../plans.testing.ts';
import type { SearchWish } from './contract.ts';
import { planSearch } from './search/plan.server.ts';
import { searchSites } from './search/search.server.ts';
import { SiteWorkers } from './worker/site-workers.server.ts';
import { deskOf, feature, playRole, rectangle } from './site.testing.ts';

let store: Store;
const WISH: SearchWish = {
  use: '0701',
  base: 'detailed-parcel',
  minM2: 5000,
  maxM2: 50_000,
  isInside: true,
  avoid: ['permanent-farmland'],
  weights: { use: 50, road: 50 },
};
const workers = new SiteWorkers();
const find = async (more: Partial<SearchWish> = {}) =>
  searchSites(deskOf(store), await planSearch(deskOf(store), { ...WISH, ...more }), workers);

const cornerAt = (x: number, y: number) => rectangle(x, y, 1, 1).coordinates[0]![0]!;
const ROAD: Geometry = { type: 'LineString', coordinates: [cornerAt(-500, -10), cornerAt(2000, -10)] };

beforeAll(async () => {
  store = await mapStore();
  const plot = (key: string, x: number, y: number, code = '0701', side = 100) =>
    feature(key, rectangle(x, y, side, side), { code, name: key });
  await playRole(
    store,
    'detailed-parcel',
    [
      plot('near', 0, 0),
      plot('far', 200, 1000),
      plot('shop', 400, 0, '0901'),
      plot('wider', 600, 0, '07'),
      plot('tiny', 800, 0, '0701', 20),
      plot('field', 1000, 0),
      plot('outside', 5000, 0),
      plot('half', 1950, 0),
    ],
    { codeSet: 'land-use-2023' },
  );
  await playRole(store, 'permanent-farmland', [feature('F', rectangle(1050, 0, 200, 200))]);
  await playRole(store, 'development-boundary', [feature('B', rectangle(-1000, -1000, 3000, 3000))]);
  await playRole(store, 'road', [feature('R', ROAD)], { shape: 'line' });
}, 60_000);
afterAll(async () => {
  await workers.close();
  await store.close();
});

test('hard criteria leave parcels out and say why; what is left is ranked by the weights', async () => {
  const { data, parcels, fitting, excluded, unjudged } = await find();
  expect(data.map(({ key }) => key)).toEqual(['near', 'wider', 'far']);
  expect([parcels, fitting]).toEqual([8, 3]);
  expect(Object.fromEntries(excluded.map(({ criterion, count }) => [criterion, count]))).toEqual({
    size: 1,
    use: 1,
    'permanent-farmland': 1,
    'development-boundary': 2,
  });
  expect(unjudged).toEqual([]);
  expect(data[0]!.values.map(({ criterion, text }) => [criterion, text])).toEqual([
    ['use', '一致'],
    ['road', '10 米'],
  ]);
});

test('the score is the weighted mean, in words too, and turns with the weights', async () => {
  const { data, formula } = await find();
  for (const { score, values } of data) {
    expect(score).toBeCloseTo(values.reduce((sum, { score }) => sum + score!, 0) / values.length, 9);
  }
  expect(formula).toContain('得分 =（用途兼容×50 + 离道路近×50）÷ 100');
  const { data: byUse } = await find({ weights: { use: 1 } });
  expect(byUse.map(({ score }) => score)).toEqual([1, 1, 1]);
});

test('a distance that is asked for leaves out what is farther', async () => {
  const { data, excluded } = await find({ roadM: 500 });
  expect(data.map(({ key }) => key)).toEqual(['near', 'wider']);
  expect(excluded).toContainEqual({ criterion: 'road', label: '离道路超过 500 米', count: 1 });
});

test('a criterion that no layer judges is said to be unjudged and never satisfied', async () => {
  const { unjudged, data } = await find({
    avoid: ['permanent-farmland', 'ecological-red-line'],
    weights: { use: 50, port: 50 },
  });
  expect(unjudged.map(({ criterion }) => criterion)).toEqual(['ecological-red-line', 'port']);
  expect(unjudged[0]!.text).toContain('不能当作符合');
  expect(data[0]!.values.find(({ criterion }) => criterion === 'port')).toMatchObject({
    text: '无法判定',
    score: null,
  });
});

test('current use counts by the share of the parcel that is as wished', async () => {
  await playRole(store, 'present-use', [feature('P', rectangle(0, 0, 100, 25), { code: '0701' })], {
    codeSet: 'land-use-2023',
  });
  const { data } = await find({ present: ['07'], weights: { present: 100 } });
  const shares = data.map(({ key, score }) => [key, Math.round(score * 100)] as const);
  expect(Object.fromEntries(shares)).toEqual({ near: 25, wider: 0, far: 0 });
});

test('what cannot be searched for is refused with one sentence', async () => {
  await expect(find({ minM2: 9, maxM2: 1 })).rejects.toThrow('最小面积 9 平方米大于最大面积 1 平方米');
  await expect(find({ weights: {} })).rejects.toThrow('各项权重都是 0');
  await expect(find({ avoid: ['town'] })).rejects.toThrow('“town”不能作为要避开的范围');
  await expect(find({ use: '9999' })).rejects.toThrow('没有代码“9999”');
});

test('a parcel of two generations is found once, in the newest that is in force; what was not drawn anew stays', async () => {
  const plan = (code: string, state: string, approvedOn: string | null) =>
    write(store, async (tx) => {
      const values = { code, name: code, kind: 'detailed', approvedOn, approvalNumber: approvedOn && '政〔2020〕1号' };
      const [made] = await writeMany(tx, testBooks, testBooks.registers.get('plan')!, programViewer('planner'), [{ values, state }]); // prettier-ignore
      return made!.id;
    });
  const plot = (key: string, x: number, side = 100) => feature(key, rectangle(x, 0, side, side), { code: '0701' });
  const generation = async (code: string, state: string, day: string | null, plots: Parameters<typeof playRole>[2]) =>
    playRole(store, 'present-use', plots, { codeSet: 'land-use-2023', plan: await plan(code, state, day) });
  await generation('旧', 'superseded', '2012-05-01', [plot('A-old', 0), plot('B-old', 200), plot('C-old', 400)]);
  await generation('新', 'approved', '2022-05-01', [plot('A', 1), plot('B-large', 180, 400)]);
  await generation('草', 'submitted', null, [plot('A-draft', 2)]);
  const { data, excluded } = await find({ base: 'present-use', avoid: [], weights: { use: 1 } });
  // B and C lie in a new parcel that is too large for the wish: they are parcels no more.
  expect(data.map(({ key }) => key)).toEqual(['A']);
  expect(excluded.find(({ criterion }) => criterion === 'newer')).toMatchObject({
    count: 4,
    label: '已在新一版规划里重新划定',
  });
});
