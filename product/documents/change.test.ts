import { expect, test } from 'vitest';
import { changed, type Surroundings } from './change.ts';
import type { ProposalChange } from './contract.ts';
import { proposalsOf, type Held } from './proposals.ts';
import { changeSentence } from './sentences.ts';

const TEXT = `洽谈对接项目33个，其中签约17个。${'长'.repeat(300)}`;
const head = {
  kind: null,
  number: null,
  title: '关于审议意见办理情况的报告',
  issuer: null,
  addressee: null,
  signer: null,
  dated: null,
  printedOn: null,
  publicity: null,
};
const figure = (start: number, surface: string, value: string, subsetOf: number | null) => ({
  start,
  end: start + surface.length,
  surface,
  value,
  value2: null,
  unit: '个',
  approx: 'exact' as const,
  kind: 'count' as const,
  subject: '项目',
  subsetOf,
  comparison: null,
  period: null,
  section: null,
  confidence: 1,
});
const held = proposalsOf({
  document: head,
  text: TEXT,
  sections: [],
  figures: [figure(6, '33个', '33', null), figure(14, '17个', '17', 0)],
  entities: [{ type: 'department', name: '区发改局', status: null, aliases: [], mentions: [[0, 1]] }],
  commitments: [],
  findings: [{ code: 'sum-mismatch', severity: 'error', at: [0, 2], also: [], text: '合计不符' }],
});
const [whole, part] = held.filter(({ kind }) => kind === 'figure') as [Held, Held];
const finding = held.find(({ kind }) => kind === 'finding')!;
const around: Surroundings = {
  text: TEXT,
  wholes: new Map([
    [whole.id, null],
    [part.id, whole.id],
  ]),
  opinions: new Set(),
};
const change = (part: Omit<ProposalChange, 'version'>) => ({ version: 1, ...part });

test('a part keeps pointing at its whole by id', () => {
  expect(part.value).toMatchObject({ subsetOf: whole.id });
});

test('a correction keeps the rest, counts a version and says what it did', () => {
  const after = changed(whole, change({ act: 'correct', figure: { value: '34' }, reason: '漏计一个' }), around);
  expect(after).toMatchObject({
    state: 'corrected',
    version: 2,
    value: { value: '34', unit: '个' },
    read: { value: '33' },
  });
  expect(changeSentence(whole, after)).toBe('改正“项目 33个”：数值由 33 改为 34，理由：漏计一个');
  const back = changed(after, change({ act: 'correct', figure: { value: '33' } }), around);
  expect(back.state).toBe('accepted');
  expect(changed(after, change({ act: 'reopen' }), around)).toMatchObject({
    state: 'proposed',
    value: { value: '33' },
  });
});

test('a moved figure takes the characters it now covers', () => {
  const after = changed(whole, change({ act: 'correct', figure: { start: 6, end: 8 } }), around);
  expect(after.value).toMatchObject({ start: 6, end: 8, surface: '33' });
});

test.each<[string, Held, Omit<ProposalChange, 'version'>, string]>([
  ['nothing to correct', whole, { act: 'correct' }, 'proposal.empty-correction'],
  ['a range past the end', whole, { act: 'correct', figure: { end: 400 } }, 'proposal.range'],
  ['a range turned round', whole, { act: 'correct', figure: { start: 9, end: 9 } }, 'proposal.range'],
  ['a paragraph called a figure', whole, { act: 'correct', figure: { end: 290 } }, 'proposal.too-long'],
  ['an empty printed form', whole, { act: 'correct', figure: { surface: ' ' } }, 'proposal.blank'],
  ['a whole that is part of its part', whole, { act: 'correct', figure: { subsetOf: part.id } }, 'proposal.whole'],
  ['a whole that is not there', part, { act: 'correct', figure: { subsetOf: finding.id } }, 'proposal.whole'],
  ['a finding corrected', finding, { act: 'correct', figure: { value: '1' } }, 'proposal.finding-fixed'],
  ['a finding dismissed without reason', finding, { act: 'reject', reason: ' ' }, 'proposal.reason-missing'],
  ['a head rejected', held[0]!, { act: 'reject' }, 'proposal.head-kept'],
  ['a day that does not exist', held[0]!, { act: 'correct', head: { dated: '2024-02-30' } }, 'document.day'],
])('refuses %s', (_, proposal, wish, code) => {
  expect(() => changed(proposal, change(wish), around)).toThrow(expect.objectContaining({ code }));
});

test('a finding is acknowledged or dismissed with a reason', () => {
  const dismissed = changed(finding, change({ act: 'reject', reason: '四舍五入' }), around);
  expect(changeSentence(finding, dismissed)).toBe('忽略发现“合计不符”，理由：四舍五入');
  expect(changeSentence(finding, changed(finding, change({ act: 'accept' }), around))).toBe('确认发现“合计不符”');
});
