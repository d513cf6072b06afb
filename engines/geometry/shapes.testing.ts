import fc from 'fast-check';
import type { Geometry, Position } from './geometry.ts';

export function ring(corners: readonly Position[]): Position[] {
  return [...corners, corners[0]!];
}

/** Counter-clockwise, closed. */
export function square(lon: number, lat: number, side: number): Position[] {
  return ring([
    [lon, lat],
    [lon + side, lat],
    [lon + side, lat + side],
    [lon, lat + side],
  ]);
}

/** A ring around a centre in Fujian whose corners lie at growing angles: simple whatever their distances. */
export function starPolygon(): fc.Arbitrary<Position[]> {
  const distance = fc.double({ min: 0.001, max: 0.02, noNaN: true });
  return fc.array(distance, { minLength: 3, maxLength: 40 }).map((distances) =>
    ring(
      distances.map((far, i): Position => {
        const angle = (2 * Math.PI * i) / distances.length;
        return [118.9 + far * Math.cos(angle), 25.12 + far * Math.sin(angle)];
      }),
    ),
  );
}

const degrees = (most: number) => fc.integer({ min: -most * 1e9, max: most * 1e9 }).map((whole) => whole / 1e9);
const position = fc.tuple(degrees(180), degrees(85));
const line = fc.array(position, { minLength: 2, maxLength: 20 });
const rings = fc.array(fc.array(position, { minLength: 3, maxLength: 8 }).map(ring), { minLength: 1, maxLength: 3 });

/** Geometries of every type, not necessarily valid ones. */
export function anyGeometry(): fc.Arbitrary<Geometry> {
  return fc.oneof(
    position.map((coordinates): Geometry => ({ type: 'Point', coordinates })),
    line.map((coordinates): Geometry => ({ type: 'MultiPoint', coordinates })),
    line.map((coordinates): Geometry => ({ type: 'LineString', coordinates })),
    fc
      .array(line, { minLength: 1, maxLength: 4 })
      .map((coordinates): Geometry => ({ type: 'MultiLineString', coordinates })),
    rings.map((coordinates): Geometry => ({ type: 'Polygon', coordinates })),
    fc
      .array(rings, { minLength: 1, maxLength: 3 })
      .map((coordinates): Geometry => ({ type: 'MultiPolygon', coordinates })),
  );
}
