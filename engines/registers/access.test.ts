import { TEST_DISTRICT } from '@quantu/store/testing';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { decide, type Condition, type RecordView, type Rule, type Value, type Viewer } from './index.ts';
import { ruleVerdict, verdictSql } from './read/rule-sql.server.ts';
import { park, sampleBooks as books } from './sample.testing.ts';
import { sampleDistrict, sampleViewers, type SampleDistrict } from './sample-district.testing.ts';
import {
  choicesOf,
  countRecords,
  groupRecords,
  listRecords,
  recordById,
  recordHistory,
  streamRecords,
} from './server.ts';

let district: SampleDistrict;
const db = () => district.store.read(TEST_DISTRICT);
beforeAll(async () => {
  district = await sampleDistrict();
});
afterAll(() => district.store.close());

const { rule } = fc.letrec<{ rule: Rule }>((tie) => ({
  rule: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom<Rule>({ rule: 'everyone' }, { rule: 'nobody' }),
    fc.record({ rule: fc.constant('role' as const), roles: fc.subarray(['office', 'clerk', 'reader']) }),
    fc.record({ rule: fc.constant('organisation' as const), field: fc.constantFrom('lead', 'keeper') }),
    fc.record({ rule: fc.constant('person' as const), field: fc.constantFrom('keeper', 'lead') }),
    fc.record({ rule: fc.constant('state' as const), states: fc.subarray(['planned', 'building', 'open']) }),
    fc.record({ rule: fc.constant('any' as const), of: fc.array(tie('rule'), { maxLength: 3 }) }),
    fc.record({ rule: fc.constant('all' as const), of: fc.array(tie('rule'), { maxLength: 3 }) }),
  ),
}));

test('a rule lets the same records through in SQL as in the process', async () => {
  const ids = [...district.organisations, ...district.persons];
  const viewer = fc.record({
    account: fc.constant('甲某'),
    person: fc.option(fc.constantFrom(...ids)),
    roles: fc.subarray(['office', 'clerk', 'reader']),
    organisations: fc.subarray(ids),
  });
  await fc.assert(
    fc.asyncProperty(rule, viewer, async (rule, viewer) => {
      const where = verdictSql(ruleVerdict(rule, viewer, true));
      const { rows } = await sql<{ id: string }>`select r.id from city_park r where ${where} order by r.id`.execute(
        db(),
      );
      const decided = district.parks.filter((record) => decide(rule, viewer, record));
      expect(rows.map(({ id }) => id)).toEqual(decided.map(({ id }) => id));
    }),
    { numRuns: 150 },
  );
});

const textOf = (value: Value): string => (typeof value === 'object' ? '' : String(value));

/** What a viewer sees by opening each record. */
async function opened(viewer: Viewer): Promise<ReadonlyMap<string, RecordView>> {
  const views = new Map<string, RecordView>();
  for (const { id } of district.parks) {
    const answer = await recordById(db(), books, park, viewer, id).catch(() => null);
    if (answer) views.set(id, answer.data);
  }
  return views;
}

const plain = ({ id, values, labels, masked }: RecordView) => ({ id, values, labels, masked });
const withoutShapes = (view: RecordView) => {
  const shapes = ['gate', 'path', 'site'];
  const values = Object.fromEntries(Object.entries(view.values).filter(([name]) => !shapes.includes(name)));
  return plain({ ...view, values });
};
/** A field's value when the viewer sees it whole, else null: all that may count for anything. */
const whole = (view: RecordView, field: string) => (view.masked.includes(field) ? null : (view.values[field] ?? null));

const everybody = () => sampleViewers(district).map((viewer, at) => [at, viewer] as const);
const SECRETS = ['remark', 'offerYuan', 'phone'];
const everything = { conditions: [] };

test('a list, a count and a stream show the records that can be opened, field by field', async () => {
  for (const [at, viewer] of everybody()) {
    const seen = await opened(viewer);
    const expected = [...seen.values()].map(withoutShapes);
    const { data, total } = await listRecords(db(), books, park, viewer, { ...everything, size: 1000 });
    expect(total, `viewer ${at}`).toBe(seen.size);
    expect(new Set(data.map(plain))).toEqual(new Set(expected));
    expect(await countRecords(db(), books, park, viewer, everything)).toBe(seen.size);
    const streamed: RecordView[] = [];
    for await (const chunk of streamRecords(db(), books, park, viewer, everything)) streamed.push(...chunk);
    expect(streamed.map(plain)).toEqual(data.map(plain));
  }
});

test('a filter on a field finds only records that show the reader this value', async () => {
  for (const [, viewer] of everybody()) {
    const seen = await opened(viewer);
    for (const field of SECRETS) {
      const values = [...new Set(district.parks.map(({ values }) => values[field] ?? null))];
      for (const value of values) {
        const condition: Condition =
          value === null ? { field, op: 'empty', values: [] } : { field, op: 'is', values: [textOf(value)] };
        const { data } = await listRecords(db(), books, park, viewer, { conditions: [condition], size: 1000 });
        const expected = [...seen.values()].filter((view) => whole(view, field) === value);
        expect(new Set(data.map(({ id }) => id))).toEqual(new Set(expected.map(({ id }) => id)));
      }
    }
  }
});

test('what cannot be read sorts as if it were missing', async () => {
  for (const [, viewer] of everybody()) {
    const seen = await opened(viewer);
    for (const field of SECRETS) {
      for (const isDescending of [false, true]) {
        const sort = [{ field, isDescending }];
        const { data } = await listRecords(db(), books, park, viewer, { ...everything, sort, size: 1000 });
        const order = data.map(({ id }) => whole(seen.get(id)!, field));
        const known = order.filter((value) => value !== null);
        expect(order.slice(known.length).every((value) => value === null)).toBe(true);
        const ascending = [...known].sort((a, b) =>
          field === 'offerYuan' ? Number(a) - Number(b) : a < b ? -1 : a > b ? 1 : 0,
        );
        expect(known).toEqual(isDescending ? ascending.reverse() : ascending);
        const hidden = data.slice(known.length).map(({ id }) => id);
        expect(hidden).toEqual(isDescending ? [...hidden].sort().reverse() : [...hidden].sort());
      }
    }
  }
});

test('groups and sums are made of what can be read', async () => {
  for (const [, viewer] of everybody()) {
    const seen = [...(await opened(viewer)).values()];
    for (const by of [...SECRETS, 'kind', 'lead']) {
      const groups = await groupRecords(db(), books, park, viewer, everything, by, ['offerYuan']);
      const expected = new Map<string | null, { count: number; sum: number }>();
      for (const view of seen) {
        const value = whole(view, by) as string | null;
        const { count, sum } = expected.get(value) ?? { count: 0, sum: 0 };
        expected.set(value, { count: count + 1, sum: sum + Number(whole(view, 'offerYuan') ?? 0) });
      }
      const found = new Map(groups.map(({ value, count, sums }) => [value, { count, sum: Number(sums['offerYuan']) }]));
      expect(found).toEqual(expected);
    }
  }
});

test('a search and the choices of a reference show no record that cannot be opened', async () => {
  for (const [, viewer] of everybody()) {
    const seen = await opened(viewer);
    const { data } = await listRecords(db(), books, park, viewer, { ...everything, text: '公园', size: 1000 });
    expect(data.length).toBe(
      [...seen.values()].filter(({ values }) => textOf(values['name'] ?? null).includes('公园')).length,
    );
    const choices = await choicesOf(db(), books, park, viewer, 'near', { on: '2026-11-23' as never, text: '公园' });
    for (const { value } of choices) expect(seen.has(value)).toBe(true);
  }
});

test('the history of a record shows no more than the record did', async () => {
  for (const [, viewer] of everybody()) {
    const seen = await opened(viewer);
    for (const { id } of district.parks.slice(0, 12)) {
      const history = await recordHistory(db(), books, park, viewer, id).catch(() => null);
      expect(history !== null).toBe(seen.has(id));
      for (const { changes } of history ?? []) {
        for (const { field, after } of changes) expect(after).toEqual(seen.get(id)!.values[field]);
      }
    }
  }
});
