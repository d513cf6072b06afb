import { instantOf, parseDay, type Day } from '@quantu/base';
import type { Store, WriteDb } from '@quantu/store';
import { sql } from 'kysely';
import { accountById, nameKey } from './accounts.server.ts';
import { lockAccounts } from './accounts-lock.server.ts';
import type { Person } from './call.server.ts';
import { peopleFault } from './faults.ts';
import { isAdministrator } from './grants.ts';
import { checkAdministratorsStay, deleteGrant, insertGrant, today } from './grants.server.ts';
import { checkDistrict, checkOrganisation } from './organisations.server.ts';
import { ROLES, type RoleKey } from './roles.ts';

/** Who grants: an account, or the operator of the server, who has no grants to give themselves. */
export type Giver = Pick<Person, 'name'>;

export interface GrantWish {
  readonly account: string;
  readonly role: RoleKey;
  readonly district?: string | null | undefined;
  readonly organisation?: string | null | undefined;
  readonly from?: string | undefined;
  readonly until?: string | null | undefined;
}

/** Gives a role. Answers the id of the grant. */
export async function giveGrant(store: Store, giver: Giver, wish: GrantWish): Promise<string> {
  const { district = null, organisation = null, account, role } = wish;
  if (district !== null) await checkDistrict(store, district);
  if (organisation !== null) await checkOrganisation(store, district, organisation);
  const { from, until } = periodOf(wish);
  const { name } = await accountById(store.read(), account);
  return store.transact({ actor: giver.name, action: 'grant.give', subject: account }, async (tx) => {
    await lockAccounts(tx);
    const id = await insertGrant(tx, { account, role, district, organisation, from, until });
    tx.audit({
      after: { text: words(name, role, until), grant: id, account: name, role, district, organisation, from, until },
    });
    return id;
  });
}

function words(name: string, role: RoleKey, until: Day | null): string {
  return `${name}，${ROLES[role].label}${until === null ? '' : `，至 ${until}`}`;
}

/** From today on, and not over before it began. */
function periodOf({ from, until }: Pick<GrantWish, 'from' | 'until'>): { from: Day; until: Day | null } {
  const now = today(instantOf(new Date()));
  const last = until === undefined || until === null ? null : dayOf(until);
  if (last !== null && last < now) throw peopleFault('grant.past', { until: last });
  return { from: from === undefined ? now : dayOf(from), until: last };
}

function dayOf(text: string): Day {
  const day = parseDay(text);
  if (!day) throw peopleFault('audit.day', { day: text });
  return day;
}

/** Takes a role back, with what was delegated from it. */
export async function takeGrant(store: Store, giver: Giver, id: string, reason?: string): Promise<number> {
  return store.transact({ actor: giver.name, action: 'grant.take', reason }, (tx) => takeBack(tx, id));
}

async function takeBack(tx: WriteDb, id: string): Promise<number> {
  await lockAccounts(tx);
  const grant = await grantRow(tx, id);
  const removed = await deleteGrant(tx, id);
  if (isAdministrator(grant.role)) await checkAdministratorsStay(tx);
  const text = words(grant.name, grant.role, null);
  tx.audit({ subject: grant.account, before: { text, grant: id, role: grant.role }, after: { text, removed } });
  return removed;
}

interface GrantRow {
  account: string;
  name: string;
  role: RoleKey;
  district: string | null;
  organisation: string | null;
  from: Day;
  until: Day | null;
  delegatedFrom: string | null;
  giver: string | null;
}

async function grantRow(tx: WriteDb, id: string): Promise<GrantRow> {
  const { rows } = await sql<GrantRow>`
    select g.account, a.name, g.role, g.district, g.organisation, g.from_day as "from", g.until_day as "until",
      g.delegated_from as "delegatedFrom", o.account as giver
    from role_grant g join account a on a.id = g.account left join role_grant o on o.id = g.delegated_from
    where g.id = ${id}`.execute(tx);
  if (!rows[0]) throw peopleFault('grant.unknown');
  return rows[0];
}

export interface DelegationWish {
  readonly grant: string;
  /** The name the other signs in with. */
  readonly to: string;
  readonly from?: string | undefined;
  readonly until: string;
  readonly reason?: string | undefined;
}

/**
 * Hands one of one's own roles to somebody for a time. It stays one's own, is never handed on, and ends with its last
 * day, with the role it comes from, or when either side ends it.
 */
export async function delegate(store: Store, person: Person, wish: DelegationWish): Promise<void> {
  const { from, until } = periodOf(wish);
  const change = { actor: person.name, action: 'delegation.give', reason: wish.reason };
  await store.transact(change, async (tx) => {
    await lockAccounts(tx);
    const own = await grantRow(tx, wish.grant);
    if (own.account !== person.id) throw peopleFault('grant.unknown');
    if (own.delegatedFrom !== null) throw peopleFault('delegation.again');
    if (isAdministrator(own.role)) throw peopleFault('delegation.administrator', { role: ROLES[own.role].label });
    if (own.until !== null && (until === null || until > own.until)) {
      throw peopleFault('delegation.period', { until: own.until });
    }
    const to = await accountNamed(tx, wish.to);
    if (to.id === person.id) throw peopleFault('delegation.self');
    const { role, district, organisation } = own;
    const first = from < own.from ? own.from : from;
    const scope = { role, district, organisation, from: first, until };
    await insertGrant(tx, { account: to.id, ...scope, delegatedFrom: wish.grant });
    tx.audit({ subject: to.id, after: { text: `委托给${words(to.name, role, until)}`, account: to.name, ...scope } });
  });
}

async function accountNamed(tx: WriteDb, name: string): Promise<{ id: string; name: string }> {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from account where name_key = ${nameKey(name)} and not is_disabled`.execute(tx);
  if (!rows[0]) throw peopleFault('account.no-such-name', { name: name.slice(0, 64) });
  return rows[0];
}

/** Ends a delegation before its last day: whoever gave it, or whoever has it. */
export async function endDelegation(store: Store, person: Person, id: string): Promise<void> {
  await store.transact({ actor: person.name, action: 'delegation.end' }, async (tx) => {
    const grant = await grantRow(tx, id);
    if (grant.delegatedFrom === null || (grant.giver !== person.id && grant.account !== person.id)) {
      throw peopleFault('delegation.foreign');
    }
    await takeBack(tx, id);
  });
}
