import { Fault } from '@quantu/base';
import { mayPass } from '@quantu/registers';
import { TEST_DISTRICT } from '@quantu/store/testing';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { books, inDays, Loop, today, WHO, type Who } from './loop.testing.ts';

const STEPS = 300;
const OFFICES: readonly Who[] = ['office', 'viceHead', 'head'];
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
  'review-order issued': OFFICES,
  'review-order closed': OFFICES,
  'review-order withdrawn': ['office'],
  'review-listing listed': ['chair'],
  'review-listing lifted': ['chair'],
  'motion assigned': [...CONGRESS, 'office'],
  'motion rework': [...CONGRESS, 'office'],
  'motion closed': [...CONGRESS, 'office'],
};
/** What may move a day somebody is held to: the steps, by the register they are taken in. Nothing else does. */
const MOVES_DAY: Readonly<Record<string, readonly string[]>> = {
  'review-opinion due_on': ['deliver', 'refuse', 'redo', 'reopen', 'resume'].map((step) => `review-opinion ${step}`),
  'review-opinion extended_to': [
    'review-extension grant',
    ...['redo', 'reopen', 'resume'].map((step) => `review-opinion ${step}`),
  ],
  'review-item due_on': ['review-item change'],
  'review-item extended_to': ['review-extension grant'],
  'review-item target_on': ['keep', 'plan', 'postpone', 'change'].map((step) => `review-item ${step}`),
  'review-task due_on': ['review-task assign', 'review-task change'],
  'review-order due_on': ['issue', 'convene', 'sendBack'].map((step) => `review-order ${step}`),
  'review-share due_on': ['review-share change'],
  'motion due_on': ['motion assign', 'motion change'],
};

const WALKED = [
  'review-opinion filed',
  'review-task verified',
  'review-item checked',
  'review-extension granted',
  'review-order closed',
  'review-listing lifted',
  'motion closed',
  'motion rework',
];

let loop: Loop;
let signer: string;
let count = 0;
let orders = 0;
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
    minutes: '议定',
    reply: '答复',
    because: '逾期',
    assignedOn: inDays(-draw(300)),
    answeredOn: inDays(-draw(300)),
    answerNumber: '文号',
    answerClass: 'A',
    satisfaction: ['satisfied', 'unsatisfied'][draw(2)],
    dueOn: inDays(draw(30)),
    setDueOn: inDays(draw(30)),
  };
  const made: Readonly<Record<string, () => Readonly<Record<string, unknown>>>> = {
    'review-task': () => ({ item, number: String(draw(1000)), measure: '措施', lead: housing, dueOn: inDays(20) }),
    'review-progress': () => ({ task, unit: housing, on: inDays(-draw(50)), summary: '进展', figure: '3 个（台账）' }),
    'review-vote': () => ({ opinion, round: 1 + draw(2), session: '会议', on: today, ...counts }),
    'review-extension': () => ({ opinion, unit: government, on: inDays(-draw(50)), because: '雨季', to: inDays(100) }),
    'review-share': () => ({ task, unit: traffic, asked: '数据' }),
    'review-order': () => {
      const number = `督〔${++orders}〕号`;
      return { number, level: ['L1', 'L2', 'L3'][draw(3)], task, unit: housing, because: '逾期' };
    },
    'review-listing': () => ({ item, because: '群众反映多' }),
    motion: () => ({ code: `建-${++orders}`, kind: 'suggestion', title: '建议', proposers: '代表', lead: housing }),
  };
  return { fields, made };
}

interface Snapshot {
  readonly audits: number;
  /** Who wrote the last entry, and its id. */
  readonly last: { readonly id: string; readonly actor: string };
  /** By `register column id`. */
  readonly days: ReadonlyMap<string, string>;
  readonly states: ReadonlyMap<string, string>;
}

const WATCHED = Object.keys(MOVES_DAY).map((key) => key.split(' ') as [string, string]);

async function snapshot(): Promise<Snapshot> {
  const db = loop.store.read(TEST_DISTRICT);
  const audits = await sql<{ count: number; id: string; actor: string }>`
    select seq::int as count, id, actor from audit order by seq desc limit 1`.execute(db);
  const tableOf = (register: string) => sql.table(books.registers.get(register)!.table);
  const days = await sql<{ key: string; day: string }>`${sql.join(
    WATCHED.map(
      ([register, column]) =>
        sql`select ${`${register} ${column} `}::text || id as key, coalesce(${sql.ref(column)}::text, '') as day
          from ${tableOf(register)}`,
    ),
    sql` union all `,
  )}`.execute(db);
  const stated = [
    ...new Set([
      ...WATCHED.map(([register]) => register),
      'review-extension',
      'review-vote',
      'review-listing',
      'motion',
    ]),
  ];
  const states = await sql<{ id: string; state: string }>`${sql.join(
    stated.map((register) => sql`select id, ${`${register} `}::text || state as state from ${tableOf(register)}`),
    sql` union all `,
  )}`.execute(db);
  const { count: number, ...last } = audits.rows[0]!;
  return {
    audits: number,
    last,
    days: new Map(days.rows.map(({ key, day }) => [key, day])),
    states: new Map(states.rows.map(({ id, state }) => [id, state])),
  };
}

/** A day that moved is in the history of its record, under the entry of the step that moved it. */
async function isToldInHistory(key: string, entry: string): Promise<boolean> {
  const [register, column, id] = key.split(' ') as [string, string, string];
  const { table } = books.registers.get(register)!;
  const { rows } = await sql<{ entry: string; before: string; after: string }>`
    select h.recorded_in as entry, coalesce(h.${sql.ref(column)}::text, '') as after, coalesce((
      select p.${sql.ref(column)}::text from ${sql.table(`${table}_history`)} p
      where p.id = h.id and p.ended_in = h.recorded_in), '') as before
    from ${sql.table(`${table}_history`)} h where h.id = ${id}::uuid order by h.recorded_from desc limit 1`.execute(
    loop.store.read(TEST_DISTRICT),
  );
  const [newest] = rows;
  return newest?.entry === entry && newest.before !== newest.after;
}

/** An opinion that was handed over and taken apart, with one item and one task. */
async function handed() {
  const { congress, government, housing } = loop.organisations;
  const head = { committee: congress, office: government, session: '会议', deliberatedOn: inDays(-100) };
  const opinion = await loop.make('review-opinion', { code: `走-${++count}`, title: `意见 ${count}`, ...head });
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
  await loop.attach('review-opinion', opinion, 'report');
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
      let before = await snapshot();
      for (let step = 0; step < STEPS; step++) {
        const tasks = known.filter(({ key }) => key === 'review-task').map(({ id }) => id);
        const { fields, made } = wish(opinion, items, tasks, draw);
        const done = await pick(draw(24))(fields, made);
        const after = await snapshot();
        // Refused: nothing is different. Taken: one entry, by whoever took it.
        expect(after.audits - before.audits).toBe(done === null ? 0 : 1);
        if (done !== null) expect(after.last.actor).toBe(done.who);
        await expectDaysTold(before, after, done);
        for (const [id, state] of after.states) {
          if (before.states.get(id) === state) continue;
          if (done === null) expect(before.states.get(id)).toBe(state);
          reached.add(state);
          await expectDated(id, before.states.get(id)?.split(' ')[1], state);
          const allowed = SIGNED[state];
          if (allowed && done?.id === id) expect([state, allowed.includes(done.who)]).toEqual([state, true]);
          else if (allowed) expect(`${state} by itself`).toBe('');
        }
        before = (await aged(done)) ? await snapshot() : after;
      }

      /** Mostly forward by steps; now and then around them. */
      function pick(drawn: number) {
        return [making, making, changing, changing, jumping, jumping, removing][drawn] ?? moving;
      }

      async function making(_: unknown, made: ReturnType<typeof wish>['made']): Promise<Done | null> {
        const keys = Object.keys(made);
        const key = keys[draw(keys.length)]!;
        const { create, write } = books.registers.get(key)!.access;
        const who = someone((one) => mayPass(create ?? write, loop.viewer(one)));
        const id = await attempt(() => loop.make(key, made[key]!(), who));
        if (id === null) return null;
        known.push({ key, id });
        return { id, who, step: `${key} create` };
      }

      /** A state put in as an import puts it, without the step that leads there. */
      async function jumping(): Promise<Done | null> {
        const { key, id } = some();
        const { states } = books.registers.get(key)!;
        const { version, state } = await loop.read(key, id);
        const ways = Object.values(states!.transitions).filter(({ from }) => from.includes(state));
        const way = ways[draw(ways.length)];
        const names = Object.keys(states!.states);
        const who = someone((one) => way !== undefined && mayPass(way.by, loop.viewer(one)));
        const to = draw(4) > 0 && way ? way.to : names[draw(names.length)]!;
        const put = await attempt(() => loop.put(key, id, to, who));
        if (put === null) return null;
        return { id, who, step: (await loop.read(key, id)).version === version ? '' : `${key} put` };
      }

      async function removing(): Promise<Done | null> {
        const { key, id } = some();
        const { remove, write } = books.registers.get(key)!.access;
        const who = someone((one) => mayPass(remove ?? write, loop.viewer(one)));
        if ((await attempt(() => loop.remove(key, id, who))) === null) return null;
        known.splice(
          known.findIndex((one) => one.id === id),
          1,
        );
        return { id, who, step: `${key} remove` };
      }

      /** Any field of the form, by somebody who may write the record, most of all its days. */
      async function changing(fields: Readonly<Record<string, unknown>>): Promise<Done | null> {
        const { key, id } = some();
        const { access, fields: declared } = books.registers.get(key)!;
        const names = Object.keys(declared).filter((name) => name in fields);
        const name = names[draw(names.length)]!;
        const who = someone((one) => mayPass(access.write, loop.viewer(one)));
        const { version } = await loop.read(key, id);
        const changed = await attempt(() => loop.change(key, id, { [name]: fields[name] }, who));
        // What is as it was leaves an entry that nothing was changed by; it is no step.
        if (changed === null) return null;
        const isSame = (await loop.read(key, id)).version === version;
        return { id, who, step: isSame ? '' : `${key} change` };
      }

      async function moving(fields: Readonly<Record<string, unknown>>): Promise<Done | null> {
        const { key, id } = some();
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
        return taken === null ? null : { id, who, step: `${key} ${transition}` };
      }

      /** Of every register alike, however many records it has. */
      function some(): Known {
        const keys = [...new Set(known.map(({ key }) => key))];
        const key = keys[draw(keys.length)]!;
        const own = known.filter((one) => one.key === key);
        return own[draw(own.length)]!;
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
  for (const state of WALKED) expect(reached).toContain(state);
  expect(await loop.store.verifyChain()).toMatchObject({ ok: true });
}, 600_000);

/**
 * Days that are counted from the day of a step are put back, for a walk takes no day: what counts them again is seen. What a
 * later step asks for is at hand.
 */
async function aged(done: Done | null): Promise<boolean> {
  const [key, field] = AT_HAND[done?.step ?? ''] ?? [];
  if (key && field) {
    await loop.attach(key, done!.id, field);
    return true;
  }
  const table = AGED[done?.step ?? ''];
  if (!table) return false;
  await loop.store.transact({ district: TEST_DISTRICT, actor: '测试', action: 'test.age' }, (tx) =>
    sql`update ${sql.table(table)} set due_on = due_on - 3 where id = ${done!.id}::uuid`.execute(tx),
  );
  return true;
}
const AT_HAND: Readonly<Record<string, readonly [key: string, field: string]>> = {
  'motion create': ['motion', 'answer'],
  ...Object.fromEntries(
    ['redo', 'resume', 'reopen', 'revise'].map((step) => [
      `review-opinion ${step}`,
      ['review-opinion', 'report'] as const,
    ]),
  ),
};
const AGED: Readonly<Record<string, string>> = {
  'review-share create': 'review_share',
  'review-order issue': 'review_order',
  'review-order convene': 'review_order',
};

interface Done {
  readonly id: string;
  readonly who: Who;
  /** `register step`. */
  readonly step: string;
}

/** Whoever comes into a state that a day belongs to has that day, whichever way they came. */
async function expectDated(id: string, from: string | undefined, reached: string): Promise<void> {
  const [register, to] = reached.split(' ') as [string, string];
  const ways = Object.values(books.registers.get(register)!.states!.transitions).filter(
    (way) => way.to === to && way.from.includes(from ?? ''),
  );
  const row: Record<string, unknown> = ways.length > 0 ? await loop.read(register, id) : {};
  for (const { dates } of ways.length === 1 ? ways : [])
    if (dates !== undefined)
      expect([reached, dates, row[dates.replace(/[A-Z]/g, (sign) => `_${sign.toLowerCase()}`)]]).toEqual([
        reached,
        dates,
        expect.any(String),
      ]);
}

/** A day that somebody was held to moves by a step that is there for it, by no unit, and its history says so. */
async function expectDaysTold(before: Snapshot, after: Snapshot, done: Done | null): Promise<void> {
  for (const [key, day] of after.days) {
    const was = before.days.get(key);
    if (was === undefined || was === day) continue;
    const [register, column] = key.split(' ') as [string, string, string];
    expect([key, MOVES_DAY[`${register} ${column}`]]).toEqual([key, expect.arrayContaining([done?.step])]);
    expect([key, [...OFFICES, ...CONGRESS].includes(done!.who)]).toEqual([key, true]);
    expect([key, await isToldInHistory(key, after.last.id)]).toEqual([key, true]);
    // What was approved gets more time by an extension only.
    if (register === 'review-item' && column === 'due_on') expect([key, was === '' || day <= was]).toEqual([key, true]);
  }
}

/** What is refused is refused by a sentence; anything else is a mistake of the program. */
async function attempt(work: () => Promise<string | void>): Promise<string | null> {
  try {
    return (await work()) ?? '';
  } catch (error) {
    if (error instanceof Fault) return null;
    throw error;
  }
}
