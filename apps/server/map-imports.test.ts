import { addressOf, type AnswerOf, type Route } from '@quantu/people';
import { spatialImportRoutes as routes, versionRoutes } from '@quantu/plans';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { multipart, openOffice, visitorAs, type Office, type Visitor } from './testing/office.ts';

let office: Office;
let planner: Visitor;
let clerk: Visitor;
beforeAll(async () => {
  office = await openOffice();
  planner = await visitorAs(office, 'planner', '规划师');
  clerk = await visitorAs(office, 'department-clerk', '经办');
});
afterAll(() => office.close());

type Import = AnswerOf<typeof routes.import>['data'];
const at = (route: Route, params: object = {}, query: object = {}): string =>
  addressOf(route, { params: { district: office.district, ...params }, query });

async function ended(run: Import): Promise<Import> {
  if (run.job !== null) for await (const _ of office.store.jobs.watch(run.job));
  return (await planner.get(routes.import, at(routes.import, { import: run.id }))).data;
}
async function uploaded(text: string, name: string): Promise<Import> {
  const { payload, headers } = multipart(name, text);
  const answer = await planner.call('POST', at(routes.upload), payload, { headers });
  if (answer.statusCode !== 201) throw new Error(answer.body);
  return ended(answer.json<AnswerOf<typeof routes.upload>>().data);
}
async function step(route: Route, run: Import): Promise<Import> {
  const answer = await planner.call('POST', at(route, { import: run.id }), {});
  if (answer.statusCode !== 200) throw new Error(answer.body);
  return ended(answer.json<AnswerOf<typeof routes.check>>().data);
}

const parcels = (...lons: readonly number[]): string =>
  JSON.stringify({
    type: 'FeatureCollection',
    features: lons.map((lon) => ({
      type: 'Feature',
      properties: { BSM: `P${lon}`, YDYHFLDM: '0901' },
      geometry: {
        type: 'Polygon',
        coordinates: [[[lon, 25], [lon + 0.001, 25], [lon + 0.001, 25.001], [lon, 25.001], [lon, 25]]], // prettier-ignore
      },
    })),
  });

test('a planner imports, looks at the preview, publishes, imports again, compares the versions and takes it back', async () => {
  const run = await uploaded(parcels(118.9, 118.91), '规划用地.geojson');
  expect([run.state, run.can]).toEqual([
    'mapping',
    { map: true, check: true, write: false, undo: false, cancel: false },
  ]);
  const preview = await planner.get(routes.preview, at(routes.preview, { import: run.id }, { part: 0 }));
  expect([preview.total, preview.features.length]).toEqual([2, 2]);
  const { layers } = run;
  const chosen = await planner.call('PATCH', at(routes.choose, { import: run.id }), {
    layers: layers.map((layer) => {
      const { name, isUsed, layer: target, layerName, category, chosenCrs, keyField, codeField, nameField } = layer;
      const fields = { keyField, codeField, nameField, codeSet: 'land-use-2023' };
      return { name, isUsed, layer: target, code: 'YD', layerName, category, role: 'planned-use', chosenCrs, isCrsConfirmed: true, ...fields }; // prettier-ignore
    }),
  });
  expect(chosen.statusCode).toBe(200);
  const checked = await step(routes.check, run);
  expect([checked.state, checked.counts.new]).toEqual(['checked', 2]);
  const rows = await planner.get(routes.rows, at(routes.rows, { import: run.id }, { part: 0 }));
  expect(rows.data.map(({ key, kind }) => [key, kind])).toEqual([
    ['P118.9', 'new'],
    ['P118.91', 'new'],
  ]);
  const written = await step(routes.write, checked);
  const { layer, version } = written.layers[0]!;
  const place = { layer: layer!, version: version!.number };
  const published = await planner.call('POST', at(versionRoutes.publish, place), { reason: '批复' });
  expect([published.statusCode, published.body]).toEqual([200, '{"data":{"number":1}}']);

  const second = await uploaded(parcels(118.91, 118.92), '规划用地.geojson');
  const target = { layer: layer!, code: 'YD', isCrsConfirmed: true };
  await planner.call('PATCH', at(routes.choose, { import: second.id }), {
    layers: second.layers.map(({ name, isUsed, layerName, category, role, chosenCrs, keyField, codeField, nameField, codeSet }) => ({ name, isUsed, layerName, category, role, chosenCrs, keyField, codeField, nameField, codeSet, ...target })), // prettier-ignore
  });
  const compared = await step(routes.check, second);
  expect(compared.counts).toEqual({ new: 1, changed: 0, unchanged: 1, removed: 1, rejected: 0 });
  const draft = await step(routes.write, compared);
  const question = at(versionRoutes.difference, { layer: layer! }, { from: 1, to: 2 });
  const difference = await planner.get(versionRoutes.difference, question);
  expect(difference.counts).toEqual({ added: 1, removed: 1, geometry: 0, attributes: 0 });
  // Drafts are for who writes them.
  expect((await clerk.call('GET', question)).statusCode).toBe(404);
  expect((await step(routes.undo, draft)).state).toBe('undone');
});

test('who keeps no plans imports none, and sees no imports of others', async () => {
  const { payload, headers } = multipart('甲.geojson', parcels(118.9));
  expect((await clerk.call('POST', at(routes.upload), payload, { headers })).statusCode).toBe(403);
  expect((await clerk.call('GET', at(routes.imports))).statusCode).toBe(403);
});

test('a step out of turn, a file that is no map and one announced as ten gigabytes are refused with a sentence', async () => {
  const run = await uploaded('不是地图', '说明.txt');
  expect([run.state, run.error]).toEqual(['failed', expect.stringMatching(/说明\.txt/)]);
  const answer = await planner.call('POST', at(routes.write, { import: run.id }), {});
  expect([answer.statusCode, answer.body]).toEqual([409, expect.stringContaining('现在是“读取失败”，不能写入')]);
  const { payload, headers } = multipart('大.geojson', '{}');
  const large = await planner.call('POST', at(routes.upload), payload, {
    headers: { ...headers, 'content-length': String(10 * 2 ** 30) },
  });
  expect([large.statusCode, large.body]).toEqual([413, expect.stringContaining('超过上限 2 GB')]);
});
