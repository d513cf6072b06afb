import { fromWkb, partsOf, type Box, type Position } from '@quantu/geometry';
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

const MOST_FEATURES = 600;
const MOST_POINTS = 40_000;
const MOST_CONTROLS = 4;
/** Degrees: the shift of a web map and some of the surroundings. */
const AROUND = 0.02;

interface Control {
  readonly id: string;
  readonly number: number;
  readonly isBoundary: boolean;
}

/**
 * Points of what the map already holds and can be trusted, one layer after the other: an older version of the layer,
 * one of its kind, then others that lie where it lies, the boundaries last.
 */
export async function* controlPoints(
  db: ReadDb,
  { code, role, box }: { readonly code: string; readonly role: string | null; readonly box: Box },
): AsyncGenerator<readonly Position[]> {
  const [west, south, east, north] = [box[0] - AROUND, box[1] - AROUND, box[2] + AROUND, box[3] + AROUND];
  const around = sql`box(point(${west}, ${south}), point(${east}, ${north}))`;
  const { rows: controls } = await sql<Control>`
    select l.id, l.current_number as number, coalesce(l.role in ('district', 'town'), false) as "isBoundary"
    from map_layer l where l.current_number is not null and exists (select 1 from layer_feature f
      where f.layer = l.id and f.first > 0 and f.last is null and f.box && ${around})
    order by l.code = ${code} desc, coalesce(l.role = ${role}, false) desc,
      case when l.role in ('building', 'road') then 0 when l.role in ('district', 'town') then 2 else 1 end,
      l.features desc nulls last, l.code
    limit ${MOST_CONTROLS}`.execute(db);
  for (const { id, number, isBoundary } of controls) {
    // By their digests, which are spread over the layer as chance would.
    const { rows } = await sql<{ shape: Buffer }>`select f.shape from layer_feature f
      where f.layer = ${id}::uuid and f.first <= ${number} and (f.last is null or f.last >= ${number})
        and f.box && ${around} order by f.digest limit ${MOST_FEATURES}`.execute(db);
    const lines = rows.flatMap(({ shape }) => partsOf(fromWkb(shape)));
    yield pointsAlong(lines, isBoundary ? 50 : 10).slice(0, MOST_POINTS);
  }
}
