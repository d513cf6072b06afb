import type { Day } from '@quantu/base';
import { expect, test } from 'vitest';
import { clearMatch, matchesOf, type Candidate, type Printed } from './match.ts';

const programme = { field: 'programme', value: 'traffic', label: '道路交通' };
const candidates: readonly Candidate[] = [
  {
    register: 'deal',
    figure: 'talks',
    how: 'count',
    names: ['招商洽谈对接项目数'],
    unit: '个',
    hasPeriod: false,
    scopes: [],
  },
  {
    register: 'deal',
    figure: 'talksYuan',
    how: 'sum',
    names: ['招商洽谈对接项目总投资'],
    unit: '亿元',
    hasPeriod: false,
    scopes: [],
  },
  {
    register: 'deal',
    figure: 'signed',
    how: 'count',
    names: ['已签约项目数'],
    unit: '个',
    hasPeriod: true,
    scopes: [],
  },
  {
    register: 'city',
    figure: 'projects',
    how: 'count',
    names: ['城建项目数'],
    unit: '个',
    hasPeriod: false,
    scopes: [programme],
  },
];
const printed = (concept: string, more: Partial<Printed> = {}): Printed => ({
  concept,
  unit: '个',
  kind: 'count',
  isChange: false,
  isPromise: false,
  period: null,
  dated: '2024-07-10' as Day,
  around: '二是强化招商引资。围绕石化等产业开展链式招商，',
  whole: null,
  ...more,
});
const clear = (one: Printed) => clearMatch(matchesOf(one, candidates));

test('the founding sentence is bound to its two definitions', () => {
  expect(clear(printed('洽谈对接项目'))).toMatchObject({ figure: 'talks', scope: null });
  const total = printed('洽谈对接项目总投资', { unit: '元', kind: 'amount' });
  expect(clear(total)).toMatchObject({ figure: 'talksYuan' });
});

test('a figure by period is clear only with a period', () => {
  expect(clear(printed('已签约项目'))).toBeNull();
  expect(matchesOf(printed('已签约项目'), candidates)[0]).toMatchObject({ figure: 'signed' });
  const period = { year: 2024, from: 1, to: 6 };
  expect(clear(printed('已签约项目', { period: '上半年' }))).toMatchObject({ figure: 'signed', period });
});

test('a part of a bound whole is the whole by one of its values', () => {
  const part = printed('道路交通项目', { whole: { register: 'city', figure: 'projects' } });
  expect(clear(part)).toMatchObject({ figure: 'projects', scope: programme });
  expect(clear({ ...part, whole: null })).toBeNull();
});

test.each<[string, Printed]>([
  ['another unit', printed('洽谈对接项目', { unit: '人' })],
  ['a growth', printed('洽谈对接项目', { kind: 'growth', unit: '%' })],
  ['a promise', printed('洽谈对接项目', { isPromise: true })],
  ['a class of size', printed('总投资10亿元以上洽谈对接项目')],
  ['something else', printed('口袋公园')],
  ['nothing named', printed('')],
])('%s is not bound by itself', (_, one) => {
  expect(clear(one)).toBeNull();
});
