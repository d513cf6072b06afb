import { expect, test } from 'vitest';
import { SAMPLE } from '../model/sample-register.test-data.ts';
import { rowsText } from './import-words.ts';
import { importable, inOrderOfDoubt, isUnsure, missingFields, unitsFor, withField, withHeadRow } from './mapping.ts';
import type { Column, Sheet } from './use-import.ts';

const column = (at: number, field: string | null, confidence: number, samples = ['样']): Column => ({
  column: at,
  letter: 'ABC'[at - 1] ?? '',
  head: `第${at}列`,
  isHidden: false,
  samples,
  field,
  unit: null,
  confidence,
});
const sheet: Sheet = {
  name: '表',
  isHidden: false,
  headRows: [2, 3],
  skipped: [],
  rowCount: 9,
  columns: [column(1, 'number', 1), column(2, null, 0, []), column(3, 'name', 0.4)],
  rows: [],
  isUsed: true,
};

test('what the program is unsure of comes first, empty columns last', () => {
  expect(inOrderOfDoubt(sheet.columns).map(({ column }) => column)).toEqual([3, 1, 2]);
});

test('a field is filled by one column only', () => {
  const moved = withField(sheet, 2, 'name');
  expect(moved.columns.map(({ field }) => field)).toEqual(['number', 'name', null]);
  expect(moved.columns[1]!.confidence).toBe(1);
  expect(moved.columns.map(isUnsure)).toEqual([false, false, true]);
});

test('what every record needs and no column gives is named', () => {
  expect(missingFields(SAMPLE, [sheet])).toEqual([]);
  expect(missingFields(SAMPLE, [withField(sheet, 1, null)]).map(({ key }) => key)).toEqual(['number']);
  expect(missingFields(SAMPLE, [{ ...withField(sheet, 1, null), isUsed: false }])).toEqual([]);
});

test('computed fields are not imported; money can be meant in three units', () => {
  expect(importable(SAMPLE).map(({ key }) => key)).not.toContain('rest');
  expect(unitsFor(SAMPLE.fields.find(({ key }) => key === 'costYuan')!)).toEqual(['元', '万元', '亿元']);
  expect(unitsFor(SAMPLE.fields.find(({ key }) => key === 'name')!)).toEqual([]);
});

test('head rows are put in and taken out in their order', () => {
  expect(withHeadRow(sheet, 1).headRows).toEqual([1, 2, 3]);
  expect(withHeadRow(sheet, 3).headRows).toEqual([2]);
});

test('counts are said without the ones that are none', () => {
  expect(rowsText({ new: 12, changed: 0, unchanged: 85, rejected: 2, skipped: 0 })).toBe(
    '新增 12 · 没有变化 85 · 被拒 2',
  );
});
