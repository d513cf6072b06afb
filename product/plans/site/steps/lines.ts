import type { SitePart, SiteStep } from '../contract.ts';
import { LINE_RULES, ruleAllows, ruleForbids, type LineRule } from '../rules.ts';
import { covered, isPlayed, partOf, stepOf, unplayed, type Covered, type Situation } from '../situation.ts';
import { areaWords, percentWords } from '../words.ts';

/** 步骤 5: the four lines, heritage, floods, the coast, the safety zone, hazards. */
export function linesStep(here: Situation): SiteStep {
  const parts = LINE_RULES.map((rule) => linePart(here, rule));
  const told = parts.filter(({ outcome }) => outcome !== 'pass').map(({ sentence }) => sentence);
  return stepOf(5, parts, told.join('；') || '不涉及四线、历史文化、洪涝、海岸、安全控制区和地质灾害');
}

function linePart(here: Situation, rule: LineRule): SitePart {
  const part = covered(here, rule.role);
  if (!isPlayed(part)) return declared(here, part) ?? unplayed(part);
  const { areaM2, share, count, roleLabel } = part;
  if (count === 0) return partOf(part, 'pass', `不涉及${roleLabel}`);
  if (areaM2 > 0 && areaM2 <= here.toleranceM2) {
    return partOf(part, 'pass', `与${roleLabel}相接 ${areaWords(areaM2)}，在制图误差之内`, rule.basis);
  }
  const where = areaM2 > 0 ? `在${roleLabel}内 ${areaWords(areaM2)}，${percentWords(share)}` : `${roleLabel}穿过范围`;
  if (ruleForbids(rule, here.wish.use)) {
    return partOf(part, 'fail', `${where}，拟用途“${here.useLabel}”不得在此布局`, rule.basis);
  }
  if (ruleAllows(rule, here.wish.use)) return partOf(part, 'pass', `${where}，拟用途可以在此布局`, rule.basis);
  return partOf(part, 'note', `${where}，${rule.condition}`, rule.basis);
}

/** What a person has declared not to concern the district is a condition of the answer, and says who declared it why. */
export function declared(here: Situation, part: Covered): SitePart | null {
  const told = here.wish.notConcerned?.find(({ role }) => role === part.role);
  return told ? partOf(part, 'note', `没有“${part.roleLabel}”图层，审查人声明不涉及：${told.reason}`) : null;
}
