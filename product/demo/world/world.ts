import { clipTo, unionOf, type MultiPolygon, type Polygon } from '@quantu/geometry';
import { Random } from '../random.ts';
import { layGround, type Ground } from './ground.ts';
import type { Ring } from './vertices.ts';
import { plantConflicts, type Planter } from './planting.ts';
import { Scheme } from './scheme.ts';
import { seaUses, type SeaUse } from './sea.ts';

/** The whole invented world of one scale and seed. */
export class World {
  readonly scale: number;
  readonly ground: Ground;
  readonly scheme: Scheme;
  readonly sea: readonly SeaUse[];
  readonly planter: Planter;

  constructor(scale: number, seed: number) {
    this.scale = scale;
    this.ground = layGround(scale, seed);
    this.scheme = new Scheme(this.ground);
    this.sea = seaUses(this.ground, new Random(seed + 1));
    this.planter = plantConflicts(this.scheme, this.sea, new Random(seed + 2));
  }

  union(rings: readonly Ring[]): Polygon | MultiPolygon {
    return unionOf(rings.map((ring) => this.ground.vertices.polygon(ring))).geometry!;
  }

  /** Blocks that something holds for, as one area with the roads between them. */
  unionOfBlocks(isWanted: (block: number) => boolean): Polygon | MultiPolygon | null {
    const rings = this.ground.blocks.filter((_, at) => isWanted(at)).map(({ ring }) => ring);
    return rings.length === 0 ? null : this.union(rings);
  }

  /** A round area. */
  circle(centre: readonly [x: number, y: number], metres: number, corners = 72): Polygon {
    const { vertices } = this.ground;
    const places = Array.from({ length: corners }, (_, at): [number, number] => {
      const angle = (2 * Math.PI * at) / corners;
      return [centre[0] + metres * Math.cos(angle), centre[1] + metres * Math.sin(angle)];
    });
    const scratch = vertices.scratch(places);
    return scratch.polygon(places.map((_, at) => at));
  }

  /** The land within some metres of the sea. */
  shoreBand(metres: number): Polygon | MultiPolygon {
    const { vertices, coast } = this.ground;
    const onCoast = new Set(coast);
    const shapes = coast.map((vertex) => this.circle([vertices.x(vertex), vertices.y(vertex)], metres, 10));
    const land = this.unionOfBlocks((at) => this.ground.blocks[at]!.ring.some((one) => onCoast.has(one)))!;
    return clipTo(unionOf(shapes).geometry!, land).inside.geometry!;
  }
}

const worlds = new Map<string, WeakRef<World>>();

/** One world is made once, as long as somebody holds it. */
export function worldOf(scale: number, seed: number): World {
  const key = `${scale} ${seed}`;
  const there = worlds.get(key)?.deref();
  if (there) return there;
  const made = new World(scale, seed);
  worlds.set(key, new WeakRef(made));
  return made;
}
