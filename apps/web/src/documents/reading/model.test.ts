import { newId } from '@quantu/base';
import type { DocumentAnswer, Proposal } from '@quantu/product-documents';
import { expect, test } from 'vitest';
import { correctionOf, formOf } from './correction.ts';
import { listsOf, neighbour, nextOpen, walk } from './model.ts';
import { merged } from './use-document.ts';
import { itemAt } from './use-place.ts';

type Figure = Extract<Proposal, { kind: 'figure' }>;

const untouched = { state: 'proposed', version: 1, reason: null, changedBy: null, changedAt: null } as const;

function figure(position: number, start: number, length = 3): Figure {
  const value: Figure['value'] = {
    start,
    end: start + length,
    surface: '304.36亿元',
    value: '30436000000',
    value2: null,
    unit: '元',
    approx: 'exact',
    kind: 'amount',
    subject: '总投资',
    subsetOf: null,
    comparison: null,
    period: null,
    section: null,
    confidence: 1,
  };
  return { ...untouched, id: newId(), kind: 'figure', position, value, read: value };
}

function finding(position: number, severity: 'error' | 'warn' | 'info' = 'error'): Proposal {
  const value = { code: 'sum-mismatch', severity, at: [0, 40], also: [], text: '差 4 个' } satisfies Extract<
    Proposal,
    { kind: 'finding' }
  >['value'];
  return { ...untouched, id: newId(), kind: 'finding', position, value, read: value };
}

function opinion(position: number): Proposal {
  const value = { marker: '（一）', title: '产城融合', section: 's1.1' };
  return { ...untouched, id: newId(), kind: 'opinion', position, value, read: value };
}

function measure(position: number, of: Proposal): Proposal {
  const value = { marker: '一是', title: '规划', text: '……', opinion: of.id, section: 's1.1.1' };
  return { ...untouched, id: newId(), kind: 'measure', position, value, read: value };
}

test('J walks findings, then figures, then opinions each followed by its own measures', () => {
  const [first, second] = [opinion(0), opinion(1)];
  const [a, b] = [figure(1, 20), figure(0, 10)];
  const late = measure(0, second);
  const early = measure(1, first);
  const problem = finding(0);
  const lists = listsOf([late, early, second, first, a, b, problem]);
  expect(walk(lists)).toEqual([problem, b, a, first, early, second, late]);
  expect(neighbour(lists, 'finding', null, 1)).toBe(problem);
  expect(neighbour(lists, 'finding', problem.id, 1)).toBe(b);
  expect(neighbour(lists, 'figure', null, -1)).toBe(a);
  expect(neighbour(lists, 'finding', problem.id, -1)).toBeUndefined();
});

test('the gravest findings come first, hints last of all, and no one is led to a hint', () => {
  const [hint, doubt, clash] = [finding(0, 'info'), finding(1, 'warn'), finding(2, 'error')];
  const only = figure(0, 0);
  const lists = listsOf([hint, doubt, clash, only]);
  expect(walk(lists)).toEqual([clash, doubt, only, hint]);
  expect(lists.finding).toEqual([clash, doubt]);
  const checked: Proposal = { ...clash, state: 'accepted' };
  expect(nextOpen(listsOf([hint, checked]), checked.id)).toBeUndefined();
});

test('after a decision comes the next open item, around the end, and none when all are checked', () => {
  const [one, two, three] = [figure(0, 0), figure(1, 10), figure(2, 20)];
  const checkedTwo: Proposal = { ...two, state: 'accepted' };
  expect(nextOpen(listsOf([one, checkedTwo, three]), one.id)).toBe(three);
  expect(nextOpen(listsOf([one, checkedTwo, three]), three.id)).toBe(one);
  expect(nextOpen(listsOf([checkedTwo]), two.id)).toBeUndefined();
});

test('a form that was not touched corrects nothing, and a touched one only what was touched', () => {
  const item = figure(0, 0);
  const form = formOf(item);
  expect(form['value']).toBe('304.36亿');
  expect(correctionOf(item, form)).toBeNull();
  expect(correctionOf(item, { ...form, value: '310.5亿', period: ' 2024年 ' })).toEqual({
    figure: { value: '31050000000', period: '2024年' },
  });
  expect(correctionOf(item, { ...form, comparisonType: '较', comparisonBase: '2018年' })).toEqual({
    figure: { comparison: { type: '较', base: '2018年' } },
  });
});

test('an offset from another page means the figure there, not the finding around it', () => {
  const inside = figure(0, 5);
  expect(itemAt([finding(0), inside], 6)).toBe(inside);
  expect(itemAt([finding(0), inside], 20)?.kind).toBe('finding');
  expect(itemAt([inside], 100)).toBeUndefined();
});

test('a change replaces what changed, keeps the rest as it is and drops what was undone', () => {
  const [kept, changed, gone, added] = [figure(0, 0), figure(1, 10), figure(2, 20), figure(3, 30)];
  const row = { id: newId(), version: 1 } as DocumentAnswer['data']['document'];
  const before: DocumentAnswer = {
    data: { document: row, text: '', sections: [], pages: [], notes: [], undo: null, proposals: [kept, changed, gone] },
    can: { change: true, accept: true, undo: false, withdraw: true },
  };
  const now: Proposal = { ...changed, state: 'accepted', version: 2 };
  const after = merged(before, {
    data: { document: { ...row, version: 2 }, proposals: [now, added], removed: [gone.id], undo: null },
    can: { ...before.can, undo: true },
  });
  expect(after.data.proposals).toEqual([kept, now, added]);
  expect(after.data.proposals[0]).toBe(kept);
  expect(after.data.document.version).toBe(2);
  expect(after.can.undo).toBe(true);
});
