import type { Geometry, Position } from './geometry.ts';
import { areaProblem } from './valid-area.ts';

/** What a field of a register holds. */
export type GeometryKind = 'point' | 'line' | 'area';

/** Why a geometry is not taken: one sentence for the person who gave it. */
export interface GeometryProblem {
  readonly problem: string;
}

/** More than this in one geometry is no site but a whole dataset in one record. */
const MOST_POSITIONS = 100_000;

const TYPES: Readonly<Record<GeometryKind, readonly string[]>> = {
  point: ['Point', 'MultiPoint'],
  line: ['LineString', 'MultiLineString'],
  area: ['Polygon', 'MultiPolygon'],
};
const KIND_LABELS: Readonly<Record<GeometryKind, string>> = { point: '点', line: '线', area: '面' };
const DEPTHS: Readonly<Record<string, number>> = {
  Point: 0,
  MultiPoint: 1,
  LineString: 1,
  MultiLineString: 2,
  Polygon: 2,
  MultiPolygon: 3,
};

/**
 * A geometry from what a form, a file or a call gave: GeoJSON in CGCS2000 degrees, longitude first. Rounded to 1e-9
 * degrees (0.1 mm), points that follow themselves are dropped, a third coordinate (height) too. Areas are valid in the
 * sense of OGC Simple Features when it returns one; the direction of their rings is as given.
 */
export function parseGeometry(json: unknown, kind: GeometryKind): Geometry | GeometryProblem {
  if (typeof json !== 'object' || json === null || !('type' in json) || !('coordinates' in json)) {
    return { problem: '不是 GeoJSON 图形：缺少 type 或 coordinates' };
  }
  const { type, coordinates } = json;
  if (typeof type !== 'string' || !TYPES[kind].includes(type)) {
    return { problem: `这里要的是${KIND_LABELS[kind]}，给的是${nameOf(type)}` };
  }
  const reader = new Reader();
  const read = reader.read(coordinates, DEPTHS[type]!);
  if (read === null) return { problem: reader.problem };
  // The reader has made arrays of exactly this type's depth.
  const geometry = tidied({ type, coordinates: read } as Geometry);
  const problem = shapeProblem(geometry);
  return problem === null ? geometry : { problem };
}

function nameOf(type: unknown): string {
  const kind = (['point', 'line', 'area'] as const).find((one) => TYPES[one].includes(String(type)));
  if (kind !== undefined) return KIND_LABELS[kind];
  return type === 'GeometryCollection' ? '图形集合' : '其他内容';
}

const MOST_DEGREES = 1e9;

class Reader {
  problem = '';
  #count = 0;

  read(value: unknown, depth: number): unknown {
    if (depth === 0) return this.#position(value);
    if (!Array.isArray(value) || value.length === 0) return this.#fail('图形没有坐标');
    const list: unknown[] = [];
    for (const part of value) {
      const read = this.read(part, depth - 1);
      if (read === null) return null;
      list.push(read);
    }
    return list;
  }

  #position(value: unknown): Position | null {
    if (++this.#count > MOST_POSITIONS) return this.#fail(`图形超过 ${MOST_POSITIONS} 个点，请先概化或拆成多条记录`);
    if (!Array.isArray(value) || value.length < 2) return this.#fail(`第 ${this.#count} 个点没有经度和纬度`);
    const [lon, lat] = value as unknown[];
    if (!isNumber(lon) || !isNumber(lat)) return this.#fail(`第 ${this.#count} 个点的坐标不是数字`);
    const problem = positionProblem(lon, lat);
    if (problem !== null) return this.#fail(`第 ${this.#count} 个点（${short(lon)}, ${short(lat)}）${problem}`);
    return [rounded(lon), rounded(lat)];
  }

  #fail(problem: string): null {
    this.problem = problem;
    return null;
  }
}

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
const short = (value: number): string => String(Math.abs(value) < MOST_DEGREES ? Math.round(value * 1e6) / 1e6 : value);

/** 1e-9 degrees; never −0. */
const rounded = (degrees: number): number => Math.round(degrees * 1e9) / 1e9 + 0;

function positionProblem(lon: number, lat: number): string | null {
  if (isInChina(lat, lon)) return '经纬度写反了：经度在前，纬度在后';
  if (Math.abs(lon) <= 180 && Math.abs(lat) <= 90) return null;
  if (Math.abs(lon) > 1000 || Math.abs(lat) > 1000) return '是平面坐标（米），请先转换为 CGCS2000 经纬度';
  return '超出经度 −180 至 180、纬度 −90 至 90 的范围';
}

const isInChina = (lon: number, lat: number): boolean => lon >= 73 && lon <= 136 && lat >= 3 && lat <= 54;

/** Without points that follow themselves: rounding makes them, and they would read as touching. */
function tidied(geometry: Geometry): Geometry {
  switch (geometry.type) {
    case 'Point':
    case 'MultiPoint':
      return geometry;
    case 'LineString':
      return { ...geometry, coordinates: distinct(geometry.coordinates) };
    case 'MultiLineString':
    case 'Polygon':
      return { ...geometry, coordinates: geometry.coordinates.map(distinct) };
    case 'MultiPolygon':
      return { ...geometry, coordinates: geometry.coordinates.map((rings) => rings.map(distinct)) };
  }
}

function distinct(positions: readonly Position[]): readonly Position[] {
  return positions.filter(([lon, lat], at) => {
    const before = positions[at - 1];
    return !before || before[0] !== lon || before[1] !== lat;
  });
}

function shapeProblem(geometry: Geometry): string | null {
  switch (geometry.type) {
    case 'Point':
    case 'MultiPoint':
      return null;
    case 'LineString':
      return lineProblem([geometry.coordinates]);
    case 'MultiLineString':
      return lineProblem(geometry.coordinates);
    case 'Polygon':
      return areaProblem([geometry.coordinates]);
    case 'MultiPolygon':
      return areaProblem(geometry.coordinates);
  }
}

function lineProblem(lines: readonly (readonly Position[])[]): string | null {
  const at = lines.findIndex((line) => line.length < 2);
  if (at < 0) return null;
  return lines.length === 1 ? '线至少要有两个不同的点' : `第 ${at + 1} 段线至少要有两个不同的点`;
}
