import { parseDay, type Day } from '@quantu/base';
import { where, type Condition, type RecordView } from '@quantu/registers';
import { isPublished } from '@quantu/workflow';
import { all, dayOf, itemsOfTasks, label, litOf, text, type Look } from '../look.server.ts';
import { ITEM_ANSWERED, ITEM_CARRIED } from '../review-item.states.ts';
import { lightOf } from '../rules/lights.ts';
import type { Deadline, DeadlineKind } from './contract.ts';

export interface Span {
  readonly from: Day;
  readonly until: Day;
}

/** What is wanted of the deadlines besides the time they lie in. */
export interface Part {
  readonly isOpenOnly: boolean;
  readonly opinion?: string | undefined;
  readonly unit?: string | undefined;
}

const DONE = ['filed', 'evaluated', 'escalated', 'tracking', 'closed'];
const isIn = (list: readonly string[], state: string | null): boolean => list.includes(state ?? '');

/** Every day somebody is held to, within a time, of what the viewer may read; a number of statements that is fixed. */
export async function deadlinesIn(look: Look, span: Span, part: Part): Promise<readonly Deadline[]> {
  const [opinions, items] = await Promise.all([all(look, 'review-opinion', []), all(look, 'review-item', [])]);
  const known = { opinions: byId(opinions), items: byId(items) };
  const lists = await Promise.all([
    tasks(look, span, part, known),
    shares(look, span, part, known),
    extensions(look, known),
    votes(look, span),
    motions(look, span, part),
  ]);
  return [...opinions.flatMap((one) => ofOpinion(one)), ...items.flatMap((one) => ofItem(one)), ...lists.flat()]
    .filter(({ on }) => on >= span.from && on <= span.until)
    .filter(({ isDone }) => !part.isOpenOnly || !isDone)
    .filter(({ opinion }) => part.opinion === undefined || opinion === part.opinion)
    .filter(({ unitId }) => part.unit === undefined || unitId === part.unit)
    .toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
}

interface Known {
  readonly opinions: ReadonlyMap<string, RecordView>;
  readonly items: ReadonlyMap<string, RecordView>;
}
const byId = (records: readonly RecordView[]) => new Map(records.map((record) => [record.id, record]));

/** By when it is reported on; and the next step, where that is another day. */
function ofOpinion(record: RecordView): readonly Deadline[] {
  const due = dayOf(record, 'extendedTo') ?? dayOf(record, 'dueOn');
  const next = dayOf(record, 'nextDueOn');
  const title = text(record, 'title');
  const isDone = isIn(DONE, record.state);
  const base = { record, opinion: record.id, unitField: 'office' };
  return [
    ...(due === null ? [] : [made('opinion', { ...base, on: due, title: `${title}：办理并书面报告`, isDone })]),
    ...(next === null || next === due || record.state === 'closed'
      ? []
      : [made('step', { ...base, on: next, title: `${title}：${text(record, 'nextStep')}`, isDone: false })]),
  ];
}

/** An item that has a day of its own; else the opinion's day is its day. */
function ofItem(record: RecordView): readonly Deadline[] {
  const isCarried = isIn(ITEM_CARRIED, record.state);
  const on = isCarried ? dayOf(record, 'targetOn') : (dayOf(record, 'extendedTo') ?? dayOf(record, 'dueOn'));
  if (on === null || record.state === 'draft') return [];
  const title = `${text(record, 'number')} ${text(record, 'matter')}`;
  const isDone = isIn(ITEM_ANSWERED, record.state) && !isCarried;
  return [made('item', { record, opinion: text(record, 'opinion'), on, title, of: label(record, 'opinion'), isDone })];
}

const within = ({ from, until }: Span): Condition => where('dueOn', 'between', from, until);

async function tasks(look: Look, span: Span, { isOpenOnly, unit }: Part, known: Known): Promise<readonly Deadline[]> {
  const states = isOpenOnly
    ? ['assigned', 'working', 'returned']
    : ['assigned', 'working', 'returned', 'applied', 'verified'];
  const conditions = [within(span), where('state', 'is', ...states), ...(unit ? [where('lead', 'is', unit)] : [])];
  return (await all(look, 'review-task', conditions)).map((record) => {
    const item = known.items.get(text(record, 'item'));
    return made('task', {
      record,
      opinion: item ? text(item, 'opinion') : null,
      on: text(record, 'dueOn'),
      title: text(record, 'measure'),
      of: label(record, 'item'),
      isDone: record.state === 'verified' || record.state === 'applied',
    });
  });
}

async function shares(look: Look, span: Span, { isOpenOnly }: Part, { items }: Known): Promise<readonly Deadline[]> {
  const states = isOpenOnly ? ['asked'] : ['asked', 'given'];
  const found = await all(look, 'review-share', [within(span), where('state', 'is', ...states)]);
  const itemOf = await itemsOfTasks(
    look,
    found.map((record) => text(record, 'task')),
  );
  return found.map((record) => {
    const item = items.get(itemOf.get(text(record, 'task')) ?? '');
    const isDone = record.state === 'given';
    const on = text(record, 'dueOn');
    return {
      ...made('share', {
        record,
        opinion: item ? text(item, 'opinion') : null,
        on,
        title: `协办：${text(record, 'asked')}`,
        of: label(record, 'task'),
        unitField: 'unit',
        isDone,
      }),
      ...judged(look, on, isDone ? '已提供' : null),
    };
  });
}

/** What is asked and not decided: it has to be, before the day it is to move. */
async function extensions(look: Look, { opinions, items }: Known): Promise<readonly Deadline[]> {
  const found = await all(look, 'review-extension', [where('state', 'is', 'asked')]);
  return found.map((record) => {
    const held = items.get(text(record, 'item')) ?? opinions.get(text(record, 'opinion'));
    const due = held ? (dayOf(held, 'extendedTo') ?? dayOf(held, 'dueOn')) : null;
    const on = due ?? text(record, 'to');
    const title = `延期至 ${text(record, 'to')}：${text(record, 'because')}`;
    const of = label(record, 'item') || label(record, 'opinion');
    const base = { record, opinion: text(record, 'opinion'), on, title, of, unitField: 'unit', isDone: false };
    return { ...made('extension', base), ...judged(look, on, null) };
  });
}

async function votes(look: Look, { from, until }: Span): Promise<readonly Deadline[]> {
  const found = await all(look, 'review-vote', [where('on', 'between', from, until)]);
  return found.map((record) => {
    const on = text(record, 'on');
    const isDone = record.state === 'announced';
    const title = `第 ${Number(record.values['round'])} 轮满意度测评${isDone ? `：${label(record, 'verdict')}` : ''}`;
    const base = { record, opinion: text(record, 'opinion'), on, title, of: label(record, 'opinion'), isDone };
    return { ...made('vote', base), ...judged(look, on, isDone ? '已公布' : null) };
  });
}

async function motions(look: Look, span: Span, { isOpenOnly, unit }: Part): Promise<readonly Deadline[]> {
  const states = ['assigned', 'working', 'returned', 'rework', ...(isOpenOnly ? [] : ['answered', 'closed'])];
  const conditions = [within(span), where('state', 'is', ...states), ...(unit ? [where('lead', 'is', unit)] : [])];
  return (await all(look, 'motion', conditions)).map((record) =>
    made('motion', {
      record,
      opinion: null,
      on: text(record, 'dueOn'),
      title: text(record, 'title'),
      of: `${label(record, 'kind')} ${text(record, 'code')}`,
      isDone: record.state === 'answered' || record.state === 'closed',
    }),
  );
}

interface Wish {
  readonly record: RecordView;
  readonly opinion: string | null;
  readonly on: string;
  readonly title: string;
  readonly of?: string;
  readonly unitField?: string;
  readonly isDone: boolean;
}

const REGISTERS: Readonly<Record<DeadlineKind, string>> = {
  opinion: 'review-opinion',
  step: 'review-opinion',
  item: 'review-item',
  task: 'review-task',
  share: 'review-share',
  extension: 'review-extension',
  vote: 'review-vote',
  motion: 'motion',
};

function made(kind: DeadlineKind, { record, opinion, on, title, of = '', unitField = 'lead', isDone }: Wish): Deadline {
  return {
    kind,
    register: REGISTERS[kind],
    record: record.id,
    opinion,
    title,
    of,
    unit: label(record, unitField),
    unitId: text(record, unitField) || null,
    on,
    isDone,
    isProvisional: !isPublished(Number(on.slice(0, 4))),
    ...litOf(record),
  };
}

/** The light of what keeps none of its own. */
function judged({ today }: Look, on: string, settled: string | null): Pick<Deadline, 'light' | 'reason'> {
  const { light, because } = lightOf({ settled, dueOn: parseDay(on), movedOn: null, blockedBecause: null }, today);
  return { light, reason: because };
}
