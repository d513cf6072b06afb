import { expect, test } from 'vitest';
import { SAMPLE } from '../model/sample-register.test-data.ts';
import { choiceEntry } from './resolve-text.ts';

const field = SAMPLE.fields.find(({ key }) => key === 'keeper')!;
const choice = (value: string, label: string, isClosed = false) => ({ value, label, parent: null, isClosed });

test('a pasted name is the choice that is called so, also by its code', () => {
  const choices = [choice('1', '住建局'), choice('2', '住建局质监站')];
  expect(choiceEntry(choices, field, '住建局')).toEqual({ value: '1', label: '住建局' });
  expect(choiceEntry(choices, field, '2').value).toBe('2');
});

test('a name that is none, or that two have, stays as text with a sentence', () => {
  expect(choiceEntry([choice('1', '住建局')], field, '住建').problem?.says).toBe(
    '管养单位没有“住建”，相近的有“住建局”',
  );
  expect(choiceEntry([choice('1', '同名'), choice('2', '同名')], field, '同名').problem?.says).toContain('有 2 个');
  expect(choiceEntry([choice('1', '旧局', true)], field, '旧局').problem?.says).toBe('管养单位没有“旧局”这一项');
});
