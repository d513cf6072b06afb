import type { Box } from '@quantu/geometry';
import { escapedLike } from '@quantu/people';
import { sql, type RawBuilder } from 'kysely';
import type { AnswerOf, QueryOf } from '@quantu/people';
import type { mapRoutes } from '../contract.ts';
import type { MapDesk } from './desk.server.ts';
import { belongs } from './drawn.server.ts';
import { mapFault } from './faults.ts';
import { boxSql, codesToday, FEATURE, hitOf, type FeatureRow } from './identify.server.ts';
import { classLabel } from './layers.server.ts';
import { shownLayer } from './shown.server.ts';

const SIZE = 50;

/** A page of a layer's features, without their geometries. */
export async function featurePage(
  desk: MapDesk,
  id: string,
  query: QueryOf<typeof mapRoutes.features>,
): Promise<AnswerOf<typeof mapRoutes.features>> {
  const { page = 1, size = SIZE } = query;
  const [layer, codes] = await Promise.all([shownLayer(desk, id, query.version), codesToday(desk)]);
  const where = sql.join([belongs(layer), ...conditions(query)], sql` and `);
  const [found, counted] = await Promise.all([
    sql<Omit<FeatureRow, 'shape'>>`select f.layer, f.key, f.name, f.code, f.area_m2, f.attributes from layer_feature f
      where ${where} order by f.key limit ${size} offset ${(page - 1) * size}`.execute(desk.db),
    sql<{ total: number }>`select count(*) as total from layer_feature f where ${where}`.execute(desk.db),
  ]);
  const data = found.rows.map(({ key, name, code, area_m2: areaM2, attributes }) => {
    const codeLabel = code === null ? null : classLabel(layer, { code, name: null }, codes);
    return { layer: layer.id, version: layer.number, key, name, code, codeLabel, areaM2, attributes };
  });
  return { data, total: counted.rows[0]!.total, page, size };
}

function conditions({ code, text, box }: QueryOf<typeof mapRoutes.features>): RawBuilder<unknown>[] {
  const found: RawBuilder<unknown>[] = [];
  if (code !== undefined) found.push(code === '' ? sql`f.code is null` : sql`f.code = ${code}`);
  if (text !== undefined && text.trim() !== '') {
    const like = `%${escapedLike(text.trim())}%`;
    found.push(sql`(f.name ilike ${like} or f.key ilike ${like} or f.attributes::text ilike ${like})`);
  }
  if (box !== undefined) found.push(sql`f.box && ${boxSql(boxFrom(box))}`);
  return found;
}

/** 西,南,东,北 as an address has it. */
export function boxFrom(text: string): Box {
  const numbers = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  const [west = 0, south = 0, east = 0, north = 0] = numbers;
  const isBox = numbers.length === 4 && numbers.every(Number.isFinite) && west <= east && south <= north;
  if (!isBox) throw mapFault('map.box', { box: text });
  return [west, south, east, north];
}

/** A feature as it is in a version, and all the stretches of versions over which it stayed the same. */
export async function featureWithVersions(
  desk: MapDesk,
  id: string,
  { key, version }: QueryOf<typeof mapRoutes.feature>,
): Promise<AnswerOf<typeof mapRoutes.feature>> {
  const [layer, codes] = await Promise.all([shownLayer(desk, id, version), codesToday(desk)]);
  const { rows } = await sql<FeatureRow & { first: number; last: number | null }>`
    select ${FEATURE}, f.first, f.last from layer_feature f
    where f.layer = ${layer.id}::uuid and f.key = ${key} and f.first > 0
    order by f.first`.execute(desk.db);
  const { rows: shown } = await sql<FeatureRow>`select ${FEATURE} from layer_feature f
    where ${belongs(layer)} and f.key = ${key}`.execute(desk.db);
  const [here] = shown;
  if (!here) throw mapFault('map.feature', { layer: layer.name, number: layer.number, key });
  // What only a draft has is for who writes drafts.
  const told = desk.seesDrafts ? rows : rows.filter(({ first }) => first <= layer.number || version !== undefined);
  return {
    data: hitOf(layer, here, codes),
    versions: told.map(({ first, last, area_m2: areaM2, code }) => ({ first, last, areaM2, code })),
  };
}
