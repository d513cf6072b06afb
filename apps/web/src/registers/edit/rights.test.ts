import type { RecordView, RegisterDescription } from '@quantu/registers';
import { expect, test } from 'vitest';
import { SAMPLE } from '../model/sample-register.test-data.ts';
import { whyLocked } from './rights.ts';

const register: RegisterDescription = { ...SAMPLE, states: [{ key: 'done', label: '已销号', isFinal: true }] };
const field = (key: string) => register.fields.find((one) => one.key === key)!;
const record: RecordView = {
  id: 'r',
  version: 1,
  state: null,
  stateSince: null,
  stateDue: null,
  createdAt: '',
  createdBy: '',
  changedAt: '',
  changedBy: '',
  values: {},
  labels: {},
  masked: ['name'],
};

test('a locked cell says why', () => {
  expect(whyLocked(register, record, field('rest'), undefined)).toBe('由系统计算：造价 － 已付');
  expect(whyLocked(register, record, field('name'), undefined)).toContain('脱敏');
  expect(whyLocked(register, { ...record, state: 'done' }, field('spans'), undefined)).toContain('已销号');
  expect(whyLocked(register, record, { ...field('spans'), mayWrite: false }, undefined)).toBe('您不能填写这一项');
});

test('the record itself decides once it is known', () => {
  const rights = { isWritable: true, fields: ['spans'] };
  expect(whyLocked(register, { ...record, state: 'done' }, field('spans'), rights)).toBe(null);
  expect(whyLocked(register, record, field('builtOn'), rights)).toContain('这一项');
  expect(whyLocked(register, record, field('spans'), { isWritable: false, fields: [] })).toContain('不能修改');
});
