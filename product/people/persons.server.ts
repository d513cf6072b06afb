import type { Store } from '@quantu/store';
import { sql } from 'kysely';
import { accountById } from './accounts.server.ts';
import { peopleFault } from './faults.ts';
import { checkDistrict } from './organisations.server.ts';

interface Linked {
  readonly district: string;
  readonly person: string;
  readonly name: string;
}

/** Says which person of a district's register an account is; null takes the link away. */
export async function linkPerson(
  store: Store,
  actor: string,
  account: string,
  { district, person }: { readonly district: string; readonly person: string | null },
): Promise<Linked[]> {
  await checkDistrict(store, district);
  const { name } = await accountById(store.read(), account);
  if (person !== null && (await personName(store, district, person)) === null) {
    throw peopleFault('person.unknown', { district });
  }
  await store.transact({ actor, action: 'account.person', subject: account }, async (tx) => {
    tx.audit({ after: { name, district, person } });
    await tx.deleteFrom('account_person').where('account', '=', account).where('district', '=', district).execute();
    if (person === null) return;
    const { rows } = await sql<{ name: string }>`select a.name from account_person p join account a on a.id = p.account
      where p.district = ${district} and p.person = ${person}`.execute(tx);
    if (rows[0]) throw peopleFault('person.linked', { name: rows[0].name });
    await tx.insertInto('account_person').values({ account, district, person }).execute();
  });
  return linkedPersons(store, account);
}

export async function linkedPersons(store: Store, account: string): Promise<Linked[]> {
  const links = await store
    .read()
    .selectFrom('account_person')
    .select(['district', 'person'])
    .where('account', '=', account)
    .orderBy('district')
    .execute();
  return Promise.all(
    links.map(async ({ district, person }) => ({
      district,
      person,
      name: (await personName(store, district, person)) ?? '',
    })),
  );
}

async function personName(store: Store, district: string, person: string): Promise<string | null> {
  const { rows } = await sql<{ name: string }>`select name from person where id = ${person}`.execute(
    store.read(district),
  );
  return rows[0]?.name ?? null;
}
