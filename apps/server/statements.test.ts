import pg from 'pg';
import { loadDocument } from '@quantu/product-documents/server';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { openOffice, visitorAs, type Office, type Visitor } from './testing/office.ts';
import { SMALL_REPORT } from './testing/reports.ts';

let office: Office;
let reader: Visitor;
let documents: string[];
beforeAll(async () => {
  office = await openOffice();
  reader = await visitorAs(office, 'reader');
});
afterAll(() => office.close());
afterEach(() => vi.restoreAllMocks());

async function load(count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let i = 0; i < count; i++) {
    const bytes = Buffer.from(`${SMALL_REPORT}\n第${i}份，共${Date.now()}字。`);
    const { id } = await loadDocument(office.store, office.district, 'reader', {
      name: `${i}.txt`,
      bytes,
      accept: true,
    });
    ids.push(id);
  }
  return ids;
}

/**
 * How many statements a call sends to the database. Not counted: pointing a connection at a district, and the job
 * runner's own looking for work, which goes on meanwhile.
 */
async function statements(path: string): Promise<number> {
  // The first look after something was written holds printed figures against the registers again.
  await reader.call('GET', `/api/d/${office.district}${path}`);
  const spy = vi.spyOn(pg.Client.prototype, 'query');
  const answer = await reader.call('GET', `/api/d/${office.district}${path}`);
  expect(answer.statusCode).toBe(200);
  const texts = spy.mock.calls.map(([query]) => JSON.stringify(query));
  spy.mockRestore();
  return texts.filter((text) => !/search_path|update job set/.test(text)).length;
}

test.each([
  ['the list of documents', () => '/documents?size=200', 5],
  ['the list of figures', () => '/figures?size=200', 4],
  ['a filtered list of figures', () => '/figures?size=200&text=%E9%A1%B9%E7%9B%AE&sort=value', 4],
  ['one document', () => `/documents/${documents[0]}`, 8],
  ['its history', () => `/documents/${documents[0]}/history`, 5],
  ['its rows', () => `/documents/${documents[0]}/rows`, 7],
  ['a comparison', () => `/compare?a=${documents[0]}&b=${documents[1]}`, 5],
  ['the jobs', () => '/jobs', 2],
])('%s costs a fixed number of statements', async (_, path, most) => {
  documents ??= await load(2);
  const few = await statements(path());
  await load(4);
  expect(await statements(path())).toBe(few);
  expect(few).toBeLessThanOrEqual(most);
});
