import { boxOf, type Position } from '@quantu/geometry';
import { fromBd09, fromGcj02, toBd09, toGcj02 } from './shifted.ts';
import { alignedAs } from './aligned.ts';
import { between, Nearest, type Shift } from './nearest.ts';
import { BD09, GCJ02, type Crs } from './systems.ts';

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
  /** The control has decided: the layer is in the suspect's system, or lies where it says. */
  readonly isSettled: boolean;
  /** One sentence for the person. */
  readonly why: string;
}

/** Share by which the shift may differ from the formula's. */
const TOLERANCE = 0.3;
/** What is left of the distance when the layer is taken back, at most. */
const BETTER = 0.5;
/** Degrees round the control in which points of the layer are asked. */
const AROUND = 0.015;
const MOST_POINTS = 2_000;
const ROUNDS = 12;

/**
 * Whether a layer lies where a control says, or is moved as Chinese web maps are. The control is the same shapes, or
 * shapes with edges in common (a boundary, an older version), as points along them; both in longitude and latitude.
 */
export function testShift(layer: readonly Position[], control: readonly Position[]): ShiftFinding {
  if (layer.length === 0 || control.length === 0) return nothing('没有可以对照的点');
  const near = within(layer, control);
  const points = thinned(near.length > 0 ? near : layer);
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
  const aligned = alignedAs(points, nearest, origin);
  if (aligned !== null && aligned.crs !== null) {
    const moved = between(origin, aligned.crs.id === 'GCJ-02' ? toGcj02(...origin) : toBd09(...origin));
    const east = Math.round(moved.eastM);
    const why = `图层与对照的相互位置，要把图层当作${aligned.crs.name}（偏东 ${east} 米、偏北 ${Math.round(moved.northM)} 米）才对得上`;
    return { isSettled: true, suspect: aligned.crs, shift: moved, expected: moved, distanceM, correctedM, why };
  }
  if (aligned !== null) {
    const why = '图层与对照的相互位置对得上，不像偏移坐标';
    return {
      isSettled: true,
      suspect: null,
      shift: { eastM: 0, northM: 0 },
      expected: null,
      distanceM,
      correctedM: null,
      why,
    };
  }
  const isBetter = correctedM < distanceM * BETTER;
  if (size > 1 && isBetter && off <= size * TOLERANCE && correctedM <= size * TOLERANCE) {
    const why = `图层比对照偏东 ${Math.round(shift.eastM)} 米、偏北 ${Math.round(shift.northM)} 米，与${best.crs.name}的偏移一致`;
    return { isSettled: true, suspect: best.crs, shift, expected, distanceM, correctedM, why };
  }
  const why =
    distanceM <= size * TOLERANCE
      ? `图层与对照相差约 ${Math.round(distanceM)} 米，不像偏移坐标`
      : `图层与对照相差约 ${Math.round(distanceM)} 米，与火星坐标、百度坐标的偏移都不一致，无从判断`;
  return { isSettled: false, suspect: null, shift: plain.shift, expected: null, distanceM, correctedM: null, why };
}

const nothing = (why: string): ShiftFinding => ({
  isSettled: false,
  suspect: null,
  shift: null,
  expected: null,
  distanceM: null,
  correctedM: null,
  why,
});

/** What lies far from every part of the control can tell nothing. */
function within(layer: readonly Position[], control: readonly Position[]): readonly Position[] {
  const [west, south, east, north] = boxOf({ type: 'MultiPoint', coordinates: control });
  return layer.filter(
    ([lon, lat]) => lon > west - AROUND && lon < east + AROUND && lat > south - AROUND && lat < north + AROUND,
  );
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
