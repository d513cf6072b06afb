import type { Random } from '../random.ts';
import { divide, divideAlong } from './divide.ts';
import { BORDER, COAST, ISLETS, SEA, WAYS, type Way } from './outline.ts';
import { curve, noise } from './terrain.ts';
import { planeOf, Vertices, type Ring } from './vertices.ts';
import { URBAN, WORLD_TOWNS, zoneAt, ZONES, type Zone } from './zones.ts';

/** A road, lane or river between blocks. */
export interface Line {
  readonly kind: Way['kind'] | 'main' | 'street' | 'lane';
  readonly name: string | null;
  readonly isUrban: boolean;
  /** Metres that it takes on either side. */
  readonly halfWidth: number;
  readonly path: readonly number[];
}

/** Land between lines. */
export interface Block {
  readonly ring: Ring;
  readonly zone: Zone;
  readonly town: number;
  readonly village: number;
  readonly sizeM2: number;
}

export interface Village {
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly town: number;
}

export interface Land {
  readonly vertices: Vertices;
  readonly blocks: readonly Block[];
  readonly lines: readonly Line[];
  readonly villages: readonly Village[];
  /** The line on which a side lies; -1: none. */
  readonly lineOf: (from: number, to: number) => number;
  /** Along the mainland from its northern to its southern end... of the sea: land lies on its left. */
  readonly coast: readonly number[];
  readonly border: readonly number[];
  readonly islets: readonly { readonly name: string; readonly ring: Ring }[];
  readonly seaFrame: readonly number[];
}

const sideKey = (a: number, b: number): number => Math.min(a, b) * 2 ** 26 + Math.max(a, b);

/** The invented land with its roads and blocks; below scale 1 in fewer, larger blocks. */
export function layLand(scale: number, random: Random): Land {
  return new Surveyor(scale, random).lay();
}

class Surveyor {
  readonly #vertices = new Vertices();
  readonly #lines: Line[] = [];
  readonly #sides = new Map<number, number>();
  readonly #random: Random;
  readonly #grow: number;
  #coastPlaces: readonly (readonly [number, number])[] = [];
  #villages: readonly Village[] = [];

  constructor(scale: number, random: Random) {
    this.#random = random;
    this.#grow = scale < 1 ? scale ** -0.7 : 1;
  }

  lay(): Land {
    const put = (places: readonly (readonly [number, number])[]): number[] =>
      places.map(([x, y]) => this.#vertices.add(x, y));
    const north = BORDER[0]!;
    const coastPlaces = curve([BORDER.at(-1)!, ...COAST, north], { isClosed: false, step: 42, swing: 300, seed: 3 });
    const borderPlaces = curve(BORDER, { isClosed: false, step: 60, swing: 160, seed: 5 });
    const border = put(borderPlaces);
    const coast = [border.at(-1)!, ...put(coastPlaces.slice(1, -1)), border[0]!];
    const islets = ISLETS.map(({ name, centre, metres }, at) => ({ name, ring: put(isletPlaces(centre, metres, at)) }));
    this.#coastPlaces = coast.map((vertex) => [this.#vertices.x(vertex), this.#vertices.y(vertex)]);
    const mainland = [...border.slice(0, -1), ...coast.slice(0, -1)];
    this.#villages = this.#settle(mainland);
    const faces = [...this.#alongWays(mainland), ...islets.map(({ ring }) => ring)];
    const blocks = faces.flatMap((face) => this.#blocksOf(face));
    return {
      vertices: this.#vertices,
      blocks,
      lines: this.#lines,
      villages: this.#villages,
      lineOf: (from, to) => this.#sides.get(sideKey(from, to)) ?? -1,
      coast,
      border,
      islets,
      seaFrame: put(SEA.map(planeOf)),
    };
  }

  /** Villages in open country, none nearer to another than an hour's talk. */
  #settle(mainland: Ring): Village[] {
    const found: { x: number; y: number }[] = [];
    for (let tries = 0; tries < 4000 && found.length < 64; tries++) {
      const [x, y] = [this.#random.between(-7700, 6500), this.#random.between(-6200, 6100)];
      const isCountry = ['farm', 'orchard', 'village'].includes(zoneAt(x, y, 0, this.#toCoast(x, y)));
      const isApart = found.every((other) => Math.hypot(other.x - x, other.y - y) > 720);
      if (isCountry && isApart && this.#vertices.holds(mainland, x, y)) found.push({ x, y });
    }
    const names = villageNames(this.#random, found.length + WORLD_TOWNS.length);
    const all = [...found, ...WORLD_TOWNS.map(({ centre }) => planeOf(centre)).map(([x, y]) => ({ x, y }))];
    return all.map((place, at) => ({
      ...place,
      name: at < found.length ? `${names[at]!}村` : `${names[at]!}社区`,
      town: nearest(
        WORLD_TOWNS.map(({ centre }) => planeOf(centre)),
        place.x,
        place.y,
      ),
    }));
  }

  #alongWays(mainland: Ring): Ring[] {
    let faces: Ring[] = [mainland];
    for (const { name, kind, through } of WAYS) {
      const way = curve(through, { isClosed: false, step: 45, swing: kind === 'river' ? 150 : 40, seed: 13 });
      const [x, y] = way[Math.floor(way.length / 2)]!;
      const face = faces.find((one) => this.#vertices.holds(one, x, y));
      const division = face && divideAlong(this.#vertices, face, way);
      if (!face || !division) throw new Error(`the way ${name} leaves the land it divides`);
      const halfWidth = { river: 26, highway: 15, arterial: 17 }[kind];
      this.#draw({ kind, name, isUrban: kind === 'arterial', halfWidth, path: division.line });
      faces = faces.flatMap((one) => (one === face ? division.parts : [one]));
    }
    return faces;
  }

  #draw(line: Line): void {
    this.#lines.push(line);
    line.path.slice(1).forEach((to, at) => this.#sides.set(sideKey(line.path[at]!, to), this.#lines.length - 1));
  }

  #blocksOf(face: Ring): Block[] {
    const waiting: Ring[] = [face];
    const blocks: Block[] = [];
    for (let ring = waiting.pop(); ring; ring = waiting.pop()) {
      const block = this.#blockOf(ring);
      const style = ZONES[block.zone];
      const grow = block.zone === 'petro' || block.zone === 'port' ? Math.min(1.5, this.#grow) : this.#grow;
      const target = Math.min(style.block * grow, 900_000);
      const division =
        block.sizeM2 > 1.5 * target
          ? divide(
              this.#vertices,
              ring,
              this.#random.between(0.4, 0.5),
              { step: 45, bend: style.bend, whim: style.whim },
              this.#random,
            )
          : null;
      if (!division) {
        blocks.push(block);
        continue;
      }
      const line = this.#lineFor(block, division.line);
      if (line) this.#draw(line);
      waiting.push(...division.parts);
    }
    return blocks;
  }

  #blockOf(ring: Ring): Block {
    const [x, y] = this.#vertices.centre(ring);
    const village = nearest(
      this.#villages.map((one) => [one.x, one.y]),
      x,
      y,
    );
    const isTownSeat = village >= this.#villages.length - WORLD_TOWNS.length;
    const toVillage = isTownSeat
      ? Infinity
      : Math.hypot(this.#villages[village]!.x - x, this.#villages[village]!.y - y);
    return {
      ring,
      zone: zoneAt(x, y, toVillage * (0.8 + 0.4 * noise(23, x, y, 300)), this.#toCoast(x, y)),
      town: this.#villages[village]!.town,
      village,
      sizeM2: this.#vertices.size(ring),
    };
  }

  #toCoast(x: number, y: number): number {
    let least = Infinity;
    for (const [cx, cy] of this.#coastPlaces) least = Math.min(least, (cx - x) ** 2 + (cy - y) ** 2);
    return Math.sqrt(least);
  }

  /** What runs between two halves of a piece of land: the larger it is, the wider; null: a ridge, a dyke, the water. */
  #lineFor({ zone, sizeM2 }: Block, path: readonly number[]): Line | null {
    const isUrban = URBAN.has(zone);
    if (zone === 'wetland' || zone === 'reservoir' || (zone === 'hill' && sizeM2 < 2_600_000)) return null;
    const kind = sizeM2 > 1_500_000 ? 'main' : sizeM2 > 240_000 ? 'street' : 'lane';
    const halfWidth = isUrban ? { main: 12, street: 9, lane: 6 }[kind] : { main: 6, street: 3.5, lane: 2.5 }[kind];
    const name = kind === 'lane' && !isUrban ? null : streetName(this.#lines.length, kind);
    return { kind, name, isUrban, halfWidth, path };
  }
}

function isletPlaces(centre: readonly [number, number], metres: number, seed: number): (readonly [number, number])[] {
  const [x, y] = planeOf(centre);
  const count = Math.max(16, Math.round((2 * Math.PI * metres) / 42));
  return Array.from({ length: count }, (_, at) => {
    const angle = (2 * Math.PI * at) / count;
    const [u, v] = [Math.cos(angle), Math.sin(angle)];
    const far = metres * (0.6 + 0.7 * noise(seed + 40, u * 100 + 500, v * 100 + 500, 90));
    return [x + far * u * 0.8, y + far * v];
  });
}

function nearest(places: readonly (readonly [number, number])[], x: number, y: number): number {
  let [best, least] = [0, Infinity];
  for (const [at, [px, py]] of places.entries()) {
    const square = (px - x) ** 2 + (py - y) ** 2;
    if (square < least) [best, least] = [at, square];
  }
  return best;
}

const FIRST = [...'上下前后东西南新古大小林陈蔡吴溪湖山沙石龙凤青白云'];
const SECOND = [...'厝埔坂头尾边岑洋宅坑寮浦塘屿园'];
function villageNames(random: Random, count: number): string[] {
  const names = new Set<string>();
  while (names.size < count) names.add(random.pick(FIRST) + random.pick(SECOND));
  return [...names];
}

const STREET_FIRST = [...'文海祥锦兴和泰德学平安永嘉富源金春晖长丰荣惠光明宏信'];
const STREET_SECOND = [...'华阳苑湖港山滨桥园城达源景福'];
function streetName(at: number, kind: 'main' | 'street' | 'lane'): string {
  const first = STREET_FIRST[(at * 7) % STREET_FIRST.length]!;
  const second = STREET_SECOND[Math.floor(at / STREET_FIRST.length + at * 3) % STREET_SECOND.length]!;
  return `${first}${second}${{ main: '大道', street: '路', lane: '街' }[kind]}`;
}
