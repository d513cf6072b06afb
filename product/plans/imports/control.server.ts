import { fromWkb, linesOf, polygonsOf, type Box, type Position } from '@quantu/geometry';
import { pointsAlong } from '@quantu/spatial-files';
import type { ReadDb } from '@quantu/store';
import { sql } from 'kysely';

/** Where the district lies by its own layers: its boundary, else its towns; null before there is any. */
export async function districtBox(db: ReadDb): Promise<Box | null> {
  const { rows } = await sql<{ role: string; w: number | null; s: number; e: number; n: number }>`
    select l.role, min(((f.box)[1])[0]) as w, min(((f.box)[1])[1]) as s,
      max(((f.box)[0])[0]) as e, max(((f.box)[0])[1]) as n
    from map_layer l join layer_feature f on f.layer = l.id
      and f.first <= l.current_number and (f.last is null or f.last >= l.current_number)
    where l.role in ('district', 'town') group by l.role order by l.role limit 1`.execute(db);
  const [found] = rows;
  return found === undefined || found.w === null ? null : [found.w, found.s, found.e, found.n];
}

const STEP_M = 50;
const MOST_FEATURES = 400;
const MOST_POINTS = 40_000;

/** Points along what the map already holds and can be trusted: an older version of the layer, else the boundaries. */
export async function controlPoints(db: ReadDb, code: string): Promise<readonly Position[]> {
  const { rows } = await sql<{ shape: Buffer }>`
    with chosen as (select l.id, l.current_number from map_layer l
      where l.current_number is not null and (l.code = ${code} or l.role in ('district', 'town'))
      order by l.code = ${code} desc, l.role limit 1)
    select f.shape from layer_feature f join chosen l on f.layer = l.id
      and f.first <= l.current_number and (f.last is null or f.last >= l.current_number)
    order by f.key limit ${MOST_FEATURES}`.execute(db);
  const lines = rows.flatMap(({ shape }) => {
    const geometry = fromWkb(shape);
    return [...polygonsOf(geometry).flat(), ...linesOf(geometry)];
  });
  return pointsAlong(lines, STEP_M).slice(0, MOST_POINTS);
}
