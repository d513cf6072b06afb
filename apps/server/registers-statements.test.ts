import pg from 'pg';
import { addressOf, type Route } from '@quantu/people';
import { registerRoutes as routes } from '@quantu/product-registers';
import { filterText, programViewer, where } from '@quantu/registers';
import { writeMany } from '@quantu/registers/server';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { openOffice, visitorAs, type Office, type Visitor } from './testing/office.ts';
import { siteBooks, siteRooms } from './testing/sites.ts';

let office: Office;
let writer: Visitor;
let first: string;
const books = siteBooks();

beforeAll(async () => {
  office = await openOffice({ books }, siteRooms);
  writer = await visitorAs(office, 'government-office', '政府办');
  first = await load(3);
});
afterAll(() => office.close());
afterEach(() => vi.restoreAllMocks());

let number = 0;

/** Sites that refer to each other, each with a comment's worth of everything; the first one's id. */
async function load(count: number): Promise<string> {
  const register = books.registers.get('test-site')!;
  const change = { district: office.district, actor: 'system', action: 'test' };
  const site = () => {
    number++;
    const place = { type: 'Point', coordinates: [118.9 + number * 1e-4, 25.1] };
    return { code: `S${number}`, name: `地块${number}`, kind: 'home', price: '5', place };
  };
  return office.store.transact(change, async (tx) => {
    const written = await writeMany(
      tx,
      books,
      register,
      programViewer('system'),
      Array.from({ length: count }, () => ({ values: site() })),
    );
    const near = written.map(({ id }, i) => ({ id, values: { near: written[(i + 1) % count]!.id, note: '改过' } }));
    await writeMany(tx, books, register, programViewer('system'), near);
    return written[0]!.id;
  });
}

/** How many statements a call sends. Not counted: pointing a connection at a district, and the job runner. */
async function statements(route: Route, params: object, query: object): Promise<number> {
  const path = { district: office.district, register: 'test-site', ...params };
  const spy = vi.spyOn(pg.Client.prototype, 'query');
  const answer = await writer.call('GET', addressOf(route, { params: path, query }));
  expect(answer.statusCode).toBe(200);
  const texts = spy.mock.calls.map(([query]) => JSON.stringify(query));
  spy.mockRestore();
  return texts.filter((text) => !/search_path|update job set/.test(text)).length;
}

const filter = filterText([where('kind', 'is', 'home'), where('near', 'not-empty')]);

test.each([
  ['a list', routes.records, {}, { size: 200, filter, sort: '-price,near', text: '地块' }, 8],
  ['groups', routes.groups, {}, { by: 'near', sums: 'price', filter }, 8],
  ['a record', routes.record, {}, {}, 7],
  ['its history', routes.history, {}, {}, 6],
  ['its comments', routes.comments, {}, {}, 8],
  ['its files', routes.attachments, {}, {}, 9],
  ['the feed', routes.feed, {}, { size: 200 }, 8],
  ['the views', routes.views, {}, {}, 3],
  ['the extent', routes.extent, {}, { filter }, 4],
  ['a tile', routes.tile, { z: 10, x: 850, y: 438 }, { by: 'kind' }, 5],
  ['choices', routes.choices, { field: 'near' }, {}, 4],
  ['the catalogue', routes.registers, {}, {}, 2],
  ['the burden meter', routes.burden, {}, {}, 3],
  ['an export', routes.export, { format: 'csv' }, { filter }, 9],
] as const)('%s costs a fixed number of statements', async (_, route, params, query, most) => {
  const few = await statements(route, { record: first, ...params }, query);
  await load(5);
  expect(await statements(route, { record: first, ...params }, query)).toBe(few);
  expect(few).toBeLessThanOrEqual(most);
});
