import type { ReadDb, Store } from '@quantu/store';
import { sql } from 'kysely';
import { peopleFault } from './faults.ts';
import { saveSetting } from './policy.server.ts';
import { PLACE_OF_CLIENT } from './sealed-secrets.server.ts';
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
  factorAcr: '',
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
    factorAcr: environment['QUANTU_OIDC_FACTOR_ACR'] ?? FIRST.factorAcr,
    makesAccounts: environment['QUANTU_OIDC_MAKES_ACCOUNTS'] === 'true',
  };
}

interface Kept extends Stored {
  /** Sealed; null: there is none. */
  readonly secret: string | null;
}

async function kept(db: ReadDb): Promise<Kept> {
  const { rows } = await sql<{ value: Partial<Stored> | null; secret: string | null }>`
    select (select value from security_setting where key = 'oidc') as value,
      (select secret from oidc_secret where key = 'oidc') as secret`.execute(db);
  return { ...FIRST, ...rows[0]?.value, secret: rows[0]?.secret || null };
}

/** How to sign in through the issuer, with the secret: for the server only. */
export async function oidcClient(store: Store): Promise<OidcClient> {
  const set = fixed();
  if (set) return set;
  const { secret, ...settings } = await kept(store.read());
  const clientSecret = secret === null ? '' : store.secrets.open(secret, PLACE_OF_CLIENT);
  if (clientSecret === null) throw peopleFault('oidc.key');
  return { ...settings, clientSecret };
}

export async function oidcSettings(db: ReadDb): Promise<OidcSettings> {
  const set = fixed();
  if (set) {
    const { clientSecret, ...shown } = set;
    return { ...shown, hasSecret: clientSecret !== '', isFixed: true };
  }
  const { secret, ...shown } = await kept(db);
  return { ...shown, hasSecret: secret !== null, isFixed: false };
}

/** What the button says, or null when nobody can sign in that way. */
export async function oidcLabel(db: ReadDb): Promise<string | null> {
  const { isOn, label } = fixed() ?? (await kept(db));
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
    const { secret: _, ...before } = await kept(tx);
    const after: Stored = { ...before, ...wish };
    if (after.isOn) checkComplete(after);
    await saveSetting(tx, 'oidc', after);
    if (clientSecret !== undefined) {
      const sealed = clientSecret === '' ? '' : store.secrets.seal(clientSecret, PLACE_OF_CLIENT);
      await sql`insert into oidc_secret (key, secret) values ('oidc', ${sealed})
        on conflict (key) do update set secret = excluded.secret`.execute(tx);
    }
    tx.audit({ before, after: { ...after, secret: clientSecret === undefined ? 'same' : 'new' } });
  });
  return oidcSettings(store.read());
}
