import Flatbush from 'flatbush';
import { boxOf, holdsPosition, meet, partsOf, polygonsOf, type Geometry } from '@quantu/geometry';

/** With fewer edges than this every pair is as quickly looked at. */
const FEW = 64;

/**
 * Whether geometries have a point in common with this shape: its edges are sorted once, so that what lies far from all
 * of them is told by one of its points.
 */
export function meetsTest(shape: Geometry): (geometry: Geometry) => boolean {
  const parts = partsOf(shape);
  const count = parts.reduce((sum, { length }) => sum + length, 0);
  if (count < FEW || polygonsOf(shape).length === 0) return (geometry) => meet(geometry, shape);
  const edges = new Flatbush(parts.reduce((sum, { length }) => sum + length - 1, 0));
  for (const part of parts) {
    for (let i = 1; i < part.length; i++) {
      const [[ax, ay], [bx, by]] = [part[i - 1]!, part[i]!];
      edges.add(Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by));
    }
  }
  edges.finish();
  return (geometry) => {
    const isFar = edges.search(...boxOf(geometry)).length === 0;
    return isFar ? partsOf(geometry).some(([first]) => holdsPosition(shape, first!)) : meet(geometry, shape);
  };
}
