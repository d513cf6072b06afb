import type { SitePart, SiteStep, StepOutcome } from '../contract.ts';
import { RELATION_LABELS, relationOf, type Relation } from '../compatible-uses.ts';
import { coverageOf, uncoveredM2, type Site } from '../measure.ts';
import { covered, hitOf, isPlayed, partOf, stepOf, unplayed, type Covered, type Situation } from '../situation.ts';
import { areaWords, percentWords } from '../words.ts';
import { outsideOf } from '../outside.ts';

/** 步骤 7: parcels of the detailed plan where there are any; where there are none, the land use of the master plan. */
export function plannedStep(here: Situation): SiteStep {
  const detailed = covered(here, 'detailed-parcel');
  const planned = covered(here, 'planned-use');
  if (!isPlayed(detailed) && !isPlayed(planned)) return stepOf(7, [unplayed(detailed)]);
  const rest = isPlayed(detailed) ? outsideOf(here.site, here.role('detailed-parcel').features) : here.site;
  const parts: SitePart[] = isPlayed(detailed) ? [comparedPart(here, detailed)] : [];
  const isCovered =
    rest === null || (isPlayed(detailed) && uncoveredM2(here.site, detailed.coverage) <= here.toleranceM2);
  if (!isCovered) parts.push(restPart(here, planned, rest));
  return stepOf(7, parts);
}

/** What no parcel covers: by the wider plan, and what that leaves open nobody can judge. */
function restPart(here: Situation, planned: Covered, rest: Site): SitePart {
  const on = coverageOf(rest, here.role('planned-use').features);
  const open = uncoveredM2(rest, on);
  const part = { ...planned, coverage: on, areaM2: on.areaM2, share: on.areaM2 / here.areaM2, count: on.hits.length };
  const gap = `${areaWords(open)}没有规划用途（规划空白），无法判定`;
  if (!isPlayed(planned) || on.hits.length === 0) {
    return partOf({ ...part, hits: [] }, 'unknown', gap);
  }
  const compared = comparedPart(here, part);
  if (open <= here.toleranceM2) return compared;
  const outcome: StepOutcome = compared.outcome === 'fail' ? 'fail' : 'unknown';
  return { ...compared, outcome, sentence: `${compared.sentence}；${gap}` };
}

/** Every parcel against the use that is proposed. */
function comparedPart(here: Situation, part: Covered): SitePart {
  const sums: Record<Relation | 'unread', number> = {
    same: 0,
    compatible: 0,
    conditional: 0,
    incompatible: 0,
    unread: 0,
  };
  const hits = part.coverage.hits.map((hit) => {
    const relation = hit.feature.use === null ? 'unread' : relationOf(hit.feature.use, here.wish.use);
    sums[relation] += hit.areaM2;
    return hitOf(here, hit, relation === 'unread' ? '代码不能对应 2023 分类' : RELATION_LABELS[relation]);
  });
  const isMuch = (relation: keyof typeof sums): boolean => sums[relation] > here.toleranceM2;
  const told = (['same', 'compatible', 'conditional', 'incompatible'] as const)
    .filter(isMuch)
    .map((relation) => `${RELATION_LABELS[relation]} ${areaWords(sums[relation])}，${share(here, sums[relation])}`);
  if (isMuch('unread')) told.push(`用途代码不能对应 2023 分类 ${areaWords(sums.unread)}`);
  const outcome = isMuch('incompatible')
    ? 'fail'
    : isMuch('unread')
      ? 'unknown'
      : isMuch('conditional')
        ? 'note'
        : 'pass';
  const sentence = `按${part.roleLabel}，拟用途“${here.useLabel}”：${told.join('；') || '没有地块'}`;
  return { ...partOf(part, outcome, sentence, '已批准的规划；用地兼容规则'), hits: hits.slice(0, 200) };
}

const share = (here: Situation, areaM2: number): string => percentWords(areaM2 / here.areaM2);
