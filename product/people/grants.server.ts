import { dayInChina, newId, type Day, type Instant } from '@quantu/base';
import type { ReadDb, WriteDb } from '@quantu/store';
import { sql, type RawBuilder } from 'kysely';
import { peopleFault } from './faults.ts';
import { ADMINISTRATORS, combination, isAdministrator, type HeldGrant, type Period, type Scope } from './grants.ts';
import { policy } from './policy.server.ts';
import { ROLES } from './roles.ts';

/** Grants begin and end with days in China. */
export const today = (at: Instant): Day => dayInChina(at);

/** The grants of an account (an SQL expression) as JSON that `HeldGrant` describes, in a statement about more. */
export function grantsJson(account: RawBuilder<unknown>): RawBuilder<readonly HeldGrant[]> {
  return sql`(select coalesce(json_agg(json_build_object(
      'id', g.id, 'role', g.role, 'district', g.district, 'organisation', g.organisation,
      'from', g.from_day, 'until', g.until_day,
      'source', case when o.id is null then null else json_build_object(
        'role', o.role, 'district', o.district, 'organisation', o.organisation,
        'from', o.from_day, 'until', o.until_day, 'isDisabled', oa.is_disabled) end) order by g.granted_at, g.id), '[]')
    from role_grant g left join role_grant o on o.id = g.delegated_from left join account oa on oa.id = o.account
    where g.account = ${account})`;
}

export interface Holder {
  readonly name: string;
  readonly isDisabled: boolean;
  readonly grants: readonly HeldGrant[];
}

/** Every account with its grants, by id. */
export async function grantsByAccount(db: ReadDb, only?: string): Promise<ReadonlyMap<string, Holder>> {
  const { rows } = await sql<{ id: string; name: string; is_disabled: boolean; grants: HeldGrant[] }>`
    select a.id, a.name, a.is_disabled, ${grantsJson(sql`a.id`)} as grants from account a
    where ${only === undefined ? sql`true` : sql`a.id = ${only}`} order by a.name_key`.execute(db);
  return new Map(rows.map(({ id, name, is_disabled, grants }) => [id, { name, isDisabled: is_disabled, grants }]));
}

export interface NewGrant extends Scope, Period {
  readonly account: string;
  readonly delegatedFrom?: string;
}

/**
 * Writes grants after every rule that keeps them honest. The caller holds the lock of accounts, has looked the
 * organisation up, and says whose deed it is.
 */
export async function insertGrant(tx: WriteDb, wish: NewGrant, by = tx.actor): Promise<string> {
  checkScope(wish);
  const holder = (await grantsByAccount(tx, wish.account)).get(wish.account);
  if (!holder) throw peopleFault('account.unknown');
  if (holder.name === by) throw peopleFault('grant.self');
  checkNew(holder, wish);
  if ((await policy(tx)).isSeparated) checkSeparated(tx, holder, wish);
  const id = newId();
  await tx
    .insertInto('role_grant')
    .values({
      id,
      account: wish.account,
      role: wish.role,
      district: wish.district,
      organisation: wish.organisation,
      from_day: wish.from,
      until_day: wish.until,
      delegated_from: wish.delegatedFrom ?? null,
      granted_by: by,
      granted_at: tx.at,
    })
    .execute();
  return id;
}

function checkScope({ role, district, organisation, from, until }: NewGrant): void {
  const { label } = ROLES[role];
  if (isAdministrator(role) && (district !== null || organisation !== null)) {
    throw peopleFault('grant.administrator-scope', { role: label });
  }
  if (organisation !== null && district === null) throw peopleFault('grant.organisation-scope');
  if (until !== null && until < from) throw peopleFault('grant.period', { from, until });
}

function checkNew(holder: Holder, wish: NewGrant): void {
  const isSame = (grant: HeldGrant) =>
    grant.role === wish.role &&
    grant.district === wish.district &&
    grant.organisation === wish.organisation &&
    (grant.until === null || wish.from <= grant.until) &&
    (wish.until === null || grant.from <= wish.until);
  if (holder.grants.some(isSame)) {
    throw peopleFault('grant.exists', { name: holder.name, role: ROLES[wish.role].label });
  }
}

function checkSeparated(tx: WriteDb, holder: Holder, wish: NewGrant): void {
  const pair = combination([...holder.grants, wish], today(tx.at));
  if (!pair) return;
  const other = pair[0] === wish.role ? pair[1] : pair[0];
  throw peopleFault('separation.refused', {
    name: holder.name,
    role: ROLES[wish.role].label,
    other: ROLES[other].label,
  });
}

/** Each of the three administrators is held without end by an account that works: checked after what may have ended it. */
export async function checkAdministratorsStay(tx: WriteDb): Promise<void> {
  const { rows } = await sql<{ role: string }>`
    select distinct g.role from role_grant g join account a on a.id = g.account and not a.is_disabled
    where g.until_day is null and g.from_day <= ${today(tx.at)}::date and g.delegated_from is null`.execute(tx);
  const missing = ADMINISTRATORS.find((role) => !rows.some((row) => row.role === role));
  if (missing) throw peopleFault('account.last-administrator', { role: ROLES[missing].label });
}

/** Takes a grant back, and what was delegated from it. Answers how many were taken. */
export async function deleteGrant(tx: WriteDb, id: string): Promise<number> {
  const { rows } = await sql<{ role: string }>`
    delete from role_grant where id = ${id} or delegated_from = ${id} returning role`.execute(tx);
  return rows.length;
}
