import type { Controls, SiteHit, SiteLayer, SitePart, SiteStep, SiteWish, StepOutcome } from './contract.ts';
import { coverageOf, type Coverage, type Measured, type Site, type SiteFeature } from './measure.ts';
import { ruleId, STEP_TITLES } from './rules.ts';

/** A role with the layers that play it, in the versions used, and what of them lies near the site. */
export interface PlayedRole {
  readonly role: string;
  readonly label: string;
  /** None: nobody can judge by it. */
  readonly layers: readonly SiteLayer[];
  readonly features: readonly SiteFeature[];
}

/** All that a site is judged on: read once, then only computed with. */
export interface Situation {
  readonly wish: SiteWish;
  readonly name: string;
  readonly site: Site;
  readonly areaM2: number;
  readonly toleranceM2: number;
  readonly useLabel: string;
  readonly controls: Controls;
  readonly role: (role: string) => PlayedRole;
  /** Sites of other projects, and of earlier checks, as registers have them. */
  readonly others: readonly SiteFeature[];
}

/** How a role covers the site, with all that a part of a step says of it but its judgement. */
export interface Covered extends Omit<SitePart, 'outcome' | 'sentence' | 'basis'> {
  readonly coverage: Coverage;
}

const MOST_HITS = 200;

export function covered(here: Situation, role: string): Covered {
  const { label, layers, features } = here.role(role);
  const coverage = coverageOf(here.site, features);
  return {
    role,
    roleLabel: label,
    layers: [...layers],
    areaM2: coverage.areaM2,
    share: coverage.areaM2 / here.areaM2,
    hits: coverage.hits.slice(0, MOST_HITS).map((hit) => hitOf(here, hit)),
    count: coverage.hits.length,
    coverage,
  };
}

export function hitOf(here: Situation, { feature, areaM2, geometry, box }: Measured, note?: string): SiteHit {
  const { layer, register, key, name, code, codeLabel } = feature;
  return {
    layer,
    register,
    key,
    name,
    code,
    codeLabel,
    areaM2,
    share: areaM2 / here.areaM2,
    isWithinTolerance: areaM2 <= here.toleranceM2,
    note: note ?? (geometry === null ? '线或点穿过范围，没有面积' : null),
    box: [...box] as [number, number, number, number],
    shape: geometry,
  };
}

export function partOf(
  { role, roleLabel, layers, areaM2, share, hits, count }: Covered,
  outcome: StepOutcome,
  sentence: string,
  basis: string | null = null,
): SitePart {
  return { role, roleLabel, layers, areaM2, share, hits, count, outcome, sentence, basis };
}

export const isPlayed = ({ layers }: Pick<Covered, 'layers'>): boolean => layers.length > 0;

/** Nobody can say; never that it is all right. */
export const unplayed = (part: Covered): SitePart =>
  partOf(part, 'unknown', `没有已发布的图层担任“${part.roleLabel}”，无法判定`);

const ORDER: readonly StepOutcome[] = ['pass', 'note', 'unknown', 'fail'];
export const worst = (outcomes: readonly StepOutcome[]): StepOutcome =>
  outcomes.reduce((a, b) => (ORDER.indexOf(b) > ORDER.indexOf(a) ? b : a), 'pass');

export function stepOf(
  number: number,
  parts: readonly SitePart[],
  sentence = parts.map((part) => part.sentence).join('；'),
  outcome: StepOutcome = worst(parts.map((part) => part.outcome)),
): SiteStep {
  return { number, title: STEP_TITLES[number - 1]!, rule: ruleId(number), outcome, sentence, parts: [...parts] };
}
