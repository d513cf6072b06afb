import { randomBytes, timingSafeEqual } from 'node:crypto';
import { sm3 } from '@quantu/base/server';

/** A session's secret: 256 random bits. It lives in the browser's cookie only. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What the database keeps of it. */
export function tokenDigest(token: string): string {
  return sm3(`quantu session ${token}`);
}

/** What begins every API token, so that one that leaked is found by search. */
const API_PREFIX = 'quantu_';

export function newApiToken(): string {
  return `${API_PREFIX}${newToken()}`;
}

export function apiTokenDigest(token: string): string {
  return sm3(`quantu api ${token}`);
}

/** Of a link or a step that is kept for a while: an invitation, a recovery code, a half-done sign-in. */
export function secretDigest(kind: string, secret: string): string {
  return sm3(`quantu ${kind} ${secret}`);
}

/** The value a page sends back in a header: derived from the secret, so it needs no storage. */
export function csrfOf(token: string): string {
  return sm3(`quantu csrf ${token}`).slice(0, 32);
}

export function isSameSecret(a: string, b: string): boolean {
  const left = Buffer.from(sm3(a), 'hex');
  const right = Buffer.from(sm3(b), 'hex');
  return timingSafeEqual(left, right);
}
