import { addressOf, type AnswerOf, type Route } from '@quantu/people';
import { importRoutes as routes, registerRoutes } from '@quantu/product-registers';
import { programViewer } from '@quantu/registers';
import { writeMany } from '@quantu/registers/server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { multipart, openOffice, visitorAs, type Office, type Visitor } from './testing/office.ts';
import { siteBooks, siteRooms } from './testing/sites.ts';

let office: Office;
let clerk: Visitor;
let writer: Visitor;
let reader: Visitor;
const books = siteBooks();

beforeAll(async () => {
  office = await openOffice({ books }, siteRooms);
  const change = { district: office.district, actor: 'system', action: 'test' };
  const target = books.registers.get('organisation')!;
  const values = { code: 'ZJ', name: '住建局', kind: 'department' };
  const [housing] = await office.store.transact(change, (tx) =>
    writeMany(tx, books, target, programViewer('system'), [{ values }]),
  );
  writer = await visitorAs(office, 'government-office', '政府办');
  clerk = await visitorAs(office, 'department-clerk', '住建经办', housing!.id);
  reader = await visitorAs(office, 'reader', '阅览');
});
afterAll(() => office.close());

type Import = AnswerOf<typeof routes.import>['data'];
const at = (route: Route, params: object = {}, query: object = {}): string =>
  addressOf(route, { params: { district: office.district, register: 'test-site', ...params }, query });

/** The import once its step has ended. */
async function ended(by: Visitor, run: Import): Promise<Import> {
  if (run.job !== null) for await (const _ of office.store.jobs.watch(run.job));
  return (await by.get(routes.import, at(routes.import, { import: run.id }))).data;
}

async function uploaded(by: Visitor, text: string, name = '地块.csv'): Promise<Import> {
  const { payload, headers } = multipart(name, text);
  const answer = await by.call('POST', at(routes.upload), payload, { headers });
  if (answer.statusCode !== 201) throw new Error(answer.body);
  return ended(by, answer.json<AnswerOf<typeof routes.upload>>().data);
}

async function step(by: Visitor, route: Route, run: Import): Promise<Import> {
  const answer = await by.call('POST', at(route, { import: run.id }), {});
  if (answer.statusCode !== 200) throw new Error(answer.body);
  return ended(by, answer.json<AnswerOf<typeof routes.check>>().data);
}

const total = async () => (await writer.get(registerRoutes.records, at(registerRoutes.records))).total;
const HEAD = '地块编号,地块名称,地类,牵头单位,成本（万元）\n';

test('a file goes from upload over mapping and dry run into the register and out of it again', async () => {
  const run = await uploaded(clerk, `${HEAD}A1,甲地块,住宅,住建局,1.5\nA2,乙地块,别墅,住建局,2\n`);
  expect(run.state).toBe('mapping');
  expect(run.sheets[0]!.columns.map(({ field, unit }) => [field, unit])).toEqual([
    ['code', null],
    ['name', null],
    ['kind', null],
    ['lead', null],
    ['cost', '万元'],
  ]);
  expect(run.can).toEqual({ map: true, check: true, write: false, undo: false, cancel: false });
  const checked = await step(clerk, routes.check, run);
  expect(checked.counts).toEqual({ new: 1, changed: 0, unchanged: 0, rejected: 1, skipped: 0 });
  const { data } = await clerk.get(routes.rows, at(routes.rows, { import: run.id }, { kind: 'rejected' }));
  expect(data[0]!.cells['kind']!.problem).toBe('地类：“别墅”不在编码表里，可以填：住宅、商业、工业');
  const before = await total();
  const written = await step(clerk, routes.write, checked);
  expect([written.state, written.can.undo, await total()]).toEqual(['written', true, before + 1]);
  const file = await clerk.call('GET', at(routes.rejected, { import: run.id }));
  expect(file.headers['content-disposition']).toContain(encodeURIComponent('地块（退回的行）.xlsx'));
  expect(file.rawPayload.subarray(0, 2).toString()).toBe('PK');
  const undone = await step(clerk, routes.undo, written);
  expect([undone.state, await total()]).toEqual(['undone', before]);
});

test('an import is seen and carried on by its maker only, and a reader starts none', async () => {
  const run = await uploaded(clerk, `${HEAD}B1,甲,住宅,住建局,1\n`);
  for (const [method, route] of [
    ['GET', routes.import],
    ['GET', routes.rows],
    ['POST', routes.check],
    ['GET', routes.rejected],
  ] as const) {
    const answer = await writer.call(method, at(route, { import: run.id }), method === 'POST' ? {} : undefined);
    expect([route.path, answer.statusCode]).toEqual([route.path, 404]);
  }
  const { payload, headers } = multipart('地块.csv', HEAD);
  expect((await reader.call('POST', at(routes.upload), payload, { headers })).statusCode).toBeGreaterThanOrEqual(403);
  expect((await writer.get(routes.imports, at(routes.imports))).data).toEqual([]);
});

test('a file that cannot be read leaves an import that says why, and a step out of turn is refused', async () => {
  const run = await uploaded(clerk, '%PDF-1.7', '台账.xlsx');
  expect([run.state, run.error]).toEqual([
    'failed',
    '文件“台账.xlsx”是 PDF 文件，不能按表格读取，请另存为 .xlsx 或 .csv 再导入',
  ]);
  const answer = await clerk.call('POST', at(routes.write, { import: run.id }), {});
  expect(answer.statusCode).toBe(409);
  expect(answer.body).toContain('这次导入现在是“读取失败”，不能写入');
});

test('a head row and columns that a person chose are taken, and remembered for the next file', async () => {
  const text = (row: string) => `说明,请勿修改,,,\n号,叫法,类,单位,钱\n${row}\n`;
  const run = await uploaded(clerk, text('C1,丙地块,商业,住建局,3'));
  const sheet = { name: run.sheets[0]!.name, isUsed: true, headRows: [2] };
  const fields = ['code', 'name', 'kind', 'lead', 'cost'];
  const columns = fields.map((field, i) => ({ column: i + 1, field, unit: field === 'cost' ? '万元' : null }));
  const send = () => clerk.call('PATCH', at(routes.map, { import: run.id }), { sheets: [{ ...sheet, columns }] });
  expect((await send()).statusCode).toBe(200);
  const mapped = (await send()).json<AnswerOf<typeof routes.map>>().data;
  expect(mapped.sheets[0]!.columns.map(({ field }) => field)).toEqual(fields);
  expect((await step(clerk, routes.check, mapped)).counts.new).toBe(1);
});
