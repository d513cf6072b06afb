import type { ImportState } from './tables.server.ts';

/** The job of a run, joined to it. */
export const JOB_COLUMNS = [
  'job.state as jobState',
  'job.progress as jobProgress',
  'job.note as jobNote',
  'job.error as jobError',
] as const;

export interface JobPart {
  readonly jobState: string | null;
  readonly jobProgress: number | null;
  readonly jobNote: string | null;
  readonly jobError: string | null;
}

/** How far a run is, by what its job says. */
export interface SoFar {
  readonly state: ImportState;
  readonly progress: number;
  readonly note: string;
  readonly error: string | null;
}

const BEFORE: Partial<Record<ImportState, ImportState>> = {
  checking: 'mapping',
  writing: 'checked',
  undoing: 'written',
};

export const isUnderWay = (state: ImportState): boolean => state === 'reading' || state in BEFORE;

/** A step that ended badly leaves the run where it was before. @param cancelled what is said when it was cancelled. */
export function soFar(state: ImportState, job: JobPart, cancelled: string): SoFar {
  if (!isUnderWay(state)) return { state, progress: 1, note: '', error: null };
  const { jobState, jobProgress, jobNote, jobError } = job;
  const isCancelled = jobState === 'cancelled';
  if (!isCancelled && jobState !== 'failed') {
    return { state, progress: jobProgress ?? 0, note: jobNote ?? '', error: null };
  }
  const fallen = isCancelled ? 'cancelled' : 'failed';
  return { state: BEFORE[state] ?? fallen, progress: 1, note: isCancelled ? cancelled : '', error: jobError };
}
