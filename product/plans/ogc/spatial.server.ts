import { setImmediate } from 'node:timers/promises';
import {
  boxOf,
  fromWkb,
  parseGeometry,
  partsOf,
  polygonsOf,
  relates,
  type Box,
  type Geometry,
  type Position,
  type Relation,
} from '@quantu/geometry';
import { sql, type RawBuilder } from 'kysely';
import type { ShownLayer } from '../map/shown.server.ts';
import { belongs } from '../map/drawn.server.ts';
import { boxSql } from '../map/identify.server.ts';
import type { Spatial } from './cql2/tree.ts';
import type { OgcCrs } from './crs.ts';
import type { OgcDesk } from './desk.server.ts';
import { ogcFault } from './faults.ts';
import { meetsTest } from './meets.ts';

/** Features whose shapes are looked at one by one for a filter. */
const MOST_SHAPES = 20_000;
const AT_ONCE = 200;

/** Which features have a point in common with any of what is asked for. */
export async function meetsSql(
  desk: OgcDesk,
  layer: ShownLayer,
  { shapes, areBoxes }: Asked,
): Promise<RawBuilder<boolean>> {
  const parts: RawBuilder<boolean>[] = [];
  for (const shape of shapes) parts.push(await meetsShape(desk, layer, shape, areBoxes));
  return sql<boolean>`(${sql.join(parts, sql` or `)})`;
}

/** Those whose box lies in a box that is asked for, and those whose shape was found to meet it. */
async function meetsShape(
  desk: OgcDesk,
  layer: ShownLayer,
  shape: Geometry,
  isBox: boolean,
): Promise<RawBuilder<boolean>> {
  const box = boxSql(boxOf(shape));
  const inside = isBox ? sql<boolean>`f.box <@ ${box}` : sql<boolean>`false`;
  const { rows } = await sql<{ key: string; shape: Buffer }>`select f.key, f.shape from layer_feature f
    where ${belongs(layer)} and f.box && ${box} and not (${inside}) limit ${MOST_SHAPES + 1}`.execute(desk.db);
  if (rows.length > MOST_SHAPES) throw tooMany();
  const meets = meetsTest(shape);
  const keys: string[] = [];
  for (const [at, row] of rows.entries()) {
    // Others are answered meanwhile.
    if (at % AT_ONCE === AT_ONCE - 1) await setImmediate();
    if (meets(fromWkb(row.shape))) keys.push(row.key);
  }
  return sql<boolean>`((f.box && ${box} and ${inside}) or f.key = any(${keys}::text[]))`;
}

/** What one filter may look at: corners of its shape times corners of features. */
const MOST_LOOKS = 2e8;
const LOOKS_AT_ONCE = 1e6;

/** Which features lie so to a shape, or the shape to them when they stand second: looked at one by one, exactly. */
export async function relatedSql(
  desk: OgcDesk,
  layer: ShownLayer,
  asked: Asked,
  relation: Relation,
  isFirst: boolean,
): Promise<RawBuilder<boolean>> {
  const [shape, ...others] = joined(asked.shapes);
  if (shape === undefined || others.length > 0) {
    throw ogcFault('ogc.filter', {
      at: 1,
      why: `a collection of several kinds is taken by S_INTERSECTS and S_DISJOINT only, not by ${relation}`,
      said: '点、线、面混在一起的图形集合只能用于 S_INTERSECTS 和 S_DISJOINT',
    });
  }
  const { rows } = await sql<{ key: string; shape: Buffer }>`select f.key, f.shape from layer_feature f
    where ${belongs(layer)} and f.box && ${boxSql(boxOf(shape))} limit ${MOST_SHAPES + 1}`.execute(desk.db);
  const corners = cornersOf(shape);
  const looks = rows.reduce((sum, row) => sum + (row.shape.length / 16) * corners, 0);
  if (rows.length > MOST_SHAPES || looks > MOST_LOOKS) throw tooMany();
  const keys: string[] = [];
  let looked = 0;
  for (const row of rows) {
    looked += (row.shape.length / 16) * corners;
    if (looked > LOOKS_AT_ONCE) {
      looked = 0;
      await setImmediate();
    }
    const feature = fromWkb(row.shape);
    if (isFirst ? relates(relation, feature, shape) : relates(relation, shape, feature)) keys.push(row.key);
  }
  return sql<boolean>`f.key = any(${keys}::text[])`;
}

const cornersOf = (shape: Geometry): number => partsOf(shape).reduce((sum, { length }) => sum + length, 0);

function tooMany(): Error {
  const [why, said] = ['the geometry meets too many features', '几何图形碰到的要素太多，请缩小范围'];
  return ogcFault('ogc.filter-cost', { why, said });
}

/** A box as a shape; one that is only a line or a point is one. */
function boxShape([west, south, east, north]: Box): Geometry {
  if (west === east && south === north) return { type: 'Point', coordinates: [west, south] };
  if (west === east || south === north)
    return {
      type: 'LineString',
      coordinates: [
        [west, south],
        [east, north],
      ],
    };
  return {
    type: 'Polygon',
    coordinates: [
      [
        [west, south],
        [east, south],
        [east, north],
        [west, north],
        [west, south],
      ],
    ],
  };
}

/** What a filter or a parameter asks by, in degrees: shapes of which any may be met. */
export interface Asked {
  readonly shapes: readonly Geometry[];
  /** Whether they are upright rectangles. */
  readonly areBoxes: boolean;
}

/** Four or six numbers in a system; where west is greater than east it lies across the seam of longitudes. */
export function boxAsked(numbers: readonly number[], crs: OgcCrs, parameter: string): Asked {
  const flat = numbers.length === 6 ? [numbers[0]!, numbers[1]!, numbers[3]!, numbers[4]!] : numbers;
  const [a = 0, b = 0, c = 0, d = 0] = flat;
  const isAcross = crs.longitude === 0 ? a > c : crs.longitude === 1 && b > d;
  const isUpright = crs.longitude === 0 ? b <= d : crs.longitude === 1 ? a <= c : a <= c && b <= d;
  if (flat.length !== 4 || !flat.every(Number.isFinite) || !isUpright) {
    throw ogcFault('ogc.value', {
      name: parameter,
      why: 'four numbers, lower corner first, are needed',
      said: '须为四个数字，先小后大',
    });
  }
  const halves = !isAcross
    ? [[a, b, c, d] as const]
    : crs.longitude === 0
      ? ([[a, b, 180, d], [-180, b, c, d]] as const) // prettier-ignore
      : ([[a, b, c, 180], [a, -180, c, d]] as const); // prettier-ignore
  return { shapes: halves.map((half) => boxShape(boxIn(half, crs, parameter))), areBoxes: true };
}

/** A box of a system as one in degrees: its sides are followed, because they bend. */
function boxIn([a, b, c, d]: Box, crs: OgcCrs, parameter: string): Box {
  const places: Position[] = [];
  for (let i = 0; i <= 16; i++) {
    const [x, y] = [a + ((c - a) * i) / 16, b + ((d - b) * i) / 16];
    places.push(crs.to(x, b), crs.to(x, d), crs.to(a, y), crs.to(c, y));
  }
  if (!places.every(isOnEarth)) {
    throw ogcFault('ogc.value', {
      name: parameter,
      why: 'it lies outside of its system',
      said: '坐标超出坐标系的范围',
    });
  }
  return boxOf({ type: 'MultiPoint', coordinates: places });
}

const isOnEarth = ([lon, lat]: Position): boolean => Math.abs(lon) <= 180 && Math.abs(lat) <= 90;

/** A geometry of a filter. */
export function filterAsked(given: Exclude<Spatial, { property: string }>, crs: OgcCrs): Asked {
  if ('bbox' in given) return boxAsked(given.bbox, crs, 'filter');
  const all = given.type === 'GeometryCollection' ? given.geometries : [given];
  return { shapes: joined(all.map((one) => shapeIn(one, crs))), areBoxes: false };
}

function shapeIn(given: Geometry, crs: OgcCrs): Geometry {
  const turned = { ...given, coordinates: turnedAll(given.coordinates, crs) };
  const kind = /Polygon$/.test(given.type) ? 'area' : /LineString$/.test(given.type) ? 'line' : 'point';
  const shape = parseGeometry(turned, kind);
  if ('problem' in shape) {
    throw ogcFault('ogc.filter', { at: 1, why: 'the geometry is not valid', said: shape.problem });
  }
  if (!partsOf(shape).every((part) => part.every(isOnEarth))) {
    throw ogcFault('ogc.filter', {
      at: 1,
      why: 'the geometry lies outside of its system',
      said: '几何图形的坐标超出坐标系的范围',
    });
  }
  return shape;
}

/** Parts of the same kind as one shape of that kind. */
function joined(shapes: readonly Geometry[]): readonly Geometry[] {
  if (shapes.length === 1) return shapes;
  const areas = shapes.flatMap(polygonsOf);
  const lines = shapes.filter(({ type }) => type.endsWith('LineString')).flatMap(partsOf);
  const points = shapes.filter(({ type }) => type.endsWith('Point')).flatMap((one) => partsOf(one).flat());
  return [
    ...(areas.length > 0 ? [{ type: 'MultiPolygon', coordinates: areas } as const] : []),
    ...(lines.length > 0 ? [{ type: 'MultiLineString', coordinates: lines } as const] : []),
    ...(points.length > 0 ? [{ type: 'MultiPoint', coordinates: points } as const] : []),
  ];
}

function turnedAll(coordinates: unknown, crs: OgcCrs): unknown {
  if (!Array.isArray(coordinates)) return coordinates;
  const [x, y]: unknown[] = coordinates;
  return typeof x === 'number' && typeof y === 'number' ? crs.to(x, y) : coordinates.map((one) => turnedAll(one, crs));
}
