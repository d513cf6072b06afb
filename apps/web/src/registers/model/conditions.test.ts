import { where } from '@quantu/registers';
import { expect, test } from 'vitest';
import { conditionText, filterSentence, isComplete, opsOf, withGroup } from './conditions.ts';
import { fieldOf } from './fields.ts';
import { SAMPLE } from './sample-register.test-data.ts';

const LABELS: Readonly<Record<string, string>> = { beam: '梁桥', arch: '拱桥', o1: '住建局' };
const labelOf = (_: string, value: string) => LABELS[value];
const say = (...parts: Parameters<typeof where>) => conditionText(SAMPLE, where(...parts), labelOf);

test('a filter reads as a sentence', () => {
  const conditions = [
    where('kind', 'is', 'beam', 'arch'),
    where('keeper', 'is-not', 'o1'),
    where('costYuan', 'at-least', '100000000'),
  ];
  expect(filterSentence(SAMPLE, conditions, '跨海', labelOf)).toBe(
    '类型 是 梁桥、拱桥，管养单位 不是 住建局，造价 不低于 1 亿元，搜索“跨海”',
  );
});

test('times are earlier and later, numbers higher and lower', () => {
  expect(say('builtOn', 'at-most', '2026-01-01')).toBe('建成日期 不晚于 2026-01-01');
  expect(say('builtOn', 'between', '2026-01-01', '2026-06-30')).toBe('建成日期 在 2026-01-01 至 2026-06-30');
  expect(say('share', 'at-most', '0.5')).toBe('自筹占比 不高于 50.0%');
  expect(say('isOpen', 'is', 'false')).toBe('通车 是 否');
  expect(say('keeper', 'empty')).toBe('管养单位 没有填');
  expect(say('gone', 'is', '1')).toBe('（没有字段 gone）');
});

test('a condition is complete when its values are there and its field can be filtered', () => {
  expect(isComplete(SAMPLE, where('kind', 'is'))).toBe(false);
  expect(isComplete(SAMPLE, where('kind', 'empty'))).toBe(true);
  expect(isComplete(SAMPLE, where('builtOn', 'between', '2026-01-01', ''))).toBe(false);
  expect(isComplete(SAMPLE, where('place', 'empty'))).toBe(true);
  expect(isComplete(SAMPLE, where('gone', 'empty'))).toBe(false);
});

test('every filterable field can be compared in some way', () => {
  const without = SAMPLE.fields.filter(
    ({ key, isFilterable }) => isFilterable && opsOf(fieldOf(SAMPLE, key)!).length === 0,
  );
  expect(without).toEqual([]);
});

test('opening a group keeps the filter and asks for its value', () => {
  const before = [where('kind', 'is', 'beam', 'arch'), where('isOpen', 'is', 'true')];
  expect(withGroup(before, 'kind', 'arch')).toEqual([where('isOpen', 'is', 'true'), where('kind', 'is', 'arch')]);
  expect(withGroup([], 'kind', null)).toEqual([where('kind', 'empty')]);
});
