import type { ReadDb, Store } from '@quantu/store';
import { sql } from 'kysely';
import { peopleFault } from './faults.ts';
import { saveSetting } from './policy.server.ts';
import type { OidcSettings } from './security.contract.ts';

type Stored = Omit<OidcSettings, 'hasSecret' | 'isFixed'>;

const FIRST: Stored = {
  isOn: false,
  label: '统一身份认证登录',
  issuer: '',
  clientId: '',
  redirect: '',
  scope: 'openid profile',
  claim: 'preferred_username',
  makesAccounts: false,
};

export interface OidcClient extends Stored {
  readonly clientSecret: string;
}

/** Settings of the server's environment win over those of the page: an operator who fixed them means it. */
function fixed(environment: NodeJS.ProcessEnv = process.env): OidcClient | null {
  const issuer = environment['QUANTU_OIDC_ISSUER'];
  if (issuer === undefined || issuer === '') return null;
  return {
    isOn: true,
    label: environment['QUANTU_OIDC_LABEL'] ?? FIRST.label,
    issuer,
    clientId: environment['QUANTU_OIDC_CLIENT_ID'] ?? '',
    clientSecret: environment['QUANTU_OIDC_CLIENT_SECRET'] ?? '',
    redirect: environment['QUANTU_OIDC_REDIRECT'] ?? '',
    scope: environment['QUANTU_OIDC_SCOPE'] ?? FIRST.scope,
    claim: environment['QUANTU_OIDC_CLAIM'] ?? FIRST.claim,
    makesAccounts: environment['QUANTU_OIDC_MAKES_ACCOUNTS'] === 'true',
  };
}

/** How to sign in through the issuer, with the secret: for the server only. */
export async function oidcClient(db: ReadDb): Promise<OidcClient> {
  const set = fixed();
  if (set) return set;
  const { rows } = await sql<{ value: Partial<Stored> | null; secret: string | null }>`
    select (select value from security_setting where key = 'oidc') as value,
      (select secret from oidc_secret where key = 'oidc') as secret`.execute(db);
  return { ...FIRST, ...rows[0]?.value, clientSecret: rows[0]?.secret ?? '' };
}

export async function oidcSettings(db: ReadDb): Promise<OidcSettings> {
  const { clientSecret, ...shown } = await oidcClient(db);
  return { ...shown, hasSecret: clientSecret !== '', isFixed: fixed() !== null };
}

/** What the button says, or null when nobody can sign in that way. */
export async function oidcLabel(db: ReadDb): Promise<string | null> {
  const { isOn, label } = await oidcClient(db);
  return isOn ? label : null;
}

const WORDS = [
  ['issuer', '签发方地址'],
  ['clientId', '客户端标识'],
  ['redirect', '回调地址'],
] as const;

export function checkComplete(client: Stored): void {
  const missing = WORDS.filter(([key]) => client[key].trim() === '').map(([, word]) => word);
  const odd = WORDS.filter(([key]) => key !== 'clientId' && !URL.canParse(client[key])).map(([, word]) => word);
  const all = [...new Set([...missing, ...odd.map((word) => `正确的${word}`)])];
  if (all.length > 0) throw peopleFault('oidc.incomplete', { missing: all.join('、') });
}

export async function changeOidcSettings(
  store: Store,
  actor: string,
  { clientSecret, ...wish }: Partial<Stored> & { clientSecret?: string | undefined },
): Promise<OidcSettings> {
  if (fixed()) throw peopleFault('oidc.fixed');
  await store.transact({ actor, action: 'security.oidc' }, async (tx) => {
    const { clientSecret: _, ...before } = await oidcClient(tx);
    const after: Stored = { ...before, ...wish };
    if (after.isOn) checkComplete(after);
    await saveSetting(tx, 'oidc', after);
    if (clientSecret !== undefined) {
      await sql`insert into oidc_secret (key, secret) values ('oidc', ${clientSecret})
        on conflict (key) do update set secret = excluded.secret`.execute(tx);
    }
    tx.audit({ before, after: { ...after, secret: clientSecret === undefined ? 'same' : 'new' } });
  });
  return oidcSettings(store.read());
}
