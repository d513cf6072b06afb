import type { Districts } from '../districts.ts';
import type { Pools } from '../pools.ts';

/** Which hashes, of these or of all, have a row in any schema, or had one: a row's history keeps its content. */
export async function recordedHashes(
  pools: Pools,
  districts: Districts,
  hashes: readonly string[] | null = null,
): Promise<Set<string>> {
  const found = new Set<string>();
  for (const code of [undefined, ...(await districts.all()).map(({ code }) => code)]) {
    const client = await pools.read(code);
    try {
      const { rows } = await client.query<{ hash: string }>(
        'select distinct hash from file_history where $1::text[] is null or hash = any ($1)',
        [hashes],
      );
      for (const { hash } of rows) found.add(hash);
    } finally {
      client.release();
    }
  }
  return found;
}
