import { newId } from '@quantu/base';
import { UPLOAD_LIMIT_BYTES } from '@quantu/product-documents';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { multipart, openOffice, Visitor, visitorAs, type Office } from './testing/office.ts';
import { SMALL_REPORT } from './testing/reports.ts';

let office: Office;
let writer: Visitor;
let base: string;
beforeAll(async () => {
  office = await openOffice();
  writer = await visitorAs(office, 'writer', '编办员');
  base = `/api/d/${office.district}`;
});
afterAll(() => office.close());

/** Uploads a file and follows its job to the end; the answer when it was refused at once. */
async function outcome(name: string, content: Uint8Array | string) {
  const answer = await writer.upload(office.district, name, content);
  if (answer.statusCode !== 202) return { state: 'refused', status: answer.statusCode, ...answer.json() };
  const events = await writer.call('GET', `${base}/jobs/${answer.json().data.job.id}/events`);
  return JSON.parse(events.body.trim().split('\n').at(-1)!.slice('data: '.length));
}

test('an empty file is refused at once', async () => {
  expect(await outcome('空.txt', '')).toMatchObject({ status: 422, text: '“空.txt”是空文件，请重新选择' });
});

test.each<[string, string, Uint8Array | string, RegExp]>([
  ['a picture called docx', '照片.docx', Buffer.from('ffd8ffe000104a46494600', 'hex'), /照片\.docx/],
  ['a program', '安装.exe', Buffer.from('4d5a90000300000004000000', 'hex'), /安装\.exe/],
  ['a text with NUL bytes', '坏.txt', '正文\0正文', /坏\.txt/],
  ['a damaged docx', '坏.docx', Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(200, 7)]), /坏\.docx/],
  ['a damaged pdf', '坏.pdf', '%PDF-1.7\n乱', /坏\.pdf/],
])('%s ends in one sentence that names the file', async (_, name, content, sentence) => {
  const job = await outcome(name, content);
  expect(job.state).toBe('failed');
  expect(job.text).toMatch(sentence);
  expect(job.text).not.toMatch(/\n| at |Error|\/[a-z]+\//);
  const listed = (await writer.call('GET', `${base}/jobs`)).json().data;
  expect(listed).toContainEqual(expect.objectContaining({ id: job.id, state: 'failed' }));
  const put = await writer.call('POST', `${base}/jobs/${job.id}/cancel`);
  expect(put.statusCode).toBe(200);
  const after = (await writer.call('GET', `${base}/jobs`)).json().data;
  expect(after).not.toContainEqual(expect.objectContaining({ id: job.id }));
});

test('a file of more than 100 MB is refused, and nothing of it stays', async () => {
  const answer = await writer.upload(office.district, '大.txt', Buffer.alloc(UPLOAD_LIMIT_BYTES + 1, 'a'));
  expect(answer.statusCode).toBe(413);
  expect(answer.json().text).toContain('100 MB');
  expect(await office.store.files.incoming()).toEqual([]);
  const exact = await writer.upload(office.district, '恰好.txt', Buffer.alloc(UPLOAD_LIMIT_BYTES, 'a'));
  expect(exact.statusCode).toBe(202);
  await writer.call('POST', `${base}/jobs/${exact.json().data.job.id}/cancel`);
});

test('GB 18030 bytes and a wrong ending are read, and said so', async () => {
  const bytes = Buffer.from('b9d8d3dab7a2d5b9b5c4b1a8b8e60acfeed6c3333338d2dad4aaa1a3', 'hex');
  const job = await outcome('旧文件.docx', bytes);
  expect(job.state).toBe('done');
  const read = (await writer.call('GET', `${base}/documents/${job.document}`)).json();
  expect(read.data.text).toContain('关于发展的报告');
  expect(read.data.notes.join()).toContain('GB');
  expect(read.data.document.format).toBe('txt');
});

test('names are cleaned and what looks like a script stays data', async () => {
  const text = `${SMALL_REPORT}\n<script>alert(1)</script> =cmd|' /C calc'!A0 \u202E反\n`;
  const job = await outcome(`../../${'长'.repeat(10_000)}<img src=x>.txt`, text);
  expect(job.state).toBe('done');
  const answer = await writer.call('GET', `${base}/documents/${job.document}`);
  const { document, text: kept } = answer.json().data;
  expect(document.fileName).toMatch(/^长+…\.txt$/);
  expect(kept).toBe(text);
  expect(answer.headers['content-type']).toMatch(/^application\/json/);
  expect(answer.headers['x-content-type-options']).toBe('nosniff');
});

test('cells that a spreadsheet would run are held back', async () => {
  const job = await outcome('公式.txt', SMALL_REPORT.replace('洽谈对接项目33个', '=1+2项目44个'));
  const document = `${base}/documents/${job.document}`;
  const { proposals } = (await writer.call('GET', document)).json().data;
  const figure = proposals.find(({ value }: { value: { value?: string } }) => value.value === '44');
  await writer.call('POST', `${document}/proposals/${figure.id}`, {
    version: 1,
    act: 'correct',
    figure: { subject: '=HYPERLINK("http://evil")', unit: '@个' },
  });
  const { default: ExcelJS } = await import('exceljs');
  const book = new ExcelJS.Workbook();
  const bytes = (await writer.call('GET', `${document}/download/xlsx`)).rawPayload;
  await book.xlsx.load(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer);
  const cells: unknown[] = [];
  book.worksheets[0]!.eachRow((row) => row.eachCell(({ value }) => cells.push(value)));
  expect(cells).toContain('\'=HYPERLINK("http://evil")');
  expect(cells.filter((cell) => typeof cell === 'string' && /^[=+\-@]/.test(cell))).toEqual([]);
});

test.each<[string, Record<string, string>, string, number, string]>([
  ['no multipart', { 'content-type': 'application/json' }, '{}', 400, 'request.form'],
  [
    'a form cut off',
    multipart('a.txt', 'abc').headers,
    multipart('a.txt', 'abc').payload.toString().slice(0, -20),
    400,
    'request.form',
  ],
  ['no boundary', { 'content-type': 'multipart/form-data' }, 'abc', 400, 'request.form'],
  [
    'a wrong field',
    multipart('a.txt', 'abc').headers,
    multipart('a.txt', 'abc').payload.toString().replace('name="file"', 'name="x"'),
    422,
    'upload.missing',
  ],
  ['an empty form', multipart('a.txt', 'abc').headers, '--quantu-test-boundary--\r\n', 422, 'upload.missing'],
  ['an unknown type', { 'content-type': 'text/csv' }, 'a,b', 415, 'request.type'],
])('an upload with %s is refused with a sentence', async (_, headers, body, status, code) => {
  const answer = await writer.call('POST', `${base}/files`, body, { headers });
  expect([answer.statusCode, answer.json().code]).toEqual([status, code]);
  expect(await office.store.files.incoming()).toEqual([]);
});

test.each<[string, unknown, string]>([
  ['{"name":', undefined, '请求内容不是完整的 JSON'],
  ['a missing field', { name: 'a' }, '缺少密码'],
  ['a wrong type', { name: 'a', password: 7 }, '密码的类型不对，收到的是数字'],
  ['a long field', { name: 'a'.repeat(65), password: 'x' }, '账号有 65 个字，最多 64 个'],
  ['an empty field', { name: '', password: 'x' }, '账号不能为空'],
  ['NUL', { name: 'a\0b', password: 'x' }, '文字里有不能保存的字符（空字符或残缺的编码），请去掉后再提交'],
  [
    'half a character',
    { name: 'a\uD800b', password: 'x' },
    '文字里有不能保存的字符（空字符或残缺的编码），请去掉后再提交',
  ],
  ['a list', [], '“”的类型不对，收到的是列表'],
])('a body with %s is refused by name', async (raw, body, text) => {
  const answer = await new Visitor(office.app).call('POST', '/api/sign-in', body ?? raw, {
    headers: { 'content-type': 'application/json' },
  });
  expect([answer.statusCode, answer.json().text]).toEqual([400, text]);
});

test.each([
  [`/figures?page=0`, '页码是 0，不能小于 1'],
  [`/figures?page=x`, '页码的类型不对，收到的是文字'],
  [`/figures?size=1000`, '每页行数是 1000，不能大于 200'],
  [`/figures?sort=password`, '排序是“password”，只能是 document、subject、value、unit 之一'],
  [`/documents/1`, '编号“1”的写法不对'],
  [`/compare?a=${newId()}`, '缺少第二份公文'],
  [`/figures?text=%00`, '文字里有不能保存的字符（空字符或残缺的编码），请去掉后再提交'],
])('%s is refused by name', async (path, text) => {
  const answer = await writer.call('GET', `${base}${path}`);
  expect([answer.statusCode, answer.json().text]).toEqual([400, text]);
});

test('a correction with odd values is refused by field', async () => {
  const job = await outcome('又一份.txt', `${SMALL_REPORT}又`);
  const document = `${base}/documents/${job.document}`;
  const { proposals } = (await writer.call('GET', document)).json().data;
  const figure = proposals.find(({ kind }: { kind: string }) => kind === 'figure');
  const say = async (patch: object) =>
    (
      await writer.call('POST', `${document}/proposals/${figure.id}`, { version: 1, act: 'correct', figure: patch })
    ).json().text;
  expect(await say({ value: '1,825' })).toBe('数值“1,825”的写法不对');
  expect(await say({ value: '1e5' })).toBe('数值“1e5”的写法不对');
  expect(await say({ value: null })).toBe('数值的类型不对，收到的是空值');
  expect(await say({ kind: '别的' })).toMatch(/^类别是“别的”，只能是 count、/);
  expect(await say({ id: 'x' })).toBe('不认识的内容“figure/id”');
  expect(await say({ end: 10_000_000 })).toMatch(/不在正文之内/);
  expect(await say({ start: -1 })).toBe('位置是 -1，不能小于 0');
  expect(await say({ period: '年'.repeat(101) })).toBe('时期有 101 个字，最多 100 个');
});

test('unknown addresses and methods get a sentence, never a stack', async () => {
  const unknown = await writer.call('GET', '/api/nothing');
  expect(unknown.json()).toMatchObject({ code: 'request.no-route', text: '没有这个地址：/api/nothing' });
  expect(unknown.json().request).toMatch(/^[0-9a-f-]{36}$/);
  expect((await writer.call('DELETE', `${base}/figures`)).statusCode).toBe(404);
  const odd = await office.app.inject({ method: 'GET', url: `${base}/documents/%E0%A4%A` });
  expect(odd.statusCode).toBe(400);
  expect(odd.json().text).toBe('请求不完整或格式不对');
});

test('a parameter that the address does not have is named, with those that it has', async () => {
  const answer = await writer.call('GET', `${base}/jobs?fliter=x`);
  expect(answer.statusCode).toBe(400);
  expect(answer.json()).toMatchObject({ code: 'request.parameter', text: '没有“fliter”这个参数' });
  const list = await writer.call('GET', `${base}/documents?fliter=x`);
  expect(list.json().text).toMatch(/^没有“fliter”这个参数，可以用：.+/);
});
