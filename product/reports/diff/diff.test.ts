import fc from 'fast-check';
import { expect, test } from 'vitest';

import type { ReportBlock, ReportInline, ReportText } from '../text.ts';
import { inlinesOf, plainOf } from '../text.ts';
import { blackline, type BlockLine } from './blackline.ts';
import { markedRuns, type MarkedRun } from './inlines.ts';
import { merge } from './merge.ts';
import { hunksOf } from './sequence.ts';

const text = (value: string): ReportInline => ({ kind: 'text', text: value });
const figure = (id: string, value: string): ReportInline => ({
  kind: 'figure',
  id,
  text: value,
  bound: { register: 'city-project', figure: 'count', scope: null, period: '2026', unit: '个', decimals: 0 },
});
const paragraph = (...inlines: (ReportInline | string)[]): ReportBlock => ({
  kind: 'paragraph',
  inlines: inlines.map((each) => (typeof each === 'string' ? text(each) : each)),
});

const head = {
  title: ['报告'],
  redHead: '',
  number: '',
  signers: [],
  addressee: '',
  issuers: [],
  dated: '',
  attachments: [],
  note: '',
  copyTo: [],
  printer: '',
  printedOn: '',
};
const report = (...sections: ReportBlock[][]): ReportText => ({
  head,
  sections: sections.map((blocks, at) => ({ id: `s${at}`, level: 1, title: `第${at}部分`, blocks })),
});

const drawn = (runs: readonly MarkedRun[]): string =>
  runs
    .map(
      ({ state, inline }) => ({ kept: inline.text, added: `[+${inline.text}]`, removed: `[-${inline.text}]` })[state],
    )
    .join('');
const differs = (before: string, after: string): string => drawn(markedRuns([text(before)], [text(after)]));

test('differences are marked as a person would: words, whole numbers, whole clauses, no scraps', () => {
  expect(differs('持续提升城市品质。', '持续提高城市品质。')).toBe('持续[-提升][+提高]城市品质。');
  expect(differs('完成投资1234.5万元', '完成投资1244.5万元')).toBe('完成投资[-1234.5][+1244.5]万元');
  expect(differs('新建公园、绿道。', '新建公园、广场、绿道。')).toBe('新建公园、[+广场、]绿道。');
  expect(differs('一是抓进度。三是抓质量。', '一是抓进度。二是抓安全。三是抓质量。')).toBe(
    '一是抓进度。[+二是抓安全。]三是抓质量。',
  );
  expect(differs('各单位要高度重视，认真落实。', '有关部门应当切实负责，认真落实。')).toMatch(
    /^\[-各单位要?.*\]\[\+.*\]，认真落实。$/,
  );
  expect(
    drawn(markedRuns([text('签约'), figure('f', '33个'), text('。')], [text('签约'), figure('f', '34个'), text('。')])),
  ).toBe('签约[-33个][+34个]。');
});

/** Sentences of an office, so that versions share words as real ones do. */
const words = fc.constantFrom(
  '项目',
  '推进',
  '完成',
  '投资',
  '12',
  '公园',
  '的',
  '和',
  '全区',
  '质量',
  '，',
  '。',
  '33个',
  ' ',
  'A',
);
const sentence = fc.array(words, { minLength: 1, maxLength: 12 }).map((parts) => `${parts.join('')}。`);
const inlines = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: sentence.map(text) },
    { weight: 1, arbitrary: fc.constantFrom('a', 'b', 'c').map((id) => figure(id, `${id.codePointAt(0)}个`)) },
    {
      weight: 1,
      arbitrary: sentence.map((value): ReportInline => ({ kind: 'text', text: value, bold: true, cites: ['t1'] })),
    },
  ),
  { minLength: 1, maxLength: 5 },
);
const block: fc.Arbitrary<ReportBlock> = fc.oneof(
  { weight: 5, arbitrary: inlines.map((each): ReportBlock => ({ kind: 'paragraph', inlines: each })) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('heading' as const),
      level: fc.constantFrom(2 as const, 3 as const),
      inlines,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('table' as const),
      caption: fc.constantFrom('', '表'),
      head: fc.constant(['名称', '数']),
      rows: fc.array(fc.tuple(inlines, inlines), { maxLength: 4 }),
    }),
  },
  { weight: 1, arbitrary: fc.constant<ReportBlock>({ kind: 'pageBreak' }) },
);
const blocks = fc.array(block, { maxLength: 6 });

/** What a writer does to a section: words, blocks, order. */
type Edit = (blocks: readonly ReportBlock[]) => readonly ReportBlock[];
const at = (length: number, index: number): number => (length === 0 ? 0 : index % length);
const changeWords =
  (index: number, place: number, put: string): Edit =>
  (given) =>
    given.map((each, i) => {
      if (i !== at(given.length, index) || (each.kind !== 'paragraph' && each.kind !== 'heading')) return each;
      const changed = each.inlines.map((run, j): ReportInline => {
        if (run.kind === 'figure' || j !== at(each.inlines.length, place)) return run;
        const cut = at(run.text.length, place);
        return { ...run, text: run.text.slice(0, cut) + put + run.text.slice(cut + 2) };
      });
      return { ...each, inlines: changed };
    });
const edit: fc.Arbitrary<Edit> = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(fc.nat(9), fc.nat(30), sentence).map(([i, j, put]) => changeWords(i, j, put)) },
  fc.tuple(fc.nat(9), block).map(([i, put]): Edit => (given) => [
    ...given.slice(0, at(given.length + 1, i)),
    put,
    ...given.slice(at(given.length + 1, i)),
  ]),
  fc.nat(9).map(
    (i): Edit =>
      (given) =>
        given.filter((_, j) => j !== at(given.length, i)),
  ),
  fc.tuple(fc.nat(9), fc.nat(9)).map(([i, j]): Edit => (given) => {
    const rest = given.filter((_, k) => k !== at(given.length, i));
    return [
      ...rest.slice(0, at(rest.length + 1, j)),
      ...given.filter((_, k) => k === at(given.length, i)),
      ...rest.slice(at(rest.length + 1, j)),
    ];
  }),
);
const edited = (base: readonly ReportBlock[]) =>
  fc
    .array(edit, { minLength: 1, maxLength: 3 })
    .map((edits) => edits.reduce<readonly ReportBlock[]>((given, each) => each(given), base));
const three = blocks.chain((base) => fc.tuple(fc.constant(base), edited(base), edited(base)));

const printed = (block: ReportBlock): string =>
  block.kind === 'table'
    ? [block.caption, ...block.head, ...block.rows.map((row) => row.map(plainOf).join('|'))].join('\n')
    : `${block.kind}${plainOf(inlinesOf(block))}`;
const words3 = (runs: readonly MarkedRun[], side: 'added' | 'removed'): string =>
  runs.flatMap(({ state, inline }) => (state === 'kept' || state === side ? [inline.text] : [])).join('');
/** One side of a blackline, as it prints. */
const sideOf = (lines: readonly BlockLine[], side: 'added' | 'removed'): string[] =>
  lines
    .filter(({ state }) =>
      side === 'added' ? state !== 'removed' && state !== 'left' : state !== 'added' && state !== 'arrived',
    )
    .map(({ kind, was, runs, rows }) => {
      const name = (side === 'removed' ? was : null) ?? kind;
      if (name !== 'table') return `${name.replace(/\d/, '')}${words3(runs, side)}`;
      const shown = rows.filter(({ state }) => state !== (side === 'added' ? 'removed' : 'added'));
      const cells = shown.map(({ cells, isHead }) => cells.map((cell) => words3(cell, side)).join(isHead ? '\n' : '|'));
      return [words3(runs, side), ...cells].join('\n');
    });

test('a blackline holds both versions, whatever changed and wherever blocks went', () => {
  fc.assert(
    fc.property(three, ([base, mine, theirs]) => {
      const [before, after] = [report([...base], [...mine]), report([...mine].reverse(), [...theirs])];
      const { sections, isSame } = blackline(before, after);
      const prints = (text: ReportText): string[][] => text.sections.map(({ blocks }) => blocks.map(printed));
      if (isSame) expect(prints(after)).toEqual(prints(before));
      for (const [index, { lines }] of sections.entries()) {
        expect(sideOf(lines, 'added')).toEqual(after.sections[index]!.blocks.map(printed));
        expect(sideOf(lines, 'removed')).toEqual(before.sections[index]!.blocks.map(printed));
      }
      expect(blackline(before, before).isSame).toBe(true);
    }),
    { seed: 5, numRuns: 300 },
  );
});

test('a block that moved to another section is said to have moved, with what changed in it', () => {
  const long = '全区上下坚持一张图管到底，把每一个项目落到责任单位和时间节点。';
  const before = report([paragraph(long), paragraph('乙段不动。')], [paragraph('丙段不动。')]);
  const after = report([paragraph('乙段不动。')], [paragraph('丙段不动。'), paragraph(long.replace('单位', '部门'))]);
  const [first, second] = blackline(before, after).sections;
  expect(first!.lines.map(({ state }) => state)).toEqual(['left', 'kept']);
  expect(second!.lines.map(({ state }) => state)).toEqual(['kept', 'arrived']);
  expect(drawn(second!.lines[1]!.runs)).toContain('责任[-单位][+部门]');
  expect(second!.lines[1]!.before).toEqual({ section: 's0', block: 0 });
});

test('sections that come, go and change level are told', () => {
  const before = report([paragraph('甲')], [paragraph('乙')]);
  const after: ReportText = {
    head: { ...head, title: ['新报告'] },
    sections: [
      { ...before.sections[1]!, level: 2 },
      { id: 'n', level: 1, title: '新', blocks: [] },
    ],
  };
  const { sections, head: lines } = blackline(before, after);
  expect(lines).toEqual([{ field: 'title', before: ['报告'], after: ['新报告'] }]);
  expect(sections.map(({ id, state, wasLevel }) => [id, state, wasLevel])).toEqual([
    ['s0', 'removed', null],
    ['s1', 'kept', 1],
    ['n', 'added', null],
  ]);
});

test('merging keeps what one side did, does once what both did, and is the same from either side', () => {
  fc.assert(
    fc.property(three, ([base, mine, theirs]) => {
      expect(merge(base, mine, base)).toEqual({ blocks: mine, conflicts: [] });
      expect(merge(base, base, theirs)).toEqual({ blocks: theirs, conflicts: [] });
      expect(merge(base, mine, mine)).toEqual({ blocks: mine, conflicts: [] });
      const [one, other] = [merge(base, mine, theirs), merge(base, theirs, mine)];
      expect(other.blocks).toEqual(one.blocks);
      expect(other.conflicts).toEqual(one.conflicts.map((each) => ({ ...each, mine: each.theirs, theirs: each.mine })));
    }),
    { seed: 7, numRuns: 400 },
  );
});

test('no word that either side put in is lost by merging', () => {
  fc.assert(
    fc.property(blocks, fc.nat(9), fc.nat(30), fc.nat(9), fc.nat(30), fc.boolean(), (base, i, j, k, l, isBlock) => {
      const mine = isBlock ? [...base, paragraph('壬')] : changeWords(i, j, '壬')(base);
      const theirs = changeWords(k, l, '癸')(base);
      const { blocks, conflicts } = merge(base, mine, theirs);
      const all = JSON.stringify([blocks, conflicts]);
      const put = ['壬', '癸'].filter((word) => JSON.stringify([mine, theirs]).includes(word));
      expect(put.filter((word) => !all.includes(word))).toEqual([]);
    }),
    { seed: 9, numRuns: 300 },
  );
});

test('two writers in one paragraph merge; in the same words they conflict, and a figure is never torn', () => {
  const base = [paragraph('今年开工', figure('f', '33个'), '项目，完成投资12亿元。质量全部合格。')];
  const mine = [paragraph('今年共开工', figure('f', '33个'), '项目，完成投资12亿元。质量全部合格。')];
  const theirs = [paragraph('今年开工', figure('f', '34个'), '项目，完成投资12亿元。质量全部优良。')];
  expect(merge(base, mine, theirs)).toEqual({
    blocks: [paragraph('今年共开工', figure('f', '34个'), '项目，完成投资12亿元。质量全部优良。')],
    conflicts: [],
  });
  const other = [paragraph('今年开工', figure('f', '35个'), '项目，完成投资12亿元。质量全部合格。')];
  expect(merge(base, theirs, other)).toEqual({
    blocks: [paragraph('今年开工', figure('f', '33个'), '项目，完成投资12亿元。质量全部优良。')],
    conflicts: [
      {
        blockIndex: 0,
        base: expect.anything(),
        mine: theirs[0],
        theirs: paragraph('今年开工', figure('f', '35个'), '项目，完成投资12亿元。质量全部优良。'),
      },
    ],
  });
  const [removed] = merge(base, [], mine).conflicts;
  expect(removed).toMatchObject({ mine: null, theirs: mine[0] });
});

test('two long texts without a word in common are told apart, not compared letter by letter', () => {
  const [a, b] = ['甲', '乙'].map((word) => Array.from({ length: 20_000 }, (_, at) => `${word}${at % 7}`));
  expect(hunksOf(a!, b!)).toEqual([{ aStart: 0, aEnd: 20_000, bStart: 0, bEnd: 20_000 }]);
});
