import type { Geometry, Position } from '@quantu/geometry';

type Turn = (x: number, y: number) => readonly [number, number];

/** The same geometry with every position turned. */
export function turned(geometry: Geometry, turn: Turn): Geometry {
  const place = ([x, y]: Position): Position => turn(x, y);
  const line = (positions: readonly Position[]): readonly Position[] => positions.map(place);
  switch (geometry.type) {
    case 'Point':
      return { type: 'Point', coordinates: place(geometry.coordinates) };
    case 'MultiPoint':
      return { type: 'MultiPoint', coordinates: line(geometry.coordinates) };
    case 'LineString':
      return { type: 'LineString', coordinates: line(geometry.coordinates) };
    case 'MultiLineString':
      return { type: 'MultiLineString', coordinates: geometry.coordinates.map(line) };
    case 'Polygon':
      return { type: 'Polygon', coordinates: geometry.coordinates.map(line) };
    case 'MultiPolygon':
      return { type: 'MultiPolygon', coordinates: geometry.coordinates.map((rings) => rings.map(line)) };
  }
}

export function shapeOf({ type }: Geometry): 'area' | 'line' | 'point' {
  if (type.endsWith('Point')) return 'point';
  return type.endsWith('LineString') ? 'line' : 'area';
}
