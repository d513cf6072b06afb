import { dayInChina, instantOf } from '@quantu/base';
import { fromWkb, reachesM, type Box } from '@quantu/geometry';
import type { CodeBook } from '@quantu/registers';
import { codeBook } from '@quantu/registers/server';
import { sql, type RawBuilder } from 'kysely';
import type { Hit } from '../contract.ts';
import type { MapDesk } from './desk.server.ts';
import { classLabel } from './layers.server.ts';
import { IN_VERSION, versionsTable } from '../features/version-rows.server.ts';
import { shownLayers, type LayerChoice, type ShownLayer } from './shown.server.ts';

/** What lies over each other at one place is never this much, unless a layer is broken. */
const MOST_HITS = 500;
const TOLERANCE_M = 5;
const DEGREE_M = 111_000;

export interface FeatureRow {
  readonly layer: string;
  readonly key: string;
  readonly name: string | null;
  readonly code: string | null;
  readonly area_m2: number;
  readonly attributes: Hit['attributes'];
  readonly shape: Buffer;
}
export const FEATURE = sql`f.layer, f.key, f.name, f.code, f.area_m2, f.attributes, f.shape`;

export interface Place {
  readonly lon: number;
  readonly lat: number;
  readonly toleranceM?: number | undefined;
  readonly layers?: readonly LayerChoice[] | undefined;
  readonly asOf?: string | undefined;
}

/** What all layers have at a point: areas that hold it, lines and points within the tolerance; topmost layer first. */
export async function identify(desk: MapDesk, place: Place): Promise<Hit[]> {
  const layers = await shownLayers(desk, place);
  if (layers.length === 0) return [];
  const { lon, lat, toleranceM = TOLERANCE_M } = place;
  const codes = await codesToday(desk);
  const { rows } = await sql<FeatureRow>`select ${FEATURE} from ${versionsTable(layers)}
    join layer_feature f on ${IN_VERSION} where f.box && ${boxSql(around(lon, lat, toleranceM))}
    order by f.layer, f.key limit ${MOST_HITS}`.execute(desk.db);
  const hits = rows.flatMap((row) => {
    const layer = layers.find(({ id }) => id === row.layer)!;
    const hit = hitOf(layer, row, codes);
    return reachesM([lon, lat], hit.shape, toleranceM) ? [{ hit, place: layers.indexOf(layer) }] : [];
  });
  return hits.sort((a, b) => b.place - a.place).map(({ hit }) => hit);
}

export const codesToday = ({ db, books }: MapDesk): Promise<CodeBook> =>
  codeBook(db, books, dayInChina(instantOf(new Date())));

export function hitOf(layer: ShownLayer, row: FeatureRow, codes: CodeBook): Hit {
  const { code, name } = row;
  return {
    layer: layer.id,
    layerName: layer.name,
    version: layer.number,
    key: row.key,
    name,
    code,
    codeLabel: code === null ? null : classLabel(layer, { code, name: null }, codes),
    areaM2: row.area_m2,
    attributes: row.attributes,
    shape: fromWkb(row.shape),
  };
}

function around(lon: number, lat: number, toleranceM: number): Box {
  const high = toleranceM / DEGREE_M;
  const wide = high / Math.max(0.01, Math.cos((lat * Math.PI) / 180));
  return [lon - wide, lat - high, lon + wide, lat + high];
}

export const boxSql = ([west, south, east, north]: Box): RawBuilder<unknown> =>
  sql`box(point(${west}, ${south}), point(${east}, ${north}))`;
