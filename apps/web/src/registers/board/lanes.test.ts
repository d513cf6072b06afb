import type { RegisterDescription } from '@quantu/registers';
import { expect, test } from 'vitest';
import { systemFields, type Field } from '../model/fields.ts';
import { SAMPLE } from '../model/sample-register.test-data.ts';
import { lanesOf } from './lanes.ts';

const states = [
  { key: 'planned', label: '谋划' },
  { key: 'built', label: '开工' },
];
const register: RegisterDescription = { ...SAMPLE, states };
const state = systemFields(register).find(({ key }) => key === 'state')!;
const group = (value: string | null, count: number) => ({ value, label: value ?? '', count, sums: {} });

test('a board shows every state in its order, also where nothing stands', () => {
  const lanes = lanesOf(register, state, [group('built', 3), group('gone', 1)]);
  expect(lanes.map(({ value, count }) => [value, count])).toEqual([
    ['planned', 0],
    ['built', 3],
    ['gone', 1],
  ]);
});

test('by another field it shows what there is', () => {
  const kind: Field = SAMPLE.fields.find(({ key }) => key === 'kind')!;
  expect(lanesOf(register, kind, [group(null, 2)])).toEqual([group(null, 2)]);
});
