import type { Position } from '@quantu/geometry';
import { TOWNS } from '../places.ts';
import { noise } from './terrain.ts';
import { planeOf } from './vertices.ts';

/** The five towns that have an office in the invented registers, and two that have none. */
export const WORLD_TOWNS: readonly { readonly name: string; readonly short: string; readonly centre: Position }[] = [
  ...TOWNS,
  { name: '北港镇', short: '北港', centre: [120.4815, 25.0935] },
  { name: '西岭镇', short: '西岭', centre: [120.3855, 25.0985] },
];

export type Zone =
  | 'core'
  | 'homes'
  | 'industry'
  | 'petro'
  | 'port'
  | 'village'
  | 'reserve'
  | 'green'
  | 'farm'
  | 'orchard'
  | 'hill'
  | 'wetland'
  | 'pond'
  | 'reservoir';

type Circle = readonly [at: Position, metres: number];
const CORES: readonly Circle[] = [
  [[120.4525, 25.0655], 1250],
  [[120.4815, 25.0555], 900],
  [[120.418, 25.083], 520],
  [[120.4375, 25.028], 480],
  [[120.3975, 25.0475], 480],
  [[120.4715, 25.1005], 420],
  [[120.3845, 25.0955], 300],
];
const HOMES: readonly Circle[] = [
  [[120.453, 25.064], 2150],
  [[120.483, 25.051], 2100],
  [[120.418, 25.083], 1050],
  [[120.438, 25.0275], 1000],
  [[120.397, 25.0475], 950],
  [[120.4705, 25.0985], 900],
  [[120.384, 25.0965], 560],
];
const INDUSTRY: readonly Circle[] = [
  [[120.434, 25.0955], 1150],
  [[120.413, 25.0355], 850],
  [[120.4745, 25.087], 650],
];
export const PETRO: Circle = [[120.5005, 25.0985], 1150];
/** Round the tanks nobody may live, learn or lie ill. */
export const SAFETY_METRES = 2050;
const WETLANDS: readonly Circle[] = [
  [[120.4555, 25.0395], 700],
  [[120.468, 25.0405], 500],
  [[120.3805, 25.0175], 750],
];
const PONDS: readonly Circle[] = [
  [[120.4535, 25.02], 650],
  [[120.4735, 25.0255], 700],
  [[120.41, 25.0135], 700],
];
const RESERVOIRS: readonly Circle[] = [
  [[120.3775, 25.078], 420],
  [[120.3775, 25.0285], 330],
];
const HILLS: readonly (readonly [at: Position, metres: number, height: number])[] = [
  [[120.371, 25.08], 2000, 1.2],
  [[120.39, 25.112], 1800, 1.1],
  [[120.42, 25.106], 1500, 0.9],
  [[120.4525, 25.1015], 1500, 0.9],
  [[120.37, 25.026], 1700, 1.1],
  [[120.4255, 25.0675], 1350, 1],
  [[120.4215, 25.0225], 1300, 0.95],
  [[120.3885, 25.071], 1100, 0.75],
];

const far = (at: Position, x: number, y: number): number => {
  const [cx, cy] = planeOf(at);
  return Math.hypot(x - cx, y - cy);
};
const isIn = (circles: readonly Circle[], x: number, y: number, grow = 1): boolean =>
  circles.some(([at, metres]) => far(at, x, y) < metres * grow);

/** How high the land is: above 0.55 it is a hill. */
export function height(x: number, y: number): number {
  const hills = HILLS.reduce(
    (sum, [at, metres, top]) => sum + top * Math.exp(-((far(at, x, y) / metres) ** 2) * 1.6),
    0,
  );
  return hills + 0.3 * (noise(31, x, y, 900) - 0.5);
}

export const safetyReach = (x: number, y: number): number => far(PETRO[0], x, y);

/** What a place is, by where it lies; `toVillage` metres from the nearest village, `toCoast` from the sea. */
export function zoneAt(x: number, y: number, toVillage: number, toCoast: number): Zone {
  const ragged = 0.82 + 0.4 * noise(11, x, y, 600);
  if (isIn([PETRO], x, y)) return toCoast < 330 ? 'port' : 'petro';
  if (isIn(RESERVOIRS, x, y)) return 'reservoir';
  if (toCoast < 260 && isIn(WETLANDS, x, y)) return 'wetland';
  if (isIn(CORES, x, y, ragged)) return 'core';
  if (isIn(INDUSTRY, x, y, ragged)) return 'industry';
  const isGuarded = safetyReach(x, y) < SAFETY_METRES + 450;
  if (isIn(HOMES, x, y, ragged) && height(x, y) < 0.78) return isGuarded ? 'green' : 'homes';
  if (toCoast < 420 && isIn(PONDS, x, y)) return 'pond';
  if (isIn(HOMES, x, y, ragged * 1.28) && height(x, y) < 0.6) return noise(5, x, y, 800) > 0.52 ? 'reserve' : 'green';
  if (toVillage < 260 && height(x, y) < 0.8 && !isGuarded) return 'village';
  if (height(x, y) > 0.55) return 'hill';
  return height(x, y) > 0.38 || noise(17, x, y, 1100) > 0.68 ? 'orchard' : 'farm';
}

export interface ZoneStyle {
  /** Square metres of a block between roads or lanes, of a lot, and how many parcels a square kilometre weighs. */
  readonly block: number;
  readonly lot: number;
  readonly weight: number;
  readonly bend: number;
  readonly whim: number;
}
export const ZONES: Readonly<Record<Zone, ZoneStyle>> = {
  core: { block: 42_000, lot: 11_000, weight: 330, bend: 0, whim: 0.1 },
  homes: { block: 60_000, lot: 15_000, weight: 260, bend: 0.02, whim: 0.15 },
  industry: { block: 110_000, lot: 30_000, weight: 120, bend: 0, whim: 0.05 },
  petro: { block: 190_000, lot: 60_000, weight: 50, bend: 0, whim: 0.05 },
  port: { block: 150_000, lot: 60_000, weight: 50, bend: 0, whim: 0.05 },
  village: { block: 60_000, lot: 10_000, weight: 420, bend: 0.08, whim: 0.6 },
  reserve: { block: 120_000, lot: 30_000, weight: 130, bend: 0.05, whim: 0.3 },
  green: { block: 120_000, lot: 30_000, weight: 130, bend: 0.05, whim: 0.3 },
  farm: { block: 160_000, lot: 24_000, weight: 165, bend: 0.1, whim: 0.5 },
  orchard: { block: 220_000, lot: 40_000, weight: 105, bend: 0.14, whim: 0.6 },
  hill: { block: 420_000, lot: 90_000, weight: 40, bend: 0.22, whim: 0.8 },
  wetland: { block: 200_000, lot: 90_000, weight: 40, bend: 0.15, whim: 0.5 },
  pond: { block: 130_000, lot: 30_000, weight: 130, bend: 0.02, whim: 0.2 },
  reservoir: { block: 900_000, lot: 900_000, weight: 3, bend: 0.1, whim: 0.5 },
};

/** Zones that a town is built of: they lie inside the development boundary. */
export const URBAN: ReadonlySet<Zone> = new Set(['core', 'homes', 'industry', 'petro', 'port']);
