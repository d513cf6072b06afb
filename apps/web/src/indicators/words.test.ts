import { expect, test } from 'vitest';
import { amountText, changeText, valueText } from './words.ts';

test('a change is said with its sign in the figure’s own unit, nothing rounded', () => {
  expect(changeText('5', '个')).toBe('+5 个');
  expect(changeText('-250000000.5', '亿元')).toBe('−2.500000005 亿元');
  expect(changeText('0', '个')).toBe('0 个');
});

test('what cannot be judged is neither 0 nor empty', () => {
  expect(valueText({ shown: null, unit: '个' })).toBe('无法判定');
  expect(valueText({ shown: '12345.60', unit: '万元' })).toBe('12,345.60 万元');
  expect(amountText(null, '个')).toBe('—');
  expect(amountText('1234500', '万元')).toBe('123.45 万元');
});
