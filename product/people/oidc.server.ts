import { instantOf } from '@quantu/base';
import type { Store } from '@quantu/store';
import { sql } from 'kysely';
import * as client from 'openid-client';
import { accountByName, inserted, prepared } from './accounts.server.ts';
import { newChallenge } from './challenges.server.ts';
import { peopleFault } from './faults.ts';
import { checkComplete, oidcClient, type OidcClient } from './oidc-settings.server.ts';
import { startSession } from './sessions.server.ts';
import type { SignedIn } from './sign-in.server.ts';
import { newToken, secretDigest } from './token.server.ts';

const MINUTES = 10;
const TIMEOUT_S = 10;

async function settingsOf(store: Store): Promise<OidcClient> {
  const settings = await oidcClient(store);
  if (!settings.isOn) throw peopleFault('oidc.off');
  checkComplete(settings);
  return settings;
}

/** What the issuer says of itself. Asked each time: sign-ins are few, and its keys change. */
async function discovered({ issuer, clientId, clientSecret }: OidcClient): Promise<client.Configuration> {
  const url = new URL(issuer);
  // An issuer inside the office's own network may speak plain HTTP; its address says so.
  const http = url.protocol === 'http:' ? [client.allowInsecureRequests] : [];
  // The signature of what it says is checked too, although it comes from the issuer itself.
  const execute = [...http, client.enableNonRepudiationChecks];
  const secret = clientSecret === '' ? client.None() : client.ClientSecretPost(clientSecret);
  try {
    return await client.discovery(url, clientId, undefined, secret, { execute, timeout: TIMEOUT_S });
  } catch (error) {
    throw peopleFault('oidc.issuer', { issuer, reason: reasonOf(error) });
  }
}

function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : null;
  return (cause ?? (error instanceof Error ? error.message : String(error))).slice(0, 200);
}

/** Where the browser goes, and the secret the page keeps so that only it can finish (RFC 9700: state, nonce, PKCE). */
export async function startOidc(store: Store): Promise<{ address: string; binding: string }> {
  const settings = await settingsOf(store);
  const configuration = await discovered(settings);
  const [state, nonce, verifier, binding] = [
    client.randomState(),
    client.randomNonce(),
    client.randomPKCECodeVerifier(),
    newToken(),
  ];
  const expires = instantOf(new Date(Date.now() + MINUTES * 60_000));
  await store.unrecorded(undefined, async (db) => {
    await sql`delete from oidc_attempt where expires_at < now()`.execute(db);
    const attempt = { state, nonce, verifier, binding: secretDigest('oidc', binding), expires_at: expires };
    await db.insertInto('oidc_attempt').values(attempt).execute();
  });
  const address = client.buildAuthorizationUrl(configuration, {
    redirect_uri: settings.redirect,
    scope: settings.scope,
    state,
    nonce,
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ...(settings.factorAcr.trim() === '' ? {} : { acr_values: settings.factorAcr.trim() }),
  });
  return { address: address.href, binding };
}

export interface OidcReturn {
  readonly address: string;
  readonly binding: string;
  readonly browser: string;
  readonly from: string;
}

/** Checks what the issuer sent, finds the account it names, and opens a session, or asks for its second factor unless the issuer did. */
export async function finishOidc(store: Store, wish: OidcReturn): Promise<SignedIn> {
  const settings = await settingsOf(store);
  const { name, isVouched } = await said(store, settings, wish);
  const found = await accountByName(store.read(), name);
  if (!found && !settings.makesAccounts) throw peopleFault('oidc.no-account', { name });
  if (found?.isDisabled) throw peopleFault('sign-in.disabled', { name: found.name });
  if (found?.hasSecondFactor && !isVouched) return { challenge: await newChallenge(store, found.id, 'oidc') };
  const made = found ? null : await prepared(store, { name, password: null });
  const account = found ?? made!;
  const change = { actor: account.name, action: 'session.start', subject: account.id };
  return store.transact(change, async (tx) => {
    if (made) await inserted(tx, made);
    tx.audit({ after: { address: wish.from, issuer: settings.issuer, isNew: made !== null, isVouched } });
    return startSession(tx, account, { address: wish.from, browser: wish.browser, method: 'oidc', isVouched });
  });
}

interface Said {
  readonly name: string;
  /** A second factor was used at the issuer. */
  readonly isVouched: boolean;
}

async function said(store: Store, settings: OidcClient, { address, binding }: OidcReturn): Promise<Said> {
  const url = returnedTo(settings, address);
  const state = url.searchParams.get('state') ?? '';
  const attempt = await store.unrecorded(undefined, async (db) => {
    const { rows } = await sql<{ nonce: string; verifier: string }>`delete from oidc_attempt
      where state = ${state} and binding = ${secretDigest('oidc', binding)} and expires_at > now()
      returning nonce, verifier`.execute(db);
    return rows[0];
  });
  if (!attempt) throw peopleFault('oidc.attempt');
  const configuration = await discovered(settings);
  const tokens = await client
    .authorizationCodeGrant(configuration, url, {
      pkceCodeVerifier: attempt.verifier,
      expectedState: state,
      expectedNonce: attempt.nonce,
      idTokenExpected: true,
    })
    .catch((error: unknown) => {
      throw peopleFault('oidc.refused', { reason: reasonOf(error) });
    });
  const claims: Readonly<Record<string, unknown>> = tokens.claims() ?? {};
  const name = claims[settings.claim];
  if (typeof name !== 'string' || name.trim() === '') throw peopleFault('oidc.claim', { claim: settings.claim });
  return { name, isVouched: isVouchedBy(claims, settings.factorAcr) };
}

/** RFC 8176 names `mfa`; what a value of `acr` means is the issuer's own, so that an administrator says which count. */
function isVouchedBy({ amr, acr }: Readonly<Record<string, unknown>>, factorAcr: string): boolean {
  const counted = factorAcr.split(/\s+/).filter((value) => value !== '');
  return (Array.isArray(amr) && amr.includes('mfa')) || (typeof acr === 'string' && counted.includes(acr));
}

/** The browser came back to the page that was said, wherever this call comes from. */
function returnedTo({ redirect }: OidcClient, address: string): URL {
  const expected = new URL(redirect);
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url?.origin !== expected.origin || url.pathname !== expected.pathname) throw peopleFault('oidc.attempt');
  return url;
}
