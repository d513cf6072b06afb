import { unionOf, type MultiPolygon, type Polygon } from '@quantu/geometry';
import { Random, split } from '../random.ts';
import { divide } from './divide.ts';
import { inset } from './inset.ts';
import { layLand, type Block, type Land } from './land.ts';
import type { Ring } from './vertices.ts';
import { PLANNED, presentOfLot, presentOfParcel, weighted, type UseName } from './uses.ts';
import { WORLD_TOWNS, ZONES } from './zones.ts';

/** What plans speak of: one planned use. */
export interface Lot {
  readonly key: string;
  readonly block: number;
  readonly ring: Ring;
  readonly planned: UseName;
  readonly parcels: readonly Parcel[];
}

/** What the survey speaks of: one present use, inside one lot. */
export interface Parcel {
  readonly key: string;
  readonly ring: Ring;
  readonly use: UseName;
}

/** A road, lane or river inside one town: a lot and a parcel of its own. */
export interface Strip {
  readonly key: string;
  readonly line: number;
  readonly town: number;
  readonly use: UseName;
  readonly place: Polygon | MultiPolygon;
}

export interface Ground extends Land {
  readonly lots: readonly Lot[];
  readonly strips: readonly Strip[];
  /** By block: its lots, and the strips along its sides, by line. */
  readonly lotsOf: readonly (readonly number[])[];
  readonly stripsOf: readonly (readonly { readonly line: number; readonly ring: Ring }[])[];
}

export const PARCELS = 20_000;

/** The land divided into lots and parcels: `20,000 × scale` parcels with those that roads and rivers are. */
export function layGround(scale: number, seed: number): Ground {
  const random = new Random(seed);
  const land = layLand(scale, random);
  const step = Math.max(7, Math.min(40, 22 / Math.sqrt(scale)));
  const stripsOf: { line: number; ring: Ring }[][] = [];
  const inner = land.blocks.map((block) => {
    const taken = insetOf(land, block, step);
    stripsOf.push([...(taken?.strips ?? [])]);
    return taken?.inner ?? block.ring;
  });
  const strips = stripParcels(land, stripsOf);
  const wishes = split(
    Math.max(land.blocks.length, Math.round(PARCELS * scale) - strips.length) - land.blocks.length,
    land.blocks.map(({ zone, sizeM2 }) => ZONES[zone].weight * sizeM2),
  ).map((more) => more + 1);
  const lots: Lot[] = [];
  const lotsOf: number[][] = [];
  let missing = 0;
  for (const [at, block] of land.blocks.entries()) {
    const wish = wishes[at]! + missing;
    const own = lotsIn(land, block, at, inner[at]!, wish, step, random);
    missing = wish - own.reduce((sum, { parcels }) => sum + parcels.length, 0);
    lotsOf.push(own.map((_, i) => lots.length + i));
    lots.push(...own);
  }
  return { ...land, lots, strips, lotsOf, stripsOf };
}

function insetOf(land: Land, { ring }: Block, step: number) {
  const lineOf = ring.map((vertex, at) => land.lineOf(vertex, ring[(at + 1) % ring.length]!));
  const sides = { lineOf, widthOf: (line: number) => land.lines[line]!.halfWidth, step };
  return inset(land.vertices, ring, sides) ?? inset(land.vertices, ring, sides, 0.5);
}

function stripParcels(land: Land, stripsOf: readonly (readonly { line: number; ring: Ring }[])[]): Strip[] {
  const groups = new Map<string, { line: number; town: number; rings: Ring[] }>();
  for (const [block, strips] of stripsOf.entries()) {
    const { town } = land.blocks[block]!;
    for (const { line, ring } of strips) {
      const key = `${line}-${town}`;
      const group = groups.get(key) ?? { line, town, rings: [] };
      groups.set(key, group);
      group.rings.push(ring);
    }
  }
  return [...groups.values()].map(({ line, town, rings }, at) => {
    const { kind, isUrban } = land.lines[line]!;
    const use = kind === 'river' ? 'river' : kind === 'highway' ? 'highway' : isUrban ? 'street' : 'lane';
    const place = unionOf(rings.map((ring) => land.vertices.polygon(ring))).geometry!;
    return { key: `${townCode(town)}L${String(at + 1).padStart(5, '0')}`, line, town, use, place };
  });
}

/** As the districts of the country number their towns: three digits after the district's six. */
export const townCode = (town: number): string => `990101${String(town + 1).padStart(3, '0')}`;
export const townName = (town: number): string => WORLD_TOWNS[town]!.name;

function lotsIn(land: Land, block: Block, at: number, ring: Ring, count: number, step: number, random: Random): Lot[] {
  const style = ZONES[block.zone];
  const size = land.vertices.size(ring);
  const lots = Math.max(1, Math.min(count, Math.round(size / style.lot)));
  const rings = parts(land, ring, lots, { step, bend: style.bend / 2, whim: style.whim }, random);
  const shares = split(
    count - rings.length,
    rings.map((one) => land.vertices.size(one)),
  );
  const isOnePark = (block.zone === 'core' || block.zone === 'homes') && random.next() < 0.05;
  return rings.map((lotRing, i) => {
    const planned = isOnePark ? 'park' : weighted(random, PLANNED[block.zone]);
    const present = presentOfLot(random, block.zone, planned);
    const key = `${townCode(block.town)}B${String(at + 1).padStart(4, '0')}-${String(i + 1).padStart(2, '0')}`;
    const made = parts(land, lotRing, shares[i]! + 1, { step, bend: style.bend, whim: style.whim }, random);
    const parcels = made.map((parcel, k) => ({
      key: `${key}-${String(k + 1).padStart(3, '0')}`,
      ring: parcel,
      use: presentOfParcel(random, block.zone, present),
    }));
    return { key, block: at, ring: lotRing, planned, parcels };
  });
}

type Style = Parameters<typeof divide>[3];

/** A ring in so many parts of like size; fewer where it will not be divided further. */
function parts(land: Land, ring: Ring, count: number, style: Style, random: Random): Ring[] {
  if (count <= 1) return [ring];
  const few = Math.floor(count / 2);
  const wild = count === 2 ? (style.whim ?? 0) * random.between(-0.2, 0.2) : 0;
  const division = divide(land.vertices, ring, few / count + wild, style, random);
  if (!division) return [ring];
  const [one, other] = division.parts;
  return [...parts(land, one, few, style, random), ...parts(land, other, count - few, style, random)];
}
