import type { Position } from '@quantu/geometry';
import { planeOf } from './vertices.ts';

/** A number from 0 to 1 for whole coordinates, the same everywhere. */
function lattice(seed: number, i: number, j: number): number {
  let mixed = Math.imul(i, 0x27d4eb2d) ^ Math.imul(j, 0x165667b1) ^ Math.imul(seed, 0x9e3779b1);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 4_294_967_296;
}

/** Smooth noise from 0 to 1; `metres` from one hill to the next. */
export function noise(seed: number, x: number, y: number, metres: number): number {
  const [u, v] = [x / metres, y / metres];
  const [i, j] = [Math.floor(u), Math.floor(v)];
  const ease = (share: number): number => share * share * (3 - 2 * share);
  const [a, b] = [ease(u - i), ease(v - j)];
  const mix = (low: number, high: number, share: number): number => low + (high - low) * share;
  return mix(
    mix(lattice(seed, i, j), lattice(seed, i + 1, j), a),
    mix(lattice(seed, i, j + 1), lattice(seed, i + 1, j + 1), a),
    b,
  );
}

type Place = readonly [x: number, y: number];

/** Places by longitude and latitude as places of the plane. */
const places = (list: readonly Position[]): Place[] => list.map(planeOf);

/** A curve through control points (Catmull-Rom) with noise aside, a vertex about every `step` metres. */
export function curve(
  control: readonly Position[],
  { isClosed, step, swing, seed }: { isClosed: boolean; step: number; swing: number; seed: number },
): Place[] {
  const knots = places(control);
  const at = (i: number): Place =>
    isClosed ? knots[(i + knots.length) % knots.length]! : knots[Math.max(0, Math.min(knots.length - 1, i))]!;
  const made: Place[] = [];
  const spans = isClosed ? knots.length : knots.length - 1;
  for (let span = 0; span < spans; span++) {
    const [p0, p1, p2, p3] = [at(span - 1), at(span), at(span + 1), at(span + 2)];
    const count = Math.max(1, Math.round(Math.hypot(p2[0] - p1[0], p2[1] - p1[1]) / step));
    for (let k = 0; k < count; k++) {
      const share = k / count;
      made.push([spline(p0[0], p1[0], p2[0], p3[0], share), spline(p0[1], p1[1], p2[1], p3[1], share)]);
    }
  }
  if (!isClosed) made.push(knots.at(-1)!);
  return made.map(([x, y], i) => {
    const fade = isClosed ? 1 : Math.min(1, i / 8, (made.length - 1 - i) / 8);
    const off = (way: number): number =>
      fade * swing * (1.5 * (noise(seed + way, x, y, 700) - 0.5) + 0.6 * (noise(seed + way + 7, x, y, 180) - 0.5));
    return [x + off(1), y + off(2)];
  });
}

function spline(a: number, b: number, c: number, d: number, t: number): number {
  return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t * t * t);
}
