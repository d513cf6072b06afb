import { expect, test } from 'vitest';
import { vectorBasemap } from './vector-style.ts';

test('water lies below roads, names on top; what nobody knows is a thin grey line; each id stands once', () => {
  const layers = vectorBasemap('basemap', ['places', 'roads', '管线', 'water', 'boundaries', 'transportation_name']);
  const ids = layers.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect([...new Set(layers.map((layer) => ('source-layer' in layer ? layer['source-layer'] : '')))]).toEqual([
    'water',
    '管线',
    'roads',
    'boundaries',
    'places',
  ]);
  expect(layers.find(({ id }) => id === 'basemap-管线-edge')).toMatchObject({
    type: 'line',
    paint: { 'line-color': '#c6c9cb', 'line-width': 0.6 },
  });
});
