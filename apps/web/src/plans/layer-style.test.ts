import type { MapLayer } from '@quantu/plans';
import { expect, test } from 'vitest';
import { drawnLayers, sourceOf, usualOrder, type Drawn } from './layer-style.ts';

const legend: MapLayer['legend'] = [
  { code: '0101', label: '水田', colour: '#f5f8dc', features: 2, areaM2: 10 },
  { code: null, label: '没有分类', colour: '#cccccc', features: 1, areaM2: 5 },
];
const land: Drawn['layer'] = { id: 'a', shape: 'area', role: 'present-use', colour: null, codeSet: 'x', legend };
const layerTypes = (drawn: Drawn): string[] => drawnLayers(drawn).map(({ type }) => type);

test('each class has the colour of its standard, what has none that of the legend', () => {
  const fill = drawnLayers({ layer: land, version: 2, opacity: 100 }).find(({ type }) => type === 'fill');
  expect(fill?.paint).toMatchObject({
    'fill-color': ['match', ['to-string', ['get', 'code']], '0101', '#f5f8dc', '#cccccc'],
  });
});

test('a red line is drawn as a line over a faint ground, land use as a ground', () => {
  const opacityOf = (role: string): unknown =>
    drawnLayers({ layer: { ...land, role }, version: 1, opacity: 100 }).find(({ type }) => type === 'fill')?.paint;
  expect(opacityOf('ecological-red-line')).toMatchObject({ 'fill-opacity': 0.12 });
  expect(opacityOf('present-use')).toMatchObject({ 'fill-opacity': 0.85 });
});

test('another version and another theme are other tiles; another opacity is not', () => {
  const theme = { field: 'FAR', colour: '#000000' };
  const all = [
    { layer: land, version: 1, opacity: 100 },
    { layer: land, version: 2, opacity: 100 },
    { layer: land, version: 2, opacity: 30, theme },
  ];
  expect(new Set(all.map(sourceOf)).size).toBe(3);
  expect(sourceOf({ layer: land, version: 1, opacity: 10 })).toBe(sourceOf(all[0]!));
});

test('a layer of points is drawn by marks only, and lies over lines, bounds and areas', () => {
  expect(layerTypes({ layer: { ...land, shape: 'point' }, version: 1, opacity: 100 })).toEqual(['circle', 'symbol']);
  const order = usualOrder([
    { shape: 'area', role: 'present-use', order: 9, name: '现状' },
    { shape: 'area', role: 'ecological-red-line', order: 1, name: '红线' },
    { shape: 'point', role: null, order: 0, name: '点' },
    { shape: 'line', role: 'road', order: 0, name: '路' },
    { shape: 'area', role: 'planned-use', order: 10, name: '规划' },
  ]);
  expect(order.map(({ name }) => name)).toEqual(['点', '路', '红线', '规划', '现状']);
});
