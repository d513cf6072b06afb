import type { Position } from '@quantu/geometry';
import { between, type Nearest, type Shift } from './nearest.ts';
import { fromBd09, fromGcj02 } from './shifted.ts';
import { BD09, GCJ02, type Crs } from './systems.ts';

/** Metres within which a point counts as on the control; beyond twice that it hardly counts. */
const NEAR_M = 12;
/** Places the layer is tried at beside those in question: how well it fits where it cannot belong. */
const RADII = [170, 260, 390, 570, 830];
const DIRECTIONS = 16;
/** Too near to a place in question to be one where the layer cannot belong. */
const BESIDE_M = 90;
/** How many standard deviations the true place stands out from the others. */
const [CLEAR, UNCLEAR] = [6, 4];
const FEWEST = 80;
const MOST = 800;

/**
 * In which system a layer fits the control, when the two are of different things: houses keep off roads, shops stand in
 * houses, stops beside streets. Where the layer truly lies, unusually many of its points, or unusually few, lie on the
 * control. `crs` null: as it is. Null when no place stands out.
 */
export function alignedAs(
  all: readonly Position[],
  nearest: Nearest,
  origin: Position,
): { readonly crs: Crs | null } | null {
  if (all.length < FEWEST) return null;
  const step = Math.ceil(all.length / MOST);
  const points = all.filter((_, at) => at % step === 0);
  const asked = [
    { crs: null, shift: { eastM: 0, northM: 0 } },
    { crs: GCJ02, shift: between(origin, fromGcj02(...origin)) },
    { crs: BD09, shift: between(origin, fromBd09(...origin)) },
  ];
  const elsewhere = placesElsewhere(asked.map(({ shift }) => shift)).map((shift) => share(points, nearest, shift));
  const mean = elsewhere.reduce((sum, one) => sum + one, 0) / elsewhere.length;
  const spread = Math.sqrt(elsewhere.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (elsewhere.length - 1));
  // What chance alone makes of so many points.
  const noise = Math.max(spread, Math.sqrt((mean * (1 - mean)) / points.length) / 2, 1e-6);
  const found = asked
    .map(({ crs, shift }) => ({ crs, score: Math.abs(share(points, nearest, shift) - mean) / noise }))
    .sort((a, b) => b.score - a.score);
  const [best, second] = found;
  return best!.score >= CLEAR && second!.score <= UNCLEAR ? { crs: best!.crs } : null;
}

function placesElsewhere(asked: readonly Shift[]): Shift[] {
  return RADII.flatMap((radius, ring) =>
    Array.from({ length: DIRECTIONS }, (_, i): Shift => {
      const angle = ((i + ring / RADII.length) / DIRECTIONS) * 2 * Math.PI;
      return { eastM: radius * Math.cos(angle), northM: radius * Math.sin(angle) };
    }).filter(({ eastM, northM }) =>
      asked.every((one) => Math.hypot(one.eastM - eastM, one.northM - northM) > BESIDE_M),
    ),
  );
}

/** The share of points that lie on the control when the layer is moved so. */
function share(points: readonly Position[], nearest: Nearest, shift: Shift): number {
  let sum = 0;
  for (const point of points) sum += Math.exp(-((nearest.offset(point, shift).distanceM / NEAR_M) ** 2));
  return sum / points.length;
}
