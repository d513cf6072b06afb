import { expect, test } from 'vitest';
import { graticule, stepOf } from './graticule.ts';

test('a grid has about eight lines across, whatever is seen', () => {
  for (const width of [0.002, 0.03, 0.4, 3, 40]) {
    const lines = width / stepOf(width);
    expect(lines).toBeGreaterThan(1);
    expect(lines).toBeLessThanOrEqual(8);
  }
});

test('its lines stand on round degrees inside the box', () => {
  const { features } = graticule([118.02, 25.01, 118.33, 25.14], 0.1);
  expect(
    features.map(({ geometry }) => geometry.coordinates[0]!.map((degrees) => Math.round(degrees * 100) / 100)),
  ).toEqual([
    [118.1, 25.01],
    [118.2, 25.01],
    [118.3, 25.01],
    [118.02, 25.1],
  ]);
});
