import fc from 'fast-check';
import { expect, test } from 'vitest';
import { geosCell, geosUnion, isGeosValid } from '../geos.testing.ts';
import { polygonsOf, type MultiPolygon, type Polygon, type Position } from '../geometry.ts';
import { areaM2 } from '../measures.ts';
import { square } from '../shapes.testing.ts';
import { sizeOf } from './areas.ts';
import { clipTo, unionOf } from './clip.ts';
import { nearlyAlike } from './layers.testing.ts';
import { overlay, type OverlayCell, type OverlayLayer } from './overlay.ts';
import { parcels, seeded } from './parcels.testing.ts';
import { isInside, planeArea, roundingOf } from './planar.testing.ts';

const anyLayers = fc.integer({ min: 1, max: 1e9 }).map(nearlyAlike);
const polygon = (...coordinates: Position[][]): Polygon => ({ type: 'Polygon', coordinates });
const sum = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0);
const key = ({ cover }: OverlayCell): string => cover.map((shapes) => shapes.join()).join('|');

/** The shapes of all layers that cover a cell, and those that do not. */
function sidesOf(
  { cover }: OverlayCell,
  layers: readonly OverlayLayer[],
): [(Polygon | MultiPolygon)[], (Polygon | MultiPolygon)[]] {
  const all = layers.flatMap(({ shapes }, layer) =>
    shapes.map((shape, at) => ({ shape, covers: cover[layer]!.includes(at) })),
  );
  const pick = (covers: boolean): (Polygon | MultiPolygon)[] =>
    all.flatMap((one) => (one.covers === covers ? [one.shape] : []));
  return [pick(true), pick(false)];
}

test('cells add up to the union, and each layer to what it covers', () => {
  fc.assert(
    fc.property(anyLayers, (layers) => {
      const { cells, unionM2, layerM2, vanished } = overlay(layers);
      expect(Math.abs((sum(cells.map((cell) => cell.areaM2)) + vanished.areaM2) / unionM2 - 1)).toBeLessThan(1e-12);
      expect(Math.abs(vanished.areaM2 / unionM2)).toBeLessThan(1e-12);
      for (const [layer, ownM2] of layerM2.entries()) {
        const own = cells.filter(({ cover }) => cover[layer]!.length > 0).map((cell) => cell.areaM2);
        expect(Math.abs(sum(own) - ownM2) / unionM2).toBeLessThan(1e-12);
      }
      expect(new Set(cells.map(key)).size).toBe(cells.length);
    }),
    { numRuns: 200 },
  );
});

test('every cell has the area that GEOS gives the same shapes, and is valid', () => {
  fc.assert(
    fc.property(anyLayers, (layers) => {
      for (const cell of overlay(layers).cells) {
        const theirs = geosCell(...sidesOf(cell, layers));
        // GEOS, one operation after another, snaps strips thinner than a millimetre away: 1e-9 of the shapes cut is allowed.
        const shapes = sidesOf(cell, layers)[0];
        const allowed = roundingOf(cell.geometry, theirs) + 1e-9 * Math.max(...shapes.map(planeArea));
        expect(Math.abs(planeArea(cell.geometry) - planeArea(theirs))).toBeLessThanOrEqual(allowed);
        expect(isGeosValid(cell.geometry!)).toBe(true);
      }
    }),
    { numRuns: 150 },
  );
});

test('a place lies in the one cell that is named after the shapes around it', () => {
  fc.assert(
    fc.property(anyLayers, fc.integer(), (layers, seed) => {
      const random = seeded(seed);
      const { cells } = overlay(layers);
      for (let i = 0; i < 40; i++) {
        const place: Position = [118.7 + random() * 0.7, 24.9 + random() * 0.7];
        const sides = layers.map(({ shapes }) => shapes.map((shape) => isInside(place, shape)));
        if (sides.flat().includes(null)) continue;
        const cover = sides.map((layer) => layer.flatMap((isIn, at) => (isIn === true ? [at] : []))).join('|');
        const around = cells.filter(({ geometry }) => isInside(place, geometry!) !== false);
        if (around.some(({ geometry }) => isInside(place, geometry!) === null)) continue;
        expect(around.map(({ cover }) => cover.join('|'))).toEqual(cover.replaceAll('|', '').length > 0 ? [cover] : []);
      }
    }),
    { numRuns: 60 },
  );
});

test('the order of layers and of shapes changes names and nothing else', () => {
  fc.assert(
    fc.property(anyLayers, (layers) => {
      const turned = layers.map(({ shapes }) => ({ shapes: shapes.toReversed() })).toReversed();
      const renamed = overlay(turned).cells.map((cell) => ({
        ...cell,
        cover: cell.cover
          .map((shapes, layer) => shapes.map((at) => turned[layer]!.shapes.length - 1 - at).toReversed())
          .toReversed(),
      }));
      const areas = (cells: readonly OverlayCell[]): Map<string, number> =>
        new Map(cells.map((cell) => [key(cell), planeArea(cell.geometry)]));
      const [one, other] = [areas(overlay(layers).cells), areas(renamed)];
      for (const name of new Set([...one.keys(), ...other.keys()])) {
        expect(Math.abs((one.get(name) ?? 0) - (other.get(name) ?? 0))).toBeLessThan(1e-13);
      }
    }),
    { numRuns: 60 },
  );
});

test('what is given out has the area that is stated, and its rings run the standard way', () => {
  const layers = [{ shapes: parcels(400, 1, [118.9, 25.1]) }, { shapes: parcels(400, 2, [118.9003, 25.1004]) }];
  for (const { geometry, areaM2: stated } of overlay(layers).cells) {
    expect(Math.abs(areaM2(geometry!) / stated - 1)).toBeLessThan(1e-9);
  }
  const frame = polygon(square(118, 25, 1).toReversed(), square(118.2, 25.2, 0.2));
  const { geometry } = overlay([{ shapes: [frame] }]).cells[0]!;
  expect(polygonsOf(geometry!).map((rings) => rings.map((ring) => Math.round(sizeOf(ring) * 100)))).toEqual([
    [100, -4],
  ]);
});

test('a shape twice in a layer, shapes side by side, an empty layer and a hole that is filled', () => {
  const [block, next] = [polygon(square(118, 25, 1)), polygon(square(119, 25, 1))];
  const frame = polygon(square(118, 25, 1), square(118.4, 25.4, 0.2));
  expect(overlay([{ shapes: [block, block, next] }, { shapes: [] }]).cells.map(({ cover }) => cover)).toEqual([
    [[2], []],
    [[0, 1], []],
  ]);
  const filled = overlay([{ shapes: [frame] }, { shapes: [polygon(square(118.4, 25.4, 0.2))] }]);
  expect(filled.cells.map(({ cover, geometry }) => [cover, geometry!.coordinates.length])).toEqual([
    [[[0], []], 2],
    [[[], [0]], 1],
  ]);
  expect(overlay([]).cells).toEqual([]);
  expect(overlay([{ shapes: [] }])).toEqual({
    cells: [],
    gaps: [],
    unionM2: 0,
    layerM2: [0],
    vanished: { count: 0, areaM2: 0 },
  });
});

test('shapes far apart, nested in each other and touching in a point keep to themselves', () => {
  const nested = [1, 0.8, 0.6, 0.4, 0.2].map((side) => polygon(square(118.5 - side / 2, 25.5 - side / 2, side)));
  const { cells } = overlay([
    { shapes: nested },
    { shapes: [polygon(square(119, 26, 1)), polygon(square(140, 30, 1))] },
  ]);
  const covers = cells.map(({ cover }) => cover.join('|')).sort();
  expect(covers).toEqual(['0,1,2,3,4|', '0,1,2,3|', '0,1,2|', '0,1|', '0|', '|0', '|1']);
});

test('clipping gives what is inside and what is outside, and both are the whole', () => {
  fc.assert(
    fc.property(anyLayers, (layers) => {
      const [shape, by] = [layers[0]!.shapes[0]!, layers[0]!.shapes[1]!];
      const { inside, outside } = clipTo(shape, by);
      expect(Math.abs(planeArea(inside.geometry) + planeArea(outside.geometry) - planeArea(shape))).toBeLessThan(1e-13);
      for (const [part, theirs] of [
        [inside, geosCell([shape, by], [])],
        [outside, geosCell([shape], [by])],
      ] as const) {
        expect(Math.abs(planeArea(part.geometry) - planeArea(theirs))).toBeLessThanOrEqual(
          roundingOf(part.geometry, theirs),
        );
        if (part.geometry !== null) expect(isGeosValid(part.geometry)).toBe(true);
      }
      const all = layers.flatMap(({ shapes }) => shapes);
      const [union, theirs] = [unionOf(all), geosUnion(all)];
      expect(Math.abs(planeArea(union.geometry) - planeArea(theirs))).toBeLessThanOrEqual(3 * roundingOf(theirs));
    }),
    { numRuns: 100 },
  );
  expect(unionOf([])).toEqual({ geometry: null, areaM2: 0 });
});

test('progress grows to 1, a cancelled overlay stops, and geometry is made only where it is wanted', () => {
  const layers = [{ shapes: parcels(100, 1, [118.9, 25.1]) }, { shapes: parcels(100, 2, [118.9004, 25.1003]) }];
  const shares: number[] = [];
  const all = overlay(layers, { onProgress: (share) => shares.push(share) });
  expect(shares).toEqual(shares.toSorted((one, other) => one - other));
  expect(shares.at(-1)).toBe(1);
  const stop = new AbortController();
  expect(() => overlay(layers, { signal: stop.signal, onProgress: (share) => share > 0.5 && stop.abort() })).toThrow(
    'aborted',
  );
  const few = overlay(layers, { keep: (cover) => cover.every((shapes) => shapes.length > 0) });
  expect(few.cells.map((cell) => cell.areaM2)).toEqual(all.cells.map((cell) => cell.areaM2));
  for (const { cover, geometry } of few.cells) expect(geometry !== null).toBe(cover.every(({ length }) => length > 0));
});

test('what is enclosed and not covered is a gap, with who borders on it and what lies inside it cut out', () => {
  const frame = polygon(square(118, 25, 1), square(118.2, 25.2, 0.6));
  const [island, half, other] = [square(118.4, 25.4, 0.2), square(118.2, 25.2, 0.3), square(120, 25, 1)].map((ring) => polygon(ring)); // prettier-ignore
  const { gaps } = overlay([{ shapes: [frame, other!] }, { shapes: [island!, half!] }], { findGaps: true });
  const size = areaM2(polygon(square(118.2, 25.2, 0.6))) - unionOf([island!, half!]).areaM2;
  expect(gaps.map(({ beside }) => beside)).toEqual([[[0], [0, 1]]]);
  expect(Math.abs(gaps[0]!.areaM2 / size - 1)).toBeLessThan(1e-6);
  const alone = overlay([{ shapes: [frame, other!] }, { shapes: [island!] }], { findGaps: true }).gaps[0]!;
  expect([alone.beside, polygonsOf(alone.geometry).map((rings) => rings.length)]).toEqual([[[0], [0]], [2]]);
  expect(overlay([{ shapes: [frame] }]).gaps).toEqual([]);
});
