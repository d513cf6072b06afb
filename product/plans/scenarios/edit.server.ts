import type { Books } from '@quantu/registers';
import type { UnrecordedDb, WriteDb } from '@quantu/store';
import { sql } from 'kysely';
import { readChanges, type Edited, type EditWish } from '../features/edit.server.ts';
import type { FeatureRow } from '../features/feature.server.ts';
import { layerHead } from '../features/layers.server.ts';
import { overlapsOf } from '../features/overlaps.server.ts';
import { COLUMNS, rowsTable } from '../features/rows.server.ts';
import { inVersion } from '../features/version-rows.server.ts';
import { countScenario, refuseClosed, scenarioRecord } from './record.server.ts';

/** Changes features in a scenario; versions and other scenarios stay as they are. */
export async function editScenario(tx: WriteDb, books: Books, wish: EditWish): Promise<Edited> {
  const head = await layerHead(tx, wish.layer);
  const number = wish.base;
  const scenario = await scenarioRecord(tx, head, number, true);
  refuseClosed(scenario, '修改');
  const { rows, gone, keys, findings } = await readChanges(tx, head, number, wish.changes);
  await put(tx, head.id, scenario, rows, gone);
  if (head.shape === 'area') findings.push(...(await overlapsOf(tx, head.id, number, rows)));
  await countScenario(tx, books, head.id, scenario);
  tx.audit({ subject: scenario.id, reason: wish.reason });
  return { number, keys, findings };
}

async function put(
  tx: UnrecordedDb,
  layer: string,
  { number, base }: { readonly number: number; readonly base: number },
  rows: readonly FeatureRow[],
  gone: readonly string[],
): Promise<void> {
  const keys = [...gone, ...rows.map(({ key }) => key)];
  await sql`delete from layer_feature where layer = ${layer}::uuid and first = ${number}
    and key = any(${keys}::text[])`.execute(tx);
  await sql`delete from scenario_touched where layer = ${layer}::uuid and number = ${number}
    and key = any(${keys}::text[])`.execute(tx);
  if (rows.length > 0) {
    // What was changed back to what the base has is the base's again.
    await sql`insert into layer_feature (id, layer, first, last, ${COLUMNS})
      select gen_random_uuid(), ${layer}::uuid, ${number}, ${number}, ${COLUMNS} from ${rowsTable(rows)}
      where not exists (select from layer_feature f
        where ${inVersion(layer, base)} and f.key = r.key and f.digest = r.digest)`.execute(tx);
  }
  await sql`insert into scenario_touched (layer, number, key)
    select f.layer, ${number}, f.key from layer_feature f
    where ${inVersion(layer, base)} and f.key = any(${keys}::text[]) and (f.key = any(${[...gone]}::text[])
      or exists (select from layer_feature o
        where o.layer = f.layer and o.first = ${number} and o.key = f.key))`.execute(tx);
}
