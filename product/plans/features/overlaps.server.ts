import { clipTo, fromWkb, type Geometry, type MultiPolygon, type Polygon } from '@quantu/geometry';
import type { ReadDb } from '@quantu/store';
import { sql } from 'kysely';
import type { FeatureRow } from './feature.server.ts';
import { inVersion } from './version-rows.server.ts';

/** m²; less than this is what two drawings of one line leave. */
const TOLD_FROM_M2 = 0.01;
const MOST_PAIRS = 2000;

/** Which of these features lie over others of their version: told, not refused, for a layer may mean it so. */
export async function overlapsOf(
  db: ReadDb,
  layer: string,
  number: number,
  rows: readonly FeatureRow[],
): Promise<readonly string[]> {
  const keys = rows.map(({ key }) => key);
  const { rows: pairs } = await sql<{ key: string; other: string; one: Buffer; shape: Buffer }>`
    select f.key, g.key as other, f.shape as one, g.shape
    from layer_feature f join layer_feature g on ${inVersion(layer, number, 'g')} and g.box && f.box
      and g.key <> f.key and not (g.key = any(${keys}::text[]) and g.key < f.key)
    where ${inVersion(layer, number)} and f.key = any(${keys}::text[])
    order by f.key, g.key limit ${MOST_PAIRS}`.execute(db);
  return pairs.flatMap(({ key, other, one, shape }) => {
    const [a, b] = [areaOf(fromWkb(one)), areaOf(fromWkb(shape))];
    if (a === null || b === null) return [];
    const { areaM2 } = clipTo(a, b).inside;
    return areaM2 < TOLD_FROM_M2 ? [] : [`要素“${key}”与“${other}”重叠 ${areaM2.toFixed(2)} 平方米`];
  });
}

const areaOf = (geometry: Geometry): Polygon | MultiPolygon | null =>
  geometry.type === 'Polygon' || geometry.type === 'MultiPolygon' ? geometry : null;
