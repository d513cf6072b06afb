import type { SiteStep } from '../contract.ts';
import { uncoveredM2 } from '../measure.ts';
import { covered, isPlayed, partOf, stepOf, unplayed, type Situation } from '../situation.ts';
import { areaWords } from '../words.ts';

/** 步骤 1: it lies in the district. That it is a valid area was seen before. */
export function rangeStep(here: Situation): SiteStep {
  const part = covered(here, 'district');
  if (!isPlayed(part)) return stepOf(1, [unplayed(part)]);
  const outside = uncoveredM2(here.site, part.coverage);
  const size = `范围 ${areaWords(here.areaM2)}`;
  if (outside <= here.toleranceM2) return stepOf(1, [partOf(part, 'pass', `${size}，边界闭合、有效，在本区之内`)]);
  return stepOf(1, [partOf(part, 'fail', `${size}，其中 ${areaWords(outside)}在本区之外，不能由本区审查`)]);
}
