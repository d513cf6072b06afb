import { geodesicM, type Box } from '@quantu/geometry';
import type { ReadDb } from '@quantu/store';
import { sql } from 'kysely';
import { inVersion } from '../features/version-rows.server.ts';
import type { RunLayer } from './contract.ts';
import { analysisFault } from './faults.ts';

/** Layers of one district lie nearer; farther apart one of them is in a wrong coordinate system or of another place. */
const MOST_APART_M = 100_000;

/** Refuses a layer that lies far from all the others: nothing could be found, and it would look as if all agreed. */
export async function refuseApart(db: ReadDb, layers: readonly RunLayer[]): Promise<void> {
  const boxes = await Promise.all(layers.map((layer) => boxOf(db, layer)));
  for (const [at, own] of boxes.entries()) {
    const others = boxes.filter((box, i): box is Box => i !== at && box !== null);
    if (own === null || others.length === 0) continue;
    const apart = Math.min(...others.map((other) => apartM(own, other)));
    if (apart <= MOST_APART_M) continue;
    throw analysisFault('overlay.apart', { layer: layers[at]!.name, km: Math.round(apart / 1000) });
  }
}

/** Around all features of a version; null: it has none. */
async function boxOf(db: ReadDb, { id, version }: RunLayer): Promise<Box | null> {
  const { rows } = await sql<{ box: [number, number, number, number] | null }>`
    select case when count(*) > 0 then array[min((f.box[1])[0]), min((f.box[1])[1]), max((f.box[0])[0]),
      max((f.box[0])[1])] end as box
    from layer_feature f where ${inVersion(id, version)}`.execute(db);
  return rows[0]?.box ?? null;
}

/** Between the nearest sides of two boxes. */
function apartM(one: Box, other: Box): number {
  const [lon, lat] = [nearest(one[0], one[2], other[0], other[2]), nearest(one[1], one[3], other[1], other[3])];
  return geodesicM([lon[0], lat[0]], [lon[1], lat[1]]);
}

/** A value of either range, as near to each other as they come. */
function nearest(low: number, high: number, otherLow: number, otherHigh: number): [number, number] {
  if (high < otherLow) return [high, otherLow];
  if (otherHigh < low) return [low, otherHigh];
  const common = Math.max(low, otherLow);
  return [common, common];
}
