import type { Person } from '@quantu/people/server';
import type { Books } from '@quantu/registers';
import type { ReadDb } from '@quantu/store';
import { sql } from 'kysely';
import { versionFault } from '../features/faults.ts';
import { isScenario } from '../features/version-rows.server.ts';
import { mapFault } from '../map/faults.ts';
import { scenarioRecord } from '../scenarios/record.server.ts';
import { readableLayer, versionRecord, type LayerHead } from '../features/layers.server.ts';

export interface VersionWish {
  readonly version?: number | undefined;
  /** A day: what was in force when it ended. */
  readonly asOf?: string | undefined;
}

/** The layer and the version that a reader asks for; null: nothing was published. A draft is for who may write it. */
export async function shownVersion(
  db: ReadDb,
  books: Books,
  { viewer, permissions }: Pick<Person, 'viewer' | 'permissions'>,
  layer: string,
  { version, asOf }: VersionWish,
): Promise<{ readonly head: LayerHead; readonly number: number | null }> {
  const head = await readableLayer(db, books, viewer, layer);
  if (version !== undefined && isScenario(version)) {
    if (!permissions.has('plans.write')) throw mapFault('map.no-scenario');
    await scenarioRecord(db, head, version);
    return { head, number: version };
  }
  if (version !== undefined) {
    const { state } = await versionRecord(db, head, version);
    const isHidden = state === 'withdrawn' || (state === 'draft' && !permissions.has('plans.write'));
    if (isHidden) throw versionFault('version.unknown', { layer: head.name, number: version });
    return { head, number: version };
  }
  if (asOf === undefined) return { head, number: head.current };
  const { rows } = await sql<{ number: number }>`select number from layer_version
    where layer = ${head.id}::uuid and state in ('published', 'superseded')
      and published_on <= ${asOf}::date and (ended_on is null or ended_on > ${asOf}::date)
    order by number desc limit 1`.execute(db);
  return { head, number: rows[0]?.number ?? null };
}
