import type { Instant } from '@quantu/base';
import { sqlMigrations } from '@quantu/registers/server';
import type { Room } from '@quantu/store';
import type { JSONColumnType } from 'kysely';
import type { BasemapFacts } from './basemaps/inspect.server.ts';
import type { ImportCounts, SpatialImportState } from './contract.ts';
import type { StoredLayer } from './imports/stored-layer.ts';

declare module '@quantu/store' {
  interface DistrictTables {
    basemap: BasemapTable;
    layer_feature: LayerFeatureTable;
    layer_import: LayerImportTable;
    scenario_touched: ScenarioTouchedTable;
    layer_staged: LayerStagedTable;
    overlay_rule_set: OverlayRuleSetTable;
    overlay_run: OverlayRunTable;
    plan_source: PlanSourceTable;
    site_check_result: SiteCheckResultTable;
  }
}

/**
 * One feature of a layer, for as many versions as it stayed the same: it belongs to version `v` when `first <= v` and
 * `last` is null or `>= v`. Versions are the history, and each version's digest stands in the register
 * `layer-version`. What a scenario draws has its number, below zero, as `first` and `last`.
 */
export interface LayerFeatureTable {
  id: string;
  layer: string;
  /** Its identity in the layer, kept over versions: the layer's own key, else a hash of its geometry. */
  key: string;
  first: number;
  last: number | null;
  /** The class, in the layer's own standard, and in that of 2023 where it is known. */
  code: string | null;
  use: string | null;
  name: string | null;
  attributes: JSONColumnType<Readonly<Record<string, string | number | boolean | null>>>;
  /** WKB, CGCS2000. */
  shape: Buffer;
  box: string;
  /** Ellipsoid area; 0 of lines and points. */
  area_m2: number;
  /** SM3 over geometry and attributes, so that versions are compared and signed by row. */
  digest: string;
}

/** What a scenario changes or takes out of its base, so that the base's row does not show. */
export interface ScenarioTouchedTable {
  layer: string;
  /** The scenario's number, below zero. */
  number: number;
  key: string;
}

/** An import of spatial files on its way. */
export interface LayerImportTable {
  id: string;
  hash: string;
  file_name: string;
  state: SpatialImportState;
  made_by: string;
  made_at: Instant;
  job: string | null;
  layers: JSONColumnType<readonly StoredLayer[]>;
  counts: JSONColumnType<ImportCounts>;
  notes: string[];
}

/** Features that an import has read and not yet written. */
export interface LayerStagedTable {
  import: string;
  /** Which of the file's layers, from 0. */
  part: number;
  seq: number;
  key: string;
  kind: 'new' | 'changed' | 'unchanged' | 'rejected';
  code: string | null;
  use: string | null;
  name: string | null;
  attributes: JSONColumnType<Readonly<Record<string, string | number | boolean | null>>>;
  shape: Buffer | null;
  box: string | null;
  area_m2: number;
  digest: string;
  /** What was mended or is wrong, as sentences. */
  problems: string[];
  /** GeoJSON of what was rejected, as it came. */
  raw: string | null;
}

/** Where an accepted document names a plan. */
export interface PlanSourceTable {
  id: string;
  /** The record of the register `plan`. */
  plan: string;
  document: string;
  title: string;
  /** As the document calls it, and in which state it says it is. */
  name: string;
  status: string | null;
  sentence: string;
  place: number;
  /** Of the record as it was made or left from here; null: somebody else made it. */
  made_version: number | null;
}

export interface OverlayRunTable {
  id: string;
  name: string;
  state: 'running' | 'done' | 'failed' | 'cancelled';
  made_by: string;
  made_at: Instant;
  job: string | null;
  /** Layers with their versions and readings, rules and limits. */
  plan: JSONColumnType<object>;
  /** Matrices, sums, slivers. */
  result: JSONColumnType<object> | null;
}

/** A version of a rule set of the district's own; versions are only added. */
export interface OverlayRuleSetTable {
  id: string;
  key: string;
  version: number;
  label: string;
  body: JSONColumnType<object>;
  reason: string;
  made_by: string;
  made_at: Instant;
}

/** A file of tiles that lies under the map; its bytes are among the kept files, by hash. */
export interface BasemapTable {
  id: string;
  hash: string;
  name: string;
  facts: JSONColumnType<Omit<BasemapFacts, 'title'>>;
  size_bytes: number;
  added_by: string;
  added_at: Instant;
}

export interface SiteCheckResultTable {
  /** The record of the register `site-check`. */
  id: string;
  result: JSONColumnType<object>;
}

export const plansRoom: Room = {
  name: 'plans',
  where: 'district',
  // Features are their own history by version; the others are work on its way, or a frozen answer.
  withoutHistory: ['layer_feature', 'scenario_touched', 'layer_import', 'layer_staged'],
  migrations: sqlMigrations(new URL('./migrations/', import.meta.url)),
};
