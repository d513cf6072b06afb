import type { Day } from '@quantu/base';
import type { PutRule } from './rules/stages.ts';

/** What is kept by the program on each, to write only what is different. */
interface Kept {
  readonly light: string | null;
  readonly lightReason: string | null;
}
export interface OpinionFact extends Kept {
  readonly id: string;
  readonly title: string;
  readonly state: string;
  readonly committee: string | null;
  readonly deliberatedOn: Day | null;
  readonly adoptedOn: Day | null;
  readonly deliveredOn: Day | null;
  readonly statedDueOn: Day | null;
  readonly extendedTo: Day | null;
  readonly filedOn: Day | null;
  /** It was closed, tracked or escalated, and taken up again on this day. */
  readonly reopenedOn: Day | null;
  readonly dueOn: Day | null;
  readonly dueBecause: string | null;
  readonly nextStep: string | null;
  readonly nextDueOn: Day | null;
  readonly timeliness: string | null;
  readonly round: number | null;
  readonly verdict: string | null;
  readonly verdictBecause: string | null;
  readonly items: number | null;
  readonly settledItems: number | null;
}
export interface ItemFact extends Kept {
  readonly id: string;
  readonly opinion: string;
  readonly number: string;
  readonly matter: string;
  readonly state: string;
  readonly lead: string | null;
  readonly dueOn: Day | null;
  readonly extendedTo: Day | null;
  readonly targetOn: Day | null;
  readonly blockedBecause: string | null;
  readonly movedOn: Day | null;
  readonly tasks: number | null;
  readonly verifiedTasks: number | null;
}
export interface TaskFact extends Kept {
  readonly id: string;
  readonly item: string;
  readonly measure: string;
  readonly state: string;
  readonly dueOn: Day;
  readonly assignedOn: Day | null;
  readonly movedOn: Day | null;
  /** The last day of what was handed in. */
  readonly reportedOn: Day | null;
}
export interface VoteFact {
  readonly opinion: string;
  readonly round: number;
  readonly on: Day;
  readonly verdict: string;
  readonly because: string;
}
export interface Reviews {
  readonly opinions: readonly OpinionFact[];
  readonly items: readonly ItemFact[];
  readonly tasks: readonly TaskFact[];
  readonly votes: readonly VoteFact[];
  readonly rules: readonly PutRule[];
}
