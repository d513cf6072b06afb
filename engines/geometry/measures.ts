import { ellipsoidArea } from './ellipsoid.ts';
import { geodesicM } from './geodesic.ts';
import { linesOf, polygonsOf, type Geometry, type Position } from './geometry.ts';

const ringAreaM2 = (ring: readonly Position[]): number => Math.abs(ellipsoidArea(Float64Array.from(ring.flat())));

/** Ellipsoid area in m², outer rings minus holes, whichever way they run; 0 of what is no area. */
export function areaM2(geometry: Geometry): number {
  return polygonsOf(geometry).reduce(
    (sum, [outer, ...holes]) => holes.reduce((rest, hole) => rest - ringAreaM2(hole), sum + ringAreaM2(outer!)),
    0,
  );
}

/** Geodesic length of lines in metres; 0 of what is no line. */
export function lengthM(geometry: Geometry): number {
  return linesOf(geometry).reduce((sum, line) => {
    for (let i = 1; i < line.length; i++) sum += geodesicM(line[i - 1]!, line[i]!);
    return sum;
  }, 0);
}
