import { polygonsOf, type MultiPolygon, type Polygon, type Position } from '../geometry.ts';
import { sizeOf } from './areas.ts';

type Shape = Polygon | MultiPolygon | null;

/** Area in square degrees: unlike the official formula it does not change where an edge gets a point. */
export function planeArea(shape: Shape): number {
  if (shape === null) return 0;
  return polygonsOf(shape).reduce(
    (sum, [outer, ...holes]) =>
      holes.reduce((rest, hole) => rest - Math.abs(sizeOf(hole)), sum + Math.abs(sizeOf(outer!))),
    0,
  );
}

export function planePerimeter(shape: Shape): number {
  if (shape === null) return 0;
  let sum = 0;
  for (const ring of polygonsOf(shape).flat()) {
    for (let i = 1; i < ring.length; i++)
      sum += Math.hypot(ring[i]![0] - ring[i - 1]![0], ring[i]![1] - ring[i - 1]![1]);
  }
  return sum;
}

/** How far areas of a shape may differ: 1e-9 of it, or as much as the doubles that its points are rounded to are apart. */
export function roundingOf(...shapes: readonly Shape[]): number {
  const perimeter = shapes.reduce((sum, shape) => sum + planePerimeter(shape), 0);
  return 1e-9 * Math.max(...shapes.map(planeArea)) + perimeter * SPACING;
}
/** Between doubles at 120 degrees, and a half more for the other program's point. */
const SPACING = 2e-14;

/** Is a point inside an odd number of rings? Null when it is too near a border to tell by plain arithmetic. */
export function isInside([x, y]: Position, shape: Polygon | MultiPolygon): boolean | null {
  let isIn = false;
  for (const ring of polygonsOf(shape).flat()) {
    for (let i = 1; i < ring.length; i++) {
      const [[ax, ay], [bx, by]] = [ring[i - 1]!, ring[i]!];
      const length = Math.hypot(bx - ax, by - ay);
      const along = ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length ** 2;
      const share = Math.min(1, Math.max(0, along));
      if (Math.hypot(x - ax - share * (bx - ax), y - ay - share * (by - ay)) < 1e-7) return null;
      if (ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * (bx - ax)) isIn = !isIn;
    }
  }
  return isIn;
}
