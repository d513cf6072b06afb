import { areaM2, type Polygon } from '@quantu/geometry';
import { createRecord } from '@quantu/registers/server';
import { programViewer } from '@quantu/registers';
import type { Store } from '@quantu/store';
import pg from 'pg';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { mapStore, newLayer, testBooks, write } from '../plans.testing.ts';
import { checkSite } from './check.server.ts';
import type { SiteResult, SiteWish } from './contract.ts';
import { keepCheck, keptCheck } from './keep.server.ts';
import { SiteWorkers } from './worker/site-workers.server.ts';
import {
  deskOf,
  feature,
  newVersion,
  playRole,
  rectangle,
  SOUND_CONTROLS,
  soundWorld,
  takeRole,
} from './site.testing.ts';

let store: Store;
let layers: ReadonlyMap<string, string>;
beforeEach(async () => {
  store = await mapStore();
  layers = await soundWorld(store);
});
afterEach(async () => {
  vi.restoreAllMocks();
  await store.close();
});

const SITE = rectangle(0, 0, 100, 200);
const check = (more: Partial<SiteWish> = {}, site: unknown = SITE): Promise<SiteResult> =>
  checkSite(deskOf(store), '规划员', {
    name: '安置房',
    use: '0701',
    site: site as Polygon,
    controls: SOUND_CONTROLS,
    ...more,
  });
const step = ({ steps }: SiteResult, number: number) => steps[number - 1]!;
const put = (role: string, geometry: Polygon, more = {}) =>
  newVersion(store, layers.get(role)!, 2, [feature('hit', geometry, { name: '一处', ...more })]);
const take = (role: string) => takeRole(store, layers.get(role)!);

test('a site in nobody’s way is 合规, with every layer it was judged on in its version', async () => {
  const result = await check();
  expect(result.steps.map(({ outcome }) => outcome)).toEqual(Array(10).fill('pass'));
  expect(result.verdict).toBe('pass');
  expect(result.summary).toBe('合规。十步都符合。');
  const used = result.steps.flatMap(({ parts }) => parts.flatMap((part) => part.layers));
  expect(new Set(used.map(({ id }) => id))).toEqual(new Set(layers.values()));
  expect(used.every(({ number, publishedOn }) => number === 1 && publishedOn !== null)).toBe(true);
});

test('farmland stops a project with the exact area, whatever else is not known', async () => {
  await put('permanent-farmland', rectangle(90, 0, 500, 50));
  await take('flood');
  const result = await check();
  const { outcome, parts } = step(result, 2);
  expect([result.verdict, outcome]).toEqual(['fail', 'fail']);
  expect(parts[0]!.areaM2).toBeCloseTo(areaM2(rectangle(90, 0, 10, 50)), 3);
  expect(parts[0]!.share).toBeCloseTo(0.025, 4);
  expect(result.summary).toContain('缺图层或数据、无法判定：5 控制线和安全');
});

test.each([
  ['district', 1],
  ['permanent-farmland', 2],
  ['ecological-red-line', 3],
  ['development-boundary', 4],
  ['blue-line', 5],
  ['geohazard', 5],
  ['present-use', 6],
  ['detailed-parcel', 7],
  ['detailed-parcel', 8],
  ['project-site', 9],
])('without a layer that is %s step %i and the answer are 无法判定', async (role, number) => {
  await take(role);
  const result = await check();
  expect(step(result, number).outcome).toBe('unknown');
  expect(result.verdict).toBe('unknown');
});

test('what is against the rules decides where a plan leaves a part open, not where a layer is missing', async () => {
  const site = rectangle(450, 450, 100, 100);
  const use = '110103';
  const away = [feature('M', rectangle(-9000, -9000, 10, 10), { code: '07' })];
  await playRole(store, 'planned-use', away, { codeSet: 'land-use-2023' });
  const open = await check({ use }, site);
  expect([step(open, 7).outcome, step(open, 8).parts[0]!.outcome, open.verdict]).toEqual(['fail', 'unknown', 'fail']);
  await take('permanent-farmland');
  const without = await check({ use }, site);
  expect(without.verdict).toBe('unknown');
  expect(without.summary).toContain('不符合：7 规划用途');
});

test('what a step asks for is a condition also where another part of it cannot be judged', async () => {
  await put('flood', rectangle(50, 0, 300, 200));
  await take('coast');
  const result = await check();
  expect([step(result, 5).outcome, result.verdict]).toEqual(['unknown', 'unknown']);
  expect(result.conditions).toContainEqual(expect.stringContaining('须作洪水影响评价'));
});

test('a layer whose version was never published judges nothing', async () => {
  await take('coast');
  await newLayer(store, 'COAST2', { role: 'coast' });
  expect(step(await check(), 5).sentence).toContain('没有已发布的图层担任“海岸线（退缩线）”，无法判定');
});

test('on a red line only a named exception leaves a way, as a condition', async () => {
  await put('ecological-red-line', rectangle(0, 0, 20, 200));
  expect(step(await check(), 3).outcome).toBe('fail');
  const result = await check({ redLineException: 'linear' });
  expect([result.verdict, step(result, 3).outcome]).toEqual(['conditional', 'note']);
  expect(result.conditions[0]).toContain('必须且无法避让');
  await expect(check({ redLineException: 'because' })).rejects.toThrow('没有“because”这种情形');
});

test('pieces within the drawing’s error are shown, and on farmland they are a condition', async () => {
  await put('permanent-farmland', rectangle(99.9, 0, 500, 50));
  await put('flood', rectangle(0, 199.98, 100, 90));
  const result = await check();
  expect([result.verdict, step(result, 2).outcome, step(result, 5).outcome]).toEqual(['conditional', 'note', 'pass']);
  expect(step(result, 2).sentence).toContain('在制图误差之内，须核对边界');
  expect(step(result, 10).sentence).toMatch(/有 2 处碎块.*第 2 步永久基本农田.*第 5 步洪涝风险控制线/);
});

test('the zones of the development boundary, and the ground outside it', async () => {
  const flexible = await check({}, rectangle(1100, 0, 100, 100));
  expect(step(flexible, 4)).toMatchObject({ outcome: 'note' });
  expect(step(flexible, 4).sentence).toContain('弹性发展区');
  await newVersion(store, layers.get('development-boundary')!, 2, [
    feature('F', rectangle(-1000, -1000, 4000, 4000), { code: '430' }),
  ]);
  expect(step(await check(), 4).sentence).toContain('特别用途区');
  const outside = rectangle(0, 5000, 100, 100);
  expect(step(await check({}, outside), 4).outcome).toBe('fail');
  expect(step(await check({ boundaryException: 'village' }, outside), 4).outcome).toBe('note');
  expect(step(await check({ use: '0101' }, outside), 4).outcome).toBe('pass');
});

test('lines ask by the use: homes in the safety zone fail, works there have a condition', async () => {
  await put('safety-zone', rectangle(50, 0, 300, 200));
  expect(step(await check(), 5).outcome).toBe('fail');
  expect(step(await check({ use: '1001' }), 5).outcome).toBe('note');
  await put('green-line', rectangle(0, 0, 50, 50));
  expect(step(await check({ use: '1401' }), 5).parts.find(({ role }) => role === 'green-line')!.outcome).toBe('pass');
});

test('a role declared not to concern the district is a condition that says why; farmland cannot be declared away', async () => {
  await take('coast');
  const result = await check({ notConcerned: [{ role: 'coast', reason: '内陆镇，不临海' }] });
  expect([result.verdict, step(result, 5).outcome]).toEqual(['conditional', 'note']);
  expect(result.conditions).toContainEqual(expect.stringContaining('审查人声明不涉及：内陆镇，不临海'));
  const away = [{ role: 'permanent-farmland', reason: '没有' }];
  await expect(check({ notConcerned: away })).rejects.toThrow('“permanent-farmland”不能声明为不涉及');
});

test('current use is summed by class for 农转用; ground that nothing covers is not known', async () => {
  const result = await check({ use: '1001', controls: SOUND_CONTROLS }, rectangle(490, 0, 30, 100));
  expect(result.present.map(({ group, code, share }) => [group, code, Math.round(share * 30)])).toEqual([
    ['耕地', '0101', 20],
    ['建设用地', '0701', 10],
  ]);
  expect(step(result, 6)).toMatchObject({ outcome: 'note' });
  expect(step(result, 6).sentence).toContain('耕地占补平衡');
  expect(step(await check({}, rectangle(0, 400, 100, 200)), 6).outcome).toBe('unknown');
});

test('the planned use of every parcel is held against the use proposed', async () => {
  const across = await check({ use: '0701' }, rectangle(400, 0, 200, 100));
  expect(step(across, 7).outcome).toBe('fail');
  expect(
    step(across, 7)
      .parts[0]!.hits.map(({ key, note }) => [key, note])
      .sort(([a], [b]) => (a! < b! ? -1 : 1)),
  ).toEqual([
    ['A-01', '一致'],
    ['A-02', '不兼容'],
  ]);
  expect(step(await check({ use: '0702' }), 7).outcome).toBe('pass');
  expect(step(await check({ use: '0901' }), 7).outcome).toBe('note');
});

test('where no parcel is, the master plan is asked; where it is silent nobody can judge', async () => {
  const half = rectangle(0, 450, 100, 100);
  expect(step(await check({}, half), 7).sentence).toContain('没有规划用途（规划空白），无法判定');
  await playRole(store, 'planned-use', [feature('M', rectangle(0, 480, 400, 400), { code: '07' })], {
    codeSet: 'land-use-2023',
  });
  const result = step(await check({}, half), 7);
  expect(result.outcome).toBe('pass');
  expect(result.parts.map(({ role }) => role)).toEqual(['detailed-parcel', 'planned-use']);
});

test('each parcel is judged by its own limits, written as shares or in percent', async () => {
  const result = await check({ controls: { far: 2.6, density: 34, green: 25, height: 60 } });
  expect(step(result, 8).outcome).toBe('fail');
  expect(step(result, 8).sentence).toBe('地块 A-01 容积率 2.6 高于上限 2.5；地块 A-01 绿地率 25% 低于下限 30%');
  expect(result.controls.map(({ control, upper, lower, margin }) => [control, upper, lower, margin])).toEqual([
    ['far', 2.5, 1, -0.1],
    ['density', 35, null, 1],
    ['green', null, 30, -5],
    ['height', 60, null, 0],
  ]);
  const silent = await check({ controls: {} });
  expect([silent.verdict, step(silent, 8).outcome]).toEqual(['conditional', 'note']);
  expect(step(silent, 8).sentence).toContain('容积率不低于 1、不高于 2.5');
});

test('limits of several parcels are weighed by their share as information, each parcel is judged by its own', async () => {
  const result = await check({ use: '1001', controls: { far: 2 } }, rectangle(480, 0, 40, 100));
  expect(new Set(result.controls.map(({ parcel }) => parcel))).toEqual(new Set(['A-01', 'A-02']));
  expect(result.weighted).toContainEqual({ label: '容积率', unit: '', lower: 1, upper: 2.5 });
  expect((await check()).weighted).toEqual([]);
});

test('what an approval asks for follows from what was found, one line an item', async () => {
  const items = async (more: Partial<SiteWish> = {}, site: unknown = SITE) =>
    (await check(more, site)).prerequisites.map(({ item }) => item);
  expect(await items()).toEqual(['用地预审与选址', '土地权属核实', '建设用地规划许可']);
  const field = await items({ use: '1001' }, rectangle(600, 0, 100, 100));
  expect(field.filter((item) => /农用地|耕地/.test(item))).toEqual(['农用地转用审批', '耕地占补平衡']);
  await put('flood', rectangle(50, 0, 300, 200));
  await put('present-use', rectangle(-500, -500, 2000, 2000), { code: '0701', attributes: { QSXZ: '30' } });
  expect(await items()).toEqual(['用地预审与选址', '集体土地征收', '洪水影响评价', '建设用地规划许可']);
  expect(await items({ use: '0101' })).toEqual([]);
});

test('ground that another project has, by layer or register, or that was asked for before', async () => {
  const desk = deskOf(store);
  const kept = await keepCheck(desk, 'planner', await check());
  expect(step(await check(), 9).outcome).toBe('pass');
  expect(step(await check({ name: '另一处' }), 9).outcome).toBe('note');
  const make = (key: string, values: object) =>
    write(store, (tx) =>
      createRecord(tx, testBooks, testBooks.registers.get(key)!, programViewer('planner'), { ...values }),
    );
  const { id: lead } = await make('organisation', { code: 'A', name: '商务局', kind: 'department' });
  await make('investment-project', { code: 'T1', name: '化工园二期', lead, site: rectangle(50, 0, 500, 50) });
  const result = await check();
  expect(step(result, 9).outcome).toBe('fail');
  expect(step(result, 9).sentence).toContain('与项目台账里的化工园二期等 1 个范围重叠');
  await put('project-site', rectangle(0, 0, 50, 50), { name: '安置房' });
  expect(step(await check(), 9).parts[0]).toMatchObject({ role: 'project-site', outcome: 'pass' });
  expect(step(await check({ name: '商场' }), 9).parts[0]!.outcome).toBe('fail');
  expect(kept.number).toMatch(/^HG\d{8}-001$/);
});

test('what is kept stays as it was; a repeated check says what has changed', async () => {
  const desk = deskOf(store);
  const kept = await keepCheck(desk, 'planner', await check());
  await put('permanent-farmland', rectangle(90, 0, 500, 50));
  expect((await keptCheck(desk, kept.id)).result).toEqual(kept.result);
  const again = await checkSite(desk, '规划员', kept.result.wish, { repeated: kept });
  const texts = again.changes.map(({ text }) => text);
  expect(texts[0]).toBe('结论由“合规”变为“不合规”');
  expect(texts).toContain('图层“permanent-farmland图层”由第 1 版变为第 2 版');
  const second = await keepCheck(desk, 'planner', again);
  expect(second.number).toMatch(/-002$/);
  expect(second.result.previous).toMatchObject({ id: kept.id });
});

const CROSSED: Polygon = {
  type: 'Polygon',
  coordinates: [
    [
      [118.9, 25.1],
      [118.91, 25.11],
      [118.91, 25.1],
      [118.9, 25.11],
      [118.9, 25.1],
    ],
  ],
};
const swapped = { ...SITE, coordinates: SITE.coordinates.map((ring) => ring.map(([lon, lat]) => [lat, lon])) };
const mercator = {
  type: 'Polygon',
  coordinates: [
    [
      [13_236_000, 2_890_000],
      [13_237_000, 2_890_000],
      [13_237_000, 2_891_000],
      [13_236_000, 2_890_000],
    ],
  ],
};
test.each([
  ['crosses itself', CROSSED, '相交'],
  ['has its axes swapped', swapped, '经纬度写反了'],
  ['is in Web Mercator', mercator, '平面坐标'],
  [
    'is no number',
    {
      type: 'Polygon',
      coordinates: [
        [
          [118.9, null],
          [1, 2],
          [3, 4],
          [118.9, null],
        ],
      ],
    },
    '坐标不是数字',
  ],
  [
    'is a line',
    {
      type: 'LineString',
      coordinates: [
        [118.9, 25.1],
        [118.91, 25.1],
      ],
    },
    '这里要的是面',
  ],
  ['lies elsewhere', rectangle(500_000, 0, 10, 10), '不在本区'],
  ['is nothing', { type: 'Polygon' }, '缺少 type 或 coordinates'],
])('a site that %s is refused with one sentence', async (_, site, says) => {
  await expect(check({}, site)).rejects.toThrow(says);
});

test('what cannot be asked for is refused: no site, two of them, a class that is none, a day that is none', async () => {
  const desk = deskOf(store);
  await expect(checkSite(desk, '', { name: '甲', use: '0701' })).rejects.toThrow('没有审查范围');
  await expect(check({ project: '00000000-0000-4000-8000-000000000000' })).rejects.toThrow('只能给一个');
  await expect(check({ use: '9999' })).rejects.toThrow('没有代码“9999”');
  await expect(check({ name: ' ' })).rejects.toThrow('请写项目（地块）名称');
  await expect(check({ asOf: '2026-02-30' })).rejects.toThrow('不是存在的日期');
});

test('a check sends as many statements over many layers and features as over few', async () => {
  const spy = vi.spyOn(pg.Client.prototype, 'query');
  const sent = async (): Promise<number> => {
    spy.mockClear();
    await check();
    return spy.mock.calls.filter(([query]) => !/search_path|update job set/.test(JSON.stringify(query))).length;
  };
  const few = await sent();
  for (let i = 0; i < 6; i++) {
    await playRole(
      store,
      'flood',
      Array.from({ length: 20 }, (_, k) => feature(`F${k}`, rectangle(k * 5, i * 10, 4, 4))),
    );
  }
  expect(await sent()).toBe(few);
});

test('a large site is judged in a process of its own, with the same result; others are answered meanwhile', async () => {
  const many = Array.from({ length: 4000 }, (_, i) => feature(`P${i}`, rectangle((i % 80) * 10, Math.floor(i / 80) * 10, 10, 10), { code: '0601' })); // prettier-ignore
  await newVersion(store, layers.get('present-use')!, 2, many);
  const wish: SiteWish = { name: '新区', use: '0701', site: rectangle(0, 0, 800, 500), controls: SOUND_CONTROLS };
  const workers = new SiteWorkers();
  try {
    const judge = vi.spyOn(workers, 'judge');
    const desk = deskOf(store);
    const apart = (order: Parameters<typeof workers.judge>[0]) => workers.judge(order);
    const there = await checkSite(desk, '规划员', wish, { apart });
    expect(judge).toHaveBeenCalledOnce();
    expect(there).toEqual(await checkSite(desk, '规划员', wish));
    expect(there.present).toMatchObject([{ areaM2: expect.closeTo(there.areaM2, 3) }]);
    await checkSite(desk, '规划员', { ...wish, site: SITE }, { apart });
    expect(judge).toHaveBeenCalledOnce();
    const away = { ...wish, site: rectangle(900_000, 0, 800, 500) };
    await expect(checkSite(desk, '规划员', away, { apart })).rejects.toMatchObject({ code: 'site.outside' });
  } finally {
    await workers.close();
  }
});
