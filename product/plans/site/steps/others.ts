import type { SitePart, SiteStep } from '../contract.ts';
import { coverageOf } from '../measure.ts';
import { covered, hitOf, isPlayed, partOf, stepOf, unplayed, type Covered, type Situation } from '../situation.ts';
import { areaWords } from '../words.ts';
import { declared } from './lines.ts';

/** 步骤 9: ground that another project already has, by the layer of sites and by the registers. */
export function othersStep(here: Situation): SiteStep {
  return stepOf(9, [layerPart(here), registerPart(here, false), registerPart(here, true)]);
}

function layerPart(here: Situation): SitePart {
  const part = covered(here, 'project-site');
  if (!isPlayed(part)) return declared(here, part) ?? unplayed(part);
  const { features } = here.role('project-site');
  const own = features.filter(({ name }) => name === here.name).length;
  const others = coverageOf(
    here.site,
    features.filter(({ name }) => name !== here.name),
  );
  const shown: Covered = {
    ...part,
    coverage: others,
    areaM2: others.areaM2,
    share: others.areaM2 / here.areaM2,
    count: others.hits.length,
    hits: others.hits.slice(0, 200).map((hit) => hitOf(here, hit)),
  };
  const ownWords = own > 0 ? '（本项目自己的用地不算）' : '';
  if (others.areaM2 <= here.toleranceM2) return partOf(shown, 'pass', `没有与已供、已批的项目用地重叠${ownWords}`);
  return partOf(shown, 'fail', `与已供、已批的项目用地重叠 ${areaWords(others.areaM2)}${ownWords}，须先核实`);
}

/** Projects in the registers hold ground; earlier checks only say that somebody asked. */
function registerPart(here: Situation, isEarlier: boolean): SitePart {
  const label = isEarlier ? '以前的审查' : '项目台账';
  const own = here.others.filter(({ register }) => (register === 'site-check') === isEarlier);
  const coverage = coverageOf(here.site, own);
  const part: Covered = {
    role: isEarlier ? 'site-check' : 'project',
    roleLabel: label,
    layers: [],
    areaM2: coverage.areaM2,
    share: coverage.areaM2 / here.areaM2,
    count: coverage.hits.length,
    hits: coverage.hits.slice(0, 200).map((hit) => hitOf(here, hit)),
    coverage,
  };
  if (coverage.areaM2 <= here.toleranceM2) return partOf(part, 'pass', `没有与${label}里的范围重叠`);
  const names = [...new Set(coverage.hits.slice(0, 3).map(({ feature }) => feature.name))].join('、');
  const sentence = `与${label}里的${names}等 ${coverage.hits.length} 个范围重叠 ${areaWords(coverage.areaM2)}`;
  return partOf(part, isEarlier ? 'note' : 'fail', `${sentence}${isEarlier ? '，须协调' : '，须先核实'}`);
}
