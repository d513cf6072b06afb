import type { Generated } from 'kysely';
import type { Instant, Json } from '@quantu/base';
// Several rooms add to the interfaces through the front door: only seen from there are all of their tables in them.
import type * as Everywhere from './index.ts';

/** Tables of the shared schema. A room adds its own with `declare module '@quantu/store'`. */
export interface SharedTables {
  district: { code: string; name: string };
  job: JobTable;
}

/** Tables every district schema has. A room adds its own with `declare module '@quantu/store'`. */
export interface DistrictTables {
  audit: AuditTable;
  /** One row for one upload: the same content (hash) may be there under several names. */
  file: { id: string; hash: string; name: string; type: string; size: number };
}

/** What a handle sees: a district's tables before the shared ones, as PostgreSQL's `search_path` does. */
// oxlint-disable-next-line typescript/no-duplicate-type-constituents -- the same names, but not always the same members
export type Tables = Everywhere.SharedTables & Everywhere.DistrictTables & SharedTables & DistrictTables;

export interface AuditTable {
  seq: number;
  id: string;
  at: Instant;
  actor: string;
  action: string;
  subject: string | null;
  reason: string | null;
  before: Json;
  after: Json;
  /** Tables with history that the transaction changed, `d350505.document`. */
  tables: string[];
  /** How many versions of rows it opened and ended. */
  changed: number;
  digest: string;
  prev: string;
  hash: string;
}

export type JobState = 'queued' | 'running' | 'done' | 'failed' | 'cancelled';

export interface JobTable {
  id: string;
  district: string | null;
  kind: string;
  payload: Json;
  actor: string;
  state: Generated<JobState>;
  progress: Generated<number>;
  note: Generated<string>;
  checkpoint: Json | null;
  result: Json | null;
  error: string | null;
  attempts: Generated<number>;
  cancel_requested: Generated<boolean>;
  runner: string | null;
  lease_until: Instant | null;
  created_at: Generated<Instant>;
  started_at: Instant | null;
  finished_at: Instant | null;
}

/** What the store adds to every table that keeps its history. */
export interface Recorded {
  /** Since when the row has been as it is. */
  recorded_from: Instant;
  /** The `id` of the audit entry of the transaction that made it so. */
  recorded_in: string;
}

/** What a `…_history` twin has besides the columns of its table. */
export interface RecordedVersion extends Recorded {
  recorded_to: Instant;
  ended_in: string | null;
  actor: string;
  action: string;
}
