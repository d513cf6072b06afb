import type { RecordRow, RegisterDescription } from '@quantu/registers';
import { expect, test } from 'vitest';
import { recordOf, SAMPLE } from '../model/sample-register.test-data.ts';
import { whyLocked } from './rights.ts';

const register: RegisterDescription = { ...SAMPLE, states: [{ key: 'done', label: '已销号', isFinal: true }] };
const field = (key: string) => register.fields.find((one) => one.key === key)!;
const record: RecordRow = {
  ...recordOf('r', {}),
  masked: ['name'],
  can: { write: true, fields: ['name', 'spans'], transitions: [] },
};

test('a locked cell says why', () => {
  expect(whyLocked(register, record, field('rest'))).toBe('由系统计算：造价 － 已付');
  expect(whyLocked(register, record, field('name'))).toContain('脱敏');
  expect(whyLocked(register, { ...record, state: 'done' }, field('spans'))).toContain('已销号');
  expect(whyLocked(register, record, { ...field('spans'), mayWrite: false })).toBe('您不能填写这一项');
});

test('the rights that come with a row decide', () => {
  expect(whyLocked(register, record, field('spans'))).toBe(null);
  expect(whyLocked(register, record, field('builtOn'))).toContain('这一项');
  const foreign = { ...record, can: { write: false, fields: [], transitions: [] } };
  expect(whyLocked(register, foreign, field('spans'))).toContain('不能修改');
});
