import { programViewer, type Books } from '@quantu/registers';
import { writeMany } from '@quantu/registers/server';
import type { UnrecordedDb, WriteDb } from '@quantu/store';
import { sql, type RawBuilder } from 'kysely';
import { rowOf, type NewFeature } from './feature.server.ts';
import { versionFault } from './faults.ts';
import { layerHead, versionRegister } from './layers.server.ts';
import { COLUMNS, stageRows } from './rows.server.ts';
import { tallyOf, type VersionTally } from './tally.server.ts';

/** What is said of a version beside its features. */
export interface VersionMeta {
  readonly title: string;
  readonly basis?: string | null;
  /** A day. */
  readonly approvedOn?: string | null;
  /** The system of coordinates that the data came in. */
  readonly crs?: string | null;
  readonly crsChecked?: 'declared' | 'control-points' | 'confirmed' | 'unknown' | null;
  readonly fileName?: string | null;
  readonly fileHash?: string | null;
  readonly report?: string | null;
}

/** Features one after the other, or those that an import has put down in `layer_staged`. */
export type FeatureSource =
  | AsyncIterable<NewFeature>
  | Iterable<NewFeature>
  | { readonly import: string; readonly parts: readonly number[] };

export interface WrittenVersion extends VersionTally {
  /** The record of the register `layer-version`. */
  readonly id: string;
  readonly number: number;
}

/**
 * Writes a whole layer as a draft: what is gone or differs ends with the version before it, what is new or differs
 * begins with this one, all set-based. Null when the layer is already so, and nothing is written.
 */
export async function writeVersion(
  tx: WriteDb,
  books: Books,
  wish: { readonly layer: string; readonly features: FeatureSource; readonly meta: VersionMeta },
): Promise<WrittenVersion | null> {
  const head = await layerHead(tx, wish.layer, true);
  if (head.draft !== null) {
    throw versionFault('version.draft-there', { layer: head.name, number: head.draft });
  }
  const coming = await comingFrom(tx, wish.features);
  await refuseTwice(tx, coming);
  const change = await changeBy(tx, head.id, coming);
  if (change.coming === 0) throw versionFault('version.empty', { layer: head.name });
  if (change.different === 0 && head.current !== null) return null;
  const number = head.highest + 1;
  await putRows(tx, head.id, number, coming);
  // Everything that reads the layer is planned by how much it holds now.
  await sql`analyze layer_feature`.execute(tx);
  const tally = await tallyOf(tx, head.id, number);
  const id = await record(tx, books, head.id, number, wish.meta, tally);
  return { id, number, ...tally };
}

async function comingFrom(tx: UnrecordedDb, features: FeatureSource): Promise<RawBuilder<unknown>> {
  if ('import' in features) {
    return sql`(select ${COLUMNS} from layer_staged where import = ${features.import}::uuid
      and part = any(${[...features.parts]}::integer[]) and kind <> 'rejected') c`;
  }
  await stageRows(tx, rowsOf(features));
  return sql`coming_feature c`;
}

async function* rowsOf(features: AsyncIterable<NewFeature> | Iterable<NewFeature>) {
  for await (const feature of features) yield rowOf(feature);
}

async function refuseTwice(tx: UnrecordedDb, coming: RawBuilder<unknown>): Promise<void> {
  const { rows } = await sql<{ key: string }>`select c.key from ${coming} group by c.key having count(*) > 1
    order by c.key limit 1`.execute(tx);
  if (rows[0]) throw versionFault('version.duplicate-key', { key: rows[0].key });
}

async function changeBy(tx: UnrecordedDb, layer: string, coming: RawBuilder<unknown>) {
  const { rows } = await sql<{ coming: number; different: number }>`
    select count(c.key) as coming, count(*) filter (where c.digest is distinct from f.digest) as different
    from ${coming} full join (select key, digest from layer_feature where layer = ${layer}::uuid and last is null) f
      on f.key = c.key`.execute(tx);
  return rows[0]!;
}

async function putRows(tx: UnrecordedDb, layer: string, number: number, coming: RawBuilder<unknown>): Promise<void> {
  await sql`update layer_feature f set last = ${number - 1}
    where f.layer = ${layer}::uuid and f.last is null
      and not exists (select from ${coming} where c.key = f.key and c.digest = f.digest)`.execute(tx);
  await sql`insert into layer_feature (id, layer, first, last, ${COLUMNS})
    select gen_random_uuid(), ${layer}::uuid, ${number}, null, ${COLUMNS} from ${coming}
    where not exists (select from layer_feature f
      where f.layer = ${layer}::uuid and f.last is null and f.key = c.key)`.execute(tx);
}

async function record(
  tx: WriteDb,
  books: Books,
  layer: string,
  number: number,
  meta: VersionMeta,
  tally: VersionTally,
): Promise<string> {
  const title = meta.title.slice(0, 160);
  const values = { layer, number, ...meta, title, ...tally };
  const [written] = await writeMany(tx, books, versionRegister(books), programViewer(tx.actor), [{ values }]);
  return written!.id;
}
