import { boxOf, type Box, type MultiPolygon, type Polygon } from '@quantu/geometry';
import Flatbush from 'flatbush';
import {
  SEARCH_CRITERIA,
  type Candidate,
  type SearchAnswer,
  type SearchCriterion,
  type SearchWish,
} from '../contract.ts';
import { RELATION_LABELS, type Relation } from '../compatible-uses.ts';
import { coverageOf, type SiteFeature } from '../measure.ts';
import { begins } from '../rules.ts';
import { areaWords, percentWords } from '../words.ts';
import type { Edges } from './edges.ts';
import { CRITERION_LABELS, FAR_M, meanOf, scoreOf, weightOf, type Facts } from './scores.ts';

/** A parcel that has the size. */
export interface Parcel {
  readonly layer: string;
  readonly key: string;
  readonly name: string;
  readonly code: string | null;
  readonly use: string | null;
  readonly codeLabel: string;
  /** Null: its class is not one of 2023. */
  readonly relation: Relation | null;
  readonly areaM2: number;
  readonly box: Box;
  readonly shape: () => Polygon | MultiPolygon;
}

export interface Judging {
  readonly wish: SearchWish;
  /** Of roles that a layer plays. */
  readonly edges: ReadonlyMap<string, Edges>;
  /** Ground whose current use is among the classes wished. */
  readonly present: Ground;
  readonly labelOf: (role: string) => string;
}

/** m², and share of the parcel: as much may two drawings of one line differ. */
const toleranceOf = (areaM2: number): number => Math.max(10, areaM2 * 0.001);
const MOST = 50;

/** What of a parcel is known without looking at current use, which costs most. */
interface Passed extends Omit<Facts, 'presentShare'> {
  readonly parcel: Parcel;
  readonly shape: Polygon | MultiPolygon;
  readonly bound: number;
}

/** Hard criteria leave out, soft ones rank; what no layer judges does neither, and is said. */
export function ranked(here: Judging, parcels: readonly Parcel[], total: number): Omit<SearchAnswer, 'layers'> {
  const { wish } = here;
  const excluded = new Map<string, number>([['size', total - parcels.length]]);
  const passed = parcels.flatMap((parcel): Passed[] => {
    const outcome = passedOf(here, parcel);
    if (typeof outcome !== 'string') return [outcome];
    excluded.set(outcome, (excluded.get(outcome) ?? 0) + 1);
    return [];
  });
  passed.sort((a, b) => b.bound - a.bound || byKey(a.parcel, b.parcel));
  const data = best(here, passed, wish.size ?? MOST);
  return {
    data,
    parcels: total,
    fitting: passed.length,
    excluded: [...excluded]
      .filter(([, count]) => count > 0)
      .map(([criterion, count]) => ({ criterion, label: hardLabel(here, criterion), count })),
    unjudged: unjudgedOf(here),
    formula: formulaOf(here),
  };
}

const byKey = (a: Parcel, b: Parcel): number => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);

/** The parcel with its facts, or the criterion that leaves it out. */
function passedOf({ wish, edges }: Judging, parcel: Parcel): Passed | string {
  const { relation, areaM2, box } = parcel;
  if (relation === null) return 'class';
  if (relation === 'incompatible') return 'use';
  const shape = parcel.shape();
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
  const facts = { areaM2, relation, roadM, portM };
  const bound = meanOf(scoresOf({ ...facts, presentShare: 1 }, wish), wish);
  return { ...facts, parcel, shape, bound };
}

const scoresOf = (facts: Facts, wish: SearchWish) =>
  soft(wish).map((criterion) => ({ criterion, score: scoreOf(criterion, facts, wish) }));

/** What is asked about: a weight says so, for current use the classes wished. */
function soft(wish: SearchWish): readonly SearchCriterion[] {
  return SEARCH_CRITERIA.filter((one) => weightOf(wish, one) > 0 && (one !== 'present' || wish.present !== undefined));
}

/** The best of them by their whole score; once none that is left could be better by its bound, the rest is not cut. */
function best(here: Judging, passed: readonly Passed[], size: number): Candidate[] {
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
  return near.length === 0 ? 0 : coverageOf(shape, near).areaM2 / areaM2;
}

/** Features by where they lie. */
export class Ground {
  readonly #features: readonly SiteFeature[];
  readonly #index: Flatbush | null;

  constructor(features: readonly SiteFeature[]) {
    this.#features = features;
    this.#index = features.length === 0 ? null : new Flatbush(features.length);
    for (const { geometry } of features) this.#index!.add(...boxOf(geometry));
    this.#index?.finish();
  }

  near(box: Box): readonly SiteFeature[] {
    return this.#index?.search(...box).map((at) => this.#features[at]!) ?? [];
  }
}

function candidateOf(
  { wish, edges }: Judging,
  { parcel, shape, areaM2, score, ...facts }: Passed & { readonly presentShare: number | null; readonly score: number },
  rank: number,
): Candidate {
  const { layer, key, name, code, codeLabel, box } = parcel;
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
    codeLabel,
    areaM2,
    score,
    values,
    box: [...box] as [number, number, number, number],
    shape,
  };
}

function distanceWords(metres: number | null, isJudged: boolean): string {
  if (!isJudged || metres === null) return '无法判定';
  return Number.isFinite(metres) ? `${Math.round(metres)} 米` : '很远';
}

function hardLabel({ wish, labelOf }: Judging, criterion: string): string {
  switch (criterion) {
    case 'size':
      return `面积不在 ${areaWords(wish.minM2)}至 ${areaWords(wish.maxM2)}之间`;
    case 'use':
      return '用途不兼容';
    case 'class':
      return '用途代码不能对应 2023 分类';
    case 'development-boundary':
      return '不全在城镇开发边界内';
    case 'road':
      return `离道路超过 ${wish.roadM} 米`;
    case 'port':
      return `离港口码头超过 ${wish.portM} 米`;
    default:
      return `占${labelOf(criterion)}`;
  }
}

/** Criteria that were asked for and that no layer tells: never taken as met. */
function unjudgedOf({ wish, edges, labelOf }: Judging): SearchAnswer['unjudged'] {
  const asked = [
    ...wish.avoid,
    ...(wish.isInside ? ['development-boundary'] : []),
    ...(wish.roadM !== undefined || weightOf(wish, 'road') > 0 ? ['road'] : []),
    ...(wish.portM !== undefined || weightOf(wish, 'port') > 0 ? ['port'] : []),
    ...(wish.present !== undefined && wish.base !== 'present-use' ? ['present-use'] : []),
  ];
  return asked
    .filter((role) => !edges.has(role))
    .map((role) => {
      const label = labelOf(role);
      return { criterion: role, label, text: `没有已发布的“${label}”图层，这一条没有判定，候选地块不能当作符合` };
    });
}

function formulaOf({ wish }: Judging): string {
  const parts = soft(wish).map((criterion) => `${CRITERION_LABELS[criterion]}×${weightOf(wish, criterion)}`);
  const sum = soft(wish).reduce((all, criterion) => all + weightOf(wish, criterion), 0);
  return `得分 =（${parts.join(' + ')}）÷ ${sum}；每项 0 到 1：面积在区间正中为 1、两端为 0.5，用途一致 1、兼容 0.8、有条件 0.4，距离越近越高（道路 ${FAR_M.road / 1000} 公里、港口 ${FAR_M.port / 1000} 公里为 0），现状为合适用途的面积占比；没有图层的项不计分也不计权重`;
}
