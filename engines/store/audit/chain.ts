import { canonicalJson, type Json } from '@quantu/base';
import { sm3 } from '@quantu/base/server';
import type { AuditTable } from '../tables.ts';

/** What the first entry of a chain follows. */
export const GENESIS = '0'.repeat(64);

/** The hash of an entry: SM3 over everything it says, the hash before it included. */
export function entryHash(entry: Omit<AuditTable, 'hash'>): string {
  const { seq, id, at, actor, action, subject, reason, before, after, tables, changed, digest, prev } = entry;
  const text: Json = { seq, id, at, actor, action, subject, reason, before, after, tables, changed, digest, prev };
  return sm3(canonicalJson(text));
}
