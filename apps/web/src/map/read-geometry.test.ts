import { expect, test } from 'vitest';
import { readGeometry } from './read-geometry.ts';

const read = (...args: Parameters<typeof readGeometry>) => {
  const result = readGeometry(...args);
  return 'problem' in result ? result.problem : result.geometry;
};
const POINT = { type: 'Point', coordinates: [118.9, 25.1] };
const RING = [
  [118.9, 25.1],
  [118.91, 25.1],
  [118.91, 25.11],
  [118.9, 25.1],
];

test.each([
  '118.9, 25.1',
  '１１８．９，２５．１',
  '东经118.9 北纬25.1',
  '118°54′00″ 25°6′',
  'POINT (118.9 25.1)',
  'SRID=4490;POINT(118.9 25.1)',
  '{"type":"Point","coordinates":[118.9,25.1]}',
  '{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[118.9,25.1]}}',
])('a point as %s', (text) => {
  expect(read(text, 'point')).toEqual(POINT);
});

test('an area of coordinates is closed, from WKT it keeps its holes', () => {
  expect(read('118.9 25.1\n118.91 25.1\n118.91 25.11', 'area')).toEqual({ type: 'Polygon', coordinates: [RING] });
  const wkt = 'POLYGON ((118 25, 119 25, 119 26, 118 25), (118.6 25.2, 118.7 25.2, 118.7 25.3, 118.6 25.2))';
  expect(read(wkt, 'area')).toMatchObject({ type: 'Polygon', coordinates: { length: 2 } });
  expect(read('MULTIPOINT ((118.9 25.1), (118 25))', 'point')).toEqual({
    type: 'MultiPoint',
    coordinates: [
      [118.9, 25.1],
      [118, 25],
    ],
  });
});

test('what is no geometry, or not of this kind, gets a sentence', () => {
  expect(read('泉港区某处', 'point')).toContain('看不出坐标');
  expect(read('25.1, 118.9', 'point')).toContain('写反了');
  expect(read('POINT (118.9 25.1)', 'area')).toContain('这里要的是面');
  expect(read('500000, 2780000', 'point')).toContain('平面坐标');
  expect(read('{"type":', 'point')).toContain('看不出坐标');
});
