import { SEARCH_CRITERIA, type SearchAnswer, type SearchCriterion, type SearchWish } from '../contract.ts';
import { areaWords } from '../words.ts';
import { CRITERION_LABELS, FAR_M, weightOf } from './scores.ts';

/** What was asked for, with what roles are called. */
interface Asked {
  readonly wish: SearchWish;
  readonly labels: Readonly<Record<string, string>>;
}

/** What is asked about: a weight says so, for current use the classes wished. */
export function soft(wish: SearchWish): readonly SearchCriterion[] {
  return SEARCH_CRITERIA.filter((one) => weightOf(wish, one) > 0 && (one !== 'present' || wish.present !== undefined));
}

export function distanceWords(metres: number | null, isJudged: boolean): string {
  if (!isJudged || metres === null) return '无法判定';
  return Number.isFinite(metres) ? `${Math.round(metres)} 米` : '很远';
}

/** What a criterion that leaves parcels out is called. */
export function hardLabel({ wish, labels }: Asked, criterion: string): string {
  switch (criterion) {
    case 'size':
      return `面积不在 ${areaWords(wish.minM2)}至 ${areaWords(wish.maxM2)}之间`;
    case 'use':
      return '用途不兼容';
    case 'newer':
      return '已在新一版规划里重新划定';
    case 'class':
      return '用途代码不能对应 2023 分类';
    case 'development-boundary':
      return '不全在城镇开发边界内';
    case 'road':
      return `离道路超过 ${wish.roadM} 米`;
    case 'port':
      return `离港口码头超过 ${wish.portM} 米`;
    case 'slope':
      return `坡度大于 ${wish.slopeDeg}° 的超过一成`;
    default:
      return `占${labels[criterion] ?? criterion}`;
  }
}

/** Criteria that were asked for and that no layer tells: never taken as met. */
export function unjudgedOf({ wish, labels }: Asked, isPlayed: (role: string) => boolean): SearchAnswer['unjudged'] {
  const asked = [
    ...wish.avoid,
    ...(wish.isInside ? ['development-boundary'] : []),
    ...(wish.roadM !== undefined || weightOf(wish, 'road') > 0 ? ['road'] : []),
    ...(wish.portM !== undefined || weightOf(wish, 'port') > 0 ? ['port'] : []),
    ...(wish.slopeDeg !== undefined ? ['slope'] : []),
    ...(wish.present !== undefined && wish.base !== 'present-use' ? ['present-use'] : []),
  ];
  return asked
    .filter((role) => !isPlayed(role))
    .map((role) => {
      const label = labels[role] ?? role;
      return { criterion: role, label, text: `没有已发布的“${label}”图层，这一条没有判定，候选地块不能当作符合` };
    });
}

/** How the score came about. */
export function formulaOf(wish: SearchWish): string {
  const parts = soft(wish).map((criterion) => `${CRITERION_LABELS[criterion]}×${weightOf(wish, criterion)}`);
  const sum = soft(wish).reduce((all, criterion) => all + weightOf(wish, criterion), 0);
  return `得分 =（${parts.join(' + ')}）÷ ${sum}；每项 0 到 1：面积在区间正中为 1、两端为 0.5，用途一致 1、兼容 0.8、有条件 0.4，距离越近越高（道路 ${FAR_M.road / 1000} 公里、港口 ${FAR_M.port / 1000} 公里为 0），现状为合适用途的面积占比；没有图层的项不计分也不计权重`;
}
