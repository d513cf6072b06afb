import fc from 'fast-check';
import { expect, test } from 'vitest';
import { blockOf, placePaste, readClipboard, writeClipboard } from './paste.ts';

test('a block from a spreadsheet: rows, cells, a cell of several lines, quotes', () => {
  expect(readClipboard('a\tb\r\nc\td\r\n')).toEqual([
    ['a', 'b'],
    ['c', 'd'],
  ]);
  expect(readClipboard('"一\n二"\t"他说""好"""\nx\t')).toEqual([
    ['一\n二', '他说"好"'],
    ['x', ''],
  ]);
  expect(readClipboard('"没有关上\t2')).toEqual([['"没有关上', '2']]);
  expect(readClipboard('')).toEqual([]);
});

test('what is copied out can be pasted in again', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '桥', '"', '\t', '\n', ' '), maxLength: 6 });
  const rows = fc
    .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }))
    .chain(([height, width]) =>
      fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: height, maxLength: height }),
    );
  fc.assert(
    fc.property(rows, (cells) => {
      // A single empty last line is what ends a block.
      fc.pre(!(cells.at(-1)?.length === 1 && cells.at(-1)?.[0] === ''));
      expect(readClipboard(writeClipboard(cells))).toEqual(cells);
    }),
  );
});

test('one cell fills the whole block, a row goes down, what falls over the edge is counted', () => {
  const block = blockOf({ row: 2, column: 1 }, { row: 0, column: 0 });
  const size = { rows: 3, columns: 2 };
  expect(placePaste([['x']], block, size).placed).toHaveLength(6);
  expect(placePaste([['x', 'y']], block, size).placed.at(-1)).toEqual({ row: 2, column: 1, text: 'y' });
  const corner = blockOf({ row: 2, column: 1 }, { row: 2, column: 1 });
  expect(
    placePaste(
      [
        ['1', '2'],
        ['3', '4'],
      ],
      corner,
      size,
    ),
  ).toEqual({ placed: [{ row: 2, column: 1, text: '1' }], lost: 3 });
});
