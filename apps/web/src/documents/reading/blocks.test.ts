import fc from 'fast-check';
import { expect, test } from 'vitest';
import { blockAt, layOut } from './blocks.ts';
import { makeMarkIndex, type Mark, type MarkKind } from './marks.ts';
import { segmentsOf } from './segments.ts';

const head = {
  kind: '报告',
  number: '东政综〔2024〕12号',
  title: '关于审议意见办理情况的报告',
  issuer: '东屿区人民政府',
  addressee: '区人大常委会',
  signer: '林某',
  dated: '2024-07-10',
  printedOn: null,
  publicity: null,
};

const TEXT = [
  '东屿区人民政府文件',
  '东政综〔2024〕12号',
  '签发人：林某',
  '关于审议意见办理情况的报告',
  '区人大常委会：',
  '一、办理情况',
  '（一）产城融合。一是突出规划引领。洽谈对接项目33个、总投资304.36亿元，其中总投资20亿元以上的',
  '项目1个。',
  '2024年7月10日',
].join('\n');

const at = (words: string): number => TEXT.indexOf(words);
const sections = [
  { id: 's1', path: ['一'], start: at('一、'), end: TEXT.length, title: '办理情况' },
  { id: 's1.1', path: ['一', '（一）'], start: at('（一）'), end: TEXT.length, title: '产城融合' },
  { id: 's1.1.1', path: ['一', '（一）', '一是'], start: at('一是'), end: TEXT.length, title: '突出规划引领' },
];

test('a report is set like the document: head, headings, body, date', () => {
  const blocks = layOut(TEXT, sections, head);
  expect(blocks.map(({ role }) => role)).toEqual([
    'redHead',
    'number',
    'signer',
    'title',
    'addressee',
    'h1',
    'paragraph',
    'right',
  ]);
  const body = blocks[6]!;
  expect(body.pieces.map(([start, end]) => TEXT.slice(start, end)).join('')).toContain('20亿元以上的项目1个。');
  expect(body.runs.map(({ start, end }) => TEXT.slice(start, end))).toEqual(['（一）产城融合。', '一是突出规划引领。']);
});

test('rows of a table stay rows, also before the first heading', () => {
  const text =
    '公示\n序号\t项目名称\t年度目标\t完成投资（万元）\t牵头单位\n1\t新建改建农村公路\t120公里\t4860\t县交通运输局\n';
  expect(layOut(text, [], head).map(({ role }) => role)).toEqual(['paragraph', 'table', 'table']);
});

test('every character that is not white space stands in exactly one piece', () => {
  const line = fc.string({
    unit: fc.constantFrom('一', '、', '。', '3', '个', ' ', '　', '\n', '\t', '：', '市'),
    maxLength: 80,
  });
  fc.assert(
    fc.property(fc.array(line, { maxLength: 12 }), fc.array(fc.nat(900), { maxLength: 5 }), (lines, starts) => {
      const text = lines.join('\n');
      const sections = starts
        .filter((start) => start < text.length)
        .map((start, i) => ({
          id: `s${i}`,
          path: ['一'],
          start,
          end: text.length,
          title: text.slice(start + 1, start + 4),
        }));
      const blocks = layOut(text, sections, head);
      const shown = blocks.flatMap(({ pieces }) => pieces.map(([start, end]) => text.slice(start, end))).join('');
      expect(shown.replace(/\s+/g, '')).toBe(text.replace(/\s+/g, ''));
    }),
  );
});

test('a very long paragraph is cut into blocks at sentence ends, without losing a character', () => {
  const text = `${'甲'.repeat(99)}。`.repeat(300);
  const blocks = layOut(text, [], null);
  expect(blocks.length).toBeGreaterThan(3);
  expect(blocks.every(({ start, end }) => end - start <= 6100 && text[end - 1] === '。')).toBe(true);
  expect(blocks.map(({ start, end }) => text.slice(start, end)).join('')).toBe(text);
});

const anyMark = fc
  .tuple(
    fc.nat(TEXT.length - 1),
    fc.integer({ min: 1, max: 40 }),
    fc.constantFrom<MarkKind>('figure', 'entity', 'finding', 'commitment'),
  )
  .map(([start, length, kind]) => ({ start, length, kind }));

test('segments cover the block without gaps, and each carries exactly the marks over it', () => {
  const blocks = layOut(TEXT, sections, head);
  fc.assert(
    fc.property(fc.array(anyMark, { maxLength: 30 }), (any) => {
      const marks = any.map(({ start, length, kind }, i): Mark => {
        return { id: String(i), kind, start, end: Math.min(TEXT.length, start + length), printed: null, look: kind };
      });
      const index = makeMarkIndex()(blocks, marks);
      blocks.forEach((block, i) => {
        const segments = segmentsOf(block, index[i]!);
        expect(segments.map(({ start, end }) => TEXT.slice(start, end)).join('')).toBe(
          block.pieces.map(([start, end]) => TEXT.slice(start, end)).join(''),
        );
        for (const { start, end, marks: own } of segments) {
          const over = marks.filter((mark) => mark.start < end && mark.end > start);
          expect(new Set(own)).toEqual(new Set(over));
          expect(over.every((mark) => mark.start <= start && mark.end >= end)).toBe(true);
        }
      });
    }),
  );
});

test('a block whose marks did not change keeps its array, so only the changed block is drawn again', () => {
  const blocks = layOut(TEXT, sections, head);
  const index = makeMarkIndex();
  const mark = (start: number, look: string): Mark => ({
    id: String(start),
    kind: 'figure',
    start,
    end: start + 2,
    printed: null,
    look,
  });
  const first = index(blocks, [mark(at('33个'), 'a'), mark(at('10日'), 'a')]);
  const second = index(blocks, [mark(at('33个'), 'b'), mark(at('10日'), 'a')]);
  const changed = second.flatMap((own, i) => (own === first[i] ? [] : [i]));
  expect(changed).toEqual([blockAt(blocks, at('33个'))]);
});
