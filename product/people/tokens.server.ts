import { instantOf, newId, type Instant } from '@quantu/base';
import type { ReadDb, Store } from '@quantu/store';
import { sql } from 'kysely';
import type { Person } from './call.server.ts';
import { peopleFault } from './faults.ts';
import type { ApiToken } from './grants.contract.ts';
import { permissionsOf, rolesOf } from './grants.ts';
import { pageSlice, type PageWish } from './paging.ts';
import { PERMISSIONS, type Permission } from './roles.ts';
import { apiTokenDigest, newApiToken } from './token.server.ts';

const MOST = 20;
const SHOWN = 12;
const USED_MS = 60_000;
/** What makes accounts and roles is done by a person at a screen. */
const NEVER: readonly Permission[] = ['accounts.manage', 'grants.manage'];

export interface NewApiToken {
  readonly name: string;
  readonly permissions: readonly Permission[];
  readonly districts?: readonly string[] | null | undefined;
  readonly registers?: readonly string[] | null | undefined;
  readonly days: number;
}

/** Makes a token of one's own. It never does more than its owner may at the time of the call. */
export async function createToken(
  store: Store,
  person: Person,
  { name, permissions, districts = null, registers = null, days }: NewApiToken,
): Promise<{ data: ApiToken; secret: string }> {
  const own = permissionsOf(rolesOf(person.grants));
  for (const permission of permissions) {
    const why = NEVER.includes(permission) ? '只能由人在页面上办理' : own.has(permission) ? null : '您自己没有';
    if (why) throw peopleFault('token.permission', { permission: PERMISSIONS[permission], why });
  }
  const secret = newApiToken();
  const id = newId();
  return store.transact({ actor: person.name, action: 'token.create', subject: id }, async (tx) => {
    const now = tx.at;
    const { rows } = await sql<{ count: number }>`select count(*) from api_token
      where account = ${person.id} and not is_revoked and expires_at > ${now}::timestamptz`.execute(tx);
    if (rows[0]!.count >= MOST) throw peopleFault('token.too-many', { most: MOST });
    await tx
      .insertInto('api_token')
      .values({
        id,
        digest: apiTokenDigest(secret),
        prefix: secret.slice(0, SHOWN),
        account: person.id,
        name: name.trim(),
        permissions: [...new Set(permissions)],
        districts: districts && [...districts],
        registers: registers && [...registers],
        created_at: now,
        expires_at: instantOf(new Date(Date.parse(now) + days * 86_400_000)),
        is_revoked: false,
      })
      .execute();
    tx.audit({ after: { name, permissions: [...permissions] } });
    return { data: await tokenById(tx, id), secret };
  });
}

function tokens(db: ReadDb) {
  return db
    .selectFrom('api_token')
    .innerJoin('account', 'account.id', 'api_token.account')
    .leftJoin('api_token_use', 'api_token_use.token', 'api_token.id')
    .select([
      'api_token.id',
      'api_token.name',
      'api_token.prefix',
      'account.name as accountName',
      'api_token.permissions',
      'api_token.districts',
      'api_token.registers',
      'api_token.created_at as createdAt',
      'api_token.expires_at as expiresAt',
      'api_token_use.last_used_at as lastUsedAt',
      'api_token.is_revoked as isRevoked',
    ])
    .orderBy('api_token.created_at', 'desc')
    .orderBy('api_token.id');
}

async function tokenById(db: ReadDb, id: string): Promise<ApiToken> {
  const token = await tokens(db).where('api_token.id', '=', id).executeTakeFirst();
  if (!token) throw peopleFault('token.unknown');
  return token;
}

export function ownTokens(db: ReadDb, person: Person): Promise<ApiToken[]> {
  return tokens(db).where('api_token.account', '=', person.id).execute();
}

export async function allTokens(db: ReadDb, wish: PageWish) {
  const { page, size, offset } = pageSlice(wish);
  const [data, { total }] = await Promise.all([
    tokens(db).limit(size).offset(offset).execute(),
    db
      .selectFrom('api_token')
      .select((eb) => eb.fn.countAll<number>().as('total'))
      .executeTakeFirstOrThrow(),
  ]);
  return { data, total, page, size };
}

/** Stops a token for good: one's own, or as the security administrator anybody's. */
export async function revokeToken(store: Store, person: Person, id: string, isAnybodys: boolean): Promise<ApiToken> {
  return store.transact({ actor: person.name, action: 'token.revoke', subject: id }, async (tx) => {
    let revoke = tx.updateTable('api_token').set({ is_revoked: true }).where('id', '=', id);
    if (!isAnybodys) revoke = revoke.where('account', '=', person.id);
    if (!(await revoke.returning('id').executeTakeFirst())) throw peopleFault('token.unknown');
    const token = await tokenById(tx, id);
    tx.audit({ after: { name: token.name, account: token.accountName } });
    return token;
  });
}

/** Use is written down at most once a minute. */
export async function useToken(store: Store, id: string, used: Instant | null, now: Instant): Promise<void> {
  if (used !== null && Date.parse(now) - Date.parse(used) < USED_MS) return;
  await store.unrecorded(undefined, (db) =>
    sql`insert into api_token_use (token, last_used_at) values (${id}, ${now}::timestamptz)
      on conflict (token) do update set last_used_at = excluded.last_used_at`.execute(db),
  );
}
