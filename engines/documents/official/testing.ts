import fc from 'fast-check';

import type { Inline, OfficialBlock, OfficialDocument } from './model.ts';

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.constantFrom(
    '#set page(width: 1pt)',
    '$x^2$ *a* _b_ `c` @d <e> \\u{41}',
    ']]> </w:t> & " \' <script>',
    '\u0000\u0001\u000b\u001f\u007f\u0085',
    '\ud800 \udc00 \udbff',
    '\ufffe\uffff\u{1fffe}',
    '\u202e倒\u2066着\u200f',
    'e\u0301\u0301\u0301 👩‍👩‍👧 𠮷𫖮墘 ﷽',
    '“‘（《【〔，。、；：！？’”）》】〕',
    '——……——',
    'https://example.invalid/'.repeat(20),
    '汉'.repeat(400),
    ' '.repeat(50),
    '2024-07-10',
    '9999999999999999999-99-99',
  ),
);

const inline: fc.Arbitrary<Inline> = fc.oneof(
  fc.record({ kind: fc.constant('text' as const), text: hostile }),
  fc.record({ kind: fc.constant('text' as const), text: hostile, bold: fc.boolean() }),
  fc.record({ kind: fc.constant('figure' as const), id: hostile, text: hostile }),
);
const inlines = fc.array(inline, { maxLength: 4 });

const block: fc.Arbitrary<OfficialBlock> = fc.oneof(
  fc.record({
    kind: fc.constant('heading' as const),
    level: fc.constantFrom(1 as const, 2 as const, 3 as const, 4 as const),
    inlines,
    runOn: inlines,
  }),
  fc.record({ kind: fc.constant('paragraph' as const), inlines }),
  fc.record({ kind: fc.constant('list' as const), items: fc.array(inlines, { maxLength: 3 }) }),
  fc.record({
    kind: fc.constant('table' as const),
    caption: hostile,
    head: fc.array(fc.array(hostile, { maxLength: 12 }), { maxLength: 2 }),
    rows: fc.array(fc.array(inlines, { maxLength: 12 }), { maxLength: 3 }),
    widths: fc.array(fc.oneof(fc.integer({ min: -1, max: 9 }), fc.constant(NaN)), { maxLength: 12 }),
    align: fc.array(fc.constantFrom('left' as const, 'center' as const, 'right' as const), { maxLength: 12 }),
  }),
  fc.constant({ kind: 'pageBreak' as const }),
);
const body = fc.array(block, { maxLength: 5 });

/** Documents with anything at all in any field. */
export const hostileDocuments: fc.Arbitrary<OfficialDocument> = fc.record(
  {
    copyNumber: hostile,
    secrecy: hostile,
    urgency: hostile,
    redHead: fc.option(hostile),
    number: hostile,
    signers: fc.array(hostile, { maxLength: 5 }),
    title: fc.array(hostile, { maxLength: 3 }),
    addressee: hostile,
    body,
    attachments: fc.array(hostile, { maxLength: 3 }),
    signature: fc.record({ issuers: fc.array(hostile, { maxLength: 3 }), dated: hostile }),
    note: hostile,
    colophon: fc.record({ copyTo: fc.array(hostile, { maxLength: 3 }), printer: hostile, printedOn: hostile }),
    annexes: fc.array(fc.record({ title: hostile, body }), { maxLength: 2 }),
    mark: hostile,
  },
  { requiredKeys: ['redHead', 'title', 'body'] },
);
