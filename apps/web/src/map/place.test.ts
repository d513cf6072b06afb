import { expect, test } from 'vitest';
import { readPlace, writePlace } from './place.ts';

test('a place comes back from the address; what is none is none', () => {
  expect(readPlace(writePlace(14.5, { lng: 118.912345, lat: 25.1 }))).toEqual({
    zoom: 14.5,
    center: [118.91235, 25.1],
  });
  for (const text of [null, '', '14/118', '99/118/25', '14/east/25']) expect(readPlace(text)).toBe(null);
});
