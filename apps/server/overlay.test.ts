import type { Polygon } from '@quantu/geometry';
import { addressOf, type AnswerOf, type Route } from '@quantu/people';
import { analysisRoutes as routes, type OverlayRun, type OverlayWish } from '@quantu/plans';
import { publishVersion, writeVersion, type NewFeature } from '@quantu/plans/server';
import { registerRoutes } from '@quantu/product-registers';
import { programViewer, type RecordRow } from '@quantu/registers';
import { createRecord } from '@quantu/registers/server';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createServer } from './index.ts';
import { books } from './registers.ts';
import { openOffice, visitorAs, type Office, type Visitor } from './testing/office.ts';

let office: Office;
let planner: Visitor;
let reader: Visitor;
const layer = { plan: '', farmland: '', town: '', roads: '' };

beforeAll(async () => {
  office = await openOffice();
  layer.plan = await newLayer('GHYD', '规划用地', { role: 'planned-use', codeSet: 'land-use-2023' });
  layer.farmland = await newLayer('YN', '永农', { role: 'permanent-farmland' });
  layer.town = await newLayer('ZJ', '镇界', { role: 'town', category: 'present' });
  layer.roads = await newLayer('DL', '道路', { shape: 'line' });
  await publish(layer.farmland, [parcel('n1', 0, 0, 4, 4)]);
  await publish(layer.town, [parcel('t', -5, -5, 40, 40, null, '前黄镇')]);
  planner = await visitorAs(office, 'planner', '规划师');
  reader = await visitorAs(office, 'reader', '阅览');
});
afterAll(() => office.close());

const act = () => ({ district: office.district, actor: 'system', action: 'test' });

async function newLayer(code: string, name: string, more: object): Promise<string> {
  const values = { code, name, category: 'plan', shape: 'area', ...more };
  const register = books.registers.get('map-layer')!;
  const made = await office.store.transact(act(), (tx) => createRecord(tx, books, register, programViewer('system'), values)); // prettier-ignore
  return made.id;
}

/** A rectangle in thousandths of a degree. */
function parcel(
  key: string,
  x: number,
  y: number,
  width: number,
  height: number,
  code: string | null = null,
  name: string | null = null,
): NewFeature {
  const at = (dx: number, dy: number): readonly [number, number] => [
    Math.round((118.9 + (x + dx) / 1000) * 1e9) / 1e9,
    Math.round((25.1 + (y + dy) / 1000) * 1e9) / 1e9,
  ];
  const geometry: Polygon = {
    type: 'Polygon',
    coordinates: [[at(0, 0), at(width, 0), at(width, height), at(0, height), at(0, 0)]],
  };
  return { key, geometry, code, name };
}

async function publish(id: string, features: readonly NewFeature[]): Promise<void> {
  await office.store.transact(act(), async (tx) => {
    const version = await writeVersion(tx, books, { layer: id, features, meta: { title: '测试版' } });
    if (version) await publishVersion(tx, books, { layer: id, number: version.number, reason: '批复' });
  });
}

const at = (route: Route, params: object = {}, query: object = {}): string =>
  addressOf(route, { params: { district: office.district, ...params }, query });

const wish = (more: Partial<OverlayWish> = {}): OverlayWish => ({
  name: '规划与永农',
  kinds: ['C1'],
  layers: [{ layer: layer.plan }, { layer: layer.farmland }, { layer: layer.town }],
  ...more,
});

async function started(body: OverlayWish): Promise<OverlayRun> {
  const answer = await planner.call('POST', at(routes.overlay), body);
  if (answer.statusCode !== 201) throw new Error(answer.body);
  return answer.json<AnswerOf<typeof routes.overlay>>().data;
}

async function ran(body: OverlayWish = wish()): Promise<OverlayRun> {
  const { id } = await started(body);
  const now = async () => (await planner.get(routes.overlayRun, at(routes.overlayRun, { run: id }))).data;
  await expect.poll(async () => (await now()).state, { timeout: 60_000, interval: 100 }).not.toBe('running');
  return now();
}

const ofConflicts = { register: 'plan-conflict' };
async function records(): Promise<RecordRow[]> {
  const { data } = await planner.get(
    registerRoutes.records,
    at(registerRoutes.records, ofConflicts, { sort: 'number' }),
  );
  return data;
}
const told = async () =>
  (await records()).map(({ state, values: v }) => [v['number'], state, Math.round(Number(v['areaMu']) * 100) / 100]);

test('a run finds the conflicts, tells sums that add up and puts them into the register; again, nothing changes', async () => {
  await publish(layer.plan, [parcel('p1', 3, 0, 2, 2, '0701'), parcel('p2', 0, 3, 2, 4, '1001'), parcel('p3', 9, 9, 1, 1, '0101')]); // prettier-ignore
  const run = await ran();
  expect([run.state, run.error, run.isTrial]).toEqual(['done', null, false]);
  const { sums, kinds, register, matrices } = run.result!;
  expect(Math.abs(sums.cellsM2 - sums.unionM2)).toBeLessThanOrEqual(1e-9 * sums.unionM2);
  expect(kinds.find(({ kind }) => kind === 'C1')).toMatchObject({ count: 2, unjudged: null });
  expect(register).toEqual({ added: 2, changed: 0, same: 0, gone: 0, returned: 0 });
  expect(new Set(matrices.map(({ town }) => town))).toEqual(new Set(['前黄镇']));
  const before = await records();
  expect(
    before.map(({ values: v, labels }) => [v['number'], v['town'], labels['layerA'], v['keyA'], v['keyB']]),
  ).toEqual([
    ['C1-00001', '前黄镇', '规划用地', 'p1', 'n1'],
    ['C1-00002', '前黄镇', '规划用地', 'p2', 'n1'],
  ]);
  expect((await ran()).result!.register).toEqual({ added: 0, changed: 0, same: 2, gone: 0, returned: 0 });
  expect((await records()).map(({ version }) => version)).toEqual(before.map(({ version }) => version));
});

test('what stays keeps its number and state, what is gone is closed with its day, what comes back returns', async () => {
  const [first] = await records();
  const move = await planner.call('POST', at(registerRoutes.move, { ...ofConflicts, record: first!.id }), {
    version: first!.version,
    transition: 'assign',
    values: { dueOn: '2027-01-31', holder: await organisation() },
  });
  expect([move.statusCode, move.body]).toEqual([200, expect.any(String)]);
  await publish(layer.plan, [parcel('p1', 3.2, 0, 2, 2, '0701'), parcel('p3', 9, 9, 1, 1, '0101')]);
  expect((await ran()).result!.register).toEqual({ added: 0, changed: 1, same: 0, gone: 1, returned: 0 });
  const after = await records();
  expect(after.map(({ state }) => state)).toEqual(['assigned', 'gone']);
  expect(after[1]!.values['goneOn']).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  expect(after[1]!.values['trace']).toContain('不再出现');
  await publish(layer.plan, [parcel('p1', 3.2, 0, 2, 2, '0701'), parcel('p2', 0, 3, 2, 4, '1001')]);
  expect((await ran()).result!.register).toEqual({ added: 0, changed: 1, same: 0, gone: 0, returned: 1 });
  expect((await told()).map(([number, state]) => [number, state])).toEqual([
    ['C1-00001', 'assigned'],
    ['C1-00002', 'found'],
  ]);
});

async function organisation(): Promise<string> {
  const register = books.registers.get('organisation')!;
  const values = { code: 'ZGJ', name: '资规局', kind: 'department' };
  return (await office.store.transact(act(), (tx) => createRecord(tx, books, register, programViewer('system'), values))).id; // prettier-ignore
}

test('the smallest edit is proposed with areas, accepted into the draft, and then the conflict is gone', async () => {
  const [, second] = await records();
  const of = { conflict: second!.id };
  const view = (await planner.get(routes.conflict, at(routes.conflict, of))).data;
  expect([view.kind, view.layerA!.name, view.sides, view.can.accept]).toEqual(['C1', '规划用地', ['a', 'b'], true]);
  const proposal = (await planner.get(routes.proposal, at(routes.proposal, of))).data;
  expect([proposal.side, proposal.isByRule, proposal.layerName]).toEqual(['a', true, '规划用地']);
  expect(proposal.features.map(({ key }) => key)).toEqual(['p2']);
  expect(proposal.beforeM2 - proposal.cutM2).toBeCloseTo(proposal.afterM2, 2);
  expect(proposal.cutM2).toBeCloseTo(view.areaM2, 1);
  const accept = (base: number) =>
    planner.call('POST', at(routes.acceptProposal, of), { side: 'a', base, reason: '让出永农' });
  const stale = await accept(proposal.base + 1);
  expect([stale.statusCode, stale.body]).toEqual([409, expect.stringContaining('请重新生成建议')]);
  const accepted = await accept(proposal.base);
  expect(accepted.statusCode).toBe(200);
  const { draft } = accepted.json<AnswerOf<typeof routes.acceptProposal>>().data;
  const decided = (await records())[1]!;
  expect([decided.values['decision'], decided.values['opinion']]).toEqual(['accept-edit', '让出永农']);
  const layers = [{ layer: layer.plan, version: draft }, { layer: layer.farmland }, { layer: layer.town }];
  const trial = await ran(wish({ layers }));
  expect([trial.isTrial, trial.result!.register]).toEqual([true, null]);
  expect(trial.trialReason).toContain('不是现行版本');
  expect(trial.result!.kinds.find(({ kind }) => kind === 'C1')!.count).toBe(1);
  expect((await told()).map(([, state]) => state)).toEqual(['assigned', 'found']);
  await office.store.transact(act(), (tx) =>
    publishVersion(tx, books, { layer: layer.plan, number: draft, reason: '采纳' }),
  );
  await ran();
  expect((await told()).map(([, state]) => state)).toEqual(['assigned', 'gone']);
});

test('a conflict in two parts stays itself in the larger, its other part is told to come from it; grown together they are one again', async () => {
  const bar = (key: string, x: number, width: number) => parcel(key, x, 0.5, width, 1, '0702');
  const judged = async (...features: readonly NewFeature[]) => {
    await publish(layer.plan, features);
    return (await ran()).result!.register;
  };
  const shown = async () => (await records()).filter(({ state }) => state !== 'gone');
  await judged(bar('b', 0, 4));
  const [whole] = (await shown()).filter(({ values }) => values['keyA'] === 'b');
  const number = whole!.values['number'] as string;
  const before = (await records()).length;
  const split = await judged(bar('b', 0, 1), bar('c', 1.5, 2.5));
  expect(split).toEqual({ added: 1, changed: 1, same: 0, gone: 0, returned: 0 });
  const parts = await shown();
  const larger = parts.find(({ id }) => id === whole!.id)!;
  const smaller = parts.find(({ id }) => id !== whole!.id)!;
  expect([larger.values['number'], larger.values['keyA']]).toEqual([number, 'c']);
  expect(smaller.values['trace']).toContain(`由 ${number} 分出`);
  expect(smaller.values['keyA']).toBe('b');
  const merged = await judged(bar('b', 0, 4));
  expect(merged).toEqual({ added: 0, changed: 1, same: 0, gone: 1, returned: 0 });
  expect((await shown()).map(({ id }) => id)).toEqual([whole!.id]);
  const gone = (await records()).find(({ id }) => id === smaller.id)!;
  expect([gone.state, gone.values['trace']]).toEqual(['gone', expect.stringContaining(`并入 ${number}`)]); // prettier-ignore
  expect(await records()).toHaveLength(before + 1);
  await judged(parcel('p1', 3.2, 0, 2, 2, '0701'));
});

test('places and exports are files that others open', async () => {
  const run = await ran();
  const places = await planner.call('GET', at(routes.overlayPlaces, { run: run.id }));
  const { features } = places.json<{ features: { properties: { id: string; number: string } }[] }>();
  expect(features.map(({ properties }) => properties.number)).toEqual(['C1-00001']);
  expect(features[0]!.properties.id).toBe((await records())[0]!.id);
  for (const what of ['conflicts', 'cells'] as const) {
    for (const format of ['geojson', 'shapefile', 'csv'] as const) {
      const file = await planner.call('GET', at(routes.exportOverlay, { run: run.id }, { what, format }));
      expect([what, format, file.statusCode, file.rawPayload.subarray(0, 2).toString()]).toEqual([
        what,
        format,
        200,
        'PK',
      ]);
    }
  }
});

test('bad wishes are refused in one sentence, a reader looks but does not run', async () => {
  const refused = async (body: OverlayWish) => {
    const answer = await planner.call('POST', at(routes.overlay), body);
    return [answer.statusCode, answer.json<{ text: string }>().text];
  };
  expect(await refused(wish({ layers: [{ layer: layer.plan }] }))).toEqual([
    422,
    expect.stringContaining('至少要两个图层'),
  ]);
  expect(await refused(wish({ layers: [{ layer: layer.plan }, { layer: layer.roads }] }))).toEqual([
    422,
    '图层“道路”是线图层，只有面图层可以叠加',
  ]);
  expect(await refused(wish({ layers: [{ layer: layer.plan }, { layer: layer.plan }] }))).toEqual([
    422,
    expect.stringContaining('选了两次'),
  ]);
  const none = '00000000-0000-4000-8000-000000000000';
  expect(await refused(wish({ layers: [{ layer: layer.plan }, { layer: none }] }))).toEqual([404, expect.stringContaining('第 2 个')]); // prettier-ignore
  expect(await refused(wish({ layers: [{ layer: layer.plan, version: 99 }, { layer: layer.farmland }] }))).toEqual([
    409,
    expect.stringContaining('没有第 99 版'),
  ]);
  expect((await reader.call('POST', at(routes.overlay), wish())).statusCode).toBe(403);
  const { data, total } = await reader.get(routes.overlays, at(routes.overlays));
  expect(total).toBeGreaterThan(3);
  expect(data[0]!.can).toEqual({ cancel: false, again: false });
});

test('a run that is cancelled ends at once and changes nothing', async () => {
  const many = Array.from({ length: 3000 }, (_, i) => parcel(`x${i}`, 20 + (i % 60) / 3, Math.floor(i / 60) / 3, 0.4, 0.4, '0701')); // prettier-ignore
  await publish(layer.plan, many);
  const before = await told();
  const { id } = await started(wish({ name: '大' }));
  expect((await planner.call('POST', at(routes.overlay), wish({ name: '大' }))).body).toContain('正在进行');
  const answer = await planner.call('POST', at(routes.cancelOverlay, { run: id }));
  const run = answer.json<AnswerOf<typeof routes.cancelOverlay>>().data;
  expect([run.state, run.note]).toEqual(['cancelled', '已取消，没有改动任何记录']);
  expect(await told()).toEqual(before);
});

test('a run that the program was stopped in is done after the next start, once', async () => {
  await publish(layer.plan, [parcel('p1', 3.2, 0, 2, 2, '0701')]);
  const { id } = await started(wish({ name: '停机' }));
  await office.app.close();
  const next = await createServer({ store: office.store });
  await next.ready();
  try {
    const of = async () => {
      const { rows } = await sql<{ state: string; register: object | null }>`
        select state, result->'register' as register from overlay_run where id = ${id}::uuid`.execute(
        office.store.read(office.district),
      );
      return rows[0]!;
    };
    await expect.poll(async () => (await of()).state, { timeout: 120_000, interval: 200 }).toBe('done');
    const { register } = await of();
    expect(register).toMatchObject({ gone: 0 });
    const { rows } = await sql<{ count: number }>`
      select count(*) as count from plan_conflict where state <> 'gone'`.execute(office.store.read(office.district));
    expect(rows[0]!.count).toBe(1);
  } finally {
    await next.close();
  }
});
