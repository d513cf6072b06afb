import type { Geometry, Position } from '@quantu/geometry';
import type { ShapeRow } from '@quantu/plans';

type Attributes = ShapeRow['attributes'];

/** A feature being edited. */
export interface EditFeature {
  readonly key: string;
  readonly isNew: boolean;
  /** Keys of what it was split off or merged from, as they are stored. */
  readonly from?: readonly string[];
  readonly code: string | null;
  readonly name: string | null;
  /** Kept as they are; a part that is cut off has them too. */
  readonly attributes: Attributes;
  readonly shape: Geometry;
}
export type Features = ReadonlyMap<string, EditFeature>;

export const isSame = (a: Position, b: Position): boolean => a[0] === b[0] && a[1] === b[1];

/** The same geometry with each of its parts (points, a line, a ring) exchanged. */
export function mapParts(
  shape: Geometry,
  change: (part: readonly Position[], isRing: boolean) => readonly Position[],
): Geometry {
  switch (shape.type) {
    case 'Point':
      return { type: 'Point', coordinates: change([shape.coordinates], false)[0]! };
    case 'MultiPoint':
      return { type: 'MultiPoint', coordinates: change(shape.coordinates, false) };
    case 'LineString':
      return { type: 'LineString', coordinates: change(shape.coordinates, false) };
    case 'MultiLineString':
      return { type: 'MultiLineString', coordinates: shape.coordinates.map((line) => change(line, false)) };
    case 'Polygon':
      return { type: 'Polygon', coordinates: shape.coordinates.map((ring) => change(ring, true)) };
    case 'MultiPolygon':
      return {
        type: 'MultiPolygon',
        coordinates: shape.coordinates.map((rings) => rings.map((ring) => change(ring, true))),
      };
  }
}

/** Every feature that `change` gives another shape, in place. */
function changed(features: Features, change: (shape: Geometry) => Geometry | null): Features {
  const next = new Map(features);
  for (const [key, feature] of features) {
    const shape = change(feature.shape);
    if (shape !== null) next.set(key, { ...feature, shape });
  }
  return next;
}

const has = (shape: Geometry, at: Position): boolean => {
  let isThere = false;
  mapParts(shape, (part) => {
    isThere ||= part.some((one) => isSame(one, at));
    return part;
  });
  return isThere;
};

/** A corner goes elsewhere in every feature that has it: a shared boundary stays shared. */
export function moveVertex(features: Features, from: Position, to: Position): Features {
  return changed(features, (shape) =>
    has(shape, from) ? mapParts(shape, (part) => part.map((one) => (isSame(one, from) ? to : one))) : null,
  );
}

/** A corner goes out of every feature that has it; null where a feature would fall together. */
export function removeVertex(features: Features, at: Position): Features | null {
  let isPossible = true;
  const next = changed(features, (shape) =>
    has(shape, at)
      ? mapParts(shape, (part, isRing) => {
          const rest = part.filter((one) => !isSame(one, at));
          const [first, last] = [rest[0], rest.at(-1)];
          const closed = isRing && first && last && !isSame(first, last) ? [...rest, first] : rest;
          isPossible &&= part.length === rest.length || closed.length >= (isRing ? 4 : 2);
          return closed;
        })
      : null,
  );
  return isPossible ? next : null;
}

/** Within so many degrees (0.2 mm) a place lies on an edge. */
const ON_EDGE = 2e-9;

/** A place becomes a corner of every edge it lies on. */
export function weave(features: Features, at: Position): Features {
  return changed(features, (shape) => {
    let isWoven = false;
    const woven = mapParts(shape, (part) =>
      part.flatMap((one, i) => {
        const next = part[i + 1];
        if (!next || isSame(one, at) || isSame(next, at) || distance(at, one, next) > ON_EDGE) return [one];
        isWoven = true;
        return [one, at];
      }),
    );
    return isWoven ? woven : null;
  });
}

/** The nearest place on an edge. */
export function onEdge(at: Position, a: Position, b: Position): Position {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const length = dx * dx + dy * dy;
  const part = length === 0 ? 0 : Math.min(1, Math.max(0, ((at[0] - a[0]) * dx + (at[1] - a[1]) * dy) / length));
  return [a[0] + part * dx, a[1] + part * dy];
}

function distance(at: Position, a: Position, b: Position): number {
  const [x, y] = onEdge(at, a, b);
  return Math.hypot(x - at[0], y - at[1]);
}

export interface Snapped {
  readonly at: Position;
  readonly kind: 'vertex' | 'edge' | 'free';
}

/**
 * Where a pointer lands: a corner within reach, else an edge within reach, else where it is. Degrees of longitude are
 * shorter than those of latitude: `squeeze` is the cosine of the latitude.
 */
export function snap(features: Iterable<EditFeature>, at: Position, reach: number, squeeze: number): Snapped {
  let vertex: { at: Position; far: number } | null = null;
  let edge: { at: Position; far: number } | null = null;
  const far = (one: Position): number => Math.hypot((one[0] - at[0]) * squeeze, one[1] - at[1]);
  const flat = ([lon, lat]: Position): Position => [lon * squeeze, lat];
  for (const { shape } of features) {
    mapParts(shape, (part, isRing) => {
      part.forEach((one, i) => {
        const away = far(one);
        if (away <= reach && away < (vertex?.far ?? Infinity)) vertex = { at: one, far: away };
        const next = part[i + 1];
        if (!next || (!isRing && shape.type.endsWith('Point'))) return;
        const [x, y] = onEdge(flat(at), flat(one), flat(next));
        const place: Position = [x / squeeze, y];
        const off = far(place);
        if (off <= reach && off < (edge?.far ?? Infinity)) edge = { at: place, far: off };
      });
      return part;
    });
  }
  // The compiler does not see that the loop sets them.
  const [corner, side] = [vertex, edge] as ({ at: Position } | null)[];
  if (corner) return { at: corner.at, kind: 'vertex' };
  return side ? { at: side.at, kind: 'edge' } : { at, kind: 'free' };
}
