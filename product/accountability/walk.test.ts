import { Fault } from '@quantu/base';
import { mayPass } from '@quantu/registers';
import { TEST_DISTRICT } from '@quantu/store/testing';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { books, inDays, Loop, today, WHO, type Who } from './loop.testing.ts';

const STEPS = 160;
/** Steps of an opinion or an extension that may move the day it is held to; nothing else does. */
const MOVES_DAY = ['deliver', 'refuse', 'redo', 'grant', 'reopen', 'resume'];
const CONGRESS: readonly Who[] = ['committee', 'congressOffice', 'deputyChair', 'chair'];
/** The states that only one side may bring a record into. */
const SIGNED: Readonly<Record<string, readonly Who[]>> = {
  'review-item checked': CONGRESS,
  'review-item closed': CONGRESS,
  'review-opinion closed': CONGRESS,
  'review-opinion tracking': CONGRESS,
  'review-opinion evaluated': CONGRESS,
  'review-extension granted': CONGRESS,
  'review-vote announced': CONGRESS,
  'review-task verified': ['office'],
  'review-item done': ['office'],
};

let loop: Loop;
let signer: string;
let count = 0;
beforeAll(async () => {
  loop = await Loop.open();
  signer = await loop.make('person', { code: 'P', name: '签发人', organisation: loop.organisations.government });
});
afterAll(() => loop.store.close());

interface Known {
  readonly key: string;
  readonly id: string;
}

/** What steps and forms are given, whoever asks. */
function wish(opinion: string, items: readonly string[], tasks: readonly string[], draw: (most: number) => number) {
  const { housing, traffic, government } = loop.organisations;
  const item = items[draw(items.length)]!;
  const task = tasks[draw(tasks.length)];
  const satisfied = draw(25);
  const counts = {
    members: 31,
    attending: 30,
    sent: 30,
    returned: 25,
    invalid: 0,
    satisfied,
    basic: 0,
    unsatisfied: 25 - satisfied,
  };
  const fields: Readonly<Record<string, unknown>> = {
    session: '会议',
    deliberatedOn: inDays(-10),
    number: `〔${count}〕号`,
    comment: '意见',
    reportNumber: '文号',
    reportSigner: signer,
    escalation: 'inquiry',
    publicity: 'open',
    lead: housing,
    blockedBecause: '用地',
    result: 'this-year',
    resultText: '完成',
    targetOn: inDays(200),
    checkText: '属实',
    summary: '进展',
    to: inDays(100),
    input: '意见',
  };
  const made: Readonly<Record<string, () => Readonly<Record<string, unknown>>>> = {
    'review-task': () => ({ item, number: String(draw(1000)), measure: '措施', lead: housing, dueOn: inDays(20) }),
    'review-progress': () => ({ task, unit: housing, on: inDays(-draw(50)), summary: '进展', figure: '3 个（台账）' }),
    'review-vote': () => ({ opinion, round: 1 + draw(2), session: '会议', on: today, ...counts }),
    'review-extension': () => ({ opinion, unit: government, on: inDays(-draw(50)), because: '雨季', to: inDays(100) }),
    'review-share': () => ({ task, unit: traffic, asked: '数据' }),
  };
  return { fields, made };
}

interface Snapshot {
  readonly audits: number;
  readonly due: string;
  readonly states: ReadonlyMap<string, string>;
}

async function snapshot(opinion: string): Promise<Snapshot> {
  const db = loop.store.read(TEST_DISTRICT);
  const audits = await sql<{ count: number }>`select count(*)::int as count from audit`.execute(db);
  const due = await sql<{ due: string }>`select concat_ws(' ', due_on, extended_to) as due from review_opinion
    where id = ${opinion}::uuid`.execute(db);
  const states = await sql<{ id: string; state: string }>`
    select id, 'review-opinion ' || state as state from review_opinion
    union all select id, 'review-item ' || state from review_item
    union all select id, 'review-task ' || state from review_task
    union all select id, 'review-extension ' || state from review_extension
    union all select id, 'review-vote ' || state from review_vote`.execute(db);
  return {
    audits: audits.rows[0]!.count,
    due: due.rows[0]!.due,
    states: new Map(states.rows.map(({ id, state }) => [id, state])),
  };
}

/** An opinion that was handed over and taken apart, with one item and one task. */
async function handed() {
  const { congress, government, housing } = loop.organisations;
  const head = { committee: congress, office: government, session: '会议', deliberatedOn: inDays(-100) };
  const opinion = await loop.make('review-opinion', { code: `走-${++count}`, title: `意见 ${count}`, ...head });
  await loop.attach('review-opinion', opinion, 'report');
  const item = await loop.make('review-item', { opinion, number: '1', matter: '事项' });
  await loop.attach('review-item', item, 'evidence');
  const take = (transition: string, values = {}) => loop.step('review-opinion', opinion, transition, 'program', values);
  await take('submit');
  await take('sign');
  await take('adopt', { number: `〔${count}〕号`, adoptedOn: inDays(-61) });
  await take('deliver', { deliveredOn: inDays(-60) });
  await take('accept');
  await loop.change('review-item', item, { lead: housing });
  const values = { item, number: '1', measure: '措施', lead: housing, dueOn: inDays(20) };
  const task = await loop.make('review-task', values);
  await take('decompose');
  await take('approve');
  return { opinion, items: [item], task };
}

test('no way through the states loses an audit entry, lets a unit sign off, or moves a day silently', async () => {
  const reached = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(2 ** 30), { minLength: STEPS * 6, maxLength: STEPS * 6 }), async (entropy) => {
      let at = 0;
      const draw = (most: number): number => (most < 1 ? 0 : entropy[at++ % entropy.length]! % most);
      const { opinion, items, task } = await handed();
      const known: Known[] = [
        { key: 'review-opinion', id: opinion },
        { key: 'review-item', id: items[0]! },
        { key: 'review-task', id: task },
      ];
      let before = await snapshot(opinion);
      for (let step = 0; step < STEPS; step++) {
        const tasks = known.filter(({ key }) => key === 'review-task').map(({ id }) => id);
        const { fields, made } = wish(opinion, items, tasks, draw);
        const done = draw(4) === 0 ? await making(made) : await moving(fields);
        const after = await snapshot(opinion);
        // Refused: nothing is different. Taken: one entry, by whoever took it.
        expect(after.audits - before.audits).toBe(done === null ? 0 : 1);
        if (!MOVES_DAY.includes(done?.transition ?? '')) expect(after.due).toBe(before.due);
        for (const [id, state] of after.states) {
          if (before.states.get(id) === state) continue;
          if (done === null) expect(before.states.get(id)).toBe(state);
          reached.add(state);
          const allowed = SIGNED[state];
          if (allowed && done?.id === id) expect([state, allowed.includes(done.who)]).toEqual([state, true]);
          else if (allowed) expect(`${state} by itself`).toBe('');
        }
        before = after;
      }

      async function making(made: ReturnType<typeof wish>['made']) {
        const keys = Object.keys(made);
        const key = keys[draw(keys.length)]!;
        const { create, write } = books.registers.get(key)!.access;
        const who = someone((one) => mayPass(create ?? write, loop.viewer(one)));
        const id = await attempt(() => loop.make(key, made[key]!(), who));
        if (id === null) return null;
        known.push({ key, id });
        return { id, who, transition: 'create' };
      }

      async function moving(fields: Readonly<Record<string, unknown>>) {
        const { key, id } = known[draw(known.length)]!;
        const { states } = books.registers.get(key)!;
        const { state } = await loop.read(key, id);
        const all = Object.entries(states!.transitions);
        const open = all.filter(([, { from }]) => from.includes(state));
        // Mostly forward, else a walk goes to and fro and nowhere.
        const forward = open.filter(([, { needsReason }]) => !needsReason);
        const from = [forward, forward, forward, open, all][draw(5)]!;
        const [transition, { requires = [], by }] = from.length > 0 ? from[draw(from.length)]! : all[draw(all.length)]!;
        const who = someone((one) => mayPass(by, loop.viewer(one)));
        const given = Object.fromEntries(requires.flatMap((name) => (name in fields ? [[name, fields[name]]] : [])));
        const taken = await attempt(() => loop.step(key, id, transition, who, given));
        return taken === null ? null : { id, who, transition };
      }

      /** Mostly somebody who may, now and then anybody. */
      function someone(may: (who: Who) => boolean): Who {
        const able = WHO.filter(may);
        const from = draw(5) > 0 && able.length > 0 ? able : WHO;
        return from[draw(from.length)]!;
      }
    }),
    { numRuns: 3, seed: 20261123, endOnFailure: true },
  );
  // The walk goes somewhere: else it would show nothing.
  for (const state of ['review-opinion filed', 'review-task verified', 'review-item checked'])
    expect(reached).toContain(state);
}, 600_000);

/** What is refused is refused by a sentence; anything else is a mistake of the program. */
async function attempt(work: () => Promise<string | void>): Promise<string | null> {
  try {
    return (await work()) ?? '';
  } catch (error) {
    if (error instanceof Fault) return null;
    throw error;
  }
}
