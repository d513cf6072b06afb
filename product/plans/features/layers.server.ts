import type { Books, Register, Viewer } from '@quantu/registers';
import { recordById } from '@quantu/registers/server';
import type { ReadDb, WriteDb } from '@quantu/store';
import { sql } from 'kysely';
import { versionFault } from './faults.ts';

export type VersionState = 'draft' | 'published' | 'superseded' | 'withdrawn';
export const VERSION_STATE_LABELS: Readonly<Record<VersionState, string>> = {
  draft: '草稿',
  published: '现行',
  superseded: '历史版本',
  withdrawn: '已撤销',
};

/** A layer with what its versions are. */
export interface LayerHead {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly shape: 'area' | 'line' | 'point';
  readonly codeSet: string | null;
  /** The version that is in force; null: none was published. */
  readonly current: number | null;
  readonly draft: number | null;
  /** The highest number that was ever given. */
  readonly highest: number;
}

export const layerRegister = (books: Books): Register => books.registers.get('map-layer')!;
export const versionRegister = (books: Books): Register => books.registers.get('layer-version')!;

/** The layer; `isLocked`: nobody else writes versions of it until this transaction ends. */
export async function layerHead(db: ReadDb, layer: string, isLocked = false): Promise<LayerHead> {
  if (isLocked) await sql`select id from map_layer where id = ${layer}::uuid for update`.execute(db);
  const { rows } = await sql<LayerHead>`select l.id, l.code, coalesce(l.name, l.code) as name, l.shape,
      l.code_set as "codeSet", l.current_number as current,
      max(v.number) filter (where v.state = 'draft') as draft, coalesce(max(v.number), 0) as highest
    from map_layer l left join layer_version v on v.layer = l.id where l.id = ${layer}::uuid group by l.id`.execute(db);
  const [head] = rows;
  if (!head) throw versionFault('version.no-layer');
  return head;
}

/** The layer, when this viewer may read its record. */
export async function readableLayer(db: ReadDb, books: Books, viewer: Viewer, layer: string): Promise<LayerHead> {
  await recordById(db, books, layerRegister(books), viewer, layer);
  return layerHead(db, layer);
}

export interface VersionRecord {
  readonly id: string;
  readonly version: number;
  readonly number: number;
  readonly state: VersionState;
  readonly digest: string;
}

export async function versionRecord(db: ReadDb, { id, name }: LayerHead, number: number): Promise<VersionRecord> {
  const { rows } = await sql<VersionRecord>`select id, version, number, state, coalesce(digest, '') as digest
    from layer_version where layer = ${id}::uuid and number = ${number}`.execute(db);
  if (!rows[0]) throw versionFault('version.unknown', { layer: name, number });
  return rows[0];
}

/** What the register says of the layer as it stands. */
export async function layerRecordVersion(tx: WriteDb, layer: string): Promise<number> {
  const { rows } = await sql<{ version: number }>`select version from map_layer where id = ${layer}::uuid`.execute(tx);
  return rows[0]!.version;
}
