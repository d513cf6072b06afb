import type { OpinionView } from '@quantu/accountability';
import type { CoveredItem } from './model.ts';

const ANSWERED = ['declined', 'kept', 'planned', 'later'];
const SETTLED = ['checked', 'closed'];

/** An opinion as coverage sees it: what was cancelled or is a draft answers nothing. */
export function coveredItems({ itemsOf }: Pick<OpinionView, 'itemsOf'>): CoveredItem[] {
  return itemsOf.map(({ id, number, matter, clause, state, files, tasks }) => ({
    id,
    number,
    matter,
    clause,
    files,
    isAnswered: ANSWERED.includes(state) || SETTLED.includes(state),
    isSettled: SETTLED.includes(state),
    tasks: tasks
      .filter((task) => task.state !== 'cancelled')
      .map((task) => ({
        id: task.id,
        number: task.number,
        measure: task.measure,
        lead: task.lead,
        evidence: task.progress
          .filter((one) => one.state === 'filed')
          .map(({ id: entry, on, summary, figure, files: shown }) => ({
            id: entry,
            on,
            summary,
            figure,
            files: shown,
          })),
      })),
  }));
}
