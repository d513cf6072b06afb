import { instantOf, type Day, type Instant } from '@quantu/base';
import type { ReadDb, Store } from '@quantu/store';
import { sql, type RawBuilder } from 'kysely';
import { MACHINES } from './actions.ts';
import type { Person } from './call.server.ts';
import { peopleFault } from './faults.ts';
import type { Grant } from './grants.contract.ts';
import { isAdministrator, isInForce, isOn, type SourceGrant } from './grants.ts';
import { today } from './grants.server.ts';
import { organisationNames } from './organisations.server.ts';
import { escapedLike, pageSlice, type PageWish } from './paging.ts';
import type { RoleKey } from './roles.ts';

interface Row {
  id: string;
  account: string;
  accountName: string;
  displayName: string;
  role: RoleKey;
  district: string | null;
  organisation: string | null;
  from: Day;
  until: Day | null;
  isDisabled: boolean;
  delegatedBy: string | null;
  source: SourceGrant | null;
  grantedBy: string;
  grantedAt: Instant;
}

const FROM = sql`role_grant g join account a on a.id = g.account
  left join role_grant o on o.id = g.delegated_from left join account oa on oa.id = o.account`;

async function rows(db: ReadDb, where: RawBuilder<boolean>, slice: RawBuilder<unknown> = sql``): Promise<Row[]> {
  const found = await sql<Row>`
    select g.id, g.account, a.name as "accountName", a.display_name as "displayName", g.role, g.district, g.organisation,
      g.from_day as "from", g.until_day as "until", a.is_disabled as "isDisabled", oa.name as "delegatedBy",
      case when o.id is null then null else json_build_object('role', o.role, 'district', o.district,
        'organisation', o.organisation, 'from', o.from_day, 'until', o.until_day, 'isDisabled', oa.is_disabled) end
        as source, g.granted_by as "grantedBy", g.granted_at as "grantedAt"
    from ${FROM} where ${where} order by a.name_key, g.granted_at, g.id ${slice}`.execute(db);
  return found.rows;
}

/** Grants as the reader sees them; the names of organisations cost one statement a district. */
async function shown(store: Store, reader: Person, list: readonly Row[]): Promise<Grant[]> {
  const day = today(instantOf(new Date()));
  const names = await namesOf(store, list);
  return list.map(({ isDisabled, source, ...row }) => {
    const isOwn = row.account === reader.id;
    const inForce = !isDisabled && isInForce({ ...row, source }, day);
    return {
      ...row,
      organisationName: row.organisation === null ? null : (names.get(row.organisation) ?? null),
      grantedBy: MACHINES.get(row.grantedBy) ?? row.grantedBy,
      isInForce: inForce,
      canRevoke:
        reader.permissions.has('grants.manage') || (source !== null && (isOwn || row.delegatedBy === reader.name)),
      canDelegate: isOwn && source === null && !isAdministrator(row.role) && isOn(day, row),
    };
  });
}

async function namesOf(store: Store, list: readonly Row[]): Promise<ReadonlyMap<string, string>> {
  const byDistrict = new Map<string, Set<string>>();
  for (const { district, organisation } of list) {
    if (district === null || organisation === null) continue;
    byDistrict.set(district, (byDistrict.get(district) ?? new Set()).add(organisation));
  }
  const found = await Promise.all(
    [...byDistrict].map(([district, ids]) => organisationNames(store.read(district), [...ids])),
  );
  return new Map(found.flatMap((names) => [...names]));
}

export interface GrantFilter extends PageWish {
  readonly text?: string | undefined;
  readonly account?: string | undefined;
  readonly role?: RoleKey | undefined;
  readonly district?: string | undefined;
}

/** Every grant that has not ended, by account. */
export async function listGrants(
  store: Store,
  reader: Person,
  { text, account, role, district, ...wish }: GrantFilter,
) {
  const { page, size, offset } = pageSlice(wish);
  const db = store.read();
  const like = escapedLike(text);
  const day = today(instantOf(new Date()));
  const where = sql<boolean>`(a.name ilike ${like} or a.display_name ilike ${like})
    and (g.until_day is null or g.until_day >= ${day}::date)
    and (${account ?? null}::uuid is null or g.account = ${account ?? null}::uuid)
    and (${role ?? null}::text is null or g.role = ${role ?? null})
    and (${district ?? null}::text is null or g.district = ${district ?? null})`;
  const [list, counted] = await Promise.all([
    rows(db, where, sql`limit ${size} offset ${offset}`),
    sql<{ total: number }>`select count(*) as total from ${FROM} where ${where}`.execute(db),
  ]);
  return { data: await shown(store, reader, list), total: counted.rows[0]!.total, page, size };
}

export async function grantById(store: Store, reader: Person, id: string): Promise<Grant> {
  const [grant] = await shown(store, reader, await rows(store.read(), sql<boolean>`g.id = ${id}`));
  if (!grant) throw peopleFault('grant.unknown');
  return grant;
}

/** What somebody holds, and what they gave to others for a time; what is over is left out. */
export async function ownGrants(store: Store, person: Person): Promise<{ held: Grant[]; given: Grant[] }> {
  const day = today(instantOf(new Date()));
  const open = sql`(g.until_day is null or g.until_day >= ${day}::date)`;
  const mine = sql<boolean>`(g.account = ${person.id} or o.account = ${person.id}) and ${open}`;
  const all = await shown(store, person, await rows(store.read(), mine));
  return {
    held: all.filter(({ account }) => account === person.id),
    given: all.filter(({ account }) => account !== person.id),
  };
}
