import { expect, test } from 'vitest';
import { byMarker } from './ordinal.ts';

test('markers stand in the order in which people count', () => {
  const inOrder = ['（一）', '（一）1', '（一）2', '（一）10', '（二）', '（九）', '（十）', '（十一）', '（二十）'];
  expect(inOrder.toReversed().toSorted(byMarker)).toEqual(inOrder);
  expect(['10', '9', '2', '１', '附'].toSorted(byMarker)).toEqual(['附', '１', '2', '9', '10']);
});
