import { ellipsoidArea } from '../ellipsoid.ts';
import type { MultiPolygon, Polygon, Position } from '../geometry.ts';
import { areaM2 } from '../measures.ts';
import { sizeOf } from '../overlay/areas.ts';
import { TooTangled } from '../overlay/meetings.ts';
import { boxOfRing } from '../overlay/surroundings.ts';
import { cleanRing, isSame } from './clean-ring.ts';
import { Findings, UNITS_PER_DEGREE, type RepairFinding } from './findings.ts';
import { MOST_CROSSINGS, settled, type LoneRing } from './settle.ts';

/** Polygons of rings of positions as a file gives them: open, crossing, with heights, with anything for numbers. */
export type RawArea = readonly (readonly (readonly (readonly number[])[])[])[];

export interface RepairReport {
  /** Why nothing could be made of it, as a sentence; null when it could. */
  readonly refusal: string | null;
  readonly findings: readonly RepairFinding[];
  /** Outer rings minus holes as they came; of what crosses itself that is not what it covers. */
  readonly beforeM2: number;
  readonly afterM2: number;
}

export interface Repaired {
  /** Valid (OGC), outer rings counter-clockwise, holes clockwise; null when refused. */
  readonly geometry: Polygon | MultiPolygon | null;
  readonly report: RepairReport;
}

/** Makes an area valid and says what was done. Coordinates are rounded to 1e-9 degrees (0.1 mm), as the store keeps them. */
export function repairArea(raw: RawArea): Repaired {
  const findings = new Findings();
  const refusal = refusalOf(raw);
  if (refusal !== null) return refused(refusal, findings, 0);
  const beforeM2 = areaBefore(raw);
  const rings = raw.flatMap((part, at) => ringsOfPart(part, at, findings));
  const shape = rings.length === 0 ? null : settledOrNot(rings, findings);
  if (shape === TANGLED) return refused(TANGLED, findings, beforeM2);
  if (shape === null) return refused('图形没有面积，无法作为面使用', findings, beforeM2);
  const geometry = inDegrees(shape);
  return { geometry, report: { refusal: null, findings: findings.list(), beforeM2, afterM2: areaM2(geometry) } };
}

const TANGLED = `边界自相交超过 ${MOST_CROSSINGS / 10_000} 万处，不像是一块地的边界，请在原文件中重新绘制`;

function settledOrNot(rings: readonly LoneRing[], findings: Findings): ReturnType<typeof settled> | typeof TANGLED {
  try {
    return settled(rings, findings);
  } catch (error) {
    if (error instanceof TooTangled) return TANGLED;
    throw error;
  }
}

const refused = (refusal: string, findings: Findings, beforeM2: number): Repaired => ({
  geometry: null,
  report: { refusal, findings: findings.list(), beforeM2, afterM2: 0 },
});

function refusalOf(raw: RawArea): string | null {
  let number = 0;
  for (const ring of raw.flat()) {
    number++;
    for (let i = 0; i < ring.length; i++) {
      const [lon, lat] = ring[i]!;
      const where = `第 ${number} 圈边界的第 ${i + 1} 个点`;
      if (!Number.isFinite(lon) || !Number.isFinite(lat)) return `${where}坐标不是有限的数，请在原文件中改正`;
      if (Math.abs(lon!) > 180 || Math.abs(lat!) > 90) {
        return `${where}（${lon}, ${lat}）超出经度 −180 至 180、纬度 −90 至 90 的范围，请检查坐标系`;
      }
      if (i > 0 && Math.abs(lon! - ring[i - 1]![0]!) > 180) {
        return `第 ${number} 圈边界在第 ${i + 1} 个点跨过 180° 经线，请在 180° 处切成两块`;
      }
    }
  }
  return null;
}

function areaBefore(raw: RawArea): number {
  const ringM2 = (ring: readonly (readonly number[])[]): number => {
    const flat = ring.flatMap(([lon, lat]) => [lon!, lat!]);
    return Math.abs(ellipsoidArea(Float64Array.from([...flat, ...flat.slice(0, 2)])));
  };
  return raw.reduce((sum, [outer, ...holes]) => {
    if (outer === undefined) return sum;
    return sum + holes.reduce((rest, hole) => rest - ringM2(hole), ringM2(outer));
  }, 0);
}

/** Rings are compared in whole 1e-9 degrees: what touches on paper touches exactly. */
const whole = (degrees: number): number => Math.round(degrees * UNITS_PER_DEGREE) + 0;

function inDegrees(shape: Polygon | MultiPolygon): Polygon | MultiPolygon {
  const ringIn = (ring: readonly Position[]): Position[] =>
    ring.map(([x, y]): Position => [x / UNITS_PER_DEGREE, y / UNITS_PER_DEGREE]);
  return shape.type === 'Polygon'
    ? { type: 'Polygon', coordinates: shape.coordinates.map(ringIn) }
    : { type: 'MultiPolygon', coordinates: shape.coordinates.map((rings) => rings.map(ringIn)) };
}

/** A part's rings, cleaned, each once, the largest first. */
function ringsOfPart(part: RawArea[number], at: number, findings: Findings): LoneRing[] {
  const rings: { positions: Position[]; size: number }[] = [];
  for (const ring of part) {
    const heights = ring.filter((position) => position.length > 2).length;
    if (heights > 0) findings.add('height', null, heights);
    const cleaned = cleanRing(
      ring.map((position): Position => [whole(position[0]!), whole(position[1]!)]),
      findings,
    );
    if (cleaned === null) continue;
    const size = Math.abs(sizeOf(cleaned));
    if (rings.some((other) => other.size === size && isSameRing(other.positions, cleaned))) {
      findings.add('duplicate-ring', cleaned[0]);
    } else rings.push({ positions: cleaned, size });
  }
  const largest = rings.reduce((best, ring, i) => (ring.size > rings[best]!.size ? i : best), 0);
  if (largest > 0 && isAround(rings[largest]!.positions, rings[0]!.positions)) {
    findings.add('ring-order', rings[largest]!.positions[0]);
    rings.unshift(...rings.splice(largest, 1));
  }
  return rings.map(({ positions }, i) => ({ part: at, isShell: i === 0, positions }));
}

function isAround(outer: readonly Position[], inner: readonly Position[]): boolean {
  const [west, south, east, north] = boxOfRing(outer);
  const [innerWest, innerSouth, innerEast, innerNorth] = boxOfRing(inner);
  return west <= innerWest && south <= innerSouth && east >= innerEast && north >= innerNorth;
}

/** The same points in the same order, from wherever and whichever way round. */
function isSameRing(one: readonly Position[], other: readonly Position[]): boolean {
  const count = one.length - 1;
  if (other.length - 1 !== count) return false;
  return other.slice(0, count).some((position, start) => {
    if (!isSame(position, one[0]!)) return false;
    return [1, -1].some((way) =>
      one.slice(0, count).every((own, i) => isSame(own, other[(start + way * i + i * count) % count]!)),
    );
  });
}
