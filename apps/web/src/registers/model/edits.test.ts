import { expect, test } from 'vitest';
import { countCells, toSend, withEdits, withoutRows, type CellEdit } from './edits.ts';

const cell = (part: Partial<CellEdit>): CellEdit => ({
  id: 'r1',
  version: 3,
  field: 'name',
  before: '旧',
  value: '新',
  ...part,
});

test('changed cells are collected by row, with the version the row had', () => {
  const edits = withEdits({}, [
    cell({}),
    cell({ field: 'spans', before: 3, value: 4 }),
    cell({ id: 'r2', version: 1 }),
  ]);
  expect(countCells(edits)).toEqual({ cells: 3, problems: 0, rows: 2 });
  expect(toSend(edits)[0]).toEqual({ id: 'r1', version: 3, values: { name: '新', spans: 4 } });
});

test('a cell that is put back is no edit, and a row without edits is gone', () => {
  const once = withEdits({}, [cell({})]);
  // The table meanwhile shows the new text, so that is what the second edit starts from.
  expect(withEdits(once, [cell({ before: '新', value: '旧' })])).toEqual({});
});

test('a text that is no value stays in its cell and is not sent', () => {
  const edits = withEdits({}, [
    cell({ field: 'spans', before: 3, value: null, problem: { text: '三', says: '不是整数' } }),
  ]);
  expect(countCells(edits)).toEqual({ cells: 0, problems: 1, rows: 1 });
  expect(toSend(edits)).toEqual([]);
  const right = withEdits(edits, [cell({ field: 'spans', before: 3, value: 5 })]);
  expect(toSend(right)).toEqual([{ id: 'r1', version: 3, values: { spans: 5 } }]);
});

test('saved rows leave, the others stay', () => {
  const edits = withEdits({}, [cell({}), cell({ id: 'r2' })]);
  expect(Object.keys(withoutRows(edits, ['r1']))).toEqual(['r2']);
});
