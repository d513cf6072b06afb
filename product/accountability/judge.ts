import type { Day } from '@quantu/base';
import { workdaysBetween } from '@quantu/workflow';
import { ITEM_CARRIED, ITEM_SETTLED } from './review-item.states.ts';
import type { ItemFact, OpinionFact, TaskFact, VoteFact } from './facts.ts';
import { lightOf, type Lit } from './rules/lights.ts';
import { timelinessOf, type Timeliness } from './rules/timeliness.ts';
import { reckon, reckonBack, ruleOn, STEPS, type PutRule, type Reckoned, type Step } from './rules/stages.ts';

const isIn = (list: readonly string[], state: string): boolean => list.includes(state);

export interface TaskJudged extends Lit {
  readonly movedOn: Day | null;
}

export function judgeTask({ state, dueOn, assignedOn, reportedOn }: TaskFact, today: Day): TaskJudged {
  const movedOn = reportedOn ?? assignedOn;
  if (state === 'draft') return { light: 'grey', because: '尚未分派', movedOn };
  if (state === 'cancelled') return { light: 'grey', because: '已取消', movedOn };
  const settled = { verified: '已核实', applied: '已申请销号，待核实' }[state] ?? null;
  return { ...lightOf({ settled, dueOn, movedOn, blockedBecause: null }, today), movedOn };
}

export interface ItemJudged extends Lit {
  readonly movedOn: Day | null;
  readonly tasks: number;
  readonly verifiedTasks: number;
}

/** @param tasks those of the item; `opinionDue`: the day that holds where the item has none of its own. */
export function judgeItem(item: ItemFact, tasks: readonly TaskFact[], opinion: OpinionFact, today: Day): ItemJudged {
  const counted = tasks.filter(({ state }) => state !== 'draft' && state !== 'cancelled');
  const moved = counted.flatMap(({ reportedOn, assignedOn }) => reportedOn ?? assignedOn ?? []).toSorted();
  const movedOn = moved.at(-1) ?? opinion.deliveredOn;
  const counts = {
    movedOn,
    tasks: counted.length,
    verifiedTasks: counted.filter(({ state }) => state === 'verified').length,
  };
  if (item.state === 'draft') return { light: 'grey', because: '尚未交办', ...counts };
  const settled = SETTLED_WORDS[item.state] ?? null;
  const dueOn = isIn(ITEM_CARRIED, item.state) ? item.targetOn : itemDue(item, opinion);
  const blockedBecause = item.state === 'blocked' ? (item.blockedBecause ?? '没有说明原因') : null;
  return { ...lightOf({ settled, dueOn, movedOn, blockedBecause }, today), ...counts };
}

const SETTLED_WORDS: Readonly<Record<string, string>> = {
  done: '已自评完成，待复核',
  declined: '不予采纳，待复核',
  checked: '复核通过',
  closed: '已销号',
};

/** The day an item is held to: its own, extended or not, else the opinion's. */
export const itemDue = (
  { dueOn, extendedTo }: Pick<ItemFact, 'dueOn' | 'extendedTo'>,
  opinion: Pick<OpinionFact, 'dueOn' | 'extendedTo'>,
): Day | null => extendedTo ?? dueOn ?? opinionDue(opinion);
export const opinionDue = ({ dueOn, extendedTo }: Pick<OpinionFact, 'dueOn' | 'extendedTo'>): Day | null =>
  extendedTo ?? dueOn;

export interface OpinionJudged extends Lit {
  readonly dueOn: Day | null;
  readonly dueBecause: string | null;
  readonly nextStep: string | null;
  readonly nextDueOn: Day | null;
  readonly timeliness: Timeliness | null;
  readonly round: number;
  readonly verdict: string | null;
  readonly verdictBecause: string | null;
  readonly items: number;
  readonly settledItems: number;
}

/** @param tasks those of all its items: what is late below is not green above. */
export function judgeOpinion(
  opinion: OpinionFact,
  items: readonly ItemFact[],
  tasks: readonly TaskFact[],
  votes: readonly VoteFact[],
  rules: readonly PutRule[],
  today: Day,
): OpinionJudged {
  // A new round begins when what was voted on is handled again, whatever the verdict was: sent back, or reopened.
  const current = opinion.round ?? 1;
  const isAgain = opinion.state === 'rework' || opinion.state === 'handling';
  const round = isAgain && votes.at(-1)?.round === current ? current + 1 : current;
  const vote = votes.find((one) => one.round === round);
  const due = dueOf(opinion, round, votes, rules);
  const held = { dueOn: due?.on ?? null, extendedTo: opinion.extendedTo };
  const next = nextOf({ ...opinion, ...held }, items, rules);
  return {
    dueOn: held.dueOn,
    dueBecause: due?.because ?? null,
    nextStep: next?.text ?? null,
    nextDueOn: next?.on ?? null,
    timeliness: timelinessOf(opinionDue(held), opinion.filedOn, today),
    round,
    verdict: vote?.verdict ?? null,
    verdictBecause: vote?.because ?? null,
    items: items.length,
    settledItems: items.filter(({ state }) => isIn(ITEM_SETTLED, state)).length,
    ...withLate(opinionLight({ ...opinion, ...held }, next?.on ?? null, today), tasks, today),
  };
}

/** By when the written report is due: as the opinion says, else by the rule; handled again, by the rule of that. */
function dueOf(
  { deliveredOn, statedDueOn, committee, reopenedOn }: OpinionFact,
  round: number,
  votes: readonly VoteFact[],
  rules: readonly PutRule[],
): Reckoned | null {
  const before = votes.find((one) => one.round === round - 1);
  const again = [before?.on ?? null, reopenedOn].filter((day) => day !== null).toSorted();
  const from = again.at(-1);
  if (from !== undefined) return reckon(from, ruleOn(rules, 'rework', committee, from));
  if (deliveredOn === null) return null;
  if (statedDueOn !== null)
    return { on: statedDueOn, isProvisional: false, because: `审议意见载明 ${statedDueOn} 前办理` };
  return reckon(deliveredOn, ruleOn(rules, 'handle', committee, deliveredOn));
}

interface Next {
  readonly text: string;
  readonly on: Day | null;
}

/** What is to be done next, by which day. */
function nextOf(opinion: OpinionFact, items: readonly ItemFact[], rules: readonly PutRule[]): Next | null {
  const stage = (step: Step, from: Day | null): Next | null =>
    from === null
      ? { text: STEPS[step].label, on: null }
      : { text: STEPS[step].label, on: reckon(from, ruleOn(rules, step, opinion.committee, from)).on };
  const due = opinionDue(opinion);
  switch (opinion.state) {
    case 'draft':
      return stage('draft', opinion.deliberatedOn);
    case 'review':
      return { text: '审签，主任会议通过', on: null };
    case 'adopted':
      return stage('hand-over', opinion.adoptedOn);
    case 'delivered':
      return { ...stage('return', opinion.deliveredOn)!, text: '签收，或退回' };
    case 'accepted':
      return stage('decompose', opinion.deliveredOn);
    case 'decomposed':
      return { ...stage('decompose', opinion.deliveredOn)!, text: '批准分解方案' };
    case 'handling':
    case 'rework': {
      const rule = due === null ? null : ruleOn(rules, 'comment', opinion.committee, due);
      return { text: STEPS.comment.label, on: due === null || rule === null ? null : reckonBack(due, rule).on };
    }
    case 'commenting':
      return { text: '人大工作机构提出意见，签发书面报告', on: due };
    case 'filed':
      return { text: '测评', on: null };
    case 'evaluated':
      return { text: '销号归档，或转长期跟踪、重新办理', on: null };
    case 'escalated':
      return { text: '升级监督', on: null };
    case 'tracking':
      return { text: STEPS['follow-up'].label, on: targetsOf(items)[0] ?? null };
    default:
      return null;
  }
}

const targetsOf = (items: readonly ItemFact[]): readonly Day[] =>
  items.flatMap(({ state, targetOn }) => (isIn(ITEM_CARRIED, state) && targetOn !== null ? [targetOn] : [])).toSorted();

function withLate(lit: Lit, tasks: readonly TaskFact[], today: Day): Lit {
  const late = tasks.filter((task) => judgeTask(task, today).light === 'red').length;
  if (late === 0 || lit.light !== 'green') return lit;
  return { light: 'yellow', because: `${lit.because}；${late} 项任务已逾期` };
}

const NOT_HANDED = ['draft', 'review', 'adopted'];
const REPORTED = ['filed', 'evaluated', 'escalated', 'closed'];

function opinionLight(opinion: OpinionFact, nextDueOn: Day | null, today: Day): Lit {
  const { state, filedOn } = opinion;
  const due = opinionDue(opinion);
  const watched = { settled: null, movedOn: null, blockedBecause: null };
  if (isIn(NOT_HANDED, state) || state === 'tracking') return lightOf({ ...watched, dueOn: nextDueOn }, today);
  if (isIn(REPORTED, state)) {
    const said = filedOn === null ? '已办结' : `书面报告于 ${filedOn} 报送`;
    if (filedOn !== null && due !== null && filedOn > due) {
      const late = Math.max(1, workdaysBetween(due, filedOn));
      return { light: 'yellow', because: `${said}，逾期 ${late} 个工作日` };
    }
    return { light: 'green', because: said };
  }
  return lightOf({ ...watched, dueOn: due }, today);
}
