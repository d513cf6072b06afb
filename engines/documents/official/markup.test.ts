import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { cleanDocument } from './clean.ts';
import { goldenDocument } from './golden.ts';
import { mergeInlines } from './markup-inline.ts';
import { parseMarkup, printMarkup } from './markup.ts';
import type { Inline, OfficialBlock, OfficialDocument } from './model.ts';

const words = fc
  .array(
    fc.constantFrom(
      '汉',
      '一、',
      '（一）',
      '1.',
      '（2）',
      '。',
      '- ',
      '# ',
      '===',
      '+++ ',
      '---',
      '|',
      '\\',
      '{',
      '}',
      '**',
      '{/}',
      '{figure:a|1}',
      ' ',
      'a',
      ':',
      '|=',
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join('').trim());
const text: fc.Arbitrary<Inline> = fc.record({ kind: fc.constant('text' as const), text: words });
const bold: fc.Arbitrary<Inline> = fc.record({
  kind: fc.constant('text' as const),
  text: words,
  bold: fc.constant(true),
});
const figure: fc.Arbitrary<Inline> = fc.record({
  kind: fc.constant('figure' as const),
  id: fc.stringMatching(/^[a-z0-9.-]{1,8}$/),
  text: words,
});
const inlines = fc
  .array(fc.oneof(text, bold, figure), { minLength: 1, maxLength: 4 })
  .map(mergeInlines)
  .filter((all) => all.length > 0);
const line = words.filter((value) => value !== '');
const block: fc.Arbitrary<OfficialBlock> = fc.oneof(
  fc.record({ kind: fc.constant('paragraph' as const), inlines }),
  fc.record({
    kind: fc.constant('heading' as const),
    level: fc.constantFrom(1 as const, 2 as const, 3 as const, 4 as const),
    inlines,
  }),
  fc.record({
    kind: fc.constant('heading' as const),
    level: fc.constantFrom(1 as const, 2 as const),
    inlines,
    runOn: inlines,
  }),
  fc.record({ kind: fc.constant('list' as const), items: fc.array(inlines, { minLength: 1, maxLength: 3 }) }),
  fc.record(
    {
      kind: fc.constant('table' as const),
      caption: line,
      head: fc.array(fc.array(words, { minLength: 1, maxLength: 3 }), { maxLength: 2 }),
      rows: fc.array(fc.array(inlines, { minLength: 1, maxLength: 3 }), { maxLength: 3 }),
      widths: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 3 }),
      align: fc.array(fc.constantFrom('left' as const, 'center' as const, 'right' as const), {
        minLength: 1,
        maxLength: 3,
      }),
    },
    { requiredKeys: ['kind', 'head', 'rows'] },
  ),
  fc.constant({ kind: 'pageBreak' as const }),
);
const body = fc.array(block, { maxLength: 5 });
const documents: fc.Arbitrary<OfficialDocument> = fc.record(
  {
    redHead: fc.option(line),
    number: line,
    title: fc.array(line, { maxLength: 2 }),
    addressee: line,
    body,
    note: line,
    mark: line,
    annexes: fc.array(fc.record({ title: words, body }), { minLength: 1, maxLength: 2 }),
  },
  { requiredKeys: ['redHead', 'title', 'body'] },
);

describe('the light markup', () => {
  test('prints a document so that it reads back as the same document', () => {
    fc.assert(
      fc.property(documents, (doc) => {
        expect(parseMarkup(printMarkup(doc))).toEqual(doc);
      }),
      { numRuns: 500 },
    );
  });

  test('reads any text without failing unless its head is wrong', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (source) => {
        expect(parseMarkup(`\n${source}`).redHead).toBeNull();
      }),
    );
  });

  test.each(['short', 'long'] as const)('holds the made-up %s document', (name) => {
    const doc = goldenDocument(name);
    expect(parseMarkup(printMarkup(doc))).toEqual(doc);
    expect(cleanDocument(doc).title).toEqual(doc.title);
  });

  test('knows headings by their markers, atoms, bold, lists, tables, page breaks and annexes', () => {
    const doc = parseMarkup(
      '---\n红头: 甲文件\n签发人: 甲、乙\n---\n一、标题\n（一）小题。正文{figure:x|3个}\n\n1.一句话。\n- 甲\n- **乙**\n\n|= 表\n| a |\n|--:|\n| {figure:y|1} |\n===\n+++ 附表\n文',
    );
    expect(doc.signers).toEqual(['甲', '乙']);
    expect(doc.body.map((each) => each.kind)).toEqual([
      'heading',
      'heading',
      'paragraph',
      'list',
      'table',
      'pageBreak',
    ]);
    expect(doc.body[1]).toMatchObject({
      level: 2,
      runOn: [{ text: '正文' }, { kind: 'figure', id: 'x', text: '3个' }],
    });
    expect(doc.body[4]).toMatchObject({ caption: '表', head: [['a']], align: ['right'], rows: [[[{ id: 'y' }]]] });
    expect(doc.annexes?.[0]?.title).toBe('附表');
  });

  test('says which line of the head it does not understand', () => {
    expect(() => parseMarkup('---\n红头: 甲\n红斗: 乙\n---\n')).toThrow('第 3 行的“红斗”不是文首项目');
    expect(() => parseMarkup('---\n红头 甲\n---\n')).toThrow('第 2 行“红头 甲”应写成“项目: 内容”');
    expect(() => parseMarkup('---\n红头: 甲\n')).toThrow('没有以 --- 结束');
  });
});
