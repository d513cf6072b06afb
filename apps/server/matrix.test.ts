import { mayPass } from '@quantu/registers';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openOffice, visitorAs, type Office, type Visitor } from './testing/office.ts';
import { books } from './registers.ts';
import { programMatrix, routes } from './routes.ts';

let office: Office;
let reader: Visitor;
beforeAll(async () => {
  office = await openOffice();
  reader = await visitorAs(office, 'reader');
});
afterAll(() => office.close());

test('the matrix of the command line is the matrix of a running server', async () => {
  const served = (await reader.call('GET', '/api/permission-matrix')).json().data;
  const sorted = (matrix: typeof served) =>
    [...matrix.routes].toSorted((a, b) => `${a.path} ${a.method}`.localeCompare(`${b.path} ${b.method}`));
  expect(sorted(served)).toEqual(sorted(programMatrix()));
  expect(served.registers).toEqual(programMatrix().registers);
  expect(served.routes).toHaveLength(routes.length);
});

test('the matrix is saved as a workbook with a row for every route and every right', async () => {
  const file = await reader.call('GET', '/api/permission-matrix/xlsx');
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(new Uint8Array(file.rawPayload).buffer);
  const { registers, roles } = programMatrix();
  const [first, second] = book.worksheets;
  expect([first!.rowCount, second!.rowCount]).toEqual([registers.length + 1, routes.length + 1]);
  expect(first!.getRow(1).cellCount).toBe(3 + roles.length);
});

test('a planner reads every register whose ground a site could be given twice', () => {
  const viewer = { account: '规划师', person: null, roles: ['planner'], organisations: [] };
  for (const key of ['city-project', 'investment-project', 'site-check']) {
    expect(mayPass(books.registers.get(key)!.access.read, viewer)).toBe(true);
  }
});
