import { existsSync, readFileSync } from 'node:fs';
import { readText } from '@quantu/documents';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ReportInline } from '../text.ts';
import { coverageOf } from './coverage.ts';
import { sentencesOfReading, withoutNextIn } from './from-reading.ts';
import { sentencesOf, splitSentences, type CitedSection } from './from-text.ts';
import type { CoveredItem } from './model.ts';
import { isProse } from './prose.ts';

const ENTRY = { id: 'p', on: '2026-05-01', summary: '三处口袋公园开放', figure: '口袋公园 13 处（台账）', files: 0 };
const item = (id: string, tasks: readonly string[], more: Partial<CoveredItem> = {}): CoveredItem => ({
  id,
  number: id,
  matter: `事项${id}`,
  clause: '',
  files: 0,
  isAnswered: false,
  isSettled: false,
  tasks: tasks.map((task) => ({
    id: task,
    number: task,
    measure: `建设口袋公园${task}`,
    lead: '城管局',
    evidence: [{ ...ENTRY, id: `p-${task}` }],
  })),
  ...more,
});
const run = (text: string, cites: readonly string[] = []): ReportInline => ({
  kind: 'text',
  text,
  ...(cites.length > 0 ? { cites } : {}),
});
const section = (
  id: string,
  title: string,
  inlines: readonly ReportInline[],
  more: Partial<CitedSection> = {},
): CitedSection => ({
  id,
  level: 2,
  title,
  items: [],
  blocks: [{ kind: 'paragraph', inlines }],
  ...more,
});

test('a clause without a measure, a measure without a sentence and a sentence on nothing are each named', () => {
  const items = [item('a', ['t1', 't2']), item('b', []), item('c', [], { isAnswered: true })];
  const text = sentencesOf([
    section(
      's1',
      '办理情况',
      [run('区政府高度重视，专题研究落实。'), run('新建口袋公园', ['t1']), run('一批。'), run('群众满意度显著提高。')],
      { items: ['a'] },
    ),
    section('s2', '下一步工作打算', [run('继续推进。')], { level: 1, items: ['a'] }),
  ]);
  const found = coverageOf(items, text);
  const textOf = new Map(text.map(({ id, text: words }) => [id, words]));
  expect(found.unanswered).toEqual(['b']);
  expect(found.unreported).toEqual(['t2']);
  expect(found.loose.map((id) => textOf.get(id))).toEqual(['群众满意度显著提高。']);
  expect(found.withoutNext).toEqual(['b', 'c']);
});

test('a measure that nothing proves is named, however well the report tells of it', () => {
  const told = sentencesOf([section('s1', '办理情况', [run('新建口袋公园。', ['t1', 't2', 't3'])])]);
  const [none, words, shown] = [[], [{ ...ENTRY, figure: '' }], [{ ...ENTRY, figure: '', files: 1 }]];
  const tasks = item('a', ['t1', 't2', 't3']).tasks.map((task, at) => ({
    ...task,
    evidence: [none, words, shown][at]!,
  }));
  const unproven = (files: number) => coverageOf([{ ...item('a', []), tasks, files }], told).unproven;
  expect(unproven(0)).toEqual(['t1', 't2']);
  expect(unproven(1)).toEqual([]);
});

test('a likeness is proposed and is no edge', () => {
  const items = [item('a', ['t1'])];
  const text = sentencesOf([section('s1', '办理情况', [run('城区开放口袋公园13处，方便群众休闲。')])]);
  const found = coverageOf(items, text);
  expect(found.edges).toEqual([]);
  expect(found.unreported).toEqual(['t1']);
  expect(found.proposals.map(({ record }) => record)).toEqual(['t1']);
});

test('citing more never opens a gap, and what is cited is told', () => {
  const ids = ['t1', 't2', 't3', 'p-t1', 'a', 'b'];
  const words = fc.constantFrom('新建公园三处。', '修复道路。', '拆除违建，', '区政府高度重视。');
  const runs = fc.array(fc.tuple(words, fc.subarray(ids)), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(runs, fc.nat(7), fc.constantFrom(...ids), (list, at, more) => {
      const items = [item('a', ['t1', 't2']), item('b', ['t3'])];
      const of = (given: typeof list) =>
        coverageOf(
          items,
          sentencesOf([
            section(
              's1',
              '办理情况',
              given.map(([text, cites]) => run(text, cites)),
            ),
          ]),
        );
      const before = of(list);
      const place = at % list.length;
      const after = of(list.map(([text, cites], one) => [text, one === place ? [...cites, more] : cites]));
      for (const kind of ['unanswered', 'unreported', 'loose', 'withoutNext'] as const)
        expect(after[kind].filter((id) => !before[kind].includes(id))).toEqual([]);
      expect(after.unreported).not.toContain(more);
    }),
  );
});

test('sentences put together are the text, whatever is quoted', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('一', '二', '。', '；', '“', '”', '，', ' ') }), (text) => {
      const pieces = splitSentences(text);
      expect(
        pieces
          .map(({ text: words }) => words)
          .join('')
          .replaceAll(/\s/g, ''),
      ).toBe(text.replaceAll(/\s/g, ''));
      for (const { start, end, text: words } of pieces) expect(text.slice(start, end)).toBe(words);
    }),
  );
});

test('what leads in is told from what claims', () => {
  for (const text of [
    '一是突出规划引领。',
    '现将有关情况报告如下：',
    '区政府高度重视，认真学习贯彻会议精神。',
    '特此报告。',
  ])
    expect([text, isProse(text)]).toEqual([text, true]);
  for (const text of ['完成石化园区控规编制。', '新增停车位320个。', '城市面貌焕然一新，群众满意度提高。'])
    expect([text, isProse(text)]).toEqual([text, false]);
});

const FOUNDING = '../shared/samples/reports/00-quangang-2024-87.txt';
test.skipIf(!existsSync(FOUNDING))('the third opinion of the founding report has no next step', () => {
  const reading = readText(readFileSync(FOUNDING, 'utf8'));
  const opinions = reading.sections.filter(({ id }) => /^s1\.\d$/.test(id));
  const measures = reading.sections.filter(({ id }) => /^s1\.\d\.\d$/.test(id));
  const place = ({ id, start, end }: (typeof opinions)[number]) => ({ record: id, start, end });
  const places = [...opinions, ...measures].map(place);
  const items = opinions.map(({ id }) =>
    item(
      id,
      measures.filter((one) => one.id.startsWith(`${id}.`)).map((one) => one.id),
    ),
  );
  const sentences = sentencesOfReading(reading, places, () => false);
  const found = coverageOf(items, sentences, withoutNextIn(reading, places));
  expect(found.withoutNext).toEqual(['s1.3']);
  expect(found.unreported).toEqual([]);
  expect(found.unanswered).toEqual([]);
  // What was reconstructed from the report rests on it; what is left is prose.
  expect(found.loose.length).toBeLessThan(4);
});
