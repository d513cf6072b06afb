import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareFigures, normalSubject } from './compare.ts';
import type { FigureValue } from './values.ts';

const figure = (part: Partial<FigureValue>): FigureValue => ({
  start: 0,
  end: 1,
  surface: '1',
  value: '1',
  value2: null,
  unit: '个',
  approx: 'exact',
  kind: 'count',
  subject: '项目',
  subsetOf: null,
  comparison: null,
  period: null,
  section: null,
  confidence: 1,
  ...part,
});

test('the same concept with another value is a difference, with its change and per cent', () => {
  const a = [figure({ subject: '洽谈对接项目', value: '33' }), figure({ subject: '口袋公园', value: '10' })];
  const b = [figure({ subject: '全区口袋公园', value: '10' }), figure({ subject: '“洽谈”对接 项目', value: '40' })];
  const { differences, onlyInA, onlyInB } = compareFigures(a, b);
  expect(
    differences.map(({ subject, isSame, change, changePercent }) => [subject, isSame, change, changePercent]),
  ).toEqual([
    ['洽谈对接项目', false, '7', '21.2'],
    ['口袋公园', true, '0', '0.0'],
  ]);
  expect([onlyInA, onlyInB]).toEqual([[], []]);
});

test('shares have no per cent of change, ranges no change', () => {
  const share = compareFigures([figure({ unit: '%', value: '63' })], [figure({ unit: '%', value: '68' })]);
  expect(share.differences).toMatchObject([{ change: '5', changePercent: null }]);
  const range = compareFigures([figure({ value2: '2' })], [figure({ value2: '3' })]);
  expect(range.differences).toMatchObject([{ isSame: false, change: null, changePercent: null }]);
});

test('of several figures of one concept the same period meets first', () => {
  const a = [figure({ period: '2023年', value: '5' }), figure({ period: '2024年', value: '7' })];
  const b = [figure({ period: '2024年', value: '8' }), figure({ period: '2023年', value: '6' })];
  expect(compareFigures(a, b).differences.map(({ a, b }) => [a.value, b.value])).toEqual([
    ['5', '6'],
    ['7', '8'],
  ]);
});

test('a telling value under other words is pointed out, a common one is not', () => {
  const a = [figure({ subject: '签约金额', value: '8052000000', unit: '元' }), figure({ subject: '甲', value: '100' })];
  const b = [
    figure({ subject: '签约总投资', value: '8052000000', unit: '元' }),
    figure({ subject: '乙', value: '100' }),
  ];
  expect(compareFigures(a, b).otherWords.map(({ a, b }) => [a.subject, b.subject])).toEqual([
    ['签约金额', '签约总投资'],
  ]);
});

test('every figure stands in exactly one pair or on one side, and a document agrees with itself', () => {
  const figures = fc.array(
    fc
      .record({
        subject: fc.constantFrom('', '项目', '公园', '企业'),
        value: fc.integer({ min: -5, max: 5 }).map(String),
        unit: fc.constantFrom('个', '%'),
        period: fc.constantFrom(null, '2023年', '2024年'),
      })
      .map(figure),
    { maxLength: 12 },
  );
  fc.assert(
    fc.property(figures, figures, (a, b) => {
      const { differences, onlyInA, onlyInB } = compareFigures(a, b);
      expect(differences.length + onlyInA.length).toBe(a.length);
      expect(differences.length + onlyInB.length).toBe(b.length);
      const self = compareFigures(a, a);
      expect(self.differences.every(({ isSame }) => isSame)).toBe(true);
      expect(self.differences).toHaveLength(a.filter(({ subject }) => subject !== '').length);
    }),
  );
});

test('a subject is the same however it is marked', () => {
  expect(normalSubject('“一刻钟便民生活服务圈”（全区）')).toBe(normalSubject('一刻钟 便民生活服务圈全区'));
  expect(normalSubject('我区ＧＤＰ')).toBe('gdp');
});
