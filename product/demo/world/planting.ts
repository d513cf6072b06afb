import { areaM2, type Polygon } from '@quantu/geometry';
import type { Random } from '../random.ts';
import { Edits } from './edits.ts';
import type { Lot } from './ground.ts';
import { bulgeInto, type Bulge, patchIn, sharedStretch, withBulge, withoutBulge } from './patches.ts';
import type { Scheme } from './scheme.ts';
import type { SeaUse } from './sea.ts';
import { overallCode, USES } from './uses.ts';
import type { Ring } from './vertices.ts';
import { safetyReach, SAFETY_METRES } from './zones.ts';

export type PlantedKind = 'C1' | 'C2' | 'C3' | 'C4' | 'C5' | 'C6' | 'C7' | 'C8' | 'C9' | 'C10' | 'C11' | 'C12';

/** A conflict that was put into the plans: one place, found between two layers or in one. */
export interface PlantedConflict {
  readonly kind: PlantedKind;
  readonly layers: readonly string[];
  readonly place: Polygon;
  readonly areaM2: number;
  readonly note: string;
}

export const LAYER = {
  present: 'DLTB',
  overall: 'YDYH',
  city: 'CGYD',
  land: 'TGYT',
  detailedOld: 'KG2016',
  detailedNew: 'KG2022',
  farmland: 'YJJBNTTB',
  redLine: 'STBHHX',
  boundary: 'CZKFBJ',
  forest: 'LDTB',
  safety: 'AQKZQ',
  sea: 'HYGH',
  district: 'XZQ',
} as const;

/** Puts known conflicts into plans that agree; each in lots of its own. */
export function plantConflicts(scheme: Scheme, sea: readonly SeaUse[], random: Random): Planter {
  const planter = new Planter(scheme, random);
  planter.farmland();
  planter.redLine();
  planter.outside();
  planter.cityAndLand();
  planter.forest();
  planter.uses();
  planter.controls();
  planter.holes();
  planter.overlaps();
  planter.shore(sea);
  planter.safety();
  return planter;
}

type Wanted = (lot: Lot) => boolean;

export class Planter {
  readonly edits = new Edits();
  readonly conflicts: PlantedConflict[] = [];
  readonly #scheme: Scheme;
  readonly #shuffled: readonly Lot[];
  readonly #used = new Set<string>();

  constructor(scheme: Scheme, random: Random) {
    this.#scheme = scheme;
    this.#shuffled = scheme.ground.lots
      .map((lot) => ({ lot, rank: random.next() }))
      .sort((a, b) => a.rank - b.rank)
      .map(({ lot }) => lot);
  }

  /** C1: two villages and a road reach into fields kept for good; one lies across two of them. */
  farmland(): void {
    const isKept: Wanted = (lot) => this.#scheme.isPermanentFarmland(lot) && this.#isFarFromTanks(lot);
    const layers = [LAYER.overall, LAYER.farmland];
    for (const lot of this.#take(2, isKept, (one) => this.#patch(one, 0.5))) {
      this.#plantPatch('C1', lot, '0703', '村庄扩建', 0.5, [layers]);
    }
    for (const lot of this.#take(1, isKept)) this.#recode('C1', lot, '1202', [layers], '规划公路场站占永久基本农田');
    this.#across(isKept, layers);
  }

  /** C2; one of them is a hotel in a forest outside all towns, and so three conflicts at once. */
  redLine(): void {
    const isRed: Wanted = (lot) => this.#scheme.isRedLine(lot.block);
    const wet: Wanted = (lot) => isRed(lot) && this.#scheme.zoneOf(lot) === 'wetland' && this.#isFarFromTanks(lot);
    const wooded: Wanted = (lot) => isRed(lot) && this.#scheme.isForest(lot);
    const red = [LAYER.overall, LAYER.redLine];
    for (const lot of this.#take(2, wet, (one) => this.#patch(one, 0.45))) {
      this.#plantPatch('C2', lot, '0703', '渔村安置', 0.45, [red]);
    }
    for (const lot of this.#take(1, wooded, (one) => this.#patch(one, 0.4))) {
      const ring = this.#plantPatch('C2', lot, '0901', '山地度假酒店', 0.4, [red]);
      this.#note('C3', ring, [LAYER.overall, LAYER.boundary], '度假酒店在城镇开发边界外');
      this.#note('C6', ring, [LAYER.overall, LAYER.forest], '度假酒店占林地');
    }
  }

  /** C3: works and shops in open country. */
  outside(): void {
    const isOpen: Wanted = (lot) => this.#isPlainCountry(lot);
    const layers = [LAYER.overall, LAYER.boundary];
    for (const lot of this.#take(2, isOpen)) this.#recode('C3', lot, '1001', [layers], '工业用地在城镇开发边界外');
    for (const lot of this.#take(1, isOpen, (one) => this.#patch(one, 0.5))) {
      this.#plantPatch('C3', lot, '0901', '边界外商业点', 0.5, [layers]);
    }
    for (const lot of this.#take(1, isOpen)) {
      this.#recode('C3', lot, '0601', [[LAYER.land, LAYER.boundary]], '原土规工矿用地在城镇开发边界外');
    }
  }

  /** C4 and C5: the city plan builds where the land plan keeps fields, and the other way round. */
  cityAndLand(): void {
    const isCity: Wanted = (lot) => this.#isHomes(lot) && this.#scheme.isInCityPlan(lot.block);
    const layers = [LAYER.city, LAYER.land];
    for (const lot of this.#take(3, isCity)) this.#recode('C4', lot, '0103', [layers], '原土规为旱地', LAYER.land);
    for (const lot of this.#take(1, isCity, (one) => this.#patch(one, 0.55))) {
      this.#plantPatch('C4', lot, '0101', '原土规保留水田', 0.55, [layers], LAYER.land);
    }
    for (const lot of this.#take(3, isCity)) {
      this.#recode('C5', lot, 'E13', [[LAYER.land, LAYER.city]], '原城规为坑塘沟渠', LAYER.city);
    }
  }

  /** C6: outside the red line. */
  forest(): void {
    const isWood: Wanted = (lot) =>
      this.#scheme.isForest(lot) && this.#scheme.zoneOf(lot) === 'hill' && !this.#scheme.isRedLine(lot.block);
    const layers = [LAYER.overall, LAYER.forest];
    const isHomely: Wanted = (lot) => isWood(lot) && this.#isFarFromTanks(lot);
    for (const lot of this.#take(2, isHomely, (one) => this.#patch(one, 0.35))) {
      this.#plantPatch('C6', lot, '0703', '村庄扩建', 0.35, [layers]);
    }
    for (const lot of this.#take(1, isWood)) this.#recode('C6', lot, '1202', [layers], '规划公路占林地');
  }

  /** C7: homes here, works there. */
  uses(): void {
    const { detailedOld, detailedNew, overall, city, land } = LAYER;
    const onlyCity: Wanted = (lot) =>
      this.#isHomes(lot) && this.#scheme.isInCityPlan(lot.block) && !this.#isDetailed(lot, 'old') && !this.#isDetailed(lot, 'new'); // prettier-ignore
    for (const lot of this.#take(2, onlyCity)) {
      this.#recode('C7', lot, 'M1', [[overall, city], [city, land]], '原城规为一类工业用地', city); // prettier-ignore
    }
    const onlyNew: Wanted = (lot) =>
      this.#isHomes(lot) && this.#isDetailed(lot, 'new') && !this.#isDetailed(lot, 'old') && !this.#scheme.isInCityPlan(lot.block); // prettier-ignore
    for (const lot of this.#take(2, onlyNew)) {
      this.#recode('C7', lot, '100101', [[overall, detailedNew], [land, detailedNew]], '控规为一类工业用地', detailedNew); // prettier-ignore
    }
    const inOld: Wanted = (lot) =>
      this.#isHomes(lot) && this.#isDetailed(lot, 'old') && !this.#isDetailed(lot, 'new') && this.#scheme.isInCityPlan(lot.block); // prettier-ignore
    for (const lot of this.#take(1, inOld)) {
      this.#recode('C7', lot, '110101', [[overall, detailedOld], [city, detailedOld], [land, detailedOld]], '控规为物流仓储用地', detailedOld); // prettier-ignore
    }
  }

  /** C8: the newer detailed plan allows more. */
  controls(): void {
    const isBoth: Wanted = (lot) => this.#isHomes(lot) && this.#isDetailed(lot, 'old') && this.#isDetailed(lot, 'new');
    const changes = [{ DSRJLSX: 3.5 }, { DSRJLSX: 4.2, JZGDSX: 120 }, { JZGDSX: 99 }, { JZMDSX: 48 }, { LDLXX: 20 }];
    for (const [at, lot] of this.#take(changes.length, isBoth).entries()) {
      this.edits.set(LAYER.detailedNew, lot.key, { attributes: changes[at]! });
      const told = Object.entries(changes[at]!).map(([name, value]) => `${name} ${value}`);
      this.#note('C8', lot.ring, [LAYER.detailedOld, LAYER.detailedNew], `后批控规改为 ${told.join('、')}`);
    }
  }

  /** C9: forgotten by every plan; away from the sea, where it would be a gap of the coast line. */
  holes(): void {
    const coast = new Set(this.#scheme.ground.coast);
    const isOpen: Wanted = (lot) => this.#isPlainCountry(lot) && !lot.ring.some((vertex) => coast.has(vertex));
    for (const lot of this.#take(2, isOpen)) {
      for (const layer of [LAYER.overall, LAYER.land]) this.edits.set(layer, lot.key, { isGone: true });
      this.#note('C9', lot.ring, [LAYER.district], '各规划均未覆盖');
    }
    for (const lot of this.#take(1, isOpen, (one) => this.#patch(one, 0.5))) {
      const ring = this.#patch(lot, 0.5)!;
      for (const layer of [LAYER.overall, LAYER.land]) this.edits.set(layer, lot.key, { holes: [ring] });
      this.#note('C9', ring, [LAYER.district], '各规划均未覆盖的天窗');
    }
  }

  /** C10: a feature drawn over its neighbour's side. */
  overlaps(): void {
    const isWood: Wanted = (lot) => this.#scheme.isForest(lot) && this.#scheme.zoneOf(lot) === 'hill';
    this.#bulge(LAYER.forest, isWood, '林地图斑重叠');
    this.#bulge(LAYER.farmland, (lot) => this.#scheme.isPermanentFarmland(lot), '永久基本农田图斑重叠');
  }

  /** C11: the sea's plan reaches on land at one place and ends short of it at another. */
  shore(sea: readonly SeaUse[]): void {
    const coast = new Set(this.#scheme.ground.coast);
    const seaAt = (stretch: readonly number[]): SeaUse | undefined =>
      sea.find(({ ring }) => isRunOf(ring, stretch.toReversed()));
    const bulgeOf = (lot: Lot): Bulge | null => {
      for (const { ring } of lot.parcels) {
        const stretch = sharedStretch(ring, coast, 4);
        const fits = stretch.length > 2 && seaAt(stretch) && isRunOf(lot.ring, stretch);
        const bulge = fits ? bulgeInto(this.#scheme.vertices, ring, stretch, 0.4) : null;
        if (bulge) return bulge;
      }
      return null;
    };
    const ringOf = ({ key, ring }: SeaUse): Ring => this.edits.get(LAYER.sea, key)?.ring ?? ring;
    const isCountry: Wanted = (lot) => this.#isPlainCountry(lot);
    for (const lot of this.#take(1, isCountry, bulgeOf)) {
      const bulge = bulgeOf(lot)!;
      const part = seaAt(bulge.shared)!;
      this.edits.set(LAYER.sea, part.key, { ring: withBulge(part.ring, bulge) });
      for (const layer of [LAYER.overall, LAYER.land]) {
        this.#note('C11', bulge.ring, [layer, LAYER.sea], '用海规划越过海岸线');
      }
    }
    const gapOf = (lot: Lot): Bulge | null => {
      const stretch = sharedStretch(lot.ring, coast, 4);
      const part = stretch.length > 2 ? seaAt(stretch) : undefined;
      return part ? this.#gapBefore(stretch.toReversed(), ringOf(part)) : null;
    };
    for (const lot of this.#take(1, isCountry, gapOf)) {
      const gap = gapOf(lot)!;
      const part = seaAt(gap.shared.toReversed())!;
      this.edits.set(LAYER.sea, part.key, { ring: withoutBulge(ringOf(part), gap) });
      this.#note('C11', gap.ring, [LAYER.district, LAYER.sea], '用海规划与海岸线之间有空隙');
    }
  }

  /** A strip of sea before a stretch of the shore, which is given as it runs in the sea's ring. */
  #gapBefore(stretch: readonly number[], sea: Ring): Bulge | null {
    const { vertices } = this.#scheme;
    const [first, last] = [stretch[0]!, stretch.at(-1)!];
    const [dx, dy] = [vertices.x(last) - vertices.x(first), vertices.y(last) - vertices.y(first)];
    const off = 40 / Math.hypot(dx, dy);
    const places = [last, first].map((vertex): [number, number] => [vertices.x(vertex) - off * dy, vertices.y(vertex) + off * dx]); // prettier-ignore
    const scratch = vertices.scratch([...stretch.map((one) => [vertices.x(one), vertices.y(one)] as const), ...places]);
    const order = [...stretch.keys(), stretch.length, stretch.length + 1];
    if (!scratch.isSimple(order) || scratch.size(order) < 100) return null;
    if (!places.every(([x, y]) => vertices.holds(sea, x, y))) return null;
    const inner = places.map(([x, y]) => vertices.add(x, y));
    return { shared: stretch, inner, ring: [...stretch, ...inner] };
  }

  /** C12: people planned, and people living, too near the tanks. */
  safety(): void {
    const isNear: Wanted = (lot) => Math.max(...this.#reachesOf(lot)) < SAFETY_METRES - 20 && this.#isPlainCountry(lot);
    for (const lot of this.#take(2, isNear, (one) => this.#patch(one, 0.5))) {
      this.#plantPatch('C12', lot, '0703', '待搬迁渔村', 0.5, [[LAYER.overall, LAYER.safety]]);
    }
    for (const lot of this.#take(3, isNear)) {
      const parcel = lot.parcels[0]!;
      this.edits.set(LAYER.present, parcel.key, { code: '0702' });
      this.#note('C12', parcel.ring, [LAYER.present, LAYER.safety], '现状农村宅基地在安全控制区内');
    }
  }

  /** How far the corners of a lot are from the tanks. */
  #reachesOf({ ring }: Lot): number[] {
    const { vertices } = this.#scheme;
    return ring.map((vertex) => safetyReach(vertices.x(vertex), vertices.y(vertex)));
  }

  /** Where homes are no conflict with the safety zone. */
  #isFarFromTanks = (lot: Lot): boolean => Math.min(...this.#reachesOf(lot)) > SAFETY_METRES + 200;

  /** Farms and orchards that no line or boundary says anything of. */
  #isPlainCountry(lot: Lot): boolean {
    const zone = this.#scheme.zoneOf(lot);
    return (
      (zone === 'farm' || zone === 'orchard') &&
      !this.#scheme.isPermanentFarmland(lot) &&
      !this.#scheme.isForest(lot) &&
      !this.#scheme.isInCityPlan(lot.block)
    );
  }

  #isHomes = ({ planned }: Lot): boolean => planned === 'homes';
  #isDetailed = (lot: Lot, plan: 'old' | 'new'): boolean => this.#scheme.isInDetailed(lot.block, plan);

  #take(count: number, isWanted: Wanted, fits: (lot: Lot) => unknown = () => true): Lot[] {
    const taken: Lot[] = [];
    for (const lot of this.#shuffled) {
      if (taken.length === count) break;
      if (this.#used.has(lot.key) || !isWanted(lot) || this.#scheme.vertices.size(lot.ring) < 1500) continue;
      if (!fits(lot)) continue;
      this.#used.add(lot.key);
      taken.push(lot);
    }
    return taken;
  }

  /** Inside one parcel, so that no other layer's side cuts it: its area is that of its own corners. */
  #patch(lot: Lot, share: number): Ring | null {
    const { vertices } = this.#scheme;
    const [largest] = lot.parcels.toSorted((a, b) => vertices.size(b.ring) - vertices.size(a.ring));
    return patchIn(vertices, largest!.ring, Math.sqrt(share));
  }

  #note(kind: PlantedKind, ring: Ring, layers: readonly string[], note: string): void {
    const place = this.#scheme.vertices.polygon(ring);
    this.conflicts.push({ kind, layers, place, areaM2: areaM2(place), note });
  }

  #recode(
    kind: PlantedKind,
    lot: Lot,
    code: string,
    pairs: readonly (readonly string[])[],
    note: string,
    layer: string = pairs[0]![0]!,
  ): void {
    this.edits.set(layer, lot.key, { code });
    for (const layers of pairs) this.#note(kind, lot.ring, layers, note);
  }

  #plantPatch(
    kind: PlantedKind,
    lot: Lot,
    code: string,
    name: string,
    share: number,
    pairs: readonly (readonly string[])[],
    layer: string = LAYER.overall,
  ): Ring {
    const ring = this.#patch(lot, share)!;
    this.edits.set(layer, lot.key, { holes: [ring] });
    this.edits.add(layer, { key: `${lot.key}-X`, code, name, ring });
    for (const layers of pairs) this.#note(kind, ring, layers, name);
    return ring;
  }

  /** A village that lies across the side of two fields: a conflict with either. */
  #across(isWanted: Wanted, layers: readonly string[]): void {
    for (const one of this.#shuffled) {
      if (this.#used.has(one.key) || !isWanted(one)) continue;
      for (const other of this.#besides(one, isWanted)) {
        const [side, back] = this.#bulges(one, other);
        if (!side || !back) continue;
        const ring = [side.shared.at(-1)!, ...side.inner, side.shared[0]!, ...back.inner];
        if (!this.#scheme.vertices.isSimple(ring)) continue;
        this.edits.set(LAYER.overall, one.key, { ring: withoutBulge(one.ring, side) });
        this.edits.set(LAYER.overall, other.key, { ring: withoutBulge(other.ring, back) });
        this.edits.add(LAYER.overall, { key: `${one.key}-X`, code: '0703', name: '跨地块村庄扩建', ring });
        for (const part of [side, back]) this.#note('C1', part.ring, layers, '跨地块村庄扩建');
        for (const { key } of [one, other]) this.#used.add(key);
        return;
      }
    }
  }

  #bulge(layer: string, isWanted: Wanted, note: string): void {
    for (const host of this.#shuffled) {
      if (this.#used.has(host.key) || !isWanted(host)) continue;
      for (const neighbour of this.#besides(host, isWanted)) {
        const [bulge] = this.#bulges(host, neighbour);
        if (!bulge) continue;
        this.edits.set(layer, neighbour.key, { ring: withBulge(neighbour.ring, bulge) });
        this.#note('C10', bulge.ring, [layer], note);
        for (const { key } of [host, neighbour]) this.#used.add(key);
        return;
      }
    }
  }

  *#besides(lot: Lot, isWanted: Wanted): Generator<Lot> {
    const { lots, lotsOf } = this.#scheme.ground;
    for (const at of lotsOf[lot.block]!) {
      const other = lots[at]!;
      if (other !== lot && !this.#used.has(other.key) && isWanted(other)) yield other;
    }
  }

  /** A part of either of two lots along the side they share, each inside one parcel. */
  #bulges(one: Lot, other: Lot): readonly [Bulge, Bulge] | readonly [] {
    const { vertices } = this.#scheme;
    for (const parcel of one.parcels) {
      for (const beside of other.parcels) {
        const stretch = sharedStretch(parcel.ring, new Set(beside.ring), 5);
        const back = stretch.toReversed();
        const isSide = isRunOf(one.ring, stretch) && isRunOf(other.ring, back) && isRunOf(beside.ring, back);
        const bulge = isSide ? bulgeInto(vertices, parcel.ring, stretch, 0.5) : null;
        const opposite = bulge && bulgeInto(vertices, beside.ring, back, 0.4);
        if (bulge && opposite) return [bulge, opposite];
      }
    }
    return [];
  }
}

function isRunOf(ring: Ring, stretch: readonly number[]): boolean {
  const at = stretch.length === 0 ? -1 : ring.indexOf(stretch[0]!);
  return at >= 0 && stretch.every((vertex, k) => ring[(at + k) % ring.length] === vertex);
}

/** What a lot is in the codes of each plan. */
export const codesOf = ({ planned }: Pick<Lot, 'planned'>) => ({
  overall: overallCode(planned),
  city: USES[planned].city,
  land: USES[planned].survey,
  detailed: USES[planned].current,
});
