import type { Box } from '@quantu/geometry';
import type { Store } from '@quantu/store';
import { sql } from 'kysely';
import type { MapDesk } from './desk.server.ts';
import { Kept } from './kept.ts';
import { IN_VERSION, versionsTable } from '../features/version-rows.server.ts';
import type { ShownLayer } from './shown.server.ts';

export interface ClassSum {
  readonly code: string | null;
  /** The class of 2023 and the name, where all features of the class share it. */
  readonly use: string | null;
  readonly name: string | null;
  readonly features: number;
  readonly areaM2: number;
}

/** What a version holds. */
export interface VersionSummary {
  readonly features: number;
  readonly areaM2: number;
  readonly box: Box | null;
  /** The largest first. */
  readonly classes: readonly ClassSum[];
}

const MOST = 2000;
const kept = new WeakMap<Store, Kept<VersionSummary>>();

interface Row extends ClassSum {
  readonly layer: string;
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/** Sums of versions by class, computed once for each: a version does not change. One statement for all that are new. */
export async function summariesOf(
  { store, db, district }: MapDesk,
  layers: readonly ShownLayer[],
): Promise<ReadonlyMap<string, VersionSummary>> {
  const known = kept.get(store) ?? new Kept<VersionSummary>(MOST);
  kept.set(store, known);
  const keyOf = ({ revision }: ShownLayer): string => `${district}/${revision}`;
  const fresh = layers.filter((layer) => known.get(keyOf(layer)) === undefined);
  const rows = fresh.length === 0 ? [] : await classRows(db, fresh);
  const made = new Map(fresh.map((layer) => [layer.id, summaryFrom(rows.filter((row) => row.layer === layer.id))]));
  const all = layers.map((layer) => [layer.id, known.get(keyOf(layer)) ?? made.get(layer.id)!] as const);
  for (const layer of fresh) known.set(keyOf(layer), made.get(layer.id)!, 1);
  return new Map(all);
}

async function classRows(db: MapDesk['db'], layers: readonly ShownLayer[]): Promise<readonly Row[]> {
  const { rows } = await sql<Row>`select f.layer, f.code, count(*) as features, sum(f.area_m2) as "areaM2",
      case when min(f.use) = max(f.use) then min(f.use) end as use,
      case when min(f.name) = max(f.name) then min(f.name) end as name,
      min((f.box[1])[0]) as west, min((f.box[1])[1]) as south, max((f.box[0])[0]) as east, max((f.box[0])[1]) as north
    from ${versionsTable(layers)} join layer_feature f on ${IN_VERSION} group by f.layer, f.code
    order by sum(f.area_m2) desc, count(*) desc, f.code`.execute(db);
  return rows;
}

function summaryFrom(rows: readonly Row[]): VersionSummary {
  const sum = (of: (row: Row) => number): number => rows.reduce((all, row) => all + of(row), 0);
  const box: Box = [
    Math.min(...rows.map(({ west }) => west)),
    Math.min(...rows.map(({ south }) => south)),
    Math.max(...rows.map(({ east }) => east)),
    Math.max(...rows.map(({ north }) => north)),
  ];
  return {
    features: sum(({ features }) => features),
    areaM2: sum(({ areaM2 }) => areaM2),
    box: rows.length === 0 ? null : box,
    classes: rows.map(({ code, use, name, features, areaM2 }) => ({ code, use, name, features, areaM2 })),
  };
}
