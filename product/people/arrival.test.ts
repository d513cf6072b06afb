import { addDays, newId, parseDay, type Day, type Instant } from '@quantu/base';
import type { Store, WriteDb } from '@quantu/store';
import { TEST_DISTRICT, testStore } from '@quantu/store/testing';
import { registersRoom } from '@quantu/registers/server';
import fc from 'fast-check';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { createAccount } from './accounts.server.ts';
import { arrive } from './arrival.server.ts';
import { directoryRoom } from './directory-room.server.ts';
import { PERMISSIONS, ROLES, type Permission, type RoleKey } from './roles.ts';
import { peopleRoom } from './tables.server.ts';
import { apiTokenDigest, newApiToken } from './token.server.ts';

const OTHER = '350583';
const FIRST = parseDay('2026-11-01')!;
const ALL = Object.keys(PERMISSIONS) as Permission[];
const accounts: string[] = [];
const secrets: string[] = [];
let store: Store;
beforeAll(async () => {
  store = await testStore([registersRoom, peopleRoom, directoryRoom], { districts: [TEST_DISTRICT, OTHER] });
  for (const name of ['甲某', '乙某']) {
    const { id } = await createAccount(store, 'system', { name, password: '海风-吹过-2024-港湾' });
    accounts.push(id);
    secrets.push(await tokenOf(id));
  }
});
afterAll(() => store.close());
afterEach(() => vi.restoreAllMocks());

const change = { actor: 'system', action: 'grant.give' };

/** A key that opens on any day, so that days can be tried without waiting for them. */
async function tokenOf(account: string): Promise<string> {
  const secret = newApiToken();
  await store.transact(change, (tx) =>
    sql`insert into api_token (id, digest, prefix, account, name, permissions, created_at, expires_at)
      values (${newId()}, ${apiTokenDigest(secret)}, 'q', ${account}, 'all', ${ALL}::text[], ${tx.at}, '2030-01-01')`.execute(
      tx,
    ),
  );
  return secret;
}

const noon = (day: Day) => `${day}T04:00:00.000Z` as Instant;
const callAs = (who: number, district: string | null, on: Day) =>
  arrive(store, { session: null, bearer: secrets[who]! }, district, noon(on));

interface Planned {
  readonly role: RoleKey;
  readonly district: string | null;
  readonly from: number;
  readonly days: number | null;
  /** It is delegated by the other account, whose own grant lasts this long; null: given. */
  readonly lent: { readonly from: number; readonly days: number | null; readonly role: RoleKey } | null;
}
const anyRole = fc.constantFrom(...(Object.keys(ROLES) as RoleKey[]));
const period = { from: fc.nat({ max: 20 }), days: fc.option(fc.nat({ max: 20 })) };
const planned: fc.Arbitrary<Planned> = fc.record({
  role: anyRole,
  district: fc.constantFrom(null, TEST_DISTRICT, OTHER),
  ...period,
  lent: fc.option(fc.record({ ...period, role: anyRole })),
});

async function insert(tx: WriteDb, account: string, one: Planned | NonNullable<Planned['lent']>, from: string | null) {
  const id = newId();
  const first = addDays(FIRST, one.from);
  await tx
    .insertInto('role_grant')
    .values({
      id,
      account,
      role: one.role,
      district: 'district' in one ? one.district : null,
      organisation: null,
      from_day: first,
      until_day: one.days === null ? null : addDays(first, one.days),
      delegated_from: from,
      granted_by: 'system',
      granted_at: tx.at,
    })
    .execute();
  return id;
}

test('whatever roles are given, lent and over, a call may do what they give there that day, and nothing else', async () => {
  const wishes = fc.array(planned, { maxLength: 5 });
  const place = fc.constantFrom(null, TEST_DISTRICT, OTHER);
  await fc.assert(
    fc.asyncProperty(wishes, fc.nat({ max: 40 }), place, async (grants, days, district) => {
      await store.transact(change, async (tx) => {
        await sql`delete from role_grant`.execute(tx);
        for (const one of grants) {
          const source = one.lent && (await insert(tx, accounts[1]!, one.lent, null));
          await insert(tx, accounts[0]!, one, source);
        }
      });
      const holds = ({ from, days: last }: Pick<Planned, 'from' | 'days'>) =>
        days >= from && (last === null || days <= from + last);
      const given = grants.filter(
        (one) =>
          holds(one) &&
          (one.lent === null || (holds(one.lent) && one.lent.role === one.role)) &&
          (district === null || one.district === null || one.district === district),
      );
      const expected = new Set(given.flatMap(({ role }): readonly Permission[] => ROLES[role].permissions));
      const { person } = await callAs(0, district, addDays(FIRST, days));
      expect(new Set(person!.permissions)).toEqual(expected);
      expect(new Set(person!.viewer.roles)).toEqual(new Set(given.map(({ role }) => role)));
    }),
    { numRuns: 60 },
  );
});

interface Unit {
  readonly parent: number | null;
  readonly from: number;
  readonly days: number | null;
  readonly successor: number | null;
}
/** Parents and successors stand before or after, as they please: also in circles. */
const units = fc.array(
  fc.record({
    parent: fc.option(fc.nat({ max: 5 })),
    from: fc.nat({ max: 9 }),
    days: fc.option(fc.nat({ max: 9 })),
    successor: fc.option(fc.nat({ max: 5 })),
  }),
  { minLength: 6, maxLength: 6 },
);

/** The organisations of unit 0, found by trying all again and again until nothing is added. */
function within(all: readonly Unit[], day: number): Set<number> {
  const isOver = ({ from, days }: Unit) => days !== null && day >= from + days;
  const isOpen = (unit: Unit) => day >= unit.from && !isOver(unit);
  const found = new Set(isOpen(all[0]!) ? [0] : []);
  for (let size = -1; size !== found.size;) {
    size = found.size;
    for (const [at, unit] of all.entries()) {
      if (unit.parent !== null && found.has(unit.parent) && isOpen(unit)) found.add(at);
      if (unit.successor !== null && found.has(unit.successor) && isOver(unit)) found.add(at);
    }
  }
  return found;
}

test('one belongs to one’s organisation with what is below it that day and what it took over from', async () => {
  await fc.assert(
    fc.asyncProperty(units, fc.nat({ max: 20 }), async (all, days) => {
      const ids = all.map(() => newId());
      const idOf = (at: number | null) => (at === null ? null : ids[at]);
      await store.transact({ ...change, district: TEST_DISTRICT }, async (tx) => {
        await sql`delete from organisation`.execute(tx);
        for (const [at, unit] of all.entries()) {
          const since = addDays(FIRST, unit.from);
          await sql`insert into organisation (id, version, created_at, created_by, changed_at, changed_by, code, name,
              parent, since, until, successor) values (${ids[at]}, 1, ${tx.at}, 'x', ${tx.at}, 'x', ${`U${at}`}, 'x',
              ${idOf(unit.parent)}, ${since}, ${unit.days === null ? null : addDays(since, unit.days)},
              ${idOf(unit.successor)})`.execute(tx);
        }
      });
      await store.transact(change, async (tx) => {
        await sql`delete from role_grant`.execute(tx);
        await sql`insert into role_grant (id, account, role, district, organisation, from_day, granted_by, granted_at)
          values (${newId()}, ${accounts[0]}, 'territory', ${TEST_DISTRICT}, ${ids[0]}, ${FIRST}, 'x', ${tx.at})`.execute(
          tx,
        );
      });
      const { person } = await callAs(0, TEST_DISTRICT, addDays(FIRST, days));
      const expected = [...within(all, days)].map((at) => ids[at]!);
      expect([...person!.viewer.organisations].toSorted()).toEqual(expected.toSorted());
    }),
    { numRuns: 60 },
  );
});

test('a call costs one statement to settle who it is, and one more where roles are tied to an organisation', async () => {
  const statements = async (district: string | null) => {
    await callAs(0, district, FIRST);
    const spy = vi.spyOn(pg.Client.prototype, 'query');
    await callAs(0, district, FIRST);
    const texts = spy.mock.calls.map(([query]) => JSON.stringify(query)).filter((text) => !/search_path/.test(text));
    spy.mockRestore();
    return texts.length;
  };
  const grant = (organisation: string | null) =>
    store.transact(change, async (tx) => {
      await sql`delete from role_grant`.execute(tx);
      await sql`insert into role_grant (id, account, role, district, organisation, from_day, granted_by, granted_at)
        values (${newId()}, ${accounts[0]}, 'reader', ${TEST_DISTRICT}, ${organisation}, ${FIRST}, 'x', ${tx.at})`.execute(
        tx,
      );
    });
  await grant(null);
  expect(await statements(TEST_DISTRICT)).toBe(1);
  await grant(newId());
  expect(await statements(TEST_DISTRICT)).toBe(2);
  expect(await statements(null)).toBe(1);
});
