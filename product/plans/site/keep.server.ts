import { programViewer } from '@quantu/registers';
import { createRecord, recordById } from '@quantu/registers/server';
import type { WriteDb } from '@quantu/store';
import { sql } from 'kysely';
import type { MapDesk } from '../map/desk.server.ts';
import type { SiteResult } from './contract.ts';

export interface KeptCheck {
  readonly id: string;
  readonly number: string;
  readonly result: SiteResult;
}

/** The record in the register and, beside it, all that was found: both never change again. */
export async function keepCheck(desk: MapDesk, actor: string, result: SiteResult): Promise<KeptCheck> {
  const { store, books, district } = desk;
  const register = books.registers.get('site-check')!;
  return store.transact({ district, actor, action: 'site.check' }, async (tx) => {
    const number = await nextNumber(tx, result.checkedOn);
    const { wish } = result;
    const values = {
      number,
      name: result.name,
      project: wish.project ?? null,
      investment: wish.investment ?? null,
      use: wish.use,
      verdict: result.verdict,
      areaM2: result.areaM2.toFixed(2),
      checkedOn: result.checkedOn,
      summary: result.summary,
      site: result.site,
    };
    const { id } = await createRecord(tx, books, register, programViewer(tx.actor), values);
    await sql`insert into site_check_result (id, result) values (${id}::uuid, ${JSON.stringify(result)}::jsonb)`.execute(
      tx,
    );
    return { id, number, result };
  });
}

/** HG20261123-001, counted through the day. Two checks at once wait for each other. */
async function nextNumber(tx: WriteDb, day: string): Promise<string> {
  const start = `HG${day.replaceAll('-', '')}-`;
  await sql`select pg_advisory_xact_lock(20261127, hashtext(current_schema()::text))`.execute(tx);
  const { rows } = await sql<{ last: string | null }>`
    select max(number) as last from site_check where number like ${`${start}%`}`.execute(tx);
  const last = Number(rows[0]?.last?.slice(start.length) ?? 0);
  return `${start}${String(last + 1).padStart(3, '0')}`;
}

/** Checks of before these were told are without them. */
type Later = 'weighted' | 'prerequisites';
type StoredResult = Omit<SiteResult, Later> & Partial<Pick<SiteResult, Later>>;

/** A check, for who may read its record. */
export async function keptCheck({ db, books, viewer }: MapDesk, id: string): Promise<KeptCheck> {
  const { data } = await recordById(db, books, books.registers.get('site-check')!, viewer, id);
  const { rows } = await sql<{
    result: StoredResult;
  }>`select result from site_check_result where id = ${id}::uuid`.execute(db);
  const number = data.values['number'];
  const result = { weighted: [], prerequisites: [], ...rows[0]!.result };
  return { id, number: typeof number === 'string' ? number : '', result };
}
