import type { ReportBlock, ReportInline } from '@quantu/reports';
import { plainOf } from '@quantu/reports';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EditorState } from 'prosemirror-state';
import { blocksOf, docNode, sectionNode } from './document.ts';
import { putContent } from './editor/apply.ts';

const head = { id: 's', level: 1 as const, title: '', unit: '', isOpen: true };
const text = fc.string({ minLength: 1, maxLength: 6, unit: fc.constantFrom('泉', '1', '，', ' ', '（') });
const cites = fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 2 });
const bound = { register: 'r', figure: 'f', scope: null, period: null, unit: '个', decimals: 0 };
const run = fc.record({ kind: fc.constant('text' as const), text }, { requiredKeys: ['kind', 'text'] });
const textRun = fc.record(
  { kind: fc.constant('text' as const), text, bold: fc.constant(true as const), source: text, cites },
  { requiredKeys: ['kind', 'text'] },
);
const figureRun = fc.record(
  { kind: fc.constant('figure' as const), id: text, text, bound: fc.constant(bound), cites },
  { requiredKeys: ['kind', 'id', 'text', 'bound'] },
);
const inlines = fc.array(fc.oneof(run, textRun, figureRun), { maxLength: 5 }).map(joined);
const block: fc.Arbitrary<ReportBlock> = fc.oneof(
  fc.record({ kind: fc.constant('paragraph' as const), inlines }),
  fc.record({
    kind: fc.constant('heading' as const),
    level: fc.constantFrom(2 as const, 3 as const, 4 as const),
    inlines,
  }),
  fc.constant({ kind: 'pageBreak' as const }),
  fc.integer({ min: 1, max: 3 }).chain((width) =>
    fc.record({
      kind: fc.constant('table' as const),
      caption: fc.oneof(fc.constant(''), text),
      head: fc.array(fc.oneof(fc.constant(''), text), { minLength: width, maxLength: width }),
      rows: fc.array(fc.array(inlines, { minLength: width, maxLength: width }), { maxLength: 3 }),
    }),
  ),
);

const looks = (inline: ReportInline) => JSON.stringify({ ...inline, text: '' }, Object.keys(inline).sort());

/** Neighbouring runs that look the same are one run. */
function joined(runs: readonly ReportInline[]): ReportInline[] {
  const all: ReportInline[] = [];
  for (const one of runs) {
    const last = all.at(-1);
    if (last?.kind === 'text' && one.kind === 'text' && looks(last) === looks(one)) {
      all[all.length - 1] = { ...last, text: last.text + one.text };
    } else all.push(one);
  }
  return all;
}

const isBlank = (blocks: readonly ReportBlock[]) =>
  blocks.length === 1 && blocks[0]?.kind === 'paragraph' && plainOf(blocks[0].inlines) === '';

test('a section comes back from the editor as it went in', () => {
  fc.assert(
    fc.property(fc.array(block, { maxLength: 6 }), (blocks) => {
      expect(blocksOf(sectionNode(head, blocks))).toEqual(isBlank(blocks) ? [] : blocks);
    }),
  );
});

test('what was not touched is the same object when a section is read again', () => {
  const section = sectionNode(head, [{ kind: 'paragraph', inlines: [{ kind: 'text', text: '泉' }] }]);
  expect(blocksOf(section)[0]).toBe(blocksOf(section)[0]);
});

test('rows of a table that are too short get empty cells', () => {
  const one = [{ kind: 'text' as const, text: '1' }];
  const ragged: ReportBlock = { kind: 'table', caption: '', head: ['甲'], rows: [[one, one], []] };
  expect(blocksOf(sectionNode(head, [ragged]))).toEqual([
    {
      kind: 'table',
      caption: '',
      head: ['甲', ''],
      rows: [
        [one, one],
        [[], []],
      ],
    },
  ]);
});

const said = (text: string): ReportBlock => ({ kind: 'paragraph', inlines: [{ kind: 'text', text }] });

test('what others made of a section is put in whole, and the sections around it stay', () => {
  const blocks = fc.array(block, { maxLength: 6 });
  fc.assert(
    fc.property(blocks, blocks, fc.nat(5), fc.nat(6), (mine, more, kept, gone) => {
      const theirs = [...mine.slice(0, kept), ...more, ...mine.slice(kept + gone)];
      const around = sectionNode({ ...head, id: 'o' }, [{ kind: 'pageBreak' }]);
      const before = sectionNode(head, mine);
      const after = sectionNode(head, theirs);
      const { tr } = EditorState.create({ doc: docNode([around, before, around]) });
      putContent(tr, around.nodeSize, before, after);
      expect(tr.doc.eq(docNode([around, after, around]))).toBe(true);
    }),
    // Words that repeat themselves at the edge of a change are rare among random ones.
    { examples: [[[said('泉')], [said('泉泉')], 0, 1]] },
  );
});
