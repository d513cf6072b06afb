import type { Day } from '@quantu/base';
import { grouped } from '@quantu/projects/server';
import { isFiles, where, type RecordView } from '@quantu/registers';
import { recordById } from '@quantu/registers/server';
import type { Item, OpinionRow, OpinionView, Task } from './contract.ts';
import { accountabilityFault } from './faults.ts';
import { all, allOf, dayOf, label, litOf, registerOf, stateOf, text, type Look } from './look.server.ts';
import { byMarker } from './ordinal.ts';
import { readRules } from './reviews.server.ts';
import { scheduleOf } from './schedule.ts';

/** Opinions a viewer may see, those first whose day comes first; what is closed comes last. */
export async function opinionRows(look: Look): Promise<OpinionRow[]> {
  const rows = (await all(look, 'review-opinion', [])).map((record) => rowOf(look, record));
  const isOver = ({ state }: OpinionRow) => state === 'closed' || state === 'tracking';
  const day = ({ next, dueOn }: OpinionRow) => next?.on ?? dueOn ?? '9999';
  return rows.toSorted((a, b) => Number(isOver(a)) - Number(isOver(b)) || (day(a) < day(b) ? -1 : 1));
}

/** One opinion with everything of it that its viewer may see. A fixed number of statements for each thousand tasks. */
export async function opinionView(look: Look, id: string): Promise<OpinionView> {
  const opinion = await one(look, id);
  const of = [where('opinion', 'is', id)];
  const items = numbered(await all(look, 'review-item', of));
  const tasks = numbered(await allOf(look, 'review-task', 'item', items));
  const progress = await allOf(look, 'review-progress', 'task', tasks);
  const shares = await allOf(look, 'review-share', 'task', tasks);
  const shown = { tasks: by(tasks, 'item'), progress: by(progress, 'task'), shares: by(shares, 'task') };
  return {
    ...rowOf(look, opinion),
    paper: await paperOf(look, id),
    facts: factsOf(look, opinion),
    stages: [...scheduleOf(datesOf(opinion), await readRules(look.db))],
    itemsOf: items.map((item) => itemOf(look, item, shown)),
    extensions: (await all(look, 'review-extension', of)).map((record) => ({
      id: record.id,
      on: text(record, 'on'),
      to: text(record, 'to'),
      because: text(record, 'because'),
      matter: label(record, 'item'),
      decidedBy: record.state === 'asked' ? '' : record.changedBy,
      decidedOn: dayOf(record, 'decidedOn'),
      ...stateOf(look, 'review-extension', record),
    })),
    votes: (await all(look, 'review-vote', of)).map((record) => ({
      id: record.id,
      round: Number(record.values['round']),
      session: text(record, 'session'),
      on: text(record, 'on'),
      verdict: label(record, 'verdict'),
      because: text(record, 'verdictBecause'),
      rule: text(record, 'ruleText'),
      ...stateOf(look, 'review-vote', record),
    })),
  };
}

interface Shown {
  readonly tasks: ReadonlyMap<string, readonly RecordView[]>;
  readonly progress: ReadonlyMap<string, readonly RecordView[]>;
  readonly shares: ReadonlyMap<string, readonly RecordView[]>;
}

function itemOf(look: Look, item: RecordView, shown: Shown): Item {
  const tasks = (shown.tasks.get(item.id) ?? []).map((task) => taskOf(look, task, shown));
  const files = filesOf(look, 'review-item', item);
  const isProven =
    files > 0 ||
    tasks.some(({ progress }) => progress.some((one) => one.state === 'filed' && (one.files > 0 || one.figure !== '')));
  const isHanded = item.state !== 'draft';
  const isAnswered = item.state === 'declined' || tasks.some(({ state }) => state !== 'cancelled');
  const gaps = [
    ...(isHanded && label(item, 'lead') === '' ? ['没有主办单位'] : []),
    ...(isHanded && !isAnswered ? ['没有举措回应'] : []),
    ...(isHanded && isAnswered && !isProven ? ['没有佐证'] : []),
  ];
  return {
    id: item.id,
    number: text(item, 'number'),
    matter: text(item, 'matter'),
    clause: text(item, 'clause'),
    lead: label(item, 'lead'),
    dueOn: dayOf(item, 'extendedTo') ?? dayOf(item, 'dueOn'),
    result: text(item, 'resultText'),
    files,
    gaps,
    tasks,
    ...stateOf(look, 'review-item', item),
    ...litOf(item),
    ...rungOf(item),
  };
}

function taskOf(look: Look, task: RecordView, { progress, shares }: Shown): Task {
  return {
    id: task.id,
    number: text(task, 'number'),
    measure: text(task, 'measure'),
    lead: label(task, 'lead'),
    dueOn: text(task, 'dueOn'),
    progress: (progress.get(task.id) ?? []).map((one) => ({
      id: one.id,
      on: text(one, 'on'),
      summary: text(one, 'summary'),
      figure: text(one, 'figure'),
      files: filesOf(look, 'review-progress', one),
      ...stateOf(look, 'review-progress', one),
    })),
    shares: (shares.get(task.id) ?? []).map((one) => ({
      id: one.id,
      unit: label(one, 'unit'),
      asked: text(one, 'asked'),
      dueOn: dayOf(one, 'dueOn'),
      ...stateOf(look, 'review-share', one),
    })),
    ...stateOf(look, 'review-task', task),
    ...litOf(task),
    ...rungOf(task),
  };
}

function rowOf(look: Look, record: RecordView): OpinionRow {
  const next = text(record, 'nextStep');
  return {
    id: record.id,
    code: text(record, 'code'),
    title: text(record, 'title'),
    committee: label(record, 'committee'),
    deliveredOn: dayOf(record, 'deliveredOn'),
    dueOn: dayOf(record, 'extendedTo') ?? dayOf(record, 'dueOn'),
    next: next === '' ? null : { text: next, on: dayOf(record, 'nextDueOn') },
    items: Number(record.values['items'] ?? 0),
    settledItems: Number(record.values['settledItems'] ?? 0),
    verdict: label(record, 'verdict'),
    ...stateOf(look, 'review-opinion', record),
    ...litOf(record),
  };
}

async function paperOf({ db }: Look, opinion: string): Promise<string | null> {
  const row = await db.selectFrom('review_paper').select('id').where('opinion', '=', opinion).executeTakeFirst();
  return row?.id ?? null;
}

/** What the head of the page tells, in its order. */
const FACTS = [
  'origin',
  'number',
  'session',
  'topic',
  'committee',
  'office',
  'leader',
  'reportNumber',
  'reportSigner',
  'comment',
  'publicity',
];

function factsOf(look: Look, record: RecordView): { label: string; text: string }[] {
  const { fields } = registerOf(look.books, 'review-opinion');
  return FACTS.flatMap((name) => {
    const shown = label(record, name) || text(record, name);
    return shown === '' ? [] : [{ label: fields[name]!.label, text: shown }];
  });
}

const DATES = [
  'deliberatedOn',
  'signedOn',
  'adoptedOn',
  'deliveredOn',
  'acceptedOn',
  'decomposedOn',
  'circulatedOn',
  'filedOn',
  'dueOn',
  'extendedTo',
] as const;

function datesOf(record: RecordView) {
  const days = Object.fromEntries(DATES.map((name) => [name, dayOf(record, name)])) as Record<
    (typeof DATES)[number],
    Day | null
  >;
  return { ...days, committee: text(record, 'committee') || null, dueBecause: text(record, 'dueBecause') || null };
}

async function one({ db, books, viewer, at }: Look, id: string): Promise<RecordView> {
  const register = registerOf(books, 'review-opinion');
  const { data } = await recordById(db, books, register, viewer, id, at).catch(() => {
    throw accountabilityFault('opinion.unknown');
  });
  return data;
}

/** How many files hang on a record, of those the viewer may see. */
function filesOf({ books }: Look, key: string, { values }: RecordView): number {
  const { fields } = registerOf(books, key);
  return Object.entries(fields)
    .filter(([, field]) => isFiles(field))
    .reduce((sum, [name]) => sum + Number(values[name] ?? 0), 0);
}

/** In the order of their numbers, as documents number: （一）, （二）. */
const numbered = (records: readonly RecordView[]): readonly RecordView[] =>
  records.toSorted((a, b) => byMarker(text(a, 'number'), text(b, 'number')));
const by = (records: readonly RecordView[], field: string) => grouped(records, (record) => text(record, field));

const rungOf = (record: RecordView) => ({
  ladder: label(record, 'ladder'),
  ladderReason: text(record, 'ladderReason'),
});
