import type { MarkedBlock, MarkedDocx, MarkedText } from '@quantu/documents';
import { decodeMarkedDocx, typesetDocx } from '@quantu/documents/server';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';

import { officialOf } from '../official.ts';
import type { ReportText } from '../text.ts';
import { figuresOf } from '../text.ts';
import { applyHomecoming } from './apply.ts';
import { comeHome } from './come-home.ts';
import { bareOf } from './found-lines.ts';
import { lineText, sentLines } from './sent-lines.ts';
import { sentReport } from './sent.testing.ts';

let sent: MarkedDocx;
beforeAll(async () => {
  sent = await decodeMarkedDocx(await typesetDocx(officialOf(sentReport, null)), '送出.docx');
});

/** Lines of head and foot, which these edits leave alone. */
const HEAD = 4;
const FOOT = 7;

type Edit = (blocks: readonly MarkedBlock[]) => readonly MarkedBlock[];
type Paragraph = Extract<MarkedBlock, { kind: 'paragraph' }>;

/** Takes characters out of a text and puts others in; what was marked there goes with them. */
function spliced(text: MarkedText, start: number, length: number, put: string): MarkedText {
  const end = Math.min(text.text.length, start + length);
  const shift = put.length - (end - start);
  const moved = <T extends { start: number; end: number }>(ranges: readonly T[]): T[] =>
    ranges
      .filter((range) => range.end <= start || range.start >= end)
      .map((range) =>
        range.start >= end && range.end > start
          ? { ...range, start: range.start + shift, end: range.end + shift }
          : range,
      );
  return {
    ...text,
    text: text.text.slice(0, start) + put + text.text.slice(end),
    controls: moved(text.controls),
    bookmarks: moved(text.bookmarks),
  };
}

const inText =
  (at: number, change: (paragraph: Paragraph) => readonly Paragraph[]): Edit =>
  (blocks) =>
    blocks.flatMap((block, index): readonly MarkedBlock[] =>
      index === at % blocks.length && block.kind === 'paragraph' && block.text !== '' ? change(block) : [block],
    );

/** A heading's number is the program's; edits leave it alone. */
const numberOf = ({ outline, text }: MarkedText): number => (outline === null ? 0 : text.length - bareOf(text).length);

const put = fc.constantFrom(
  '',
  '大力',
  '新增3个',
  '，总投资1.2亿元',
  '（略）',
  '33',
  '群众满意度进一步提升。',
  '一、',
  ' ',
  '。',
);
const edit: fc.Arbitrary<Edit> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .tuple(fc.nat(60), fc.nat(200), fc.nat(12), put)
      .map(([at, start, length, text]) =>
        inText(at, (each) => [
          { ...spliced(each, Math.max(numberOf(each), start % each.text.length), length, text), kind: 'paragraph' },
        ]),
      ),
  },
  fc.nat(60).map((at) => inText(at, () => [])),
  fc
    .tuple(fc.nat(60), put)
    .map(([at, text]) =>
      inText(at, (each) => [
        each,
        { ...spliced(each, 0, each.text.length, `各镇各部门${text}要抓好落实。`), outline: null, kind: 'paragraph' },
      ]),
    ),
  fc.nat(60).map((at) => inText(at, (each) => [each, each])),
  fc.tuple(fc.nat(60), fc.nat(200)).map(([at, cut]) =>
    inText(at, (each) => {
      const place = Math.max(numberOf(each), cut % each.text.length);
      return [
        { ...spliced(each, place, each.text.length, ''), kind: 'paragraph' },
        { ...spliced(each, 0, place, ''), kind: 'paragraph', outline: null },
      ];
    }),
  ),
  fc.tuple(fc.nat(60), fc.nat(60)).map(([from, to]): Edit => (blocks) => {
    const rest = blocks.filter((_, at) => at !== from % blocks.length);
    return [...rest.slice(0, to % rest.length), blocks[from % blocks.length]!, ...rest.slice(to % rest.length)];
  }),
  fc.nat(60).map((at) => inText(at, (each) => [{ ...each, controls: [], bookmarks: [] }])),
);

const printed = (text: string): string => bareOf(text.trim()).replaceAll(/\s+/g, '');
const linesOf = (text: ReportText): string[] =>
  sentLines(text)
    .flatMap((line) => [line.caption, ...(line.kind === 'hidden' ? [] : (line.marker + lineText(line)).split('\n'))])
    .map(printed)
    .filter((line) => line !== '');
const linesOfBlocks = (blocks: readonly MarkedBlock[]): string[] =>
  blocks
    .flatMap((block) =>
      block.kind === 'paragraph'
        ? [block.text]
        : block.rows.map(({ cells }) => cells.map(({ text }) => text).join('\t')),
    )
    .map(printed)
    .filter((line) => line !== '');

test('whatever was done to the text, accepting all of it gives that text, and accepting none the report as it was', () => {
  const body = sent.blocks.slice(HEAD, -FOOT - 1);
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 6 }), (edits) => {
      const blocks = edits.reduce<readonly MarkedBlock[]>((given, each) => each(given), body);
      const found = { ...sent, blocks: [...sent.blocks.slice(0, HEAD), ...blocks, ...sent.blocks.slice(-FOOT - 1)] };
      const home = comeHome(sentReport, found, '退回.docx');
      expect(applyHomecoming(sentReport, home, [])).toEqual(sentReport);
      const all = applyHomecoming(
        sentReport,
        home,
        home.changes.map(({ id }) => id),
      );
      expect(linesOf(all)).toEqual(linesOfBlocks(blocks));
      expect(home.changes.filter(({ kind }) => kind === 'head')).toEqual([]);
      const ids = figuresOf(all.sections).map(({ figure }) => figure.id);
      expect(new Set(ids).size).toBe(ids.length);
      expect(comeHome(sentReport, found, '退回.docx')).toEqual(home);
    }),
    { seed: 11, numRuns: 60 },
  );
});
