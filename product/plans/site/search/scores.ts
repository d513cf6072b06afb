import type { SearchCriterion, SearchWish } from '../contract.ts';
import type { Relation } from '../compatible-uses.ts';

/** What of a parcel a score is made from; null: no layer tells. */
export interface Facts {
  readonly areaM2: number;
  readonly relation: Relation;
  readonly roadM: number | null;
  readonly portM: number | null;
  /** Of the parcel whose current use is as wished. */
  readonly presentShare: number | null;
}

export const CRITERION_LABELS: Readonly<Record<SearchCriterion, string>> = {
  size: '面积合适',
  use: '用途兼容',
  road: '离道路近',
  port: '离港口近',
  present: '现状合适',
};

/** Farther than this nothing more is lost. */
export const FAR_M: Readonly<Record<'road' | 'port', number>> = { road: 2000, port: 20_000 };

const RELATION_SCORES: Readonly<Record<Relation, number>> = {
  same: 1,
  compatible: 0.8,
  conditional: 0.4,
  incompatible: 0,
};

/** 0 (worst) to 1; null: not judged. */
export function scoreOf(
  criterion: SearchCriterion,
  facts: Facts,
  wish: Pick<SearchWish, 'minM2' | 'maxM2'>,
): number | null {
  switch (criterion) {
    case 'size':
      return sizeScore(facts.areaM2, wish);
    case 'use':
      return RELATION_SCORES[facts.relation];
    case 'road':
      return nearness(facts.roadM, FAR_M.road);
    case 'port':
      return nearness(facts.portM, FAR_M.port);
    case 'present':
      return facts.presentShare;
  }
}

/** 1 in the middle of the range that was asked for, 0.5 at its ends. */
function sizeScore(areaM2: number, { minM2, maxM2 }: Pick<SearchWish, 'minM2' | 'maxM2'>): number {
  const half = (maxM2 - minM2) / 2;
  return half === 0 ? 1 : 1 - 0.5 * (Math.abs(areaM2 - (minM2 + maxM2) / 2) / half);
}

const nearness = (metres: number | null, far: number): number | null =>
  metres === null ? null : Math.max(0, 1 - metres / far);

export const weightOf = ({ weights }: Pick<SearchWish, 'weights'>, criterion: SearchCriterion): number =>
  weights[criterion] ?? 0;

/** The weighted mean of the criteria that can be judged; what cannot be counts neither for nor against. */
export function meanOf(
  scores: readonly { readonly criterion: SearchCriterion; readonly score: number | null }[],
  wish: Pick<SearchWish, 'weights'>,
): number {
  let [sum, weights] = [0, 0];
  for (const { criterion, score } of scores) {
    if (score === null) continue;
    sum += weightOf(wish, criterion) * score;
    weights += weightOf(wish, criterion);
  }
  return weights === 0 ? 0 : sum / weights;
}
