import { expect, test } from 'vitest';
import { percentText, readPoints, straightLine } from './curve-points.ts';

test('the straight line is months ÷ 12 and reads back as itself', () => {
  const line = straightLine();
  expect([line[0], line[5], line[11]]).toEqual(['0.083333', '0.5', '1']);
  expect(readPoints(line.map(percentText))).toEqual({ points: line, problem: null });
});

test.each([
  [3, '很多', '4 月'],
  [3, '101', '4 月'],
  [3, '10', '4 月'],
  [11, '99', '12 月'],
])('a curve that is none says where: place %i as %s', (place, text, says) => {
  const texts = straightLine().map(percentText);
  texts[place] = text;
  expect(readPoints(texts).problem).toContain(says);
});

test('full-width digits and percent signs are understood', () => {
  const texts = straightLine().map(percentText);
  texts[5] = '５０％';
  expect(readPoints(texts).problem).toBeNull();
});
