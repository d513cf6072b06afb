import type { SiteChange, SitePart, SiteResult, SiteStep } from './contract.ts';
import { OUTCOME_LABELS, VERDICT_LABELS } from './contract.ts';
import { areaWords } from './words.ts';

type Judged = Pick<SiteResult, 'verdict' | 'steps'>;

/** m²: less is the rounding of sums. */
const SAME_M2 = 0.01;

/** How a check differs from the one it repeats: the answer, steps, layers and their versions, areas. */
export function changesBetween(before: Judged, after: Judged): SiteChange[] {
  const changes: SiteChange[] = [];
  if (before.verdict !== after.verdict) {
    changes.push({
      step: null,
      text: `结论由“${VERDICT_LABELS[before.verdict]}”变为“${VERDICT_LABELS[after.verdict]}”`,
    });
  }
  for (const step of after.steps) {
    const old = before.steps.find(({ number }) => number === step.number);
    if (old) changes.push(...stepChanges(old, step).map((text) => ({ step: step.number, text })));
  }
  return changes;
}

function stepChanges(before: SiteStep, after: SiteStep): string[] {
  const changes =
    before.outcome === after.outcome
      ? []
      : [`由“${OUTCOME_LABELS[before.outcome]}”变为“${OUTCOME_LABELS[after.outcome]}”`];
  return [
    ...changes,
    ...after.parts.flatMap((part) => {
      const old = before.parts.find(({ role }) => role === part.role);
      return old ? partChanges(old, part) : [];
    }),
  ];
}

function partChanges(before: SitePart, after: SitePart): string[] {
  const changes: string[] = [];
  for (const layer of after.layers) {
    const old = before.layers.find(({ id }) => id === layer.id);
    if (!old) changes.push(`新用了图层“${layer.name}”第 ${layer.number} 版`);
    else if (old.number !== layer.number)
      changes.push(`图层“${layer.name}”由第 ${old.number} 版变为第 ${layer.number} 版`);
  }
  for (const layer of before.layers) {
    if (!after.layers.some(({ id }) => id === layer.id)) changes.push(`不再有图层“${layer.name}”`);
  }
  if (Math.abs(before.areaM2 - after.areaM2) > SAME_M2) {
    changes.push(`${after.roleLabel}由 ${areaWords(before.areaM2)}变为 ${areaWords(after.areaM2)}`);
  }
  return changes;
}
