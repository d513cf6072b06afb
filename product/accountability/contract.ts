import { defineRoute, Id, nullable } from '@quantu/people';
import { Type, type Static } from '@sinclair/typebox';
import { calendarRoutes } from './calendar/contract.ts';
import { galleryRoutes } from './gallery/contract.ts';
import { AsOf, DayText, inDistrict, Lit } from './params.ts';
import { statisticRoutes } from './statistics/contract.ts';
import { votingRoutes } from './voting/contract.ts';
import { waitingRoutes } from './waiting/contract.ts';

export { DEADLINE_KINDS, type CalendarDay, type Deadline, type DeadlineKind } from './calendar/contract.ts';
export type { Evidence } from './gallery/contract.ts';
export type { StatisticTable, Statistics } from './statistics/contract.ts';
export type { Voting, VotingRound, VotingRule } from './voting/contract.ts';
export { MOST_STEPS, type Waiting } from './waiting/contract.ts';
export { ballotProblem, ruleText, verdictOf, type Ballot } from './rules/votes.ts';

const State = { state: Type.String(), stateLabel: Type.String() };

export const OpinionRow = Type.Object({
  id: Id,
  code: Type.String(),
  title: Type.String(),
  committee: Type.String(),
  deliveredOn: nullable(DayText),
  /** The day it is held to, extended or not. */
  dueOn: nullable(DayText),
  next: nullable(Type.Object({ text: Type.String(), on: nullable(DayText) })),
  items: Type.Integer(),
  settledItems: Type.Integer(),
  verdict: Type.String(),
  ...State,
  ...Lit,
});
export type OpinionRow = Static<typeof OpinionRow>;

/** One step of the procedure, by when, why then, and when it was done. */
const Stage = Type.Object({
  label: Type.String(),
  dueOn: nullable(DayText),
  doneOn: nullable(DayText),
  because: Type.String(),
  /** It runs through a year whose holidays are not published yet. */
  isProvisional: Type.Boolean(),
});
export type Stage = Static<typeof Stage>;

const Progress = Type.Object({
  id: Id,
  on: DayText,
  summary: Type.String(),
  figure: Type.String(),
  files: Type.Integer(),
  ...State,
});
const Share = Type.Object({ id: Id, unit: Type.String(), asked: Type.String(), dueOn: nullable(DayText), ...State });
/** Where it stands on the ladder of supervision, and why; empty: nothing calls for it. */
const Rung = { ladder: Type.String(), ladderReason: Type.String() };
const Task = Type.Object({
  id: Id,
  number: Type.String(),
  measure: Type.String(),
  lead: Type.String(),
  dueOn: DayText,
  progress: Type.Array(Progress),
  shares: Type.Array(Share),
  ...State,
  ...Lit,
  ...Rung,
});
export type Task = Static<typeof Task>;
const Item = Type.Object({
  id: Id,
  number: Type.String(),
  matter: Type.String(),
  clause: Type.String(),
  lead: Type.String(),
  dueOn: nullable(DayText),
  result: Type.String(),
  /** Files and photos of the item itself. */
  files: Type.Integer(),
  /** What it lacks: a lead, a measure, evidence. */
  gaps: Type.Array(Type.String()),
  tasks: Type.Array(Task),
  ...State,
  ...Lit,
  ...Rung,
});
export type Item = Static<typeof Item>;

/** One opinion whole: clause → measure → task → evidence, its days, extensions and votes. */
export const OpinionView = Type.Object({
  ...OpinionRow.properties,
  /** The paper it was made from: its items lead back to their places in it. */
  paper: nullable(Id),
  facts: Type.Array(Type.Object({ label: Type.String(), text: Type.String() })),
  stages: Type.Array(Stage),
  itemsOf: Type.Array(Item),
  extensions: Type.Array(
    Type.Object({
      id: Id,
      on: DayText,
      to: DayText,
      because: Type.String(),
      matter: Type.String(),
      /** The account that decided, and when. */
      decidedBy: Type.String(),
      decidedOn: nullable(DayText),
      ...State,
    }),
  ),
  votes: Type.Array(
    Type.Object({
      id: Id,
      round: Type.Integer(),
      session: Type.String(),
      on: DayText,
      verdict: Type.String(),
      because: Type.String(),
      rule: Type.String(),
      ...State,
    }),
  ),
});
export type OpinionView = Static<typeof OpinionView>;

/** The people's congress's opinions: looked at whole. They are written through their registers. */
export const accountabilityRoutes = {
  ...calendarRoutes,
  ...statisticRoutes,
  ...galleryRoutes,
  ...waitingRoutes,
  ...votingRoutes,
  opinions: defineRoute('GET', '/api/d/:district/opinions', {
    access: 'district.enter',
    summary: '审议意见：期限、亮灯、下一步和复核情况，最急的在前',
    params: inDistrict,
    query: Type.Object(AsOf),
    answer: Type.Object({ data: Type.Array(OpinionRow) }),
  }),
  opinion: defineRoute('GET', '/api/d/:district/opinions/:opinion', {
    access: 'district.enter',
    summary: '一件审议意见：原文、事项、任务、佐证、期限的算法、延期和测评',
    params: Type.Object({ ...inDistrict.properties, opinion: Id }),
    query: Type.Object(AsOf),
    answer: Type.Object({ data: OpinionView }),
  }),
};
