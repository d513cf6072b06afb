import type { Geometry, Position } from '@quantu/geometry';

export interface JsonShape {
  readonly geometry: Geometry | null;
  readonly z: Float64Array | null;
  readonly vertices: number;
  readonly problem: string | null;
  readonly wasOpen?: boolean;
}

const DEPTHS: Readonly<Record<string, number>> = {
  Point: 0,
  MultiPoint: 1,
  LineString: 1,
  MultiLineString: 2,
  Polygon: 2,
  MultiPolygon: 3,
};

const broken = (problem: string): JsonShape => ({ geometry: null, z: null, vertices: 0, problem });
const NONE: JsonShape = { geometry: null, z: null, vertices: 0, problem: null };

/** A geometry of GeoJSON as it stands, whatever its coordinates are in; rings are closed, heights kept aside. */
export function shapeFromJson(json: unknown): JsonShape {
  if (json === null || json === undefined) return NONE;
  if (typeof json !== 'object' || !('type' in json) || typeof json.type !== 'string') return broken('图形不是 GeoJSON');
  if (json.type === 'GeometryCollection') return collected('geometries' in json ? json.geometries : null);
  const depth = DEPTHS[json.type];
  if (depth === undefined) return broken(`图形类型“${json.type.slice(0, 20)}”不认识`);
  const reader = new Reader(json.type.endsWith('Polygon'));
  const coordinates = 'coordinates' in json ? reader.read(json.coordinates, depth) : null;
  if (coordinates === null) return broken(reader.problem);
  if (reader.count === 0) return NONE;
  // The reader has made arrays of exactly this type's depth.
  const geometry = { type: json.type, coordinates } as Geometry;
  const shape = { geometry, z: reader.heights, vertices: reader.count, problem: null };
  return reader.wasOpen ? { ...shape, wasOpen: true } : shape;
}

/** Parts of one kind become one geometry of many parts; different kinds cannot. */
function collected(list: unknown): JsonShape {
  if (!Array.isArray(list) || list.length === 0) return NONE;
  const shapes = list.map(shapeFromJson);
  const wrong = shapes.find(({ problem }) => problem !== null);
  if (wrong) return wrong;
  const geometries = shapes.flatMap(({ geometry }) => (geometry ? [geometry] : []));
  const joined = joinedOf(geometries);
  if (joined === null) return broken('图形集合里点、线、面混在一起，请拆开后再导入');
  return {
    geometry: joined,
    z: null,
    vertices: shapes.reduce((sum, { vertices }) => sum + vertices, 0),
    problem: null,
  };
}

/** Geometries of one kind as one; null when their kinds differ or there are none. */
export function joinedOf(geometries: readonly Geometry[]): Geometry | null {
  const kinds = new Set(geometries.map(({ type }) => type.replace('Multi', '')));
  if (kinds.size !== 1) return null;
  if (geometries.length === 1) return geometries[0]!;
  const kind = [...kinds][0]!;
  const coordinates = geometries.flatMap((one): unknown[] =>
    one.type.startsWith('Multi') ? [...one.coordinates] : [one.coordinates],
  );
  // All are of this kind, so their coordinates are of its depth.
  return { type: `Multi${kind}`, coordinates } as unknown as Geometry;
}

const DECIMAL = /^\s*[-+]?\d+(\.\d+)?\s*$/;

/** Spreadsheets and scripts write numbers as texts. */
function numberOf(value: unknown): number {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && DECIMAL.test(value) ? Number(value) : Number.NaN;
}

class Reader {
  readonly #isArea: boolean;
  readonly #z: number[] = [];
  count = 0;
  wasOpen = false;
  problem = '图形没有坐标';

  constructor(isArea: boolean) {
    this.#isArea = isArea;
  }

  get heights(): Float64Array | null {
    return this.#z.length === this.count ? Float64Array.from(this.#z) : null;
  }

  read(value: unknown, depth: number): unknown {
    if (depth === 0) return this.#position(value);
    if (!Array.isArray(value)) return null;
    const list: unknown[] = [];
    for (const part of value) {
      const read = this.read(part, depth - 1);
      if (read === null) return null;
      if (!Array.isArray(read) || read.length > 0) list.push(read);
    }
    if (depth === 1 && this.#isArea) this.#closeRing(list as Position[]);
    return list;
  }

  #position(value: unknown): Position | null {
    if (!Array.isArray(value)) return null;
    const [x, y, z] = (value as unknown[]).map(numberOf);
    if (x === undefined || y === undefined || !Number.isFinite(x) || !Number.isFinite(y)) {
      this.problem = `第 ${this.count + 1} 个点的坐标不是数字`;
      return null;
    }
    this.count++;
    if (z !== undefined && !Number.isNaN(z)) this.#z.push(z);
    return [x, y];
  }

  #closeRing(ring: Position[]): void {
    const [first, last] = [ring[0], ring.at(-1)];
    if (!first || !last || (first[0] === last[0] && first[1] === last[1])) return;
    ring.push(first);
    this.wasOpen = true;
    this.count++;
    if (this.#z.length > 0) this.#z.push(this.#z.at(-ring.length + 1)!);
  }
}
