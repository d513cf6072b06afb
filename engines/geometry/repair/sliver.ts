import { geodesicM } from '../geodesic.ts';
import { polygonsOf, type Geometry } from '../geometry.ts';

/** What counts as a sliver; both parts of the rule are the office's to declare. */
export interface SliverRule {
  /** Smaller than this is one. */
  readonly minM2: number;
  /** So is what is thin (4πS/P² < 0.05) and on average narrower than this. */
  readonly widthM: number;
}

const THIN = 0.05;

/** Is an area no finding of its own but what two drawings of one line leave between them? */
export function isSliver(areaM2: number, perimeterM: number, { minM2, widthM }: SliverRule): boolean {
  if (areaM2 < minM2) return true;
  if (perimeterM === 0) return false;
  return (4 * Math.PI * areaM2) / perimeterM ** 2 < THIN && (2 * areaM2) / perimeterM < widthM;
}

/** Geodesic length of all rings of an area in metres; 0 of what is no area. */
export function perimeterM(geometry: Geometry): number {
  let sum = 0;
  for (const ring of polygonsOf(geometry).flat()) {
    for (let i = 1; i < ring.length; i++) sum += geodesicM(ring[i - 1]!, ring[i]!);
  }
  return sum;
}
