import type { Day } from '@quantu/base';
import { instantOf } from '@quantu/base';
import { isDistrictCode, type ReadDb, type Store } from '@quantu/store';
import { sql } from 'kysely';
import { peopleFault } from './faults.ts';
import { today } from './grants.server.ts';

const isOpen = (alias: string, day: Day) =>
  sql<boolean>`((${sql.ref(`${alias}.since`)} is null or ${sql.ref(`${alias}.since`)} <= ${day}::date)
    and (${sql.ref(`${alias}.until`)} is null or ${sql.ref(`${alias}.until`)} > ${day}::date))`;

/** Throws unless a district has this organisation, and today. */
export async function checkOrganisation(store: Store, district: string | null, id: string): Promise<void> {
  if (district === null) throw peopleFault('grant.organisation-scope');
  await checkDistrict(store, district);
  const { rows } = await sql`select 1 from organisation o
    where o.id = ${id} and ${isOpen('o', today(instantOf(new Date())))}`.execute(store.read(district));
  if (rows.length === 0) throw peopleFault('grant.organisation', { district });
}

export async function checkDistrict(store: Store, code: string): Promise<void> {
  const isKnown = isDistrictCode(code) && (await store.districts()).some((district) => district.code === code);
  if (!isKnown) throw peopleFault('district.unknown', { code });
}

/**
 * These organisations, or when there are none the person's own, with everything below them today, and the former ones
 * that they took over from: whoever follows an organisation reads what it left.
 */
export async function organisationsWithin(
  db: ReadDb,
  own: readonly string[],
  person: string | null,
  day: Day,
): Promise<readonly string[]> {
  return (await organisationsOf(db, own, person, day)).organisations;
}

/** The same, and the one of them a person works for: where they are posted, else the first they have a role for. */
export async function organisationsOf(db: ReadDb, own: readonly string[], person: string | null, day: Day) {
  const first =
    own.length > 0
      ? sql`o.id = any (${own}::uuid[])`
      : sql`o.id in (select p.organisation from person p
          where p.id = ${person}::uuid and (p.until is null or p.until > ${day}::date))`;
  const { rows } = await sql<{ id: string; isPosted: boolean }>`
    with recursive within (id) as (
      select o.id from organisation o
      where ${first} and ${isOpen('o', day)}
      union
      select o.id from organisation o join within w
        on (o.parent = w.id and ${isOpen('o', day)}) or (o.successor = w.id and o.until <= ${day}::date)
    ) select id, coalesce(id = (select p.organisation from person p where p.id = ${person}::uuid), false) as "isPosted"
    from within`.execute(db);
  const organisations = rows.map(({ id }) => id);
  const posted = rows.find(({ isPosted }) => isPosted)?.id;
  return { organisations, organisation: posted ?? own.find((id) => organisations.includes(id)) ?? null };
}

/** The names of organisations of a district, by id. */
export async function organisationNames(db: ReadDb, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from organisation where id = any (${ids}::uuid[])`.execute(db);
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Every organisation of a district, for choosing one to tie a role to. */
export async function organisationChoices(db: ReadDb, day: Day) {
  const { rows } = await sql<{ id: string; name: string; parent: string | null; isClosed: boolean }>`
    select o.id, o.name, o.parent, not ${isOpen('o', day)} as "isClosed" from organisation o
    order by o.rank nulls last, o.code`.execute(db);
  return rows;
}

/** The id of a district's organisation by its code, as an operator knows it. */
export async function organisationByCode(store: Store, district: string, code: string): Promise<string> {
  await checkDistrict(store, district);
  const { rows } = await sql<{ id: string }>`select id from organisation where code = ${code}`.execute(
    store.read(district),
  );
  if (!rows[0]) throw peopleFault('organisation.code', { district, code });
  return rows[0].id;
}
