import type { WriteDb } from '@quantu/store';
import { sql } from 'kysely';

/** Who decides by counting accounts and their roles waits for others who do. */
export async function lockAccounts(tx: WriteDb): Promise<void> {
  await sql`lock table account in share row exclusive mode`.execute(tx);
}
