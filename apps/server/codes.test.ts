import { addDays, dayInChina, instantOf } from '@quantu/base';
import { addressOf, type Route } from '@quantu/people';
import { codeRoutes, registerRoutes, type CodeRow } from '@quantu/product-registers';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openOffice, visitorAs, type Office, type Visitor } from './testing/office.ts';
import { siteBooks, siteRooms } from './testing/sites.ts';

let office: Office;
let writer: Visitor;
let reader: Visitor;
beforeAll(async () => {
  office = await openOffice({ books: siteBooks() }, siteRooms);
  writer = await visitorAs(office, 'government-office', '政府办');
  reader = await visitorAs(office, 'reader', '阅览');
});
afterAll(() => office.close());

const today = dayInChina(instantOf(new Date()));
const later = addDays(today, 100);
const at = (route: Route, params: object = {}, query: object = {}): string =>
  addressOf(route, {
    params: { district: office.district, register: 'test-site', set: 'site-kind', ...params },
    query,
  });
const HOME: CodeRow = { code: 'home', label: '住宅用地' };
const put = (more: object, by = writer) =>
  by.call('POST', at(codeRoutes.putCodes), { version: '乙', from: today, source: '区政府办〔2026〕1号', ...more });
const setOf = async (key = 'site-kind') =>
  (await writer.get(codeRoutes.codeSets, at(codeRoutes.codeSets))).data.find((set) => set.key === key)!;
const standings = async () => (await setOf()).versions.map(({ version, standing }) => `${version} ${standing}`);
const auditTrail = async () => {
  const { rows } = await sql<{ action: string }>`
    select action from audit where action like 'codes.%'`.execute(office.store.read(office.district));
  return { entries: rows };
};
const make = (code: string, kind: string) =>
  writer.call('POST', at(registerRoutes.create), { values: { code, name: code, kind } });

test('a version holds from its day; a code it leaves out stays on its records and is not put in again', async () => {
  expect((await setOf()).usedBy).toEqual([{ register: 'test-site', label: '试验地块', field: '地类' }]);
  const { id } = (await make('A1', 'shop')).json().data;
  expect((await put({ version: '丙', from: later, codes: [HOME, { code: 'farm', label: '农用' }] })).statusCode).toBe(
    201,
  );
  expect(await standings()).toEqual(['丙 coming', '1 holds']);
  expect((await make('A2', 'farm')).json()).toMatchObject({ text: '地类“农用”还没有启用，请改选现行的' });
  expect((await put({ codes: [HOME, { code: 'yard', label: '堆场', parent: 'home' }] })).statusCode).toBe(201);
  expect(await standings()).toEqual(['丙 coming', '乙 holds', '1 over']);
  expect((await make('A3', 'shop')).json().text).toContain('已停用');
  expect((await make('A4', 'yard')).statusCode).toBe(201);
  const { data } = await writer.get(registerRoutes.record, at(registerRoutes.record, { record: id }));
  expect([data.values['kind'], data.labels['kind']]).toEqual(['shop', '商业']);
  const { entries } = await auditTrail();
  expect(entries.map(({ action }) => action)).toEqual(['codes.put', 'codes.put']);
});

test('what records have is not taken out, what held is not rewritten, and what only comes can be taken back', async () => {
  const text = async (more: object) => (await put(more)).json<{ text: string }>().text;
  expect(await text({ codes: [HOME] })).toBe('“堆场”已被试验地块的记录使用，不能去掉；可以填写停用日期');
  expect(await text({ codes: [HOME, { code: 'yard', label: '堆场', until: later }] })).toBeUndefined();
  expect(await text({ version: '丁', codes: [HOME] })).toContain('已有“乙”这一版生效');
  expect(await text({ version: '1', from: later, codes: [HOME] })).toContain('随程序提供');
  expect(await text({ version: '丁', from: addDays(today, -1), codes: [HOME] })).toContain('已经过去');
  expect(await text({ version: '丁', from: '2026-02-30', codes: [HOME] })).toContain('不是存在的日期');
  const remove = (version: string) => writer.call('DELETE', at(codeRoutes.removeCodes, { version }));
  expect((await remove('乙')).json().text).toContain('已生效');
  expect((await remove('1')).json().text).toContain('随程序提供');
  expect((await remove('丙')).statusCode).toBe(200);
  expect((await remove('丙')).statusCode).toBe(404);
  expect(await standings()).toEqual(['乙 holds', '1 over']);
});

test.each<[string, readonly CodeRow[], string]>([
  ['the same code twice', [HOME, HOME], '写了两次'],
  ['two open codes of one name', [HOME, { code: 'b', label: '住宅用地' }], '都叫“住宅用地”'],
  ['a parent that is not there', [{ ...HOME, parent: 'gone' }], '不在这一版里'],
  [
    'a circle',
    [
      { ...HOME, parent: 'b' },
      { code: 'b', label: '乙', parent: 'home' },
    ],
    '绕成了一圈',
  ],
  ['an end before the beginning', [{ ...HOME, from: later, until: today }], '不晚于启用日期'],
])('%s is refused in one sentence', async (_, codes, sentence) => {
  const answer = await put({ version: '戊', from: later, codes });
  expect([answer.statusCode, answer.json<{ text: string }>().text]).toEqual([422, expect.stringContaining(sentence)]);
});

test('only who may, and only sets people choose from', async () => {
  expect((await put({ codes: [HOME] }, reader)).statusCode).toBe(403);
  const light = await writer.call('POST', at(codeRoutes.putCodes, { set: 'project-light' }), {
    version: '二',
    from: later,
    source: '试',
    codes: [HOME],
  });
  expect(light.json<{ text: string }>().text).toContain('由程序按规则填写');
  expect((await setOf('project-light')).isOpen).toBe(false);
  const gone = await writer.call('DELETE', at(codeRoutes.removeCodes, { set: 'nope', version: '1' }));
  expect(gone.statusCode).toBe(404);
});
