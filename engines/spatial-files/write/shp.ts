import type { Geometry, Position } from '@quantu/geometry';

const CODES = { point: 1, line: 3, area: 5 } as const;
export type ShapeKind = keyof typeof CODES;
const HEAD = 100;

/** The content of a record of a .shp; null shapes are four bytes. */
export function recordOf(geometry: Geometry | null): Buffer {
  if (geometry === null) return Buffer.alloc(4);
  if (geometry.type === 'Point') {
    const record = Buffer.alloc(20);
    record.writeInt32LE(CODES.point, 0);
    record.writeDoubleLE(geometry.coordinates[0], 4);
    record.writeDoubleLE(geometry.coordinates[1], 12);
    return record;
  }
  return partsRecord(geometry);
}

function partsRecord(geometry: Geometry): Buffer {
  const isArea = geometry.type.endsWith('Polygon');
  const parts = isArea ? ringsOf(geometry) : linesOf(geometry);
  const count = parts.reduce((sum, { length }) => sum + length, 0);
  const record = Buffer.alloc(44 + parts.length * 4 + count * 16);
  record.writeInt32LE(isArea ? CODES.area : CODES.line, 0);
  record.writeInt32LE(parts.length, 36);
  record.writeInt32LE(count, 40);
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  let point = 0;
  for (const [at, part] of parts.entries()) {
    record.writeInt32LE(point, 44 + at * 4);
    for (const [x, y] of part) {
      const start = 44 + parts.length * 4 + point++ * 16;
      record.writeDoubleLE(x, start);
      record.writeDoubleLE(y, start + 8);
      box[0] = Math.min(box[0]!, x);
      box[1] = Math.min(box[1]!, y);
      box[2] = Math.max(box[2]!, x);
      box[3] = Math.max(box[3]!, y);
    }
  }
  for (const [at, value] of box.entries()) record.writeDoubleLE(value, 4 + at * 8);
  return record;
}

function linesOf(geometry: Geometry): readonly (readonly Position[])[] {
  if (geometry.type === 'LineString') return [geometry.coordinates];
  return geometry.type === 'MultiLineString' ? geometry.coordinates : [];
}

/** Outer rings clockwise, holes the other way. */
function ringsOf(geometry: Geometry): readonly (readonly Position[])[] {
  const polygons =
    geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.type === 'MultiPolygon' ? geometry.coordinates : [];
  return polygons.flatMap((rings) =>
    rings.map((ring, at) => (isClockwise(ring) === (at === 0) ? ring : ring.toReversed())),
  );
}

function isClockwise(ring: readonly Position[]): boolean {
  const [x0, y0] = ring[0]!;
  let sum = 0;
  for (let i = 2; i < ring.length; i++) {
    const [ax, ay] = ring[i - 1]!;
    const [bx, by] = ring[i]!;
    sum += (ax - x0) * (by - y0) - (bx - x0) * (ay - y0);
  }
  return sum < 0;
}

/** The head of a .shp or .shx of so many bytes. */
export function shpHead(kind: ShapeKind, bytes: number, box: readonly number[]): Buffer {
  const head = Buffer.alloc(HEAD);
  head.writeInt32BE(9994, 0);
  head.writeInt32BE(bytes / 2, 24);
  head.writeInt32LE(1000, 28);
  head.writeInt32LE(CODES[kind], 32);
  for (const [at, value] of box.entries()) head.writeDoubleLE(Number.isFinite(value) ? value : 0, 36 + at * 8);
  return head;
}
