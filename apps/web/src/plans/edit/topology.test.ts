import { areaM2, type Geometry, type Position } from '@quantu/geometry';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { merge, split } from './split-merge.ts';
import { moveVertex, removeVertex, snap, weave, type EditFeature, type Features } from './topology.ts';

const square = (x: number, y: number, side = 1): Geometry => ({
  type: 'Polygon',
  coordinates: [
    [
      [x, y],
      [x + side, y],
      [x + side, y + side],
      [x, y + side],
      [x, y],
    ],
  ],
});
const feature = (key: string, shape: Geometry): EditFeature => ({
  key,
  isNew: false,
  code: null,
  name: null,
  attributes: {},
  shape,
});
const world = (...shapes: Geometry[]): Features =>
  new Map(shapes.map((shape, i) => [String(i), feature(String(i), shape)]));
const sum = (shapes: readonly Geometry[]): number => shapes.reduce((all, shape) => all + areaM2(shape), 0);

test('a corner that two parcels share is moved in both, and what they cover together stays the same', () => {
  const pair = world(square(0, 0), square(1, 0));
  const before = sum([...pair.values()].map(({ shape }) => shape));
  const next = moveVertex(moveVertex(pair, [1, 0], [1.2, 0]), [1, 1], [1.3, 1]);
  const shapes = [...next.values()].map(({ shape }) => shape);
  expect(areaM2(shapes[0]!)).toBeGreaterThan(areaM2(shapes[1]!));
  expect(sum(shapes) / before).toBeCloseTo(1, 4);
  expect(merge(shapes)).toMatchObject({ type: 'Polygon' });
});

test('a place on a shared edge becomes a corner of both', () => {
  const next = weave(world(square(0, 0), square(1, 0), square(5, 5)), [1, 0.25]);
  const corners = [...next.values()].map(({ shape }) => (shape.type === 'Polygon' ? shape.coordinates[0]!.length : 0));
  expect(corners).toEqual([6, 6, 5]);
});

test('a corner goes out of all that have it, but never so that a parcel falls together', () => {
  const five = weave(world(square(0, 0), square(1, 0)), [1, 0.5]);
  expect(removeVertex(five, [1, 0.5])).toEqual(world(square(0, 0), square(1, 0)));
  const triangle: Geometry = {
    type: 'Polygon',
    coordinates: [
      [
        [0, 0],
        [1, 0],
        [0, 1],
        [0, 0],
      ],
    ],
  };
  expect(removeVertex(world(triangle), [1, 0])).toBeNull();
  const first = removeVertex(world(square(0, 0)), [0, 0])?.get('0')?.shape;
  expect(first).toMatchObject({
    type: 'Polygon',
    coordinates: [
      [
        [1, 0],
        [1, 1],
        [0, 1],
        [1, 0],
      ],
    ],
  });
});

test('a pointer is drawn to corners before edges, and to nothing out of reach', () => {
  const all = [...world(square(0, 0)).values()];
  expect(snap(all, [0.98, 0.01], 0.05, 1)).toEqual({ at: [1, 0], kind: 'vertex' });
  expect(snap(all, [0.5, 0.02], 0.05, 1)).toEqual({ at: [0.5, 0], kind: 'edge' });
  expect(snap(all, [0.5, 0.2], 0.05, 1)).toEqual({ at: [0.5, 0.2], kind: 'free' });
});

test('whatever line cuts a parcel, its parts cover what it covered, and merged they cover it again', () => {
  const place = fc.double({ min: 0.05, max: 0.95, noNaN: true });
  fc.assert(
    fc.property(place, place, fc.array(fc.tuple(place, place), { maxLength: 1 }), (from, to, between) => {
      const line: Position[] = [[-0.5, from], ...between, [1.5, to]];
      const cut = split(square(0, 0), line);
      if (typeof cut === 'string') throw new Error(cut);
      expect(sum(cut.shapes) / areaM2(square(0, 0))).toBeCloseTo(1, 6);
      const merged = merge(cut.shapes);
      if (typeof merged === 'string') throw new Error(merged);
      expect(areaM2(merged) / areaM2(square(0, 0))).toBeCloseTo(1, 6);
    }),
  );
});

test('a corner may be cut off, and a hole stays with the part it lies in', () => {
  const hole: Position[] = [
    [0.6, 0.6],
    [0.6, 0.8],
    [0.8, 0.8],
    [0.8, 0.6],
    [0.6, 0.6],
  ];
  const outer: Position[] = [
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 1],
    [0, 0],
  ];
  const holed: Geometry = { type: 'Polygon', coordinates: [outer, hole] };
  const cut = split(holed, [
    [-0.1, 0.3],
    [0.3, -0.1],
  ]);
  if (typeof cut === 'string') throw new Error(cut);
  const rings = cut.shapes
    .map((shape) => (shape.type === 'Polygon' ? shape.coordinates.length : 0))
    .sort((a, b) => a - b);
  expect(rings).toEqual([1, 2]);
  expect(
    split(holed, [
      [0.7, -1],
      [0.7, 2],
    ]),
  ).toContain('洞');
  expect(
    split(holed, [
      [0.1, 0.1],
      [0.2, 0.2],
    ]),
  ).toContain('两次');
});

test('parcels that share no edge are not merged', () => {
  expect(merge([square(0, 0), square(3, 0)])).toContain('公共边');
  expect(merge([square(0, 0), square(1, 1)])).toEqual(expect.any(String));
});
