import { boxOf, fromWkb, partsOf, type Box, type Position } from '@quantu/geometry';
import { BD09, fromBd09, fromGcj02, GCJ02 } from '@quantu/spatial-files';
import type { ReadDb } from '@quantu/store';
import { sql } from 'kysely';
import { boxSql } from '../map/identify.server.ts';
import { siteFault } from './faults.ts';
import { Edges } from './search/edges.ts';
import type { ReadSite } from './site-file.server.ts';

/** As exact as two records of one corner are, and as far off as they never are. */
const [SAME_M, OFF_M] = [1, 5];
const MOST_CORNERS = 200;
const MOST_FEATURES = 5000;
const BESIDE = 0.0005;

/**
 * Refuses a site whose corners lie on the edges of parcels and bounds only once it is taken back from what web maps do
 * to coordinates: half a kilometre off, every step would judge the wrong ground.
 */
export async function refuseShifted(db: ReadDb, { site, crs }: ReadSite, name: string): Promise<void> {
  const corners = thinned(partsOf(site).flat());
  const kinds = [
    { crs: null, turn: (lon: number, lat: number): Position => [lon, lat] },
    { crs: GCJ02, turn: fromGcj02 },
    { crs: BD09, turn: fromBd09 },
  ] as const;
  const turned = kinds.map((kind) => ({ ...kind, corners: corners.map(([lon, lat]) => kind.turn(lon, lat)) }));
  const edges = await edgesNear(
    db,
    turned.map((one) => boxOf({ type: 'LineString', coordinates: one.corners })),
  );
  const [plain, ...shifted] = turned.map((one) => offM(one.corners, edges));
  const at = shifted.findIndex((off) => off <= SAME_M);
  if (at < 0 || plain! < OFF_M) return;
  const suspect = kinds[at + 1]!.crs!;
  throw siteFault('site.file-shifted', { name, suspect: suspect.name, id: suspect.id, own: crs.id });
}

function thinned(corners: readonly Position[]): readonly Position[] {
  const step = Math.max(1, Math.ceil(corners.length / MOST_CORNERS));
  return corners.filter((_, at) => at % step === 0);
}

/** Three quarters of the corners lie no farther than this from an edge. */
function offM(corners: readonly Position[], edges: Edges): number {
  const distances = corners.map((corner) => edges.fromM(corner, OFF_M)).sort((a, b) => a - b);
  return distances[Math.ceil(distances.length * 0.75) - 1] ?? Infinity;
}

async function edgesNear(db: ReadDb, boxes: readonly Box[]): Promise<Edges> {
  const near = sql.join(
    boxes.map(
      ([west, south, east, north]) =>
        sql`f.box && ${boxSql([west - BESIDE, south - BESIDE, east + BESIDE, north + BESIDE])}`,
    ),
    sql` or `,
  );
  const { rows } = await sql<{ shape: Buffer }>`
    select f.shape from map_layer l join layer_feature f on f.layer = l.id
      and f.first <= l.current_number and (f.last is null or f.last >= l.current_number)
    where l.role in ('detailed-parcel', 'present-use', 'project-site', 'town', 'district') and (${near})
    order by l.role, f.key limit ${MOST_FEATURES}`.execute(db);
  return new Edges(rows.map(({ shape }) => fromWkb(shape)));
}
