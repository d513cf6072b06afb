import type { Geometry } from '@quantu/registers';

/** What was read is not checked yet: `parseValue` knows what shape a field wants. */
interface Shape {
  readonly type: string;
  readonly coordinates: unknown;
}
type Read = { readonly geometry: Shape } | { readonly problem: string };

const HINT = '请写成“经度,纬度”，如 118.9123,25.1234；线和面写成 WKT 或 GeoJSON';

/** Reads a place: `119.0,25.1`, `东经119°0′5″ 北纬25°6′30″`, WKT, GeoJSON. Longitude and latitude are told apart. */
export function readPlace(text: string): Read {
  const trimmed = text.normalize('NFKC').trim();
  if (trimmed.startsWith('{')) return ofJson(trimmed);
  if (/^(SRID=\d+;)?\s*[A-Z]{5,}\s*(Z?M?\s*\(|EMPTY)/i.test(trimmed)) return ofWkt(trimmed);
  const numbers = angles(trimmed);
  if (numbers.length !== 2) return { problem: `“${trimmed.slice(0, 40)}”不是坐标，${HINT}` };
  return ordered(numbers[0]!, numbers[1]!, trimmed);
}

/** A point from two cells. */
export function placeOf(longitude: string, latitude: string): Read {
  const [lon] = angles(longitude.normalize('NFKC'));
  const [lat] = angles(latitude.normalize('NFKC'));
  if (lon === undefined || lat === undefined) return { problem: `“${longitude}”“${latitude}”不是经度和纬度，${HINT}` };
  return ordered(lon, lat, `${longitude},${latitude}`);
}

const ANGLE =
  /(-?\d+(?:\.\d+)?)\s*(?:[°度]\s*(?:(\d+(?:\.\d+)?)\s*['′分]\s*(?:(\d+(?:\.\d+)?)\s*(?:["″秒]|''|′′))?)?)?/g;

function angles(text: string): number[] {
  return [...text.matchAll(ANGLE)].map(([, degrees = '0', minutes = '0', seconds = '0']) => {
    const value = Math.abs(Number(degrees)) + Number(minutes) / 60 + Number(seconds) / 3600;
    return Number(degrees) < 0 ? -value : Math.round(value * 1e9) / 1e9;
  });
}

/** China lies between 73° and 136° east and 3° and 54° north: the larger is the longitude. */
function ordered(first: number, second: number, text: string): Read {
  const isChina = (lon: number, lat: number) => lon >= 73 && lon <= 136 && lat >= 3 && lat <= 54;
  if (isChina(first, second)) return { geometry: { type: 'Point', coordinates: [first, second] } };
  if (isChina(second, first)) return { geometry: { type: 'Point', coordinates: [second, first] } };
  const isMetric = Math.abs(first) > 1000 || Math.abs(second) > 1000;
  return { problem: isMetric ? `“${text}”像是投影坐标（米），请换成经纬度` : `“${text}”不在中国境内，${HINT}` };
}

function ofJson(text: string): Read {
  try {
    const value: unknown = JSON.parse(text);
    return { geometry: value as Shape };
  } catch {
    return { problem: '不是完整的 GeoJSON' };
  }
}

const TYPES: Readonly<Record<string, Geometry['type']>> = {
  POINT: 'Point',
  MULTIPOINT: 'MultiPoint',
  LINESTRING: 'LineString',
  MULTILINESTRING: 'MultiLineString',
  POLYGON: 'Polygon',
  MULTIPOLYGON: 'MultiPolygon',
};

function ofWkt(text: string): Read {
  const match = /^(?:SRID=\d+;)?\s*([A-Z]+?)\s*Z?M?\s*(\(.*\))\s*$/is.exec(text);
  const type = TYPES[match?.[1]?.toUpperCase() ?? ''];
  if (!match || !type) return { problem: `“${text.slice(0, 40)}”不是 WKT 图形` };
  const numbers = match[2]!.replace(/-?\d+(?:\.\d+)?(?:e-?\d+)?(?:\s+-?\d+(?:\.\d+)?(?:e-?\d+)?)+/gi, (point) => {
    return `[${point.split(/\s+/).slice(0, 2).join(',')}]`;
  });
  try {
    const nested: unknown = JSON.parse(numbers.replaceAll('(', '[').replaceAll(')', ']'));
    const isSingle = type === 'Point' && Array.isArray(nested);
    return { geometry: { type, coordinates: isSingle ? (nested as unknown[])[0] : nested } };
  } catch {
    return { problem: `“${text.slice(0, 40)}”不是完整的 WKT 图形` };
  }
}

/** A geometry as a cell has it: a point as `lon,lat`, others as WKT; `readPlace` reads it back. */
export function placeText(geometry: Geometry): string {
  if (geometry.type === 'Point') return (geometry.coordinates as readonly number[]).join(',');
  return `${geometry.type.toUpperCase()}${wktOf(geometry.coordinates)}`;
}

function wktOf(part: unknown): string {
  const list = part as readonly unknown[];
  if (typeof list[0] === 'number') return list.join(' ');
  return `(${list.map(wktOf).join(',')})`;
}
