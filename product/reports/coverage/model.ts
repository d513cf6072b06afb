/** One thing handed in on a task. */
export interface CoveredEvidence {
  readonly id: string;
  readonly on: string;
  readonly summary: string;
  readonly figure: string;
  /** Photos and files on it. */
  readonly files: number;
}
export interface CoveredTask {
  readonly id: string;
  readonly number: string;
  readonly measure: string;
  readonly lead: string;
  readonly evidence: readonly CoveredEvidence[];
}
/** One clause of the opinion, with the measures that answer it. */
export interface CoveredItem {
  readonly id: string;
  readonly number: string;
  readonly matter: string;
  readonly clause: string;
  /** Declined, or answered without a measure. */
  readonly isAnswered: boolean;
  /** Photos and files on the item itself prove all of its measures. */
  readonly files: number;
  /** Signed off: nothing comes next. */
  readonly isSettled: boolean;
  readonly tasks: readonly CoveredTask[];
}

/** One sentence of a report. */
export interface ReportSentence {
  readonly id: string;
  readonly text: string;
  readonly section: string;
  readonly sectionTitle: string;
  /** Where it stands: in a section's block, or in the text of a document. */
  readonly block: number;
  readonly start: number;
  readonly end: number;
  /** Records it reports by name: tasks, progress, items. */
  readonly cites: readonly string[];
  /** Items that its section answers. */
  readonly items: readonly string[];
  /** A number in it is held by a register, or has its source. */
  readonly hasFigure: boolean;
  /** It tells what comes next. */
  readonly isNext: boolean;
  /** It only leads in or over. */
  readonly isProse: boolean;
}

/** Why a sentence belongs to a record. A likeness is no edge: a person says so first. */
export type EdgeBy = 'cite' | 'section';
export interface Edge {
  readonly sentence: string;
  readonly record: string;
  readonly by: EdgeBy;
}
export interface Likeness {
  readonly sentence: string;
  readonly record: string;
  /** 0 to 1. */
  readonly score: number;
}
export interface Coverage {
  readonly edges: readonly Edge[];
  readonly proposals: readonly Likeness[];
  /** Items no measure answers. */
  readonly unanswered: readonly string[];
  /** Tasks nothing proves: what was handed in on them has neither figure, photo nor file. */
  readonly unproven: readonly string[];
  /** Tasks no sentence reports. */
  readonly unreported: readonly string[];
  /** Sentences that rest on nothing. */
  readonly loose: readonly string[];
  /** Items the report leaves without a next step. */
  readonly withoutNext: readonly string[];
}
