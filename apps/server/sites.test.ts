import type { Polygon, Position } from '@quantu/geometry';
import { addressOf, type AnswerOf, type Route } from '@quantu/people';
import { siteRoutes as routes, type SearchWish, type SiteSearch, type SiteWish } from '@quantu/plans';
import { publishVersion, writeVersion, type NewFeature } from '@quantu/plans/server';
import { programViewer } from '@quantu/registers';
import { changeRecord, createRecord } from '@quantu/registers/server';
import { toGcj02 } from '@quantu/spatial-files';
import { zipSync, strToU8 } from 'fflate';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { books } from './registers.ts';
import { multipart, openOffice, visitorAs, Visitor, type Office } from './testing/office.ts';

let office: Office;
let planner: Visitor;
let reader: Visitor;
let farmland: string;
const NONE = '00000000-0000-4000-8000-000000000000';
const OTHER = '350521';

beforeAll(async () => {
  office = await openOffice();
  await office.store.createDistrict(OTHER, '另一区');
  const land = { codeSet: 'land-use-2023' };
  const limits = { DSRJLSX: 2.5, JZMDSX: 35, LDLXX: 30, JZGDSX: 60 };
  await playRole('district', [area('D', -50, -50, 200, 200, null)]);
  farmland = await playRole('permanent-farmland', [area('YN', 30, 30, 5, 5, null)]);
  await playRole('ecological-red-line', [area('HX', -40, -40, 2, 2, null)]);
  await playRole('development-boundary', [area('C', -20, -20, 100, 100, null)]);
  await playRole('present-use', [area('X1', -20, -20, 100, 100, '0701')], land);
  await playRole(
    'detailed-parcel',
    Array.from({ length: 40 }, (_, i) => area(`A-${i}`, (i % 8) * 2, Math.floor(i / 8) * 2, 2, 2, '0701', limits)),
    land,
  );
  await playRole('project-site', [area('XM', 70, 70, 1, 1, null)]);
  planner = await visitorAs(office, 'planner', '规划师');
  reader = await visitorAs(office, 'reader', '阅览');
}, 120_000);
afterAll(() => office.close());

const act = () => ({ district: office.district, actor: 'system', action: 'test' });

/** A rectangle in thousandths of a degree. */
const ring = (x: number, y: number, width: number, height: number): Position[] => {
  const at = (dx: number, dy: number): Position => [
    Math.round((118.9 + (x + dx) / 1000) * 1e9) / 1e9,
    Math.round((25.1 + (y + dy) / 1000) * 1e9) / 1e9,
  ];
  return [at(0, 0), at(width, 0), at(width, height), at(0, height), at(0, 0)];
};
const polygon = (...rings: readonly (readonly Position[])[]): Polygon => ({ type: 'Polygon', coordinates: rings });
const SITE = polygon(ring(0.2, 0.2, 1, 1));

const area = (
  key: string,
  x: number,
  y: number,
  width: number,
  height: number,
  code: string | null,
  attributes: NewFeature['attributes'] = {},
): NewFeature => ({ key, name: key, code, attributes, geometry: polygon(ring(x, y, width, height)) });

async function playRole(role: string, features: readonly NewFeature[], more: object = {}): Promise<string> {
  const register = books.registers.get('map-layer')!;
  const values = { code: role, name: `${role}图层`, category: 'plan', shape: 'area', role, ...more };
  return office.store.transact(act(), async (tx) => {
    const { id } = await createRecord(tx, books, register, programViewer('system'), values);
    await writeVersion(tx, books, { layer: id, features, meta: { title: '第一版' } });
    await publishVersion(tx, books, { layer: id, number: 1, reason: '测试' });
    return id;
  });
}

const at = (route: Route, params: object = {}, query: object = {}): string =>
  addressOf(route, { params: { district: office.district, ...params }, query });
const wish = (more: Partial<SiteWish> = {}): SiteWish => ({ name: '安置房', use: '0701', site: SITE, ...more });

async function checked(more: Partial<SiteWish> = {}) {
  const answer = await planner.call('POST', at(routes.check), wish(more));
  expect([answer.statusCode, answer.statusCode === 201 ? '' : answer.body]).toEqual([201, '']);
  return answer.json<AnswerOf<typeof routes.check>>();
}
const refused = async (body: unknown, route: Route = routes.check) => {
  const answer = await planner.call('POST', at(route), body);
  return [answer.statusCode, answer.json<{ text: string }>().text];
};

test('a planner checks, who works in the district reads it and its sheet, nobody else', async () => {
  const { record, data, can } = await checked({ origin: '在图上绘制' });
  expect([data.verdict, data.checkedBy, can.recheck]).toEqual(['unknown', '规划师', true]);
  const address = at(routes.checked, { check: record.id });
  const seen = await reader.get(routes.checked, address);
  expect([seen.data, seen.can.recheck]).toEqual([data, false]);
  for (const format of ['pdf', 'docx'] as const) {
    const sheet = await reader.call('GET', at(routes.sheet, { check: record.id }, { format }));
    const start = sheet.rawPayload.subarray(0, format === 'pdf' ? 5 : 2).toString();
    expect([sheet.statusCode, start]).toEqual([200, format === 'pdf' ? '%PDF-' : 'PK']);
    expect(decodeURIComponent(String(sheet.headers['content-disposition']))).toContain(record.number);
  }
  const stranger = new Visitor(office.app);
  const member = await visitorAs(office, 'congress-member', '代表');
  for (const route of [routes.check, routes.startSearch, routes.readSite]) {
    expect((await stranger.call('POST', at(route), {})).statusCode).toBe(401);
    expect((await reader.call('POST', at(route), {})).statusCode).toBe(403);
  }
  expect((await reader.call('POST', at(routes.recheck, { check: record.id }))).statusCode).toBe(403);
  expect((await stranger.call('GET', address)).statusCode).toBe(401);
  expect((await member.call('GET', address)).statusCode).toBeGreaterThanOrEqual(403);
  for (const [route, params, query] of [
    [routes.checked, { check: NONE }, {}],
    [routes.checked, { check: record.id, district: OTHER }, {}],
    [routes.sheet, { check: record.id, district: OTHER }, { format: 'pdf' }],
  ] as const) {
    expect((await planner.call('GET', at(route, params, query))).statusCode).toBe(404);
  }
  expect((await planner.call('GET', at(routes.sheet, { check: record.id }, { format: 'exe' }))).body).toContain('pdf');
});

test('without the farmland layer the answer is 无法判定, and a repeated check says what has changed', async () => {
  const roles = [
    'blue-line', 'green-line', 'yellow-line', 'purple-line', 'heritage', 'flood', 'coast', 'safety-zone', 'geohazard',
  ]; // prettier-ignore
  const notConcerned = roles.map((role) => ({ role, reason: '本区没有' }));
  const controls = { far: 2, density: 30, green: 35, height: 50 };
  const before = await checked({ notConcerned, controls });
  expect([before.data.verdict, before.data.steps[1]!.outcome]).toEqual(['conditional', 'pass']);
  expect(before.data.conditions).toContainEqual(expect.stringContaining('审查人声明不涉及：本区没有'));
  const register = books.registers.get('map-layer')!;
  const change = (role: string | null) =>
    office.store.transact(act(), async (tx) => {
      const { rows } = await sql<{
        version: number;
      }>`select version from map_layer where id = ${farmland}::uuid`.execute(tx);
      await changeRecord(tx, books, register, programViewer('system'), farmland, rows[0]!.version, { role });
    });
  await change(null);
  const answer = await planner.call('POST', at(routes.recheck, { check: before.record.id }));
  await change('permanent-farmland');
  const again = answer.json<AnswerOf<typeof routes.recheck>>().data;
  expect([again.verdict, again.steps[1]!.outcome]).toEqual(['unknown', 'unknown']);
  expect(again.steps[1]!.sentence).toBe('没有已发布的图层担任“永久基本农田”，无法判定');
  expect(again.changes.map(({ text }) => text)).toContain('结论由“基本合规（有条件）”变为“无法判定”');
  expect(await refused(wish({ notConcerned: [{ role: 'permanent-farmland', reason: '没有' }] }))).toEqual([
    422,
    expect.stringContaining('不能声明为不涉及'),
  ]);
  expect(await refused(wish({ notConcerned: [{ role: 'coast', reason: '' }] }))).toEqual([400, '不涉及的理由不能为空']);
});

const many = (count: number): Position[] => {
  const rounded = (degrees: number): number => Math.round(degrees * 1e9) / 1e9;
  const corner = (i: number): Position => [
    rounded(118.9 + 0.001 * Math.cos((2 * Math.PI * i) / count)),
    rounded(25.1 + 0.001 * Math.sin((2 * Math.PI * i) / count)),
  ];
  return [...Array.from({ length: count }, (_, i) => corner(i)), corner(0)];
};

test.each([
  ['nothing', {}, 400, '缺少'],
  ['no object', [], 400, ''],
  ['a class that is none', wish({ use: '9999' }), 422, '没有代码“9999”'],
  ['a class that is a word', wish({ use: '住宅' }), 400, '写法不对'],
  ['a site in another district', wish({ site: polygon(ring(5000, 0, 1, 1)) }), 422, '不在本区'],
  ['a ring that crosses itself', wish({ site: polygon([...ring(0, 0, 1, 1).slice(0, 1), ...ring(0, 0, 1, 1).slice(2, 3), ...ring(0, 0, 1, 1).slice(1, 2), ...ring(0, 0, 1, 1).slice(3)]) }), 422, '相交'], // prettier-ignore
  ['no area', wish({ site: polygon(ring(0, 0, 1, 0)) }), 422, '审查范围不能用'],
  ['a point', wish({ site: { type: 'Point', coordinates: [118.9, 25.1] } }), 422, '这里要的是面'],
  ['an empty polygon', wish({ site: { type: 'Polygon', coordinates: [] } }), 422, '审查范围不能用'],
  ['no coordinates', wish({ site: { type: 'Polygon' } as never }), 422, '审查范围不能用'],
  ['a million corners', wish({ site: polygon(many(1_000_000)) }), 413, '1 MB'],
  ['more corners than anybody surveys', wish({ site: polygon(many(21_000)) }), 422, '有 21001 个拐点，超过 20000 个'],
  ['two places', wish({ project: NONE }), 422, '只能给一个'],
  ['a project that is none', { use: '0701', project: NONE }, 404, ''],
  ['an exception that is none', wish({ redLineException: 'because' }), 422, '没有“because”这种情形'],
  ['a day that is none', wish({ asOf: '2026-02-30' }), 422, '不是存在的日期'],
  ['a density beyond all', wish({ controls: { density: 120 } }), 400, '建筑密度'],
] as const)('a check of %s is refused with one sentence', async (_, body, status, says) => {
  const [code, text] = await refused(body);
  expect([code, text]).toEqual([status, expect.stringContaining(says)]);
  expect(text).not.toMatch(/\n|\bat \//);
});

test('a site of several parts is measured as one, each part where it lies', async () => {
  const parts = [ring(0.2, 0.2, 1, 1), ring(4.2, 0.2, 1, 1)].map((one) => [one]);
  const { data } = await checked({ site: { type: 'MultiPolygon', coordinates: parts } });
  const single = (await checked({ name: '一块' })).data;
  expect(data.areaM2).toBeCloseTo(2 * single.areaM2, 1);
  expect(data.steps[6]!.parts[0]!.hits.map(({ key }) => key).sort()).toEqual(['A-0', 'A-2']);
  expect(data.controls).toHaveLength(8);
  expect(data.weighted.map(({ label, upper }) => [label, upper])).toContainEqual(['容积率', 2.5]);
});

async function read(name: string, content: Uint8Array | string, query: object = {}) {
  const { payload, headers } = multipart(name, content);
  const answer = await planner.call('POST', at(routes.readSite, {}, query), payload, { headers });
  return {
    status: answer.statusCode,
    ...answer.json<{ text: string; data: AnswerOf<typeof routes.readSite>['data'] }>(),
  };
}
const geoJson = (...rings: readonly (readonly Position[])[]): string => JSON.stringify(polygon(...rings));
const flat = (turn: (at: Position) => readonly [number, number]): string =>
  ring(0.2, 0.2, 1, 1)
    .map((one) => turn(one).join(','))
    .join('\n');

test('a site is read from GeoJSON, WKT, corners one a line and the text of an application, each to the same place', async () => {
  const wkt = `POLYGON ((${ring(0.2, 0.2, 1, 1).map((one) => one.join(' ')).join(', ')}))`; // prettier-ignore
  const application = [
    '[属性描述]', '坐标系=2000国家大地坐标系', '几度分带=3', '投影类型=高斯克吕格', '计量单位=米', '带号=40', '精度=0.001', '转换参数=0,0,0,0,0,0,0',
    '[地块坐标]', '4,1.2,D1,安置房,面,,住宅,,@',
    'J1,1,2777606.514,389041.842', 'J2,1,2777606.514,389141.842', 'J3,1,2777706.514,389141.842', 'J4,1,2777706.514,389041.842', 'J1,1,2777606.514,389041.842',
  ].join('\r\n'); // prettier-ignore
  const first = (await read('地块.geojson', geoJson(ring(0.2, 0.2, 1, 1)))).data;
  expect([first.parts, first.crs.id, first.notes]).toEqual([1, 'EPSG:4490', []]);
  for (const [name, content] of [
    ['地块.wkt', wkt],
    ['地块.txt', wkt],
    ['坐标.txt', flat(([lon, lat]) => [lon, lat])],
    ['坐标倒.txt', flat(([lon, lat]) => [lat, lon])],
  ] as const) {
    const { data } = await read(name, content);
    expect([name, Math.abs(data.areaM2 - first.areaM2) < 0.01]).toEqual([name, true]);
  }
  const { data } = await read('报件.txt', application);
  expect([data.areaM2 > 9900 && data.areaM2 < 10_100, data.crs.name]).toEqual([true, expect.stringContaining('120')]);
});

test.each([
  ['a readme', 'README.md', '# 说明\n没有坐标', '没有找到空间数据'],
  ['nothing', '空.geojson', '', '是空的'],
  ['half a file', '半.geojson', geoJson(ring(0, 0, 1, 1)).slice(0, 60), '已损坏'],
  ['only lines', '线.geojson', JSON.stringify({ type: 'LineString', coordinates: ring(0, 0, 1, 1) }), '没有面，只有线'],
  ['no area', '零.geojson', geoJson(ring(0, 0, 1, 0)), '没有面积'],
  ['a million corners', '密.geojson', geoJson(many(1_000_000)), '超过'],
  ['numbers that are none', '坏.geojson', '{"type":"Polygon","coordinates":[[["a",1],[2,3],[4,5],["a",1]]]}', ''],
] as const)('a file of %s is refused with one sentence', async (_, name, content, says) => {
  const { status, text } = await read(name, content);
  expect([status >= 400 && status < 500, text]).toEqual([true, expect.stringContaining(says)]);
});

test('a file in a web map’s coordinates, of two layers, in a system that is none: said what to do', async () => {
  const shifted = geoJson(ring(2, 2, 2, 2).map(([lon, lat]) => toGcj02(lon, lat)));
  const { status, text } = await read('高德.geojson', shifted);
  expect([status, text]).toEqual([422, expect.stringContaining('请把坐标系指定为 GCJ-02')]);
  const { data } = await read('高德.geojson', shifted, { crs: 'GCJ-02' });
  const own = await read('原样.geojson', geoJson(ring(2, 2, 2, 2)));
  expect(Math.abs(data.areaM2 - own.data.areaM2)).toBeLessThan(1);
  const two = zipSync({
    '甲.geojson': strToU8(geoJson(ring(0.2, 0.2, 1, 1))),
    '乙.geojson': strToU8(geoJson(ring(4.2, 0.2, 2, 2))),
  });
  expect((await read('两层.zip', two)).text).toContain('几个面图层（甲、乙），请指定用哪一个');
  const [one, other] = [await read('两层.zip', two, { layer: '甲' }), await read('两层.zip', two, { layer: '乙' })];
  expect(other.data.areaM2 / one.data.areaM2).toBeCloseTo(4, 3);
  expect((await read('两层.zip', two, { layer: '丙' })).text).toContain('没有名为“丙”的图层');
  expect((await read('甲.geojson', geoJson(ring(0, 0, 1, 1)), { crs: 'EPSG:9999' })).text).toContain('不认识坐标系');
});

const SEARCH: SearchWish = {
  use: '0701',
  base: 'detailed-parcel',
  minM2: 1000,
  maxM2: 100_000,
  isInside: true,
  avoid: ['permanent-farmland'],
  weights: { size: 20, use: 40, present: 20 },
  present: ['07'],
};
const search = async (id: string): Promise<SiteSearch> =>
  (await planner.get(routes.search, at(routes.search, { search: id }))).data;

test('a search goes on while others work, tells how far it is, and ranks parcels with the weights in words', async () => {
  const started = await planner.call('POST', at(routes.startSearch), SEARCH);
  expect(started.statusCode).toBe(201);
  const { id, answer: none } = started.json<AnswerOf<typeof routes.startSearch>>().data;
  expect(none).toBeNull();
  await expect.poll(async () => (await search(id)).state, { timeout: 60_000, interval: 100 }).toBe('done');
  const { answer, can, progress, wish: asked } = await search(id);
  expect([answer!.parcels, answer!.fitting, can.cancel, progress, asked.use]).toEqual([40, 40, false, 1, '0701']);
  expect(answer!.data[0]!.rank).toBe(1);
  expect(answer!.formula).toContain('面积合适×20 + 用途兼容×40 + 现状合适×20');
  expect(answer!.layers.map(({ role }) => role)).toContain('permanent-farmland');
  expect((await planner.call('GET', at(routes.search, { search: NONE }))).statusCode).toBe(404);
  expect((await planner.call('GET', at(routes.search, { search: id, district: OTHER }))).statusCode).toBe(404);
  expect((await reader.call('GET', at(routes.search, { search: id }))).statusCode).toBe(403);
});

test('a search that is cancelled ends and has no answer; one that was done stays done', async () => {
  const started = await planner.call('POST', at(routes.startSearch), { ...SEARCH, weights: { size: 1 } });
  const { id } = started.json<AnswerOf<typeof routes.startSearch>>().data;
  const cancelled = await planner.call('POST', at(routes.cancelSearch, { search: id }));
  const { state, answer } = cancelled.json<AnswerOf<typeof routes.cancelSearch>>().data;
  expect([cancelled.statusCode, state === 'cancelled' ? answer : null]).toEqual([200, null]);
  expect(['cancelled', 'done']).toContain((await search(id)).state);
  expect((await planner.call('POST', at(routes.cancelSearch, { search: NONE }))).statusCode).toBe(404);
});

test.each([
  ['sizes the wrong way round', { minM2: 9, maxM2: 1 }, '最小面积 9 平方米大于最大面积 1 平方米'],
  ['no weight', { weights: {} }, '各项权重都是 0'],
  ['a weight below nothing', { weights: { size: -1 } }, '权重是 -1，不能小于 0', 400],
  ['a role to avoid that is none', { avoid: ['town'] }, '“town”不能作为要避开的范围'],
  ['a base that is none', { base: 'road' }, '只能是', 400],
  ['a class that is none', { use: '9999' }, '没有代码“9999”'],
  ['a day before there was a layer', { asOf: '1990-01-01' }, '没有已发布的“详细规划地块”图层'],
] as const)('a search with %s is refused with one sentence', async (_, more, says, status: number = 422) => {
  expect(await refused({ ...SEARCH, ...more }, routes.startSearch)).toEqual([status, expect.stringContaining(says)]);
});
