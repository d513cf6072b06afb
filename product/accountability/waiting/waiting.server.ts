import { dayInChina, parseDay, parseInstant } from '@quantu/base';
import { displayNames } from '@quantu/product-documents/server';
import { decide, mayPass, where, type Books, type RecordView, type Register, type Viewer } from '@quantu/registers';
import { sql } from 'kysely';
import { congress, unitIn } from '../access.ts';
import { all, dayOf, itemsOfTasks, label, litOf, registerOf, stateOf, text, type Look } from '../look.server.ts';
import { lightOf } from '../rules/lights.ts';
import type { Waiting } from './contract.ts';
import { WAITING_STEPS, type WaitingStep } from './steps.ts';

const MOST = 300;
const KINDS: Readonly<Record<string, string>> = {
  'review-opinion': '审议意见',
  'review-item': '意见事项',
  'review-task': '任务',
  'review-progress': '进展',
  'review-share': '协办',
  'review-extension': '延期申请',
  'review-order': '督办单',
  'review-listing': '挂牌督办',
  'review-vote': '测评',
  report: '报告',
  'report-section': '报告章节',
  motion: '建议提案',
};
/** What the congress is told when it is late: what was handed over, not how the government shares it out. */
const SEEN_LATE = ['review-opinion', 'review-item', 'motion'];
const UNIT_FIELDS = ['lead', 'unit', 'office'];

export interface WaitingList {
  readonly data: Waiting[];
  readonly counts: { readonly mine: number; readonly late: number; readonly back: number };
  readonly isCongress: boolean;
}

/** What waits for the viewer, what is late of what they answer for, and what came back with its reason. */
export async function waitingFor(look: Look): Promise<WaitingList> {
  const lists = await Promise.all(keysIn(look.books).map((key) => ofRegister(look, key)));
  const found = lists.flat().toSorted(byUrgency);
  return {
    data: found.slice(0, MOST),
    counts: {
      mine: found.filter(({ isMine }) => isMine).length,
      late: found.filter(({ isLate }) => isLate).length,
      back: found.filter(({ back }) => back !== null).length,
    },
    isCongress: mayPass(congress, look.viewer),
  };
}

const keysIn = ({ registers }: Books): string[] =>
  Object.keys(WAITING_STEPS).filter((key) => registers.get(key) !== undefined);

const LIGHT_RANK: Readonly<Record<string, number>> = { red: 0, yellow: 1, green: 2, grey: 3 };
/** What came back is never less urgent than what is soon due. */
const rank = ({ light, back }: Waiting): number => Math.min(LIGHT_RANK[light ?? 'grey'] ?? 3, back === null ? 3 : 1);
const byUrgency = (a: Waiting, b: Waiting): number =>
  Number(b.isMine) - Number(a.isMine) ||
  rank(a) - rank(b) ||
  Number(b.back !== null) - Number(a.back !== null) ||
  ((a.on ?? '9999') < (b.on ?? '9999') ? -1 : (a.on ?? '9999') > (b.on ?? '9999') ? 1 : 0);

async function ofRegister(look: Look, key: string): Promise<Waiting[]> {
  const register = registerOf(look.books, key);
  const steps = WAITING_STEPS[key]!;
  const records = await all(look, key, [where('state', 'is', ...new Set(steps.map(({ state }) => state)))]);
  const isOpen = await openSections(look, key);
  const waiting = records.filter(isOpen).flatMap((record) => {
    const step = steps.find((one) => isWaiting(one, record));
    return step ? [{ record, step, isMine: isMine(look, register, record, step) }] : [];
  });
  const shown = waiting
    .map((one) => ({ ...one, lit: litFor(look, key, one.record) }))
    .map((one) => ({ ...one, isLate: one.lit.light === 'red' && answersFor(look, key, one.record) }))
    .filter((one) => one.isMine || one.isLate);
  const [backs, opinions] = await Promise.all([
    backsOf(
      look,
      register,
      shown.map(({ record }) => record),
    ),
    opinionsOf(
      look,
      key,
      shown.map(({ record }) => record),
    ),
  ]);
  return shown.map(({ record, step, isMine: mine, isLate, lit }) => ({
    register: key,
    record: record.id,
    version: record.version,
    opinion: opinions(record),
    report: key === 'report' ? record.id : text(record, 'report') || null,
    step: mine && step.isPlain ? { key: step.step, label: register.states!.transitions[step.step]!.label } : null,
    kind: KINDS[key]!,
    title: text(record, register.title) || '（开头）',
    of:
      label(record, 'item') ||
      label(record, 'task') ||
      label(record, 'opinion') ||
      label(record, 'report') ||
      label(record, 'kind'),
    unit: label(record, 'lead') || label(record, 'unit') || label(record, 'office'),
    stateLabel: stateOf(look, key, record).stateLabel,
    say: step.say,
    on: dayFor(key, record),
    isMine: mine,
    isLate,
    back: backs.get(record.id) ?? null,
    ...lit,
  }));
}

/** Of a report that is no longer drafted no section waits. */
async function openSections(look: Look, key: string): Promise<(record: RecordView) => boolean> {
  if (key !== 'report-section') return () => true;
  const drafted = new Set(
    (await all(look, 'report', [where('state', 'is', 'drafting')], ['code'])).map(({ id }) => id),
  );
  return (record) => drafted.has(text(record, 'report'));
}

function isWaiting({ state, unless, where: held }: WaitingStep, { state: now, values }: RecordView): boolean {
  if (state !== now) return false;
  if (held !== undefined && !held.slice(1).some((one) => values[held[0]] === one)) return false;
  return unless === undefined || ((values[unless[0]] ?? null) === null) === unless[1];
}

/** The next step is theirs, and what it rests on is there: an item is finished after its tasks. */
function isMine({ viewer }: Look, register: Register, record: RecordView, { step }: WaitingStep): boolean {
  const transition = register.states?.transitions[step];
  if (!transition || !decide(transition.by, viewer, record)) return false;
  const unit = UNIT_FIELDS.map((field) => text(record, field)).find((id) => id !== '');
  // What its unit may do is its unit's turn, also where the office may do it for them.
  if (unit !== undefined && !viewer.organisations.includes(unit) && decide(transition.by, clerkOf(unit), record))
    return false;
  if (register.name !== 'review-item' || step !== 'finish') return true;
  const { tasks, verifiedTasks } = record.values;
  return Number(tasks ?? 0) > 0 && tasks === verifiedTasks;
}

const clerkOf = (unit: string): Viewer => ({
  account: '',
  person: null,
  roles: ['department-clerk'],
  organisations: [unit],
});

/** Units answer for their own; whoever leads, for all; the congress, for what it handed over. */
function answersFor({ viewer }: Look, key: string, record: RecordView): boolean {
  if (mayPass(congress, viewer)) return SEEN_LATE.includes(key);
  const isUnit = mayPass(unitIn('lead'), viewer);
  return !isUnit || UNIT_FIELDS.some((field) => viewer.organisations.includes(text(record, field)));
}

function dayFor(key: string, record: RecordView): string | null {
  // What was answered or reported has met its day.
  if (record.state === 'answered' || REPORTED.includes(record.state ?? '')) return dayOf(record, 'nextDueOn');
  if (key === 'review-opinion')
    return dayOf(record, 'nextDueOn') ?? dayOf(record, 'extendedTo') ?? dayOf(record, 'dueOn');
  return dayOf(record, 'extendedTo') ?? dayOf(record, 'dueOn') ?? dayOf(record, 'targetOn');
}

const REPORTED = ['filed', 'evaluated', 'escalated', 'tracking'];
const UNLIT = [
  'report',
  'report-section',
  'review-progress',
  'review-share',
  'review-extension',
  'review-order',
  'review-listing',
  'review-vote',
];

function litFor({ today }: Look, key: string, record: RecordView): Pick<Waiting, 'light' | 'reason'> {
  if (!UNLIT.includes(key)) return litOf(record);
  // An order that was answered is late no more.
  if (record.state === 'answered') return { light: null, reason: '' };
  const dueOn = parseDay(text(record, 'dueOn'));
  if (dueOn === null) return { light: null, reason: '' };
  const { light, because } = lightOf({ settled: null, dueOn, movedOn: null, blockedBecause: null }, today);
  return { light, reason: because };
}

/** The opinion that the viewer may open from here. */
async function opinionsOf(look: Look, key: string, records: readonly RecordView[]) {
  if (key === 'review-opinion') return (record: RecordView) => record.id;
  if (key === 'motion' || key === 'report-section' || records.length === 0) return () => null;
  const items = new Map(
    (await all(look, 'review-item', [], ['opinion'])).map((item) => [item.id, text(item, 'opinion')]),
  );
  const tasks = await itemsOfTasks(
    look,
    records.flatMap((record) => text(record, 'task') || []),
  );
  return (record: RecordView) =>
    text(record, 'opinion') || items.get(text(record, 'item') || (tasks.get(text(record, 'task')) ?? '')) || null;
}

interface Entry {
  readonly id: string;
  readonly before: string;
  readonly after: string;
  readonly actor: string;
  readonly at: string;
  readonly reason: string | null;
}

/** Of records that came into their state by a step that gives a reason: who took it, and why. */
async function backsOf(
  { db }: Look,
  { table, states }: Register,
  records: readonly RecordView[],
): Promise<ReadonlyMap<string, NonNullable<Waiting['back']>>> {
  if (records.length === 0 || !states) return new Map();
  const history = sql.table(`${table}_history`);
  const { rows } = await sql<Entry>`
    select distinct on (h.id) h.id, p.state as before, h.state as after, coalesce(a.actor, h.changed_by) as actor,
      h.recorded_from as at, a.reason
    from ${history} h join ${history} p on p.id = h.id and p.recorded_to = h.recorded_from and p.state <> h.state
    left join audit a on a.id = h.recorded_in
    where h.id = any(${records.map(({ id }) => id)}::uuid[]) order by h.id, h.recorded_from desc`.execute(db);
  const steps = Object.values(states.transitions).filter(({ needsReason }) => needsReason);
  const named = await displayNames(
    db,
    rows.map(({ actor }) => actor),
  );
  return new Map(
    rows.flatMap(({ id, before, after, actor, at, reason }) => {
      const step = steps.find(({ from, to }) => to === after && from.includes(before));
      const instant = parseInstant(at);
      if (!step || instant === null) return [];
      const on = dayInChina(instant);
      return [[id, { by: named(actor), on, because: reason ?? '没有写明理由', from: step.label }] as const];
    }),
  );
}
