import { defineRegister, describeRegister, everyone, nobody, role, text } from '@quantu/registers';
import { expect, test } from 'vitest';
import { changeSentence } from './sentences.ts';
import { fittedView, viewAddress } from './views.ts';

const register = defineRegister('bench', {
  label: '长椅',
  key: ['code'],
  title: 'code',
  fields: {
    code: text({ label: '编号', required: true }),
    street: text({ label: '道路' }),
    phone: text({ label: '电话', unmasked: role('office') }),
    secret: text({ label: '内部', read: role('office') }),
  },
  access: { read: everyone, write: nobody },
});
const description = describeRegister(register, { account: '甲某', person: null, roles: [], organisations: [] });

test('a view keeps what says what is shown, and nothing of the moment', () => {
  const address = '?text=a&page=3&record=x&asOf=2026-01-01&edit=1&face=map&by=street';
  expect(viewAddress(address)).toBe('text=a&face=map&by=street');
});

test('what a view names in vain is left out and told by its label where there is one', () => {
  const address = new URLSearchParams({
    filter: '[["street","is","中山路"],["phone","is","138"],["gone","is","1"]]',
    sort: '-secret,street',
    columns: 'code,secret,phone',
    group: 'phone',
    by: 'street',
  }).toString();
  const { address: fitted, missing } = fittedView(address, description);
  expect(Object.fromEntries(new URLSearchParams(fitted))).toEqual({
    filter: '[["street","is","中山路"]]',
    sort: 'street',
    columns: 'code,phone',
    by: 'street',
  });
  expect(missing).toEqual(['电话', 'gone', 'secret']);
});

test('a broken filter in a view is no filter', () => {
  expect(fittedView('filter=%7Boops&text=a', description)).toEqual({ address: 'text=a', missing: [] });
});

const change = (field: string, beforeLabel: string, afterLabel: string) =>
  ({ field, before: null, after: null, beforeLabel, afterLabel }) as const;
const entry = {
  version: 2,
  at: '',
  by: '甲某',
  action: 'record.change',
  reason: null,
  stateBefore: null,
  stateAfter: null,
  changes: [],
  document: null,
} as const;

test('a change is one sentence, however much it changed', () => {
  const all = ['a', 'b', 'c', 'd'].map((label) => change('street', label, '长'.repeat(60)));
  expect(changeSentence(register, { ...entry, version: 1, reason: '普查' })).toBe('新增（普查）');
  expect(changeSentence(register, { ...entry, changes: [change('street', '', '中山路')] })).toBe(
    '道路由空改为“中山路”',
  );
  expect(changeSentence(register, { ...entry, changes: all })).toMatch(/等 4 项$/);
  expect(changeSentence(register, entry)).toBe('修改');
});
