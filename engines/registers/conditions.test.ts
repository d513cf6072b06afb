import { TEST_DISTRICT } from '@quantu/store/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dayInChina, type Instant } from '@quantu/base';
import { filterText, OPS, parseFilter, programViewer, type Condition, type Op, type Value } from './index.ts';
import type { WholeRecord } from './read/row.server.ts';
import { park, sampleBooks as books } from './sample.testing.ts';
import { sampleDistrict, type SampleDistrict } from './sample-district.testing.ts';
import { listRecords } from './server.ts';

let district: SampleDistrict;
beforeAll(async () => {
  district = await sampleDistrict();
});
afterAll(() => district.store.close());

const program = programViewer('program');
const found = async (...conditions: Condition[]): Promise<string[]> => {
  const { data } = await listRecords(district.store.read(TEST_DISTRICT), books, park, program, {
    conditions,
    size: 1000,
  });
  return data.map(({ id }) => id).sort();
};

/** What lies below, said here a second time: the sample's trees are two levels deep. */
const below = (field: string, values: readonly string[]): readonly string[] => {
  if (field === 'kind') return values.includes('green') ? [...values, 'city', 'pocket'] : values;
  if (field !== 'lead') return values;
  const [top, garden, office] = district.organisations;
  if (values.includes(top!)) return district.organisations;
  return values.includes(garden!) ? [...values, office!] : values;
};

const textOf = (value: Value): string => (typeof value === 'object' ? '' : String(value));

/** A value as it compares with others of its field. */
function comparable(field: string, value: Value): number | string {
  const kind = park.fields[field]!.kind;
  if (['integer', 'money', 'computed', 'decimal', 'ratio'].includes(kind)) return Number(value);
  return kind === 'instant' ? dayInChina(value as Instant) : textOf(value);
}

/** Conditions in plain JavaScript, written without a look at the SQL. */
function holds({ values }: WholeRecord, { field, op, values: wanted }: Condition): boolean {
  const value = values[field] ?? null;
  if (op === 'empty' || op === 'not-empty') return (value === null) === (op === 'empty');
  if (op === 'is-not') return !holds({ values } as WholeRecord, { field, op: 'is', values: wanted });
  if (value === null) return false;
  const [first, second] = [wanted[0]!, wanted[1] ?? wanted[0]!];
  const here = comparable(field, value);
  const there = (text: string) => (typeof here === 'number' ? Number(text) : text);
  const isDated = ['day', 'month', 'instant'].includes(park.fields[field]!.kind);
  // A year or month stands for all of its days.
  const words = park.fields[field]!.kind === 'instant' ? String(here) : textOf(value).toLowerCase();
  const atLeast = (text: string) => (isDated ? String(here).slice(0, 10) >= text : here >= there(text));
  const atMost = (text: string) => (isDated ? String(here).slice(0, text.length) <= text : here <= there(text));
  switch (op) {
    case 'is':
      if (isDated) return wanted.some((text) => String(here).startsWith(text));
      return typeof here === 'number' ? wanted.map(Number).includes(here) : below(field, wanted).includes(here);
    case 'contains':
      return words.includes(first.toLowerCase());
    case 'starts-with':
      return words.startsWith(first.toLowerCase());
    case 'at-least':
      return atLeast(first);
    case 'at-most':
      return atMost(first);
    case 'between':
      return atLeast(first) && atMost(second);
    case 'within':
      return false;
  }
}

const TEXT_OPS: readonly Op[] = ['is', 'is-not', 'contains', 'starts-with', 'empty', 'not-empty'];
const RANGE_OPS: readonly Op[] = ['is', 'is-not', 'at-least', 'at-most', 'between', 'empty', 'not-empty'];
const SET_OPS: readonly Op[] = ['is', 'is-not', 'empty', 'not-empty'];

/** What stands for an open end: nothing comes after it. */
const LAST = ['9999-12-31', '9999-12', '9999'];

/** A condition on a field with values that are near those it has. */
function conditionOn(field: string, ops: readonly Op[], value: fc.Arbitrary<string>): fc.Arbitrary<Condition> {
  return fc.constantFrom(...ops).chain((op) => {
    const count = op === 'between' ? 2 : op === 'is' || op === 'is-not' ? 3 : 1;
    const minLength = op === 'is' || op === 'is-not' ? 1 : count;
    return fc.array(value, { minLength, maxLength: count }).map((values) => ({ field, op, values }));
  });
}

const conditionOf = () =>
  fc.oneof(
    conditionOn(
      'name',
      TEXT_OPS,
      fc.constantFrom('公园', '江', 'river', 'RIVER', '滨江公园1', 'park 3', 'ＲＩ', '%', '_'),
    ),
    conditionOn('note', TEXT_OPS, fc.constantFrom('说明', '%_', '纯绿', '说明 3', '\\', '明 1')),
    conditionOn('kind', SET_OPS, fc.constantFrom('green', 'city', 'pocket', 'unheard')),
    conditionOn('lead', SET_OPS, fc.constantFrom(...district.organisations)),
    conditionOn('keeper', SET_OPS, fc.constantFrom(...district.persons)),
    conditionOn('trees', RANGE_OPS, fc.integer({ min: -1, max: 14 }).map(String)),
    conditionOn('plannedYuan', RANGE_OPS, fc.constantFrom('0', '1000.5', '1000.50', '3000', '8000.5', '9000')),
    conditionOn('doneShare', RANGE_OPS, fc.constantFrom('0', '0.5', '1', '0.4997501249')),
    conditionOn(
      'startedOn',
      RANGE_OPS,
      fc.constantFrom('2026-03-15', '2026-03-14', '2026-05', '2026', '2025', ...LAST),
    ),
    conditionOn('budgetMonth', RANGE_OPS, fc.constantFrom('2026-03', '2026-06', '2026', '2025', ...LAST)),
    conditionOn('inspectedAt', RANGE_OPS, fc.constantFrom('2026-03-01', '2026-02', '2026-02-28', '2026', ...LAST)),
    conditionOn('inspectedAt', ['contains', 'starts-with'], fc.constantFrom('2026-03-01', '2026-02', '-28', '2026')),
    conditionOn('isFree', SET_OPS, fc.constantFrom('true', 'false')),
    conditionOn('phone', TEXT_OPS, fc.constantFrom('138', '0001', '13805950002')),
  );

describe('a filter', () => {
  test('finds what the same conditions find in plain JavaScript', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(conditionOf(), { minLength: 1, maxLength: 3 }), async (conditions) => {
        const expected = district.parks.filter((record) => conditions.every((one) => holds(record, one)));
        expect(await found(...conditions)).toEqual(expected.map(({ id }) => id).sort());
      }),
      { numRuns: 300 },
    );
  });

  test('finds what lies in a box', async () => {
    const inside = district.parks.filter(({ values }) => {
      const gate = values['gate'];
      return typeof gate === 'object' && gate?.type === 'Point' && gate.coordinates[0] <= 118.35;
    });
    const box = await found({ field: 'gate', op: 'within', values: ['117.9,24.9,118.35,25.1'] });
    expect(box).toEqual(inside.map(({ id }) => id).sort());
  });

  test('finds references and codes by what they are called', async () => {
    const [, garden] = district.organisations;
    const [, office] = district.organisations.slice(1);
    const named = district.parks.filter(({ values }) => [garden, office].includes(textOf(values['lead'] ?? null)));
    expect(await found({ field: 'lead', op: 'contains', values: ['园林'] })).toEqual(named.map(({ id }) => id).sort());
    const kinds = district.parks.filter(({ values }) => values['kind'] === 'pocket');
    expect(await found({ field: 'kind', op: 'contains', values: ['口袋'] })).toEqual(kinds.map(({ id }) => id).sort());
  });

  test.each<[Condition, string]>([
    [{ field: 'gone', op: 'is', values: ['1'] }, '公园台账没有“gone”这个字段'],
    [{ field: 'trees', op: 'is', values: ['多'] }, '筛选“树木”的值“多”不是数字'],
    [{ field: 'startedOn', op: 'is', values: ['2026-13'] }, '筛选“开工日期”的值“2026-13”不是日期或月份'],
    [{ field: 'lead', op: 'is', values: ['x'] }, '筛选“责任单位”的值“x”不是一条记录的编号'],
    [{ field: 'kind', op: 'between', values: ['a', 'b'] }, '“类别”不能用“介于”来筛选'],
    [{ field: 'gate', op: 'within', values: ['1,2,3'] }, '筛选“大门”的值“1,2,3”不是 西,南,东,北 四个数'],
    [{ field: 'permit', op: 'is', values: ['1'] }, '“验收文件”不能用“等于”来筛选'],
  ])('that makes no sense says so: %j', async (condition, sentence) => {
    await expect(found(condition)).rejects.toThrow(sentence);
  });

  test('comes back from its text as it was', () => {
    const conditions = fc.array(
      fc.record({ field: fc.string(), op: fc.constantFrom(...OPS), values: fc.array(fc.string()) }),
    );
    fc.assert(
      fc.property(conditions, (list) => {
        expect(parseFilter(filterText(list))).toEqual(list);
      }),
    );
  });

  test.each(['[', '{}', '[1]', '[["a"]]', '[["a","like","b"]]', 'null'])('of a broken text is none: %s', (text) => {
    expect(parseFilter(text)).toBeNull();
  });
});
