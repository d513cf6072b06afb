import { sm3Stream } from '@quantu/base/server';
import type { ReadDb } from '@quantu/store';
import { sql } from 'kysely';
import { inVersion } from './version-rows.server.ts';

/** What a version holds, and how it differs from the one before it. */
export interface VersionTally {
  readonly features: number;
  /** Decimal text, m². */
  readonly areaM2: string;
  readonly digest: string;
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
}

export async function tallyOf(db: ReadDb, layer: string, number: number): Promise<VersionTally> {
  const { rows } = await sql<Omit<VersionTally, 'digest'>>`
    select w.*, d.* from
      (select count(*) as features, round(coalesce(sum(f.area_m2::numeric), 0), 2)::text as "areaM2"
        from layer_feature f where ${inVersion(layer, number)}) w,
      (select count(*) filter (where o.key is null) as added, count(*) filter (where n.key is null) as removed,
          count(*) filter (where o.key is not null and n.key is not null) as changed
        from (select key from layer_feature where layer = ${layer}::uuid and first = ${number}) n
        full join (select key from layer_feature where layer = ${layer}::uuid and last = ${number - 1}) o
          on o.key = n.key) d`.execute(db);
  return { ...rows[0]!, digest: await digestOf(db, layer, number) };
}

const PAGE = 20_000;

/** SM3 over the digests of all its features in the order of their keys. */
async function digestOf(db: ReadDb, layer: string, number: number): Promise<string> {
  const sum = sm3Stream();
  for (let after: string | null = null; ;) {
    const { rows }: { rows: { key: string; digest: string }[] } = await sql<{ key: string; digest: string }>`
      select f.key, f.digest from layer_feature f
      where ${inVersion(layer, number)} ${after === null ? sql`` : sql`and f.key collate "C" > ${after}`}
      order by f.key collate "C" limit ${PAGE}`.execute(db);
    for (const { digest } of rows) sum.update(Buffer.from(digest, 'hex'));
    if (rows.length < PAGE) return sum.digest();
    after = rows.at(-1)!.key;
  }
}
