import {
  columnOf,
  programViewer,
  where,
  filterText,
  type Condition,
  type RecordView,
  type Rule,
  type Value,
  type Viewer,
} from '@quantu/registers';
import { registerRoutes as routes } from '@quantu/product-registers';
import { registerHandlers } from '@quantu/product-registers/server';
import { writeMany } from '@quantu/registers/server';
import { tileAt } from '@quantu/geometry';
import type { Route } from '@quantu/people';
import type { Answer, FileAnswer, OpenCall, Person } from '@quantu/people/server';
import { TEST_DISTRICT, testStore } from '@quantu/store/testing';
import type { Store } from '@quantu/store';
import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rooms } from './index.ts';
import { siteBooks, siteRooms, type SiteRules } from './testing/sites.ts';

let store: Store;
let organisations: string[];
let people: string[];
let sites: string[];
const program = programViewer('system');
const change = { district: TEST_DISTRICT, actor: 'system', action: 'test' };

beforeAll(async () => {
  store = await testStore([...rooms, ...siteRooms]);
  await furnishDistrict();
});
afterAll(() => store.close());

const KINDS = ['home', 'shop', 'works'];
const STATES = ['draft', 'open', 'closed'];

/** Sites of every organisation, person and state; half of what can be missing is missing. */
async function furnishDistrict(): Promise<void> {
  const books = siteBooks();
  const make = async (key: string, rows: readonly { state?: string; values: Record<string, unknown> }[]) =>
    store.transact(change, async (tx) => {
      const written = await writeMany(tx, books, books.registers.get(key)!, program, rows);
      return written.map(({ id }) => id);
    });
  organisations = await make(
    'organisation',
    ['甲', '乙', '丙'].map((name) => ({ values: { code: name, name, kind: 'department' } })),
  );
  people = await make(
    'person',
    ['一', '二'].map((name) => ({ values: { code: name, name, organisation: organisations[0] } })),
  );
  sites = await make(
    'test-site',
    Array.from({ length: 18 }, (_, i) => ({ state: STATES[i % 3]!, values: siteValues(i) })),
  );
  const near = sites.map((id, i) => ({ id, values: { near: i % 2 === 0 ? sites[(i + 5) % 18] : null } }));
  await store.transact(change, (tx) => writeMany(tx, books, books.registers.get('test-site')!, program, near));
  await store.transact(change, async (tx) => {
    const stored = await store.files.put(Buffer.from('%PDF-1.7'), { name: 'a.pdf', type: 'application/pdf' });
    const file = await store.files.record(tx, stored);
    for (const [i, record] of sites.entries()) {
      if (i % 3 === 0) continue;
      const about = {
        register: 'test-site',
        record,
        field: 'papers',
        file,
        name: `密件${i}.pdf`,
        type: 'application/pdf',
      };
      const place = {
        lon: null,
        lat: null,
        taken_at: null,
        is_picture: false,
        size: 8,
        added_at: tx.at,
        added_by: 'system',
      };
      await tx
        .insertInto('record_attachment')
        .values({ id: `00000000-0000-4000-8000-${String(i).padStart(12, '0')}`, ...about, ...place })
        .execute();
      await tx
        .insertInto('record_comment')
        .values({
          id: `00000000-0000-4000-8000-${String(i).padStart(12, '0')}`,
          register: 'test-site',
          record,
          text: `密评${i}`,
          added_at: tx.at,
          added_by: 'system',
        })
        .execute();
    }
  });
}

function siteValues(i: number): Record<string, unknown> {
  const corner = [118.9 + i * 0.001, 25.12] as const;
  return {
    code: `S${String(i).padStart(2, '0')}`,
    name: `地块${(i * 7) % 18}`,
    kind: KINDS[i % 3],
    lead: i % 4 === 3 ? null : organisations[i % 4],
    keeper: i % 3 === 2 ? null : people[i % 3],
    ...hideable(i),
    place: i % 5 === 0 ? null : { type: 'Point', coordinates: corner },
    plot: { type: 'Polygon', coordinates: [[corner, [corner[0] + 5e-4, 25.12], [corner[0], 25.1205], corner]] },
  };
}

/** The values that a rule may hide, by a seed: another seed is another world. */
function hideable(seed: number): Record<string, Value> {
  return {
    parts: (seed * 5) % 7,
    cost: String((seed * 13) % 11),
    price: seed % 3 === 1 ? null : String(1000 + ((seed * 17) % 23)),
    secret: seed % 4 === 0 ? null : `暗号${(seed * 11) % 13}`,
    phone: seed % 5 === 0 ? null : `1380000${String(1000 + ((seed * 37) % 91))}`,
    startedOn: seed % 3 === 0 ? null : `2026-0${1 + (seed % 9)}-01`,
    isFree: seed % 2 === 0,
    note: `说明${(seed * 3) % 5}`,
  };
}

const leaf = (): fc.Arbitrary<Rule> =>
  fc.oneof(
    fc.constant<Rule>({ rule: 'everyone' }),
    fc.constant<Rule>({ rule: 'nobody' }),
    fc.subarray(['a', 'b'], { minLength: 1 }).map((roles): Rule => ({ rule: 'role', roles })),
    fc.constant<Rule>({ rule: 'organisation', field: 'lead' }),
    fc.constant<Rule>({ rule: 'person', field: 'keeper' }),
    fc.subarray(STATES, { minLength: 1, maxLength: 2 }).map((states): Rule => ({ rule: 'state', states })),
  );
const rule = (): fc.Arbitrary<Rule> =>
  fc.oneof(
    leaf(),
    fc.tuple(leaf(), leaf()).map((of): Rule => ({ rule: 'any', of })),
    fc
      .tuple(
        leaf(),
        fc.tuple(leaf(), leaf()).map((of): Rule => ({ rule: 'any', of })),
      )
      .map((of): Rule => ({ rule: 'all', of })),
  );
const rules = (): fc.Arbitrary<SiteRules> =>
  fc.record({
    read: rule(),
    write: rule(),
    secret: rule(),
    price: rule(),
    phone: rule(),
    near: rule(),
    place: rule(),
    plot: rule(),
    papers: rule(),
  });
const who = () =>
  fc.record({
    roles: fc.subarray(['a', 'b']),
    units: fc.subarray([0, 1, 2]),
    person: fc.constantFrom(null, 0, 1),
  });

/** A desk under some rules: the same handlers the server mounts. */
class Desk {
  readonly #runs: Map<Route, (call: OpenCall) => Promise<Answer>>;
  readonly #person: Person;

  constructor(rules: SiteRules, viewer: Viewer) {
    this.#runs = new Map(registerHandlers(store, siteBooks(rules)).map(({ route, run }) => [route, run]));
    const nobody = {
      id: '',
      displayName: '',
      session: null,
      grants: [],
      demands: [],
      token: null,
      permissions: new Set<never>(),
    };
    this.#person = { ...nobody, name: viewer.account, viewer };
  }

  async ask(route: Route, params: object = {}, query: object = {}, body: object = {}): Promise<unknown> {
    const call = {
      params: { district: TEST_DISTRICT, register: 'test-site', ...params },
      query,
      body,
      person: this.#person,
    };
    try {
      const answer = await this.#runs.get(route)!(call as unknown as OpenCall);
      if (answer.kind === 'file') return await contentOf(answer.file);
      return answer.kind === 'json' ? answer.body : null;
    } catch (error) {
      if (error instanceof Error && 'code' in error && 'status' in error)
        return { refused: error.code, says: error.message };
      throw error;
    }
  }

  async list(query: object = {}): Promise<RecordView[]> {
    return ((await this.ask(routes.records, {}, { size: 200, ...query })) as { data?: RecordView[] }).data ?? [];
  }
}

async function contentOf({ bytes, type }: FileAnswer): Promise<unknown> {
  const parts: Uint8Array[] = [];
  if (bytes instanceof Uint8Array) parts.push(bytes);
  else for await (const part of bytes) parts.push(typeof part === 'string' ? Buffer.from(part) : (part as Uint8Array));
  const whole = Buffer.concat(parts);
  if (!type.includes('spreadsheet')) return whole.toString('latin1');
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(whole.buffer.slice(whole.byteOffset, whole.byteOffset + whole.length));
  return book.worksheets[0]!.getSheetValues();
}

interface Sight {
  readonly record: RecordView;
  readonly whole: (field: string) => Value;
}

/** What the record route shows of every site: the measure of everything else. */
async function sightsOf(desk: Desk): Promise<Map<string, Sight>> {
  const seen = new Map<string, Sight>();
  for (const id of sites) {
    const answer = (await desk.ask(routes.record, { record: id })) as { data?: RecordView };
    const record = answer.data;
    if (!record) continue;
    seen.set(id, { record, whole: (field) => (record.masked.includes(field) ? null : (record.values[field] ?? null)) });
  }
  return seen;
}

const FIELDS = [
  'code',
  'name',
  'note',
  'kind',
  'lead',
  'keeper',
  'near',
  'parts',
  'cost',
  'price',
  'margin',
  'startedOn',
  'isFree',
  'secret',
  'phone',
];
const SELECTIONS: readonly Condition[][] = [
  ...FIELDS.flatMap((field) => [[where(field, 'empty')], [where(field, 'not-empty')]]),
  [where('price', 'at-least', '1010')],
  [where('margin', 'at-most', '1012')],
  [where('secret', 'contains', '暗号1')],
  [where('secret', 'is-not', '暗号3')],
  [where('phone', 'starts-with', '138')],
  [where('papers', 'not-empty')],
  [where('papers', 'empty')],
  [where('plot', 'within', '118.9,25,118.91,26')],
  [where('place', 'within', '118.9,25,118.91,26')],
];
const TILE = tileAt(118.905, 25.12, 13);
const FAR = tileAt(118.905, 25.12, 9);
const TODAY = { asOf: '2999-12-31' };

/** Everything a viewer can ask of a register in one answer. */
async function everythingFor(desk: Desk): Promise<unknown[]> {
  const asked: unknown[] = [];
  const ask = async (...call: Parameters<Desk['ask']>): Promise<void> => {
    asked.push([call[0].path, call[1], call[2], await desk.ask(...call)]);
  };
  for (const conditions of SELECTIONS) await ask(routes.records, {}, { filter: filterText(conditions), size: 200 });
  for (const field of FIELDS) {
    await ask(routes.records, {}, { sort: `-${field}`, size: 200, fields: 'name' });
    await ask(routes.groups, {}, { by: field, sums: 'price,cost,margin' });
  }
  for (const text of ['暗号', '地块1', 'S0', '1380']) await ask(routes.records, {}, { text, size: 200 });
  for (const format of ['csv', 'geojson', 'xlsx']) await ask(routes.export, { format }, { sort: 'secret' });
  await ask(routes.export, { format: 'csv' }, { fields: 'code,secret,price,phone,plot', ...TODAY });
  for (const tile of [TILE, FAR]) await ask(routes.tile, tile, { by: 'secret' });
  await ask(routes.tile, TILE, { filter: filterText([where('price', 'at-least', '1010')]), ...TODAY });
  await ask(routes.extent);
  await ask(routes.records, {}, { ...TODAY, sort: 'price', size: 200 });
  await ask(routes.groups, {}, { ...TODAY, by: 'secret' });
  for (const field of ['kind', 'lead', 'near', 'secret']) await ask(routes.choices, { field });
  return asked;
}

/** Gives every cell that this viewer does not see another value, behind the register's back. */
async function changeUnseen(seen: ReadonlyMap<string, Sight>, seed: number): Promise<void> {
  await store.transact(change, async (tx) => {
    for (const [i, id] of sites.entries()) {
      for (const [field, other] of Object.entries(hideable(i + seed))) {
        const value = unseenValue(seen.get(id)?.record, field, other, seed);
        if (value === undefined) continue;
        await sql`update test_site set ${sql.ref(columnOf(field))} = ${value} where id = ${id}`.execute(tx);
      }
      if (!seen.has(id) && seed % 2 === 0) {
        await sql`update test_site set place = null, place_box = null where id = ${id}`.execute(tx);
      }
    }
  });
}

/** What a cell may become without its viewer noticing; undefined: they see it. */
function unseenValue(record: RecordView | undefined, field: string, other: Value, seed: number): Value | undefined {
  if (!record || !(field in record.values)) return other;
  const shown = record.values[field];
  // A mask shows the ends of a number, and whether there is one: those stay.
  if (!record.masked.includes(field) || typeof shown !== 'string') return undefined;
  return shown.replace('****', String(1000 + seed));
}

const viewerOf = ({ roles, units, person }: { roles: string[]; units: number[]; person: number | null }): Viewer => ({
  account: '甲某',
  person: person === null ? null : people[person]!,
  roles,
  organisations: units.map((unit) => organisations[unit]!),
});

test('whatever a viewer cannot see may be anything: no list, search, filter, order, group, sum, count, choice, export, tile or extent tells', async () => {
  let hidden = 0;
  await fc.assert(
    fc.asyncProperty(rules(), who(), fc.integer({ min: 1, max: 90 }), async (rules, person, seed) => {
      const desk = new Desk(rules, viewerOf(person));
      const seen = await sightsOf(desk);
      const before = await everythingFor(desk);
      await changeUnseen(seen, seed);
      expect(await everythingFor(desk)).toEqual(before);
      hidden += sites.length - seen.size;
    }),
    { numRuns: 10, endOnFailure: true },
  );
  expect(hidden).toBeGreaterThan(0);
});

test('a list, a filter, a sum and an export hold exactly what the records show', async () => {
  await fc.assert(
    fc.asyncProperty(rules(), who(), async (rules, person) => {
      const desk = new Desk(rules, viewerOf(person));
      const seen = await sightsOf(desk);
      const listed = await desk.list();
      expect(listed.map(({ id }) => id).toSorted()).toEqual([...seen.keys()].toSorted());
      for (const row of listed) {
        const { record } = seen.get(row.id)!;
        for (const [field, value] of Object.entries(row.values)) expect(record.values[field]).toEqual(value);
        expect(row.masked.toSorted()).toEqual(record.masked.filter((field) => field in row.values).toSorted());
      }
      const sights = [...seen.values()];
      for (const field of FIELDS) {
        const filter = filterText([where(field, 'not-empty')]);
        const having = sights.filter(({ whole }) => whole(field) !== null).map(({ record }) => record.id);
        expect((await desk.list({ filter })).map(({ id }) => id).toSorted()).toEqual(having.toSorted());
      }
      if (seen.size === 0) return;
      const { data } = (await desk.ask(routes.groups, {}, { by: 'kind', sums: 'price' })) as {
        data: { sums: { price: string } }[];
      };
      const sum = data.reduce((all, group) => all + Number(group.sums.price), 0);
      expect(sum).toBe(sights.reduce((all, { whole }) => all + Number(whole('price') ?? 0), 0));
    }),
    { numRuns: 10, endOnFailure: true },
  );
});

test('history, feed, comments, attachments and bulk edits tell nothing of what the record does not show', async () => {
  await fc.assert(
    fc.asyncProperty(rules(), who(), async (rules, person) => {
      const desk = new Desk(rules, viewerOf(person));
      const seen = await sightsOf(desk);
      for (const id of sites) {
        const sight = seen.get(id);
        const history = (await desk.ask(routes.history, { record: id })) as {
          data?: { changes: { field: string; after: Value; afterLabel: string }[] }[];
        };
        const comments = (await desk.ask(routes.comments, { record: id })) as { data?: unknown[] };
        const files = (await desk.ask(routes.attachments, { record: id })) as { total?: number };
        expect([history.data !== undefined, comments.data !== undefined, files.total !== undefined]).toEqual(
          Array.from({ length: 3 }, () => sight !== undefined),
        );
        if (!sight) continue;
        expect(files.total).toBe(Number(sight.whole('papers') ?? 0));
        for (const { field, after, afterLabel } of history.data!.flatMap(({ changes }) => changes)) {
          expect(sight.record.values).toHaveProperty(field);
          if (sight.record.masked.includes(field) && after !== null) expect(afterLabel).toMatch(/\*\*/);
        }
      }
      const feed = (await desk.ask(routes.feed, {}, { size: 200 })) as { data?: { record: string; text: string }[] };
      for (const { record, text } of feed.data ?? []) {
        expect(seen.has(record)).toBe(true);
        if (!('secret' in seen.get(record)!.record.values)) expect(text).not.toMatch(/内部备注|暗号/);
        if (!('price' in seen.get(record)!.record.values)) expect(text).not.toMatch(/底价|差价/);
      }
      const unknown = '00000000-0000-4000-8000-00000000ffff';
      const unseen = sites.find((id) => !seen.has(id));
      if (unseen === undefined || seen.size === 0) return;
      const edit = (id: string) => ({ id, version: 1, values: { note: 'x' } });
      const { data } = (await desk.ask(routes.bulk, {}, {}, { records: [edit(unseen), edit(unknown)] })) as {
        data: { outcome: string; version: number; text: string }[];
      };
      expect({ ...data[0], id: '' }).toEqual({ ...data[1], id: '' });
      expect(data[0]).toMatchObject({ outcome: 'refused', version: 1 });
    }),
    { numRuns: 10, endOnFailure: true },
  );
});
