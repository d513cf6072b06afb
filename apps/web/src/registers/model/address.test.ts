import { where } from '@quantu/registers';
import { expect, test } from 'vitest';
import { fitting, nextSort, readAddress, viewAddress, writeAddress } from './address.ts';
import { SAMPLE } from './sample-register.test-data.ts';

test('what is shown stands in the address and comes back from it', () => {
  const shown = {
    face: 'map',
    conditions: [where('kind', 'is', 'beam')],
    text: '跨海',
    sort: [
      { field: 'costYuan', isDescending: true },
      { field: 'name', isDescending: false },
    ],
    group: 'kind',
    columns: ['name', 'costYuan'],
    page: 3,
    size: 50,
    asOf: '2026-07-10',
    record: 'r1',
    by: 'kind',
    isEditing: true,
  } as const;
  const address = writeAddress(new URLSearchParams(), shown);
  expect(readAddress(new URLSearchParams(address.toString()))).toEqual(shown);
});

test('a new filter goes back to the first page, opening a record does not', () => {
  const at = new URLSearchParams('page=4');
  expect(writeAddress(at, { record: 'r1' }).get('page')).toBe('4');
  expect(writeAddress(at, { text: '桥' }).get('page')).toBe(null);
});

test('an address that somebody spoilt shows the register as it first opens', () => {
  const shown = readAddress(new URLSearchParams('filter={&face=cube&page=-1&size=7&asOf=yesterday'));
  expect(shown).toMatchObject({ conditions: [], face: 'table', page: 1, size: 100, asOf: '' });
});

test('fields that the register no longer has are left out and named', () => {
  const shown = readAddress(
    new URLSearchParams(
      `filter=${encodeURIComponent('[["gone","is","1"],["kind","is","beam"]]')}&sort=-old&columns=name,place&group=name`,
    ),
  );
  const { shown: left, missing } = fitting(SAMPLE, shown);
  expect(left).toMatchObject({ conditions: [where('kind', 'is', 'beam')], sort: [], columns: ['name'], group: null });
  expect(missing).toEqual(['gone', 'old', '位置', '名称']);
});

test('a saved view keeps neither the page nor what is opened', () => {
  expect(viewAddress(new URLSearchParams('text=a&page=3&record=r1&asOf=2026-01-01'))).toBe('text=a');
});

test('clicks on a head go up, down, off; with more than one sort the others stay', () => {
  const up = nextSort([], 'name', false);
  const down = nextSort(up, 'name', false);
  expect([up, down, nextSort(down, 'name', false)]).toEqual([
    [{ field: 'name', isDescending: false }],
    [{ field: 'name', isDescending: true }],
    [],
  ]);
  expect(nextSort(up, 'costYuan', true).map(({ field }) => field)).toEqual(['name', 'costYuan']);
  expect(nextSort(nextSort(up, 'costYuan', true), 'name', true)[0]).toEqual({ field: 'name', isDescending: true });
});
