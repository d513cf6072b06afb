import { likenesses } from './likeness.ts';
import type { CoveredItem, CoveredTask, Coverage, Edge, ReportSentence } from './model.ts';

/**
 * What of an opinion is answered, and what of a report rests on something: clause → measure → evidence → sentence as one
 * graph. An edge is what somebody said: a sentence's own citation, or the section that answers an item. Pure.
 *
 * @param withoutNext items that a reading of the report found no next step for, where nobody said which section is whose.
 */
export function coverageOf(
  items: readonly CoveredItem[],
  sentences: readonly ReportSentence[],
  withoutNext: readonly string[] = [],
): Coverage {
  const itemOf = recordsOf(items);
  const edges = sentences.flatMap((sentence) => edgesOf(sentence, itemOf));
  const cited = new Set(edges.filter(({ by }) => by === 'cite').map(({ record }) => record));
  const resting = new Set(edges.filter(({ by }) => by === 'cite').map(({ sentence }) => sentence));
  const loose = sentences.filter(
    ({ id, hasFigure, isProse, isNext }) => !hasFigure && !isProse && !isNext && !resting.has(id),
  );
  const told = (id: string, evidence: readonly { readonly id: string }[]): boolean =>
    cited.has(id) || evidence.some((one) => cited.has(one.id));
  return {
    edges,
    proposals: likenesses(
      sentences.filter(({ id, isProse }) => !isProse && !resting.has(id)),
      items,
    ),
    unanswered: items.filter(({ tasks, isAnswered }) => tasks.length === 0 && !isAnswered).map(({ id }) => id),
    unproven: items.flatMap(({ files, tasks }) => (files > 0 ? [] : tasks.filter(isUnproven).map(({ id }) => id))),
    unreported: items.flatMap(({ tasks }) =>
      tasks.filter(({ id, evidence }) => !told(id, evidence)).map(({ id }) => id),
    ),
    loose: loose.map(({ id }) => id),
    withoutNext: missingNext(items, sentences, edges, itemOf, withoutNext),
  };
}

/** Words alone prove nothing; the register asks the same of a unit that applies for sign-off. */
const isUnproven = ({ evidence }: CoveredTask): boolean =>
  !evidence.some(({ figure, files }) => figure !== '' || files > 0);

type ItemOf = ReadonlyMap<string, string>;

/** Every record that can be cited, with the item it belongs to. */
function recordsOf(items: readonly CoveredItem[]): ItemOf {
  const found = new Map<string, string>();
  for (const item of items) {
    found.set(item.id, item.id);
    for (const task of item.tasks) {
      found.set(task.id, item.id);
      for (const { id } of task.evidence) found.set(id, item.id);
    }
  }
  return found;
}

function edgesOf({ id, cites, items }: ReportSentence, itemOf: ItemOf): readonly Edge[] {
  const known = [...new Set(cites)].filter((record) => itemOf.has(record));
  const own = known.map((record): Edge => ({ sentence: id, record, by: 'cite' }));
  const section = items.filter((record) => itemOf.has(record) && !known.includes(record));
  return [...own, ...section.map((record): Edge => ({ sentence: id, record, by: 'section' }))];
}

/** What comes next is said of an item by the section or the citation of a sentence that tells what comes next. */
function missingNext(
  items: readonly CoveredItem[],
  sentences: readonly ReportSentence[],
  edges: readonly Edge[],
  itemOf: ItemOf,
  read: readonly string[],
): readonly string[] {
  const next = new Set(sentences.filter(({ isNext }) => isNext).map(({ id }) => id));
  const said = new Set(edges.filter(({ sentence }) => next.has(sentence)).map(({ record }) => itemOf.get(record)!));
  const open = items.filter(({ id, isSettled }) => !isSettled && !said.has(id)).map(({ id }) => id);
  // Somebody said which step is whose, or nothing comes next at all: then whoever is not named has none.
  return said.size > 0 || next.size === 0 ? open : open.filter((id) => read.includes(id));
}
