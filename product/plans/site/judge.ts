import type { ControlRow, Prerequisite, PresentRow, SiteStep, Verdict, WeightedControl } from './contract.ts';
import { VERDICT_LABELS } from './contract.ts';
import { prerequisitesOf } from './prerequisites.ts';
import type { Situation } from './situation.ts';
import { boundaryStep } from './steps/boundary.ts';
import { controlsStep } from './steps/controls.ts';
import { linesStep } from './steps/lines.ts';
import { othersStep } from './steps/others.ts';
import { plannedStep } from './steps/planned.ts';
import { presentStep } from './steps/present.ts';
import { rangeStep } from './steps/range.ts';
import { farmlandStep, redLineStep } from './steps/red-lines.ts';
import { toleranceStep } from './steps/tolerance.ts';

export interface Judgement {
  readonly verdict: Verdict;
  readonly summary: string;
  /** What must be seen to where the answer is 基本合规. */
  readonly conditions: readonly string[];
  readonly steps: readonly SiteStep[];
  readonly present: readonly PresentRow[];
  readonly controls: readonly ControlRow[];
  readonly weighted: readonly WeightedControl[];
  readonly prerequisites: readonly Prerequisite[];
}

/** All ten steps and what follows from them; reads nothing, so that a check can be repeated from what it was given. */
export function judge(here: Situation): Judgement {
  const present = presentStep(here);
  const controls = controlsStep(here);
  const nine = [
    rangeStep(here),
    farmlandStep(here),
    redLineStep(here),
    boundaryStep(here),
    linesStep(here),
    present.step,
    plannedStep(here),
    controls.step,
    othersStep(here),
  ];
  const steps = [...nine, toleranceStep(here, nine)];
  const verdict = verdictOf(steps);
  const conditions = steps.flatMap(({ outcome, parts, sentence }) =>
    parts.length === 0
      ? outcome === 'note'
        ? [sentence]
        : []
      : parts.filter((part) => part.outcome === 'note').map((part) => part.sentence),
  );
  return {
    verdict,
    summary: summaryOf(verdict, steps),
    conditions,
    steps,
    present: present.rows,
    controls: controls.rows,
    weighted: controls.weighted,
    prerequisites: prerequisitesOf(here, steps, present.rows),
  };
}

/** Steps that stop a project whatever else is not known. */
const HARD_STOPS = [1, 2, 3];

/**
 * Without a layer nobody can judge, unless farmland or a red line has settled it. Where the layers are there and only
 * leave a part open, what is known to be against the rules decides.
 */
function verdictOf(steps: readonly SiteStep[]): Verdict {
  const parts = steps.flatMap((step) => step.parts.map((part) => ({ ...part, number: step.number })));
  const failed = parts.filter(({ outcome }) => outcome === 'fail');
  const unknown = parts.filter(({ outcome }) => outcome === 'unknown');
  if (failed.some(({ number }) => HARD_STOPS.includes(number))) return 'fail';
  if (unknown.some(({ layers }) => layers.length === 0)) return 'unknown';
  if (failed.length > 0) return 'fail';
  if (unknown.length > 0) return 'unknown';
  return steps.some(({ outcome }) => outcome === 'note') ? 'conditional' : 'pass';
}

function summaryOf(verdict: Verdict, steps: readonly SiteStep[]): string {
  const named = (outcome: SiteStep['outcome']): string =>
    steps
      .filter(({ parts }) => parts.some((part) => part.outcome === outcome))
      .map(({ number, title }) => `${number} ${title}`)
      .join('、');
  const [failed, unknown, noted] = [named('fail'), named('unknown'), named('note')];
  const parts = [
    failed === '' ? null : `不符合：${failed}`,
    unknown === '' ? null : `缺图层或数据、无法判定：${unknown}`,
    noted === '' ? null : `有条件：${noted}`,
  ].filter((part) => part !== null);
  return `${VERDICT_LABELS[verdict]}。${parts.join('；') || '十步都符合'}。`;
}
