import { expect, test } from 'vitest';
import { computedValue } from './computed.ts';
import { SAMPLE } from './sample-register.test-data.ts';

const rest = SAMPLE.fields.find(({ key }) => key === 'rest')!;

test('a computed field follows what is typed, and is nothing while a part is missing', () => {
  expect(computedValue(rest, { costYuan: '300.5', paidYuan: '100' })).toBe('200.5');
  expect(computedValue(rest, { costYuan: '300.5', paidYuan: null })).toBe(null);
});
