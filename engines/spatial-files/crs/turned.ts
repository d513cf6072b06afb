import type { Geometry, Position } from '@quantu/geometry';

/** A geometry with every position turned into another. */
export function turned(geometry: Geometry, turn: (position: Position) => Position): Geometry {
  const list = (positions: readonly Position[]): Position[] => positions.map(turn);
  switch (geometry.type) {
    case 'Point':
      return { type: 'Point', coordinates: turn(geometry.coordinates) };
    case 'MultiPoint':
    case 'LineString':
      return { type: geometry.type, coordinates: list(geometry.coordinates) };
    case 'MultiLineString':
    case 'Polygon':
      return { type: geometry.type, coordinates: geometry.coordinates.map(list) };
    case 'MultiPolygon':
      return { type: geometry.type, coordinates: geometry.coordinates.map((rings) => rings.map(list)) };
  }
}
