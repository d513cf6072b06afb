import { boxOf, type Box, type Geometry, type MultiPolygon, type Polygon } from '@quantu/geometry';
import Flatbush from 'flatbush';
import type { Candidate, SearchAnswer, SearchCriterion, SearchWish } from '../contract.ts';
import { RELATION_LABELS, relationOf, type Relation } from '../compatible-uses.ts';
import { coveredM2, type Site } from '../measure.ts';
import { begins } from '../rules.ts';
import { areaWords, percentWords } from '../words.ts';
import { boxAt, shapesOf, type Columns, type GroundColumns, type ParcelColumns } from './columns.ts';
import { Edges } from './edges.ts';
import { CRITERION_LABELS, FAR_M, meanOf, scoreOf, type Facts } from './scores.ts';
import { STEEP_SHARE } from './slope.ts';
import { distanceWords, formulaOf, hardLabel, soft, unjudgedOf } from './told.ts';

export interface SearchOrder {
  readonly wish: SearchWish;
  /** Parcels that have the size, the newest generation first. */
  readonly parcels: readonly ParcelColumns[];
  /** By generation but the oldest: all that it has where older ones have parcels. */
  readonly newer: readonly Columns[];
  /** With those that have not. */
  readonly total: number;
  /** Of roles that a layer plays. */
  readonly ground: readonly GroundColumns[];
  /** What roles are called. */
  readonly labels: Readonly<Record<string, string>>;
}

/** The answer without what only the server knows: layers and the words of classes. */
export interface Ranked extends Omit<SearchAnswer, 'layers' | 'data'> {
  readonly data: readonly (Omit<Candidate, 'codeLabel'> & { readonly use: string | null })[];
}

/** A parcel that has the size. */
interface Parcel {
  readonly layer: string;
  /** 0: the newest. */
  readonly generation: number;
  readonly key: string;
  readonly name: string;
  readonly code: string | null;
  readonly use: string | null;
  /** Null: its class is not one of 2023. */
  readonly relation: Relation | null;
  readonly areaM2: number;
  readonly box: Box;
  readonly shape: () => Polygon | MultiPolygon;
}

interface Judging {
  readonly wish: SearchWish;
  /** Of roles that a layer plays. */
  readonly edges: ReadonlyMap<string, Edges>;
  /** Ground whose current use is among the classes wished. */
  readonly present: Ground;
  /** By generation. */
  readonly drawn: readonly Ground[];
  readonly labels: SearchOrder['labels'];
  readonly onProgress: Progress;
}

type Progress = (share: number, text: string) => void;

/** Parcels that fit, the best first: from numbers alone, so that it runs wherever there is time. */
export function rankSites({ wish, parcels, newer, total, ground, labels }: SearchOrder, onProgress: Progress): Ranked {
  onProgress(0, '正在整理图层');
  const edges = new Map<string, Edges>();
  let present = new Ground([]);
  for (const columns of ground) {
    const shapes = shapesOf(columns).map((read) => read());
    // Current use is looked at by what it covers, not by its edges.
    if (columns.role === 'present-use') present = new Ground(shapes.filter(isArea));
    edges.set(columns.role, new Edges(columns.role === 'present-use' ? [] : shapes));
  }
  const all = parcels.flatMap((columns, generation) => parcelsOf(columns, generation, wish));
  const drawn = newer.map((columns) => new Ground(shapesOf(columns).map((read) => read() as Site)));
  return ranked({ wish, edges, present, drawn, labels, onProgress }, all, total);
}

function parcelsOf(columns: ParcelColumns, generation: number, { use: wished }: SearchWish): Parcel[] {
  const { layer, keys, names, codes, uses, areasM2, boxes } = columns;
  return shapesOf(columns).map((read, at) => {
    const use = uses[at]!;
    return {
      layer,
      generation,
      key: keys[at]!,
      name: names[at] ?? keys[at]!,
      code: codes[at]!,
      use,
      relation: use === null ? null : relationOf(use, wished),
      areaM2: areasM2[at]!,
      box: boxAt(boxes, at),
      // Read when it is needed: most parcels fall out before. What has an area is one.
      shape: () => read() as Site,
    };
  });
}

const isArea = (shape: Geometry): shape is Site => shape.type === 'Polygon' || shape.type === 'MultiPolygon';

/** m², and share of the parcel: as much may two drawings of one line differ. */
const toleranceOf = (areaM2: number): number => Math.max(10, areaM2 * 0.001);
const MOST = 50;

/** What of a parcel is known without looking at current use, which costs most. */
interface Passed extends Omit<Facts, 'presentShare'> {
  readonly parcel: Parcel;
  readonly shape: Polygon | MultiPolygon;
  readonly bound: number;
}

const STEP = 256;

/** Hard criteria leave out, soft ones rank; what no layer judges does neither, and is said. */
function ranked(here: Judging, parcels: readonly Parcel[], total: number): Ranked {
  const { wish } = here;
  const excluded = new Map<string, number>([['size', total - parcels.length]]);
  const passed = parcels.flatMap((parcel, at): Passed[] => {
    if (at % STEP === 0)
      here.onProgress(0.1 + (0.7 * at) / parcels.length, `正在逐块核对，第 ${at} 块，共 ${parcels.length} 块`);
    const outcome = passedOf(here, parcel);
    if (typeof outcome !== 'string') return [outcome];
    excluded.set(outcome, (excluded.get(outcome) ?? 0) + 1);
    return [];
  });
  passed.sort((a, b) => b.bound - a.bound || byKey(a.parcel, b.parcel));
  here.onProgress(0.8, `${passed.length} 块合适，正在排序`);
  const data = best(here, passed, wish.size ?? MOST);
  return {
    data,
    parcels: total,
    fitting: passed.length,
    excluded: [...excluded]
      .filter(([, count]) => count > 0)
      .map(([criterion, count]) => ({ criterion, label: hardLabel(here, criterion), count })),
    unjudged: unjudgedOf(here, (role) => here.edges.has(role)),
    formula: formulaOf(wish),
  };
}

const byKey = (a: Parcel, b: Parcel): number => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);

/** The parcel with its facts, or the criterion that leaves it out. */
function passedOf({ wish, edges, drawn }: Judging, parcel: Parcel): Passed | string {
  const { relation, areaM2, box, generation } = parcel;
  if (relation === null) return 'class';
  if (relation === 'incompatible') return 'use';
  const shape = parcel.shape();
  const anew = drawn.slice(0, generation).flatMap((ground) => ground.near(box));
  if (anew.length > 0 && coveredM2(shape, anew) > areaM2 / 2) return 'newer';
  const on = (role: string): number | null => edges.get(role)?.coveredM2(shape, box, areaM2) ?? null;
  for (const role of wish.avoid) if ((on(role) ?? 0) > toleranceOf(areaM2)) return role;
  if (wish.isInside) {
    const inside = on('development-boundary');
    if (inside !== null && areaM2 - inside > toleranceOf(areaM2)) return 'development-boundary';
  }
  const far = (role: 'road' | 'port', most: number | undefined): number | null => {
    const own = edges.get(role);
    return own === undefined ? null : own.distanceM(shape, box, Math.max(most ?? 0, FAR_M[role]));
  };
  const roadM = far('road', wish.roadM);
  if (roadM !== null && wish.roadM !== undefined && roadM > wish.roadM) return 'road';
  const portM = far('port', wish.portM);
  if (portM !== null && wish.portM !== undefined && portM > wish.portM) return 'port';
  const steepM2 = wish.slopeDeg === undefined ? null : on('slope');
  if (steepM2 !== null && steepM2 > STEEP_SHARE * areaM2) return 'slope';
  const facts = { areaM2, relation, roadM, portM };
  const bound = meanOf(scoresOf({ ...facts, presentShare: 1 }, wish), wish);
  return { ...facts, parcel, shape, bound };
}

const scoresOf = (facts: Facts, wish: SearchWish) =>
  soft(wish).map((criterion) => ({ criterion, score: scoreOf(criterion, facts, wish) }));

/** The best of them by their whole score; once none that is left could be better by its bound, the rest is not cut. */
function best(here: Judging, passed: readonly Passed[], size: number): Ranked['data'] {
  const found: (Passed & { readonly presentShare: number | null; readonly score: number })[] = [];
  const knows = here.wish.present !== undefined && (here.wish.base === 'present-use' || here.edges.has('present-use'));
  for (const one of passed) {
    if (found.length >= size && found[size - 1]!.score >= one.bound) break;
    const presentShare = knows ? shareOf(here, one) : null;
    const facts = { ...one, presentShare };
    const score = meanOf(scoresOf(facts, here.wish), here.wish);
    const at = found.findIndex((other) => other.score < score);
    found.splice(at < 0 ? found.length : at, 0, { ...facts, score });
    if (found.length > size) found.pop();
  }
  return found.map((one, at) => candidateOf(here, one, at + 1));
}

/** Of the parcel whose current use is among the wished classes. */
function shareOf({ wish, present }: Judging, { parcel, shape, areaM2 }: Passed): number {
  if (wish.base === 'present-use') return parcel.use !== null && begins(wish.present!, parcel.use) ? 1 : 0;
  const near = present.near(parcel.box);
  return near.length === 0 ? 0 : coveredM2(shape, near) / areaM2;
}

/** Areas by where they lie. */
class Ground {
  readonly #shapes: readonly Site[];
  readonly #index: Flatbush | null;

  constructor(shapes: readonly Site[]) {
    this.#shapes = shapes;
    this.#index = shapes.length === 0 ? null : new Flatbush(shapes.length);
    for (const shape of shapes) this.#index!.add(...boxOf(shape));
    this.#index?.finish();
  }

  near(box: Box): readonly Site[] {
    return this.#index?.search(...box).map((at) => this.#shapes[at]!) ?? [];
  }
}

function candidateOf(
  { wish, edges }: Judging,
  { parcel, shape, areaM2, score, ...facts }: Passed & { readonly presentShare: number | null; readonly score: number },
  rank: number,
): Ranked['data'][number] {
  const { layer, key, name, code, use, box } = parcel;
  const scores = new Map(scoresOf({ ...facts, areaM2 }, wish).map((one) => [one.criterion, one.score]));
  const texts: Readonly<Record<SearchCriterion, string>> = {
    size: areaWords(areaM2),
    use: RELATION_LABELS[facts.relation],
    road: distanceWords(facts.roadM, edges.has('road')),
    port: distanceWords(facts.portM, edges.has('port')),
    present: facts.presentShare === null ? '无法判定' : percentWords(facts.presentShare),
  };
  const values = [...scores].map(([criterion, value]) => ({
    criterion,
    label: CRITERION_LABELS[criterion],
    text: texts[criterion],
    score: value,
  }));
  return {
    rank,
    layer,
    key,
    name,
    code,
    use,
    areaM2,
    score,
    values,
    box: [...box] as [number, number, number, number],
    shape,
  };
}
