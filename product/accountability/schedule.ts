import type { Day } from '@quantu/base';
import type { Stage } from './contract.ts';
import { opinionDue } from './judge.ts';
import { reckon, reckonBack, ruleOn, STEPS, type PutRule, type Step } from './rules/stages.ts';

/** The days of one opinion. */
export interface Dates {
  readonly committee: string | null;
  readonly deliberatedOn: Day | null;
  readonly signedOn: Day | null;
  readonly adoptedOn: Day | null;
  readonly deliveredOn: Day | null;
  readonly acceptedOn: Day | null;
  readonly decomposedOn: Day | null;
  readonly circulatedOn: Day | null;
  readonly filedOn: Day | null;
  readonly dueOn: Day | null;
  readonly dueBecause: string | null;
  readonly extendedTo: Day | null;
}

/** Every step that has a day: by when and why then, and when it was done. A step whose beginning is not known has none. */
export function scheduleOf(dates: Dates, rules: readonly PutRule[]): readonly Stage[] {
  const { committee, deliveredOn } = dates;
  const stage = (step: Step, from: Day | null, doneOn: Day | null, label: string = STEPS[step].label): Stage => {
    if (from === null) return { label, dueOn: null, doneOn, because: '', isProvisional: false };
    const { on, because, isProvisional } = reckon(from, ruleOn(rules, step, committee, from));
    return { label, dueOn: on, doneOn, because, isProvisional };
  };
  return [
    stage('draft', dates.deliberatedOn, dates.signedOn),
    stage('hand-over', dates.adoptedOn, deliveredOn),
    stage('return', deliveredOn, dates.acceptedOn, '签收，或退回不属于本单位的事项'),
    stage('decompose', deliveredOn, dates.decomposedOn),
    beforeReport(dates, rules),
    report(dates),
  ];
}

function beforeReport({ committee, circulatedOn, ...dates }: Dates, rules: readonly PutRule[]): Stage {
  const due = opinionDue(dates);
  const { label } = STEPS.comment;
  if (due === null) return { label, dueOn: null, doneOn: circulatedOn, because: '', isProvisional: false };
  const { on, because, isProvisional } = reckonBack(due, ruleOn(rules, 'comment', committee, due));
  return { label, dueOn: on, doneOn: circulatedOn, because, isProvisional };
}

function report({ filedOn, dueOn, dueBecause, extendedTo }: Dates): Stage {
  const reckoned = dueBecause ?? '';
  const because = extendedTo === null ? reckoned : `原期限 ${dueOn}，经批准延期至 ${extendedTo}。${reckoned}`;
  return {
    label: STEPS.handle.label,
    dueOn: extendedTo ?? dueOn,
    doneOn: filedOn,
    because,
    isProvisional: reckoned.includes('尚未公布'),
  };
}
