import type { ReadDb } from '@quantu/store';
import { sql } from 'kysely';
import { inVersion } from '../features/version-rows.server.ts';
import type { RunLayer } from './contract.ts';
import { STANDARD_RULES } from './rules.ts';
import type { LayerStream } from './worker/overlay-worker.server.ts';
import type { FeatureBatch } from './worker/orders.ts';

const AT_ONCE = 2000;
const CONTROL_NAMES = STANDARD_RULES.controls.flatMap(({ names }) => names);

interface Row {
  readonly key: string;
  readonly code: string | null;
  readonly name: string | null;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly shape: Buffer;
}

/** A layer's version, its features a few thousand at a time in the order of their keys. */
export function layerStream(db: ReadDb, layer: RunLayer): LayerStream {
  const { id, name, role, isPlan, standard, approvedOn, readings } = layer;
  return {
    layer: { id, name, role, isPlan, standard, approvedOn, overrides: readings },
    batches: batchesOf(db, layer),
  };
}

async function* batchesOf(db: ReadDb, { id, version, role }: RunLayer): AsyncGenerator<FeatureBatch> {
  const attributes = role === 'detailed-parcel' ? sql`f.attributes` : sql`'{}'::jsonb`;
  for (let after: string | null = null; ;) {
    const { rows }: { rows: Row[] } = await sql<Row>`
      select f.key, f.code, f.name, ${attributes} as attributes, f.shape from layer_feature f
      where ${inVersion(id, version)} ${after === null ? sql`` : sql`and f.key collate "C" > ${after}`}
      order by f.key collate "C" limit ${AT_ONCE}`.execute(db);
    if (rows.length > 0) yield batchOf(rows);
    if (rows.length < AT_ONCE) return;
    after = rows.at(-1)!.key;
  }
}

const batchOf = (rows: readonly Row[]): FeatureBatch => ({
  keys: rows.map(({ key }) => key),
  codes: rows.map(({ code }) => code),
  names: rows.map(({ name }) => name),
  controls: rows.map(({ attributes }) => controlsOf(attributes)),
  lengths: rows.map(({ shape }) => shape.length),
  shapes: Buffer.concat(rows.map(({ shape }) => shape)),
});

/** Control values as numbers: files have them as texts too, `2.5` or `35%`. */
export function controlsOf(attributes: Readonly<Record<string, unknown>>): Record<string, number> {
  const values: Record<string, number> = {};
  for (const name of CONTROL_NAMES) {
    const raw = attributes[name];
    const value =
      typeof raw === 'number' ? raw : typeof raw === 'string' ? Number(raw.trim().replace(/%$/, '') || NaN) : NaN;
    if (Number.isFinite(value)) values[name] = value;
  }
  return values;
}
