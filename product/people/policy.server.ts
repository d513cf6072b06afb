import type { Json } from '@quantu/base';
import type { ReadDb, WriteDb } from '@quantu/store';
import { sql } from 'kysely';
import type { Policy } from './security.contract.ts';

export const FIRST_POLICY: Policy = {
  isSeparated: false,
  passwordLength: 10,
  passwordDays: 180,
  passwordsRemembered: 5,
  freeFailures: 5,
  lockMinutes: 15,
  idleMinutes: 720,
  sessionHours: 168,
  secondFactorRoles: [],
};

/** The policy of what is stored: a setting that came later has its first value. */
export function policyOf(stored: Partial<Policy> | null | undefined): Policy {
  return { ...FIRST_POLICY, ...stored };
}

export async function policy(db: ReadDb): Promise<Policy> {
  const { rows } = await sql<{ value: Partial<Policy> }>`
    select value from security_setting where key = 'policy'`.execute(db);
  return policyOf(rows[0]?.value);
}

/** What a setting is now; also the first time. */
export async function saveSetting(tx: WriteDb, key: string, value: Json): Promise<void> {
  await sql`insert into security_setting (key, value) values (${key}, ${JSON.stringify(value)}::jsonb)
    on conflict (key) do update set value = excluded.value`.execute(tx);
}
