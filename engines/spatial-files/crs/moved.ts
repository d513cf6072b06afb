import Flatbush from 'flatbush';
import type { Position } from '@quantu/geometry';
import { fromBd09, fromGcj02, toBd09, toGcj02 } from './shifted.ts';
import { BD09, GCJ02, type Crs } from './systems.ts';

/** Metres east and north. */
export interface Shift {
  readonly eastM: number;
  readonly northM: number;
}

export interface ShiftFinding {
  /** The web map's system that the layer seems to be in; null when it lies where the control does, or nothing tells. */
  readonly suspect: Crs | null;
  /** How far the layer lies from the control; null when they have nothing in common. */
  readonly shift: Shift | null;
  /** What the suspect's formula gives at this place. */
  readonly expected: Shift | null;
  /** Median distance of the layer's points to the control, as it is and taken back. */
  readonly distanceM: number | null;
  readonly correctedM: number | null;
  /** One sentence for the person. */
  readonly why: string;
}

/** Share by which the shift may differ from the formula's. */
const TOLERANCE = 0.3;
const MOST_POINTS = 2_000;
const ROUNDS = 12;

/**
 * Whether a layer lies where a control says, or is moved as Chinese web maps are. The control is the same shapes, or
 * shapes with edges in common (a boundary, an older version), as points along them; both in longitude and latitude.
 */
export function testShift(layer: readonly Position[], control: readonly Position[]): ShiftFinding {
  if (layer.length === 0 || control.length === 0) return nothing('没有可以对照的点');
  const points = thinned(layer);
  const nearest = new Nearest(control, points[0]![1]);
  const as = (turn: (lon: number, lat: number) => Position): Fit =>
    fit(
      points.map(([lon, lat]) => turn(lon, lat)),
      nearest,
    );
  const plain = as((lon, lat) => [lon, lat]);
  const candidates = [
    { crs: GCJ02, there: toGcj02, fit: as(fromGcj02) },
    { crs: BD09, there: toBd09, fit: as(fromBd09) },
  ];
  const best = candidates.reduce((a, b) => (b.fit.distanceM < a.fit.distanceM ? b : a));
  const at = middle(points);
  const origin = best.crs.id === 'GCJ-02' ? fromGcj02(...at) : fromBd09(...at);
  const expected = between(origin, best.there(...origin));
  const size = Math.hypot(expected.eastM, expected.northM);
  const { distanceM } = plain;
  const correctedM = best.fit.distanceM;
  // What is left after taking the layer back, beside what the formula moves it by.
  const shift = { eastM: expected.eastM + best.fit.shift.eastM, northM: expected.northM + best.fit.shift.northM };
  const off = Math.hypot(best.fit.shift.eastM, best.fit.shift.northM);
  const isBetter = correctedM < distanceM * 0.6;
  if (size > 1 && isBetter && off <= size * TOLERANCE && correctedM <= size * TOLERANCE) {
    const why = `图层比对照偏东 ${Math.round(shift.eastM)} 米、偏北 ${Math.round(shift.northM)} 米，与${best.crs.name}的偏移一致`;
    return { suspect: best.crs, shift, expected, distanceM, correctedM, why };
  }
  const why =
    distanceM <= size * TOLERANCE
      ? `图层与对照相差约 ${Math.round(distanceM)} 米，不像偏移坐标`
      : `图层与对照相差约 ${Math.round(distanceM)} 米，与火星坐标、百度坐标的偏移都不一致，无从判断`;
  return { suspect: null, shift: plain.shift, expected: null, distanceM, correctedM: null, why };
}

const nothing = (why: string): ShiftFinding => ({
  suspect: null,
  shift: null,
  expected: null,
  distanceM: null,
  correctedM: null,
  why,
});

const METRES = (Math.PI / 180) * 6_371_000;

function between([lon, lat]: Position, [lon2, lat2]: Position): Shift {
  return { eastM: (lon2 - lon) * METRES * Math.cos((lat * Math.PI) / 180), northM: (lat2 - lat) * METRES };
}

function thinned(points: readonly Position[]): Position[] {
  const step = Math.max(1, Math.ceil(points.length / MOST_POINTS));
  return points.filter((_, at) => at % step === 0);
}

function middle(points: readonly Position[]): [number, number] {
  const of = (axis: 0 | 1): number => median(points.map((point) => point[axis]));
  return [of(0), of(1)];
}

function median(numbers: readonly number[]): number {
  const sorted = Float64Array.from(numbers).sort();
  return sorted[Math.floor(sorted.length / 2)]!;
}

interface Fit {
  /** Median distance as the points lie. */
  readonly distanceM: number;
  /** How far they still lie from the control, found by moving them until they fit best. */
  readonly shift: Shift;
}

function fit(points: readonly Position[], nearest: Nearest): Fit {
  const distanceM = median(points.map((point) => nearest.offset(point, NO_SHIFT).distanceM));
  let moved = NO_SHIFT;
  for (let round = 0; round < ROUNDS; round++) {
    const offsets = points.map((point) => nearest.offset(point, moved));
    const step = { eastM: median(offsets.map((one) => one.eastM)), northM: median(offsets.map((one) => one.northM)) };
    moved = { eastM: moved.eastM + step.eastM, northM: moved.northM + step.northM };
    if (Math.hypot(step.eastM, step.northM) < 0.1) break;
  }
  return { distanceM, shift: { eastM: -moved.eastM, northM: -moved.northM } };
}

const NO_SHIFT: Shift = { eastM: 0, northM: 0 };

/** The nearest place of the control, in metres round one latitude. */
class Nearest {
  readonly #index: Flatbush;
  readonly #x: Float64Array;
  readonly #y: Float64Array;
  readonly #scale: number;

  constructor(control: readonly Position[], lat: number) {
    this.#scale = METRES * Math.cos((lat * Math.PI) / 180);
    this.#x = Float64Array.from(control, ([lon]) => lon * this.#scale);
    this.#y = Float64Array.from(control, ([, north]) => north * METRES);
    this.#index = new Flatbush(control.length);
    for (let i = 0; i < control.length; i++) {
      const [x, y] = [this.#x[i]!, this.#y[i]!];
      this.#index.add(x, y, x, y);
    }
    this.#index.finish();
  }

  /** From a point, moved, to the nearest of the control. */
  offset([lon, lat]: Position, moved: Shift): Shift & { readonly distanceM: number } {
    const x = lon * this.#scale + moved.eastM;
    const y = lat * METRES + moved.northM;
    const [at = 0] = this.#index.neighbors(x, y, 1);
    const [eastM, northM] = [this.#x[at]! - x, this.#y[at]! - y];
    return { eastM, northM, distanceM: Math.hypot(eastM, northM) };
  }
}

/** Points along lines, at most so far apart: a control is as good as its points are close. */
export function pointsAlong(lines: readonly (readonly Position[])[], stepM: number): Position[] {
  const points: Position[] = [];
  for (const line of lines) {
    for (let i = 0; i < line.length; i++) {
      const [to, from] = [line[i]!, line[i - 1] ?? line[i]!];
      const { eastM, northM } = between(from, to);
      const parts = Math.max(1, Math.ceil(Math.hypot(eastM, northM) / stepM));
      for (let part = 1; part <= parts; part++) {
        points.push([from[0] + ((to[0] - from[0]) * part) / parts, from[1] + ((to[1] - from[1]) * part) / parts]);
      }
    }
  }
  return points;
}
