import { decimal, plain, type Day, type Decimal } from '@quantu/base';
import { cannotJudge, graver, judge, judgeStart, type Judgement, type LightRuleSet } from './light-rules.ts';
import type { Light } from './lights.ts';
import { lastDueMonth, monthText, reportDue, yearOfMonth } from './months.ts';
import { progressOf, type ProgressCurve } from './progress.ts';

/** A monthly report as it was typed. */
export interface MonthFact {
  readonly id: string;
  readonly month: string;
  /** Handed in: submitted or settled. */
  readonly isReported: boolean;
  /** Approved: nobody but who approves changes it any more. */
  readonly isSettled: boolean;
  readonly doneYuan: string | null;
  readonly progress: string | null;
  readonly submittedOn: string | null;
}

/** A city project with its plans and its reports, oldest first. */
export interface ProjectFact {
  readonly id: string;
  readonly programme: string | null;
  readonly state: string;
  readonly plannedStart: string | null;
  readonly startedOn: string | null;
  /** Plan by year, 元. */
  readonly plans: ReadonlyMap<number, string>;
  readonly months: readonly MonthFact[];
}

/** By what it is judged. */
export interface Judging {
  readonly rule: LightRuleSet;
  readonly dueWorkday: number;
  readonly curveOf: (project: Pick<ProjectFact, 'id' | 'programme'>, year: number) => ProgressCurve;
  readonly today: Day;
}

/** What the program writes beside a monthly report. */
export interface MonthDerived {
  readonly id: string;
  readonly plannedYuan: string | null;
  readonly cumulativeYuan: string | null;
  readonly rate: string | null;
  readonly expected: string;
  readonly leadPp: string | null;
  /** Null: not handed in, and not due yet. */
  readonly light: Light | null;
  readonly lightReason: string | null;
  readonly dueOn: string;
  readonly isLate: boolean;
}

/** What the program writes on a project: how it stands in the last year it has a plan for. */
export interface ProjectDerived {
  readonly id: string;
  readonly planYear: number | null;
  readonly plannedYuan: string | null;
  readonly doneYuan: string | null;
  /** Of approved months only. */
  readonly settledYuan: string | null;
  readonly reportMonth: string | null;
  readonly progress: string | null;
  readonly light: Light | null;
  readonly lightReason: string | null;
}

const RATIO_PLACES = 10;
const ratioText = (ratio: Decimal): string => plain(ratio.toDecimalPlaces(RATIO_PLACES));

/** Everything that is computed for one project. The sum of a year is the sum of its reported months, and nothing else. */
export function deriveProject(
  project: ProjectFact,
  judging: Judging,
): { months: readonly MonthDerived[]; project: ProjectDerived } {
  const months = project.months.map((fact) => deriveMonth(project, fact, judging));
  return { months, project: standing(project, months, judging) };
}

function deriveMonth(project: ProjectFact, fact: MonthFact, judging: Judging): MonthDerived {
  const year = yearOfMonth(fact.month);
  const plan = project.plans.get(year) ?? null;
  const done = fact.isReported ? cumulated(project, fact.month) : null;
  const progress = progressOf({
    month: fact.month,
    plannedYuan: plan === null ? null : decimal(plan),
    cumulativeYuan: done,
    curve: judging.curveOf(project, year),
  });
  const dueOn = reportDue(fact.month, judging.dueWorkday).on;
  const isLate = fact.isReported ? fact.submittedOn !== null && fact.submittedOn > dueOn : judging.today > dueOn;
  const judgement = judgeMonth(project, fact, judging, progress, isLate);
  return {
    id: fact.id,
    plannedYuan: plan,
    cumulativeYuan: done === null ? null : plain(done),
    rate: progress.rate === null ? null : ratioText(progress.rate),
    expected: ratioText(progress.expected),
    leadPp: progress.leadPp === null ? null : plain(progress.leadPp),
    light: judgement?.light ?? null,
    lightReason: judgement?.reason ?? null,
    dueOn,
    isLate,
  };
}

/** The sum of what was reported in the month's year, up to and with it. */
function cumulated({ months }: ProjectFact, month: string): Decimal {
  return months
    .filter((fact) => fact.isReported && fact.month.slice(0, 4) === month.slice(0, 4) && fact.month <= month)
    .reduce((sum, { doneYuan }) => sum.plus(doneYuan ?? '0'), decimal(0));
}

function judgeMonth(
  project: ProjectFact,
  fact: MonthFact,
  { rule }: Judging,
  progress: ReturnType<typeof progressOf>,
  isLate: boolean,
): Judgement | null {
  const isStarted = project.startedOn !== null && project.startedOn.slice(0, 7) <= fact.month;
  const start = isStarted ? null : judgeStart(rule, project.plannedStart, fact.month);
  if (!fact.isReported) return isLate ? graver(cannotJudge(`${monthText(fact.month)}未填报`), start) : null;
  const gap = project.months.find(
    (other) => !other.isReported && other.month < fact.month && other.month.slice(0, 4) === fact.month.slice(0, 4),
  );
  if (gap) return graver(cannotJudge(`${monthText(gap.month)}未填报，累计数不全`), start);
  return graver(judge(rule, progress), start);
}

function standing(project: ProjectFact, derived: readonly MonthDerived[], judging: Judging): ProjectDerived {
  const due = lastDueMonth(judging.today, judging.dueWorkday);
  const years = [...project.plans.keys()].filter((year) => year <= Number(judging.today.slice(0, 4)));
  const planYear = years.length === 0 ? null : Math.max(...years);
  const ofYear = project.months.filter(({ month }) => yearOfMonth(month) === planYear);
  const reported = ofYear.filter(({ isReported }) => isReported);
  const last = reported.at(-1) ?? null;
  // A report handed in before its day already counts; one that is due and missing makes the light grey.
  const shown = ofYear.findLast(({ month, isReported }) => isReported || month <= due);
  const judged = derived.find(({ id }) => id === shown?.id);
  return {
    id: project.id,
    planYear,
    plannedYuan: planYear === null ? null : project.plans.get(planYear)!,
    doneYuan: last === null ? null : derived.find(({ id }) => id === last.id)!.cumulativeYuan,
    settledYuan: settledOf(ofYear),
    reportMonth: last?.month ?? null,
    progress: project.months.findLast(({ isReported, progress }) => isReported && progress !== null)?.progress ?? null,
    ...lightOf(project.state, planYear, judged),
  };
}

function settledOf(months: readonly MonthFact[]): string | null {
  const settled = months.filter(({ isSettled }) => isSettled);
  if (settled.length === 0) return null;
  return plain(settled.reduce((sum, { doneYuan }) => sum.plus(doneYuan ?? '0'), decimal(0)));
}

function lightOf(
  state: string,
  planYear: number | null,
  judged: MonthDerived | undefined,
): Pick<ProjectDerived, 'light' | 'lightReason'> {
  if (state === 'ended') return { light: null, lightReason: null };
  if (planYear === null) return split(cannotJudge('没有年度计划投资'));
  return judged ? { light: judged.light, lightReason: judged.lightReason } : split(cannotJudge('还没有月报'));
}

const split = ({ light, reason }: Judgement) => ({ light, lightReason: reason });
