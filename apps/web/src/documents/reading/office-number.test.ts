import { expect, test } from 'vitest';
import { parseOfficeNumber, parsePrinted, printedLike } from './office-number.ts';

test.each([
  ['304.36亿', '30436000000'],
  ['304.36 亿', '30436000000'],
  ['30,436,000,000', '30436000000'],
  ['３３', '33'],
  ['-3.50', '-3.5'],
  ['2500万', '25000000'],
  ['1.2万亿', '1200000000000'],
  ['0.1', '0.1'],
])('%s is typed for %s', (typed, value) => expect(parseOfficeNumber(typed)).toBe(value));

test.each(['', '三十三', '1e9', '12个', '1.2.3', '--3', '亿'])('%s is no value', (typed) =>
  expect(parseOfficeNumber(typed)).toBeNull(),
);

test.each([
  ['304.36 亿元', '30436000000', '元'],
  ['33个', '33', '个'],
  ['49.2%', '49.2', '%'],
  ['200多场次', '200', '场次'],
  ['20 亿元以上', '2000000000', '元'],
  ['约1,200平方米', '1200', '平方米'],
])('%s is cut into value and unit', (surface, value, unit) => expect(parsePrinted(surface)).toEqual({ value, unit }));

test.each([
  ['46个', '48', '个', '48个'],
  ['304.36 亿元', '31050000000', '元', '310.5 亿元'],
  ['2,346户', '12346', '户', '12,346户'],
  ['五个', '6', '个', '6个'],
  ['20亿元以上', '3000000000', '元', '30亿元以上'],
  ['200多场次', '300', '场次', '300多场次'],
  ['49.2%', '50', '%', '50%'],
])('%s printed with another value is %s %s → %s', (surface, value, unit, printed) =>
  expect(printedLike(surface, value, unit)).toBe(printed),
);
