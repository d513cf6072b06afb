import { addressOf, type AnswerOf } from '@quantu/people';
import { tileAt } from '@quantu/geometry';
import { mapRoutes as routes } from '@quantu/plans';
import { publishVersion, writeVersion } from '@quantu/plans/server';
import { programViewer } from '@quantu/registers';
import { createRecord } from '@quantu/registers/server';
import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { books } from './registers.ts';
import { openOffice, visitorAs, type Office, type Visitor } from './testing/office.ts';

let office: Office;
let reader: Visitor;
let layer: string;
const ring = [
  [118.9, 25.1],
  [118.91, 25.1],
  [118.91, 25.11],
  [118.9, 25.11],
  [118.9, 25.1],
] as const;
const shape = { type: 'Polygon', coordinates: [ring] } as const;

beforeAll(async () => {
  office = await openOffice();
  reader = await visitorAs(office, 'reader', '阅览');
  const change = { district: office.district, actor: 'planner', action: 'test' };
  const register = books.registers.get('map-layer')!;
  const values = { code: 'DLTB', name: '现状', category: 'present', shape: 'area', codeSet: 'land-use-2023' };
  layer = await office.store.transact(change, async (tx) => {
    const { id } = await createRecord(tx, books, register, programViewer('planner'), values);
    const features = [{ key: 'A', geometry: shape, code: '0101', name: '海滨田' }];
    await writeVersion(tx, books, { layer: id, features, meta: { title: '三调' } });
    await publishVersion(tx, books, { layer: id, number: 1, reason: '发布' });
    return id;
  });
});
afterAll(() => office.close());

const at = (route: Parameters<typeof addressOf>[0], params: object = {}, query: object = {}): string =>
  addressOf(route, { params: { district: office.district, layer, ...params }, query });
const tile = tileAt(118.905, 25.105, 14);

test('the map answers over HTTP: layers, a tile that is kept, a place, a word, a drawn area', async () => {
  const { data: layers } = await reader.get(routes.layers, at(routes.layers));
  expect(layers).toMatchObject([{ code: 'DLTB', version: { number: 1 }, features: 1, legend: [{ code: '0101' }] }]);
  const drawn = await reader.call('GET', at(routes.tile, { ...tile }, { version: 1 }));
  expect(drawn.headers['cache-control']).toContain('immutable');
  const headers = { 'if-none-match': String(drawn.headers['etag']) };
  expect((await reader.call('GET', at(routes.tile, { ...tile }), undefined, { headers })).statusCode).toBe(304);
  const { data: hits } = await reader.get(routes.identify, at(routes.identify, {}, { lon: 118.905, lat: 25.105 }));
  expect(hits.map(({ key }) => key)).toEqual(['A']);
  const found = await reader.get(routes.search, at(routes.search, {}, { text: 'hbt' }));
  expect(found.data).toMatchObject([{ key: 'A', name: '海滨田' }]);
  const counted = await reader.call(
    'POST',
    at(routes.statistics),
    { area: shape },
    { headers: { 'x-quantu-csrf': reader.csrf! } },
  );
  const { data } = counted.json<AnswerOf<typeof routes.statistics>>();
  expect(data.layers[0]!.balance.map(({ label, share }) => [label, share])).toEqual([
    ['0101 水田', '1'],
    ['未覆盖', '0'],
  ]);
});

test.each([
  ['z=30', { z: 30, x: 0, y: 0 }, 404],
  ['z=-1', { z: -1, x: 0, y: 0 }, 404],
  ['x=99', { z: 2, x: 99, y: 0 }, 404],
])('a tile at %s is refused in one sentence', async (_, wrong, status) => {
  const answer = await reader.call('GET', at(routes.tile, wrong));
  expect([answer.statusCode, answer.json<{ text: string }>().text]).toEqual([
    status,
    expect.stringContaining('没有这一格地图瓦片'),
  ]);
});

test.each(['z/1/1', '1/x/1', '5/1.5/2'])('the tile %s is no tile', async (path) => {
  const answer = await reader.call('GET', `/api/d/${office.district}/map/layers/${layer}/tiles/${path}`);
  expect(answer.statusCode).toBe(400);
});

/** Statements of one call to the database, without those that point a connection at a district. */
async function statements(path: string): Promise<number> {
  await reader.call('GET', path);
  const spy = vi.spyOn(pg.Client.prototype, 'query');
  expect((await reader.call('GET', path)).statusCode).toBe(200);
  const texts = spy.mock.calls.map(([query]) => JSON.stringify(query));
  spy.mockRestore();
  return texts.filter((text) => !/search_path|update job set/.test(text)).length;
}

test('the tree of layers costs a fixed number of statements, a tile and a place few', async () => {
  const tree = await statements(at(routes.layers));
  const register = books.registers.get('map-layer')!;
  const change = { district: office.district, actor: 'planner', action: 'test' };
  for (const code of ['A', 'B', 'C']) {
    const values = { code, name: code, category: 'present', shape: 'area' };
    await office.store.transact(change, (tx) => createRecord(tx, books, register, programViewer('planner'), values));
  }
  expect(await statements(at(routes.layers))).toBe(tree);
  expect(tree).toBeLessThanOrEqual(9);
  expect(await statements(at(routes.tile, { ...tile }, { version: 1 }))).toBeLessThanOrEqual(2);
  expect(await statements(at(routes.identify, {}, { lon: 118.905, lat: 25.105 }))).toBeLessThanOrEqual(4);
});
