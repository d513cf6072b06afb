import {
  areaM2,
  overlay,
  polygonsOf,
  unionOf,
  type MultiPolygon,
  type OverlayLayer,
  type Polygon,
} from '@quantu/geometry';
import { describe, expect, test } from 'vitest';
import { plantedConflicts, worldLayers, type WorldFeature } from './index.ts';
import { LAYER } from './planting.ts';
import { World } from './world.ts';

const SCALE = 0.2;
const layers = new Map(worldLayers(SCALE).map((layer) => [layer.code, layer]));
const featuresOf = (code: string): WorldFeature[] => [...layers.get(code)!.features()];
const shape = ({ geometry }: WorldFeature): Polygon | MultiPolygon => {
  if (geometry.type !== 'Polygon' && geometry.type !== 'MultiPolygon') throw new Error(`${geometry.type} is no area`);
  return geometry;
};
const overlayOf = (features: readonly WorldFeature[]): OverlayLayer => ({ shapes: features.map(shape) });
const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

describe('the land', () => {
  const towns = featuresOf('XJXZQ');
  const parcels = featuresOf(LAYER.present);

  test('has 20,000 parcels and 60,000 buildings at scale 1, and so many times that', () => {
    expect(parcels.length).toBe(20_000 * SCALE);
    expect(featuresOf('FW').length).toBe(60_000 * SCALE);
    expect(towns.map(({ name }) => name)).toHaveLength(7);
  });

  test('lies where there is only sea', () => {
    for (const code of [LAYER.district, LAYER.sea]) {
      for (const [lon, lat] of featuresOf(code).flatMap((one) => polygonsOf(one.geometry).flat(2))) {
        expect(lon > 120.36 && lon < 120.52 && lat > 25 && lat < 25.12).toBe(true);
      }
    }
  });

  test('is divided by parcels that fill every town and overlap nowhere', () => {
    const { cells } = overlay([overlayOf(towns), overlayOf(parcels)]);
    expect(cells.every(({ cover }) => cover.every((covering) => covering.length === 1))).toBe(true);
    for (const [town, feature] of towns.entries()) {
      const filled = sum(cells.filter(({ cover }) => cover[0]![0] === town).map((cell) => cell.areaM2));
      const own = parcels.filter(({ attributes }) => attributes['ZLDWDM'] === feature.key);
      expect(Math.abs(filled / areaM2(feature.geometry) - 1)).toBeLessThan(1e-9);
      expect(Math.abs(sum(own.map(({ geometry }) => areaM2(geometry))) / areaM2(feature.geometry) - 1)).toBeLessThan(
        1e-9,
      );
    }
  });

  test('has every building inside one parcel', () => {
    const buildings = featuresOf('FW');
    const { cells } = overlay([overlayOf(buildings), overlayOf(parcels)], { keep: () => false });
    const places = new Map<number, Set<number>>();
    for (const { cover } of cells) {
      for (const building of cover[0]!) {
        places.set(building, new Set([...(places.get(building) ?? []), cover[1]![0] ?? -1]));
      }
    }
    expect(places.size).toBe(buildings.length);
    expect([...places.values()].every((inside) => inside.size === 1 && !inside.has(-1))).toBe(true);
  });
});

test('a layer is the same every time, and no key stands twice', () => {
  for (const { features } of layers.values()) {
    const once = [...features()];
    expect([...features()]).toEqual(once);
    expect(new Set(once.map(({ key }) => key)).size).toBe(once.length);
  }
});

test('a world made again is the same, and of another seed another', () => {
  const told = (seed: number) => {
    const { ground, planter } = new World(0.1, seed);
    const corners = ground.lots.map(({ key, ring, planned }) => [key, planned, ground.vertices.line(ring)]);
    return JSON.stringify([corners, planter.conflicts]);
  };
  const once = told(7);
  expect(told(7)).toBe(once);
  expect(told(8)).not.toBe(once);
});

/** What a code builds, as simply as can be told; null: nothing. */
type Built = 'town' | 'village' | 'works' | 'traffic';
const GROUPS: Readonly<Record<string, readonly (readonly [RegExp, Built])[]>> = {
  'land-use-2023': [[/^(0703|0704)/, 'village'], [/^(07|08|09|13|14|15)/, 'town'], [/^1[01]/, 'works'], [/^12/, 'traffic']], // prettier-ignore
  'gb-50137': [
    [/^H14/, 'village'],
    [/^[MW]/, 'works'],
    [/^(S|H2)/, 'traffic'],
    [/^[RABUG]/, 'town'],
  ],
  survey: [[/^0702/, 'village'], [/^(0508|06)/, 'works'], [/^1006/, 'traffic'], [/^10/, 'traffic'], [/^(05|0701|08|09)/, 'town']], // prettier-ignore
};
const IS_SEA = /^(18|20|21|24)/;
const IS_HOME = /^(07|R|H14)/;
const CONTROLS = ['DSRJLSX', 'JZMDSX', 'LDLXX', 'JZGDSX'];
const PLANS = [LAYER.overall, LAYER.city, LAYER.land, LAYER.detailedOld, LAYER.detailedNew];

interface Found {
  readonly kind: string;
  readonly layers: readonly string[];
  readonly features: readonly (number | null)[];
}

/** Conflicts of one place, told by reading codes alone. */
function* conflictsAt(
  over: (layer: string) => readonly WorldFeature[],
  at: (feature: WorldFeature) => number,
): Generator<Found> {
  const builtBy = (layer: string, { code }: WorldFeature): Built | null => {
    if (layer === LAYER.land && code === '1006') return null;
    return GROUPS[layers.get(layer)!.codeSet!]!.find(([codes]) => codes.test(code!))?.[1] ?? null;
  };
  const found = (kind: string, own: readonly string[], features: readonly WorldFeature[]): Found => ({ kind, layers: own, features: features.map(at) }); // prettier-ignore
  const plans = PLANS.flatMap((layer) =>
    over(layer).map((feature) => ({ layer, feature, built: builtBy(layer, feature) })),
  );
  const [district] = over(LAYER.district);
  for (const { layer, feature, built } of plans) {
    if (built) {
      for (const field of over(LAYER.farmland)) yield found('C1', [layer, LAYER.farmland], [feature, field]);
      for (const line of over(LAYER.redLine)) yield found('C2', [layer, LAYER.redLine], [feature, line]);
      for (const wood of over(LAYER.forest)) yield found('C6', [layer, LAYER.forest], [feature, wood]);
    }
    if ((built === 'town' || built === 'works') && over(LAYER.boundary).length === 0) yield found('C3', [layer, LAYER.boundary], [feature]); // prettier-ignore
    for (const sea of over(LAYER.sea))
      if (IS_SEA.test(sea.code!)) yield found('C11', [layer, LAYER.sea], [feature, sea]);
    if (IS_HOME.test(feature.code!) || /^(0804|0806|A33|A51)/.test(feature.code!)) {
      for (const zone of over(LAYER.safety)) yield found('C12', [layer, LAYER.safety], [feature, zone]);
    }
    for (const other of plans) {
      if (built && other.built && built !== other.built && PLANS.indexOf(layer) < PLANS.indexOf(other.layer)) {
        yield found('C7', [layer, other.layer], [feature, other.feature]);
      }
      if (layer === LAYER.city && other.layer === LAYER.land && built && !other.built) yield found('C4', [layer, other.layer], [feature, other.feature]); // prettier-ignore
      if (layer === LAYER.land && other.layer === LAYER.city && built && !other.built) yield found('C5', [layer, other.layer], [feature, other.feature]); // prettier-ignore
    }
  }
  for (const old of over(LAYER.detailedOld)) {
    for (const young of over(LAYER.detailedNew)) {
      if (CONTROLS.some((name) => old.attributes[name] !== young.attributes[name])) yield found('C8', [LAYER.detailedOld, LAYER.detailedNew], [old, young]); // prettier-ignore
    }
  }
  for (const parcel of over(LAYER.present)) {
    if (/^070/.test(parcel.code!)) for (const zone of over(LAYER.safety)) yield found('C12', [LAYER.present, LAYER.safety], [parcel, zone]); // prettier-ignore
  }
  if (district && plans.length === 0) yield found('C9', [LAYER.district], [district]);
  for (const layer of [LAYER.forest, LAYER.farmland, ...PLANS]) {
    if (over(layer).length > 1) yield found('C10', [layer], over(layer));
  }
}

test('the plans hold the planted conflicts, each with its area, and no other', () => {
  const codes = Object.values(LAYER);
  const features = codes.map(featuresOf);
  const numbers = new Map(features.flatMap((own) => own.map((feature, at) => [feature, at] as const)));
  const { cells } = overlay(features.map(overlayOf), { keep: () => false });
  const areas = new Map<string, { kind: string; layers: readonly string[]; areaM2: number }>();
  for (const { cover, areaM2: size } of cells) {
    const over = (layer: string): WorldFeature[] => {
      const at = codes.findIndex((code) => code === layer);
      return cover[at]!.map((feature) => features[at]![feature]!);
    };
    for (const { kind, layers: own, features: which } of conflictsAt(over, (feature) => numbers.get(feature)!)) {
      const key = [kind, ...own, ...which].join();
      areas.set(key, { kind, layers: own, areaM2: (areas.get(key)?.areaM2 ?? 0) + size });
    }
  }
  const told = ({ kind, layers: own }: { kind: string; layers: readonly string[] }): string => `${kind} ${own.toSorted().join()}`; // prettier-ignore
  // What lies between land and sea is told by the next test.
  const planted = plantedConflicts(SCALE).filter(({ layers: own }) => own.join() !== `${LAYER.district},${LAYER.sea}`);
  /** The holes have one and the same cover: nothing but the district. */
  const holes = planted.filter(({ kind }) => kind === 'C9');
  const ones = planted.filter(({ kind }) => kind !== 'C9');
  const order = (a: { text: string; areaM2: number }, b: { text: string; areaM2: number }): number =>
    a.text === b.text ? a.areaM2 - b.areaM2 : a.text < b.text ? -1 : 1;
  const list = (all: Iterable<{ kind: string; layers: readonly string[]; areaM2: number }>) =>
    [...all].map((one) => ({ text: told(one), areaM2: one.areaM2 })).sort(order);
  const [is, ought] = [
    list(areas.values()),
    list([...ones, { ...holes[0]!, areaM2: sum(holes.map(({ areaM2: size }) => size)) }]),
  ];
  expect(is.map(({ text }) => text)).toEqual(ought.map(({ text }) => text));
  for (const [at, { areaM2: size }] of is.entries()) expect(Math.abs(size - ought[at]!.areaM2)).toBeLessThan(1e-6);
});

test('between the land and the sea plan there is the planted gap alone', () => {
  const gap = plantedConflicts(SCALE).find(({ layers: own }) => own.join() === `${LAYER.district},${LAYER.sea}`)!;
  const [land, sea] = [featuresOf(LAYER.district), featuresOf(LAYER.sea)];
  const { cells } = overlay([overlayOf(land), overlayOf(sea), { shapes: [gap.place] }]);
  const inGap = cells.filter(({ cover }) => cover[2]!.length > 0);
  expect(inGap).toHaveLength(1);
  expect(inGap[0]!.cover).toEqual([[], [], [0]]);
  expect(Math.abs(inGap[0]!.areaM2 - gap.areaM2)).toBeLessThan(1e-6);
  const whole = unionOf([...land.map(shape), ...sea.map(shape), gap.place]).geometry!;
  expect(polygonsOf(whole).map((rings) => rings.length)).toEqual([1]);
});

test('every kind of conflict is planted', () => {
  const kinds = new Set(plantedConflicts(SCALE).map(({ kind }) => kind));
  expect([...kinds].sort((a, b) => Number(a.slice(1)) - Number(b.slice(1)))).toEqual(
    Array.from({ length: 12 }, (_, at) => `C${at + 1}`),
  );
});
