import { expect, test } from 'vitest';
import { moveCursor, spotsOf } from './grid-keys.ts';

const size = { rows: 3, columns: 4 };
const at = (row: number, column: number) => ({ at: { row, column }, anchor: { row, column } });
const press = (from: ReturnType<typeof at>, key: string, shiftKey = false, isControl = false) =>
  moveCursor(from, { key, shiftKey, isControl }, size);

test('arrows move and stop at the edge, with Control they go there at once', () => {
  expect(press(at(0, 0), 'ArrowUp')).toEqual(at(0, 0));
  expect(press(at(0, 0), 'ArrowRight')).toEqual(at(0, 1));
  expect(press(at(1, 1), 'ArrowDown', false, true)).toEqual(at(2, 1));
  expect(press(at(1, 1), 'End', false, true)).toEqual(at(2, 3));
});

test('shift keeps the other corner', () => {
  expect(press(at(1, 1), 'ArrowDown', true)).toEqual({ at: { row: 2, column: 1 }, anchor: { row: 1, column: 1 } });
});

test('tab goes on in the next row and leaves the grid at its ends', () => {
  expect(press(at(0, 3), 'Tab')).toEqual(at(1, 0));
  expect(press(at(1, 0), 'Tab', true)).toEqual(at(0, 3));
  expect(press(at(2, 3), 'Tab')).toBe(null);
  expect(press(at(0, 0), 'Tab', true)).toBe(null);
  expect(press(at(0, 0), 'x')).toBe(null);
});

test('a block has all its spots', () => {
  expect(spotsOf({ from: { row: 0, column: 1 }, to: { row: 1, column: 2 } })).toHaveLength(4);
});
