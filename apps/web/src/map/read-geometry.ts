import { parseGeometry, type GeometryKind } from '@quantu/geometry';
import type { Geometry } from '@quantu/registers';

export type ReadGeometry = { readonly geometry: Geometry } | { readonly problem: string };

/**
 * A geometry that was pasted: GeoJSON (also a feature, or a collection with one), WKT, or coordinates as people write
 * them — `118.9, 25.1`, one point a line, degrees minutes seconds. CGCS2000, longitude first.
 */
export function readGeometry(text: string, kind: GeometryKind): ReadGeometry {
  const given = text.trim();
  if (given === '') return { problem: '没有坐标' };
  const raw = given.startsWith('{') ? fromJson(given) : (fromWkt(given) ?? fromList(given, kind));
  if (raw === null) return { problem: '看不出坐标。可以贴 GeoJSON、WKT，或一行一个点：118.9123, 25.1234' };
  const parsed = parseGeometry(raw, kind);
  return 'problem' in parsed ? parsed : { geometry: parsed };
}

function fromJson(text: string): unknown {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return null;
  }
  return geometryIn(json);
}

function geometryIn(json: unknown): unknown {
  if (typeof json !== 'object' || json === null) return null;
  if ('geometry' in json) return json.geometry;
  if ('features' in json && Array.isArray(json.features)) {
    return json.features.length === 1 ? geometryIn(json.features[0]) : null;
  }
  return json;
}

const WKT_TYPES: Readonly<Record<string, string>> = {
  POINT: 'Point',
  MULTIPOINT: 'MultiPoint',
  LINESTRING: 'LineString',
  MULTILINESTRING: 'MultiLineString',
  POLYGON: 'Polygon',
  MULTIPOLYGON: 'MultiPolygon',
};

/** WKT is GeoJSON with other brackets: `POLYGON ((1 2, 3 4))` → `[[[1,2],[3,4]]]`. */
function fromWkt(text: string): unknown {
  const match = /^(?:SRID=\d+;)?\s*([A-Z]+)\s*Z?\s*(\(.*\))$/is.exec(text);
  const type = WKT_TYPES[match?.[1]?.toUpperCase() ?? ''];
  if (!match || type === undefined) return null;
  const points = match[2]!
    .replace(/[^()\d,.\s+eE-]/g, '?')
    .replace(/[^(),]+/g, (point) => (point.trim() === '' ? '' : `[${point.trim().split(/\s+/).join(',')}]`))
    .replaceAll('(', '[')
    .replaceAll(')', ']');
  try {
    const coordinates: unknown = JSON.parse(points);
    // A point has one pair of brackets more than GeoJSON gives it, a multipoint may have them around each point.
    if (type === 'Point') return { type, coordinates: first(coordinates) };
    if (type === 'MultiPoint') return { type, coordinates: unwrapped(coordinates) };
    return { type, coordinates };
  } catch {
    return null;
  }
}

const first = (value: unknown): unknown => (Array.isArray(value) ? (value as unknown[])[0] : null);

function unwrapped(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  return (value as unknown[]).map((point) => (Array.isArray(first(point)) ? first(point) : point));
}

function fromList(text: string, kind: GeometryKind): unknown {
  const numbers = numbersIn(text);
  if (numbers === null || numbers.length < 2 || numbers.length % 2 === 1) return null;
  const points = Array.from({ length: numbers.length / 2 }, (_, i) => [numbers[2 * i]!, numbers[2 * i + 1]!]);
  if (kind === 'point')
    return points.length === 1
      ? { type: 'Point', coordinates: points[0] }
      : { type: 'MultiPoint', coordinates: points };
  if (kind === 'line') return { type: 'LineString', coordinates: points };
  return { type: 'Polygon', coordinates: [closed(points)] };
}

function closed(points: number[][]): number[][] {
  const [start, end] = [points[0]!, points.at(-1)!];
  return start[0] === end[0] && start[1] === end[1] ? points : [...points, start];
}

// Normalising has made two primes of each double prime.
const ANGLE = /(\d+(?:\.\d+)?)\s*[°度]\s*(?:(\d+(?:\.\d+)?)\s*['′’分]\s*)?(?:(\d+(?:\.\d+)?)\s*(?:["”秒]|['′’]{2}))?/g;

/** The numbers of a list of coordinates, angles made decimal; null when it holds anything else. */
function numbersIn(text: string): readonly number[] | null {
  const plain = text
    .normalize('NFKC')
    .replace(ANGLE, (_, degrees: string, minutes = '0', seconds = '0') =>
      String(Number(degrees) + Number(minutes) / 60 + Number(seconds) / 3600),
    )
    .replace(/东经|北纬|经度|纬度|[EN:：]/g, ' ');
  if (!/^[\d.,，;；、\s()[\]-]+$/.test(plain)) return null;
  return (plain.match(/-?\d+(\.\d+)?/g) ?? []).map(Number);
}
