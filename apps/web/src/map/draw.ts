import type { Position } from '@quantu/geometry';
import type { GeometryKind } from '@quantu/geometry';
import type { Geometry } from '@quantu/registers';

/** Corners of what is being drawn; an area is not closed here. */
export type Corners = readonly Position[];

/** The corners of a geometry that can be moved one by one; null for shapes of several parts or with holes. */
export function cornersOf(geometry: Geometry | null): Corners | null {
  if (geometry === null) return [];
  // What the type says of the coordinates is what GeoJSON says.
  const coordinates = geometry.coordinates as never;
  if (geometry.type === 'Point') return [coordinates as Position];
  if (geometry.type === 'LineString') return coordinates;
  if (geometry.type !== 'Polygon') return null;
  const rings = coordinates as readonly Corners[];
  return rings.length === 1 ? rings[0]!.slice(0, -1) : null;
}

/** How many corners make a shape. */
export function fewest(kind: GeometryKind): number {
  return { point: 1, line: 2, area: 3 }[kind];
}

/** The geometry of the corners, or null while they are too few. */
export function geometryOf(kind: GeometryKind, corners: Corners): Geometry | null {
  if (corners.length < fewest(kind)) return null;
  if (kind === 'point') return { type: 'Point', coordinates: [...corners.at(-1)!] };
  if (kind === 'line') return { type: 'LineString', coordinates: [...corners] };
  return { type: 'Polygon', coordinates: [[...corners, corners[0]!]] };
}

/** Points in the middle of each side: dragged, they become corners. */
export function middlesOf(
  kind: GeometryKind,
  corners: Corners,
): readonly { readonly after: number; readonly at: Position }[] {
  if (kind === 'point' || corners.length < 2) return [];
  const sides = kind === 'area' && corners.length > 2 ? corners.length : corners.length - 1;
  return Array.from({ length: sides }, (_, i) => {
    const [a, b] = [corners[i]!, corners[(i + 1) % corners.length]!];
    return { after: i, at: [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2] };
  });
}

const rounded = (degrees: number): number => Math.round(degrees * 1e7) / 1e7;

export const position = (lon: number, lat: number): Position => [rounded(lon), rounded(lat)];

export function withCorner(corners: Corners, at: number, to: Position): Corners {
  return corners.map((corner, i) => (i === at ? to : corner));
}

export function withNewCorner(corners: Corners, after: number, at: Position): Corners {
  return [...corners.slice(0, after + 1), at, ...corners.slice(after + 1)];
}

export function withoutCorner(corners: Corners, at: number): Corners {
  return corners.filter((_, i) => i !== at);
}

/** As people read it: 118.912300, 25.123400. */
export function cornersText(corners: Corners): string {
  return corners.map(([lon, lat]) => `${lon}, ${lat}`).join('\n');
}
