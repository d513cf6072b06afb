import { addDays, dayInChina, type Instant } from '@quantu/base';
import type { Viewer } from '@quantu/registers';
import type { Store } from '@quantu/store';
import { sql } from 'kysely';
import type { Person, TokenScope } from './call.server.ts';
import type { Demand, District } from './contract.ts';
import { isFictional } from './districts.ts';
import { grantsIn, isInForce, permissionsOf, rolesOf, type HeldGrant } from './grants.ts';
import { grantsJson, today } from './grants.server.ts';
import { organisationsOf } from './organisations.server.ts';
import { policyOf } from './policy.server.ts';
import type { Permission } from './roles.ts';
import type { Policy } from './security.contract.ts';
import { isIdle, useSession, type SessionMethod } from './sessions.server.ts';
import { apiTokenDigest, tokenDigest } from './token.server.ts';
import { useToken } from './tokens.server.ts';

export interface Arrival {
  readonly person: Person | null;
  /** The district asked for, when there is one of that code. */
  readonly district: District | null;
}

/** What a caller shows of themselves: the cookie of a session, or an API token. */
export interface Shown {
  readonly session: string | null;
  readonly bearer?: string | null;
}

/**
 * Who calls, what they may do in the district, and whether it is there: one statement for each call of the server, and
 * one more in the district when roles are tied to an organisation.
 */
export async function arrive(
  store: Store,
  { session, bearer = null }: Shown,
  code: string | null,
  now: Instant,
): Promise<Arrival> {
  const row = await rowOf(store, session, bearer, code, now);
  const district =
    row.code === null ? null : { code: row.code, name: row.district, isFictional: isFictional(row.district) };
  if (row.id === null) return { person: null, district };
  const rules = policyOf(row.policy);
  if (row.session !== null) {
    if (isIdle(row.last_seen_at, rules, now)) return { person: null, district };
    await useSession(store, row.session, row.last_seen_at, rules, now);
  } else if (row.token !== null) await useToken(store, row.token, row.used_at, now);
  return { person: await personOf(store, row, rules, district, now), district };
}

interface Account {
  id: string;
  name: string;
  display_name: string;
  session: string | null;
  method: SessionMethod | null;
  is_vouched: boolean | null;
  last_seen_at: Instant;
  password_at: Instant;
  is_given: boolean;
  has_factor: boolean;
  grants: readonly HeldGrant[];
  person: string | null;
  token: string | null;
  used_at: Instant | null;
  token_name: string;
  permissions: readonly Permission[];
  districts: readonly string[] | null;
  registers: readonly string[] | null;
}
type Row = { code: string; district: string; policy: Partial<Policy> | null } & ({ id: null } | Account);

async function rowOf(
  store: Store,
  session: string | null,
  bearer: string | null,
  code: string | null,
  now: Instant,
): Promise<Row> {
  const digest = session === null ? '' : tokenDigest(session);
  const tokenDigestOf = bearer === null ? '' : apiTokenDigest(bearer);
  const { rows } = await sql<Row>`
    select a.id, a.name, a.display_name, s.id as session, s.method, s.is_vouched, s.last_seen_at, c.changed_at as password_at, c.is_given,
      f.confirmed_at is not null as has_factor, ${grantsJson(sql`a.id`)} as grants, ap.person,
      t.id as token, u.last_used_at as used_at, t.name as token_name, t.permissions, t.districts, t.registers,
      d.code, d.name as district, p.value as policy
    from (select 1) one
    left join session s on s.digest = ${digest} and s.expires_at > ${now}::timestamptz
    left join api_token t on t.digest = ${tokenDigestOf} and not t.is_revoked and t.expires_at > ${now}::timestamptz
    left join api_token_use u on u.token = t.id
    left join account a on a.id = coalesce(s.account, t.account) and not a.is_disabled
    left join credential c on c.account = a.id
    left join second_factor f on f.account = a.id
    left join district d on d.code = ${code}
    left join account_person ap on ap.account = a.id and ap.district = d.code
    left join security_setting p on p.key = 'policy'`.execute(store.read());
  return rows[0]!;
}

async function personOf(
  store: Store,
  row: Account,
  rules: Policy,
  district: District | null,
  now: Instant,
): Promise<Person> {
  const day = today(now);
  const { id, name, display_name: displayName, session } = row;
  const grants = row.grants.filter((grant) => isInForce(grant, day));
  const here = grantsIn(grants, district?.code ?? null);
  const roles = rolesOf(here);
  const demands = row.session === null ? [] : demandsOf(row, rules, grants, now);
  const own = permissionsOf(roles);
  const permissions = row.token === null ? own : new Set(row.permissions.filter((one) => own.has(one)));
  const token: TokenScope | null =
    row.token === null ? null : { name: row.token_name, districts: row.districts, registers: row.registers };
  const viewer = await viewerOf(store, row, district, here, now);
  return { id, name, displayName, session, grants, demands, token, permissions, viewer };
}

async function viewerOf(
  store: Store,
  { name, person }: Account,
  district: District | null,
  here: readonly HeldGrant[],
  now: Instant,
): Promise<Viewer> {
  const own = here.flatMap(({ organisation }) => organisation ?? []);
  const isAnywhere = district !== null && (own.length > 0 || person !== null);
  const where = isAnywhere
    ? await organisationsOf(store.read(district.code), own, person, today(now))
    : { organisations: [], organisation: null };
  return { account: name, person, roles: rolesOf(here), ...where };
}

/**
 * What is asked of whoever signed in. A password that is old, or that somebody else chose, says nothing about a session that none opened; a role
 * that needs a second factor needs it whichever way somebody came, unless the issuer says that it asked for one.
 */
function demandsOf(row: Account, rules: Policy, grants: readonly HeldGrant[], now: Instant): readonly Demand[] {
  const isOld = rules.passwordDays > 0 && addDays(dayInChina(row.password_at), rules.passwordDays) <= dayInChina(now);
  const needsPassword = row.method !== 'oidc' && (row.is_given || isOld);
  const hasFactor = row.has_factor || row.is_vouched === true;
  const needsFactor = !hasFactor && rolesOf(grants).some((role) => rules.secondFactorRoles.includes(role));
  return [...(needsPassword ? (['password'] as const) : []), ...(needsFactor ? (['second-factor'] as const) : [])];
}
