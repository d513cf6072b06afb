import { expect, test } from 'vitest';
import { cellText, computed, readCell } from './cells.ts';
import { afterSaving, cellCount, conflicts, keepMine, outgoing, readDraft, sentPart, typed } from './draft.ts';
import { sheetRow } from './sheet.test-data.ts';

const CHOICES = [
  { value: 'base', label: '土方、基础' },
  { value: 'main', label: '主体' },
];
const row = sheetRow();

test.each([
  ['1250.5', '12505000'],
  ['１，２５０', '12500000'],
  ['0.3亿', '30000000'],
  ['3000元', '3000'],
  ['-12', '-120000'],
  ['', null],
])('本月完成 typed as %s is %s 元', (text, yuan) => {
  expect(readCell('doneYuan', text, CHOICES)).toEqual({ value: yuan, problem: null });
});

test('what is no sum and what is no choice is said, with what was typed', () => {
  expect(readCell('doneYuan', '约五百', CHOICES).problem).toContain('约五百');
  expect(readCell('progress', '封顶', CHOICES).problem).toContain('封顶');
  expect(readCell('progress', '主体', CHOICES).value).toBe('main');
  expect(readCell('problem', '长'.repeat(1001), CHOICES).problem).toContain('1001');
});

test('computed cells follow the typing, and say nothing where the plan or the sum is missing', () => {
  expect(cellText('doneYuan', row)).toBe('500');
  expect(computed(row, '25000000')).toEqual({ cumulativeYuan: '45000000', rate: '0.75', leadPp: '0' });
  expect(computed(row, null).rate).toBeNull();
  expect(computed(sheetRow({ plannedYuan: null }), '1').rate).toBeNull();
});

test('good cells are saved, bad ones stay where they are with their sentence', () => {
  const draft = typed(typed({}, row, 'doneYuan', '600'), row, 'progress', '不知道');
  const out = outgoing(draft, [row], CHOICES);
  expect(out.rows).toEqual([{ report: row.report, version: 3, values: { doneYuan: '6000000' } }]);
  expect(out.problems.map(({ field }) => field)).toEqual(['progress']);
  const left = afterSaving(draft, sentPart(draft, out), [sheetRow({ version: 4 })], []);
  expect(left).toEqual({ [row.report]: { version: 4, cells: { progress: '不知道' } } });
});

test('what was typed while saving is kept', () => {
  const draft = typed({}, row, 'doneYuan', '600');
  const sent = sentPart(draft, outgoing(draft, [row], CHOICES));
  const meanwhile = typed(draft, row, 'doneYuan', '601');
  expect(cellCount(afterSaving(meanwhile, sent, [sheetRow({ version: 4 })], []))).toBe(1);
  expect(cellCount(afterSaving(draft, sent, [sheetRow({ version: 4 })], []))).toBe(0);
});

test('a row that somebody else saved meanwhile is not sent until one says whose is taken', () => {
  const draft = typed({}, row, 'doneYuan', '600');
  const theirs = sheetRow({ version: 5, doneYuan: '7000000' });
  expect(conflicts(draft, [theirs])).toEqual([theirs]);
  expect(outgoing(draft, [theirs], CHOICES).rows).toEqual([]);
  expect(outgoing(keepMine(draft, theirs), [theirs], CHOICES).rows).toEqual([
    { report: row.report, version: 5, values: { doneYuan: '6000000' } },
  ]);
});

test('a draft survives a reload, whatever else stands in the storage', () => {
  const draft = typed({}, row, 'problem', '征迁受阻');
  expect(readDraft(JSON.parse(JSON.stringify({ ...draft, other: 7, bad: { version: 'x', cells: {} } })))).toEqual(
    draft,
  );
  expect(readDraft('nonsense')).toEqual({});
  expect(typed(draft, row, 'problem', null)).toEqual({});
});
