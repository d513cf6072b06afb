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

/** The value a page sends back in a header: derived from the secret, so it needs no storage. */
export function csrfOf(token: string): string {
  return sm3(`quantu csrf ${token}`).slice(0, 32);
}

export function isSameSecret(a: string, b: string): boolean {
  const left = Buffer.from(sm3(a), 'hex');
  const right = Buffer.from(sm3(b), 'hex');
  return timingSafeEqual(left, right);
}
