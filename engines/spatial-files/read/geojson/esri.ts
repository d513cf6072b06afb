import type { Position } from '@quantu/geometry';
import { areaOf } from '../rings.ts';
import { shapeFromJson, type JsonShape } from './shape.ts';

type JsonObject = Readonly<Record<string, unknown>>;

/** Whether a member of `features` is one of ArcGIS: `attributes` stand where GeoJSON has `properties`. */
export const isEsriFeature = (json: JsonObject): boolean => !('type' in json) && 'attributes' in json;

/** A geometry as ArcGIS servers write it: rings, paths, points, or one point. */
export function shapeFromEsri(json: unknown): JsonShape {
  if (typeof json !== 'object' || json === null) return shapeFromJson(null);
  const { x, y, points, paths, rings, curveRings, curvePaths } = json as JsonObject;
  if (curveRings !== undefined || curvePaths !== undefined) {
    return { ...shapeFromJson(null), problem: '图形含有圆弧曲线，请先在 ArcGIS 里加密（Densify）再导出' };
  }
  if (rings !== undefined) return areaShape(rings);
  if (paths !== undefined) return shapeFromJson({ type: 'MultiLineString', coordinates: paths });
  if (points !== undefined) return shapeFromJson({ type: 'MultiPoint', coordinates: points });
  if (x === undefined || x === null || x === 'NaN') return shapeFromJson(null);
  return shapeFromJson({ type: 'Point', coordinates: [x, y] });
}

/** Outer rings run clockwise, as in a shapefile. */
function areaShape(rings: unknown): JsonShape {
  // Read as lines: which ring is a hole is not known yet.
  const read = shapeFromJson({ type: 'MultiLineString', coordinates: rings });
  if (read.geometry?.type !== 'MultiLineString') return read;
  const { geometry, wasOpen } = areaOf(read.geometry.coordinates.map((ring): Position[] => [...ring]));
  return { ...read, geometry, wasOpen, z: null };
}

/** What ArcGIS says of the system: the newer code where it has one. */
export function esriCrs(root: JsonObject): string | null {
  const { spatialReference } = root;
  if (typeof spatialReference !== 'object' || spatialReference === null) return null;
  const { latestWkid, wkid, wkt } = spatialReference as JsonObject;
  const code = latestWkid ?? wkid;
  if (typeof code === 'number') return `EPSG:${code}`;
  return typeof wkt === 'string' ? wkt : null;
}
