import { TEST_DISTRICT } from '@quantu/store/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openOffice, visitorAs, type Office, type Visitor } from './testing/office.ts';

let office: Office;
let administrator: Visitor;

beforeAll(async () => {
  office = await openOffice();
  administrator = await visitorAs(office, 'administrator');
});
afterAll(() => office.close());

const create = (code: unknown, name: unknown) => administrator.call('POST', '/api/districts', { code, name });

test('an administrator makes a district, works in it at once, and the trail says who made it', async () => {
  const made = await create('350526', '　德化县 ');
  expect([made.statusCode, made.json().data]).toEqual([201, { code: '350526', name: '德化县', isFictional: false }]);
  const { districts } = (await administrator.call('GET', '/api/session')).json().data;
  expect(districts).toContainEqual(expect.objectContaining({ code: '350526', name: '德化县', isFictional: false }));
  expect((await administrator.call('GET', '/api/d/350526/documents')).json().total).toBe(0);
  const [entry] = (await administrator.call('GET', '/api/audit?action=create-district')).json().data;
  expect(entry).toMatchObject({ actor: '一位administrator' });
});

test('two who make the same district at once make one, and the other is told', async () => {
  const answers = await Promise.all([create('350521', '惠安县'), create('350521', '惠安县')]);
  expect(answers.map(({ statusCode }) => String(statusCode)).toSorted()).toEqual(['201', '409']);
});

test.each([
  ['12345', '太短区', 400, '区划代码（6 到 12 位数字）“12345”的写法不对'],
  ['35050a', '字母区', 400, '区划代码（6 到 12 位数字）“35050a”的写法不对'],
  ['350503', ' 区 ', 422, '区划名称“区”不合要求：应为 2 到 30 个字，不含控制字符'],
  ['350503', '长'.repeat(31), 422, `区划名称“${'长'.repeat(31)}”不合要求：应为 2 到 30 个字，不含控制字符`],
  ['350503', '丰\u202e泽区', 422, '区划名称“丰\u202e泽区”不合要求：应为 2 到 30 个字，不含控制字符'],
  [350503, '丰泽区', 400, '区划代码（6 到 12 位数字）的类型不对，收到的是数字'],
  [TEST_DISTRICT, '重复区', 409, `代码为 ${TEST_DISTRICT} 的区划已经存在`],
])('the code %s with the name %j is refused by a sentence', async (code, name, status, text) => {
  const answer = await create(code, name);
  expect([answer.statusCode, answer.json().text]).toEqual([status, text]);
});
