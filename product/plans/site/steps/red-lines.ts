import type { SiteStep, StepOutcome } from '../contract.ts';
import { RED_LINE_EXCEPTIONS } from '../rules.ts';
import { covered, isPlayed, partOf, stepOf, unplayed, type Covered, type Situation } from '../situation.ts';
import { areaWords, percentWords } from '../words.ts';

/** 步骤 2: nothing may be built on permanent farmland; what the drawing's error explains is shown, not dropped. */
export function farmlandStep(here: Situation): SiteStep {
  const part = covered(here, 'permanent-farmland');
  const basis = '土地管理法、基本农田保护条例';
  const [outcome, sentence] = judged(here, part, '永久基本农田', () => ['fail', '，任何建设不得占用，须调整范围避让']);
  return stepOf(2, [isPlayed(part) ? partOf(part, outcome, sentence, basis) : unplayed(part)]);
}

/** 步骤 3: a red line stops a project unless it is of a kind that is named. */
export function redLineStep(here: Situation): SiteStep {
  const part = covered(here, 'ecological-red-line');
  const exception = RED_LINE_EXCEPTIONS.find(({ key }) => key === here.wish.redLineException);
  const [outcome, sentence] = judged(here, part, '生态保护红线', () =>
    exception
      ? ['note', `，申请按“${exception.label}”办理，须取得允许有限人为活动的认定意见`]
      : ['fail', '，须调整范围避让；属于允许的有限人为活动的，请选明情形再审查'],
  );
  const basis = '自然资发〔2022〕142号';
  return stepOf(3, [isPlayed(part) ? partOf(part, outcome, sentence, basis) : unplayed(part)]);
}

function judged(
  { toleranceM2 }: Situation,
  { areaM2, share, count, coverage }: Covered,
  label: string,
  onIt: () => readonly [StepOutcome, string],
): readonly [StepOutcome, string] {
  if (count === 0) return ['pass', `不占${label}`];
  if (areaM2 === 0) return ['note', `${label}的线或点穿过范围，没有面积可算，须核对图层`];
  const on = `占${label} ${areaWords(areaM2)}，${percentWords(share)}，${coverage.hits.length} 处`;
  if (areaM2 <= toleranceM2) return ['note', `${on}，在制图误差之内，须核对边界`];
  const [outcome, rest] = onIt();
  return [outcome, `${on}${rest}`];
}
