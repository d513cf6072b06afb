import { planeOf, type Vertices } from './vertices.ts';
import type { Ground, Lot } from './ground.ts';
import { noise } from './terrain.ts';
import { isFarmland, isForest } from './uses.ts';
import { height, URBAN, type Zone } from './zones.ts';

/** What the plans have decided for each lot; all of them agree, until conflicts are planted. */
export class Scheme {
  readonly ground: Ground;

  constructor(ground: Ground) {
    this.ground = ground;
  }

  get vertices(): Vertices {
    return this.ground.vertices;
  }

  zoneOf(lot: Lot): Zone {
    return this.ground.blocks[lot.block]!.zone;
  }

  townOf(lot: Lot): number {
    return this.ground.blocks[lot.block]!.town;
  }

  isPermanentFarmland(lot: Lot): boolean {
    const [x, y] = this.vertices.centre(this.ground.blocks[lot.block]!.ring);
    return this.zoneOf(lot) === 'farm' && isFarmland(lot.planned) && noise(47, x, y, 1500) > 0.3;
  }

  /** Blocks, for a red line follows no fields. */
  isRedLine(block: number): boolean {
    const { zone, ring } = this.ground.blocks[block]!;
    return (
      zone === 'wetland' || zone === 'reservoir' || (zone === 'hill' && height(...this.vertices.centre(ring)) > 0.86)
    );
  }

  isForest(lot: Lot): boolean {
    return isForest(lot.planned);
  }

  /** Inside which zone of the development boundary a block lies. */
  boundaryOf(block: number): '410' | '420' | '430' | null {
    const { zone } = this.ground.blocks[block]!;
    if (URBAN.has(zone)) return '410';
    return zone === 'reserve' ? '420' : zone === 'green' ? '430' : null;
  }

  /** Where the old city plan of the central towns reaches. */
  isInCityPlan(block: number): boolean {
    const { zone, town, ring } = this.ground.blocks[block]!;
    if (zone === 'village' || zone === 'farm' || zone === 'orchard' || zone === 'hill') return false;
    const [, y] = this.vertices.centre(ring);
    return town === 0 || town === 5 || (town === 1 && y > planeOf([0, 25.049])[1]);
  }

  /** The detailed plans of 2016 and 2022 share the ground along 望海路. */
  isInDetailed(block: number, plan: 'old' | 'new'): boolean {
    const { zone, town, ring } = this.ground.blocks[block]!;
    if (zone !== 'core' && zone !== 'homes') return false;
    if (plan === 'old') return town === 0;
    return town === 1 || (town === 0 && this.vertices.centre(ring)[0] > planeOf([120.4615, 0])[0]);
  }
}

export interface Controls {
  readonly DSRJLSX: number;
  readonly DSRJLXX: number;
  readonly JZMDSX: number;
  readonly LDLXX: number;
  readonly JZGDSX: number;
}

const CONTROLS: Readonly<Record<string, readonly [far: number, density: number, green: number, height: number]>> = {
  '0701': [2.2, 26, 30, 60],
  '08': [1.2, 30, 35, 30],
  '09': [2.8, 45, 20, 80],
  '10': [1.6, 50, 15, 30],
  '11': [1.2, 55, 10, 24],
  '12': [0.8, 40, 15, 18],
  '13': [0.6, 35, 30, 18],
  '14': [0.1, 5, 75, 9],
  '15': [0.8, 30, 30, 15],
};

/** 容积率, 建筑密度, 绿地率 and 限高 of a lot: by its use, and by where it lies. */
export function controlsOf(use: string, x: number, y: number): Controls {
  const [far, density, green, tall] = CONTROLS[use.slice(0, 4)] ?? CONTROLS[use.slice(0, 2)] ?? CONTROLS['13']!;
  const level = Math.round(4 * (noise(61, x, y, 300) - 0.5)) / 4;
  return {
    DSRJLSX: Math.round(10 * far * (1 + 0.5 * level)) / 10,
    DSRJLXX: use.startsWith('10') ? 0.8 : 0,
    JZMDSX: density + Math.round(8 * level),
    LDLXX: green,
    JZGDSX: Math.round((tall * (1 + 0.5 * level)) / 3) * 3,
  };
}
