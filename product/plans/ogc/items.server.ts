import { dayInChina, parseDay, parseInstant } from '@quantu/base';
import { fromWkb, type Geometry } from '@quantu/geometry';
import type { QueryOf } from '@quantu/people';
import type { FileAnswer } from '@quantu/people/server';
import { sql, type RawBuilder } from 'kysely';
import { belongs } from '../map/drawn.server.ts';
import type { ShownLayer } from '../map/shown.server.ts';
import { jsonAnswer, link, type Link } from './answers.ts';
import { ITEMS, MOST_ITEMS, type ogcRoutes } from './contract.ts';
import { conditionFromJson } from './cql2/json.ts';
import { filterSql } from './cql2/sql.server.ts';
import { conditionFromText } from './cql2/text.ts';
import { CRS84, ogcCrs, type OgcCrs } from './crs.ts';
import { ogcLayers, refuseUnknown, type OgcDesk } from './desk.server.ts';
import { ogcFault } from './faults.ts';
import { queryablesOf, valueSql, type Queryable } from './fields.server.ts';
import { boxAsked, meetsSql } from './spatial.server.ts';

type Query = QueryOf<typeof ogcRoutes.items>;
const GEOJSON = 'application/geo+json';

interface Row {
  readonly key: string;
  readonly code: string | null;
  readonly use: string | null;
  readonly name: string | null;
  readonly area: number;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly shape: Buffer;
}
const ROW = sql`f.key, f.code, f.use, f.name, f.area_m2 as area, f.attributes, f.shape`;

/** A page of features: a bounding box, a day, properties and a filter, all of them at once. */
export async function itemsOf(
  desk: OgcDesk,
  layer: ShownLayer,
  query: Query,
  route: typeof ogcRoutes.items,
): Promise<FileAnswer> {
  const fields = await queryablesOf(desk, layer);
  const asked = fields.filter(({ kind }) => kind !== 'geometry');
  refuseUnknown(
    query,
    route,
    asked.map(({ name }) => name),
  );
  const { limit: wanted = ITEMS, offset = 0 } = query;
  const limit = Math.min(wanted, MOST_ITEMS);
  const crs = ogcCrs(query.crs ?? CRS84, 'crs');
  const shown = query.datetime === undefined ? layer : await layerOn(desk, layer, query.datetime);
  const where = shown === null ? sql<boolean>`false` : await selected(desk, shown, fields, query);
  const [page, counted] = await Promise.all([
    sql<Row>`select ${ROW} from layer_feature f where ${where} order by f.key limit ${limit} offset ${offset}`.execute(
      desk.db,
    ),
    sql<{ total: number }>`select count(*) as total from layer_feature f where ${where}`.execute(desk.db),
  ]);
  const total = counted.rows[0]!.total;
  const body = {
    type: 'FeatureCollection',
    ...inCrs(crs),
    timeStamp: new Date().toISOString(),
    numberMatched: total,
    numberReturned: page.rows.length,
    features: page.rows.map((row) => featureOf(row, crs)),
    links: pageLinks(desk, layer, query, { limit, offset, total }),
  };
  return jsonAnswer(body, GEOJSON, { 'content-crs': `<${crs.uri}>` });
}

/** Coordinates of other systems than that of GeoJSON are named, for programs that look at old-style members only. */
const inCrs = ({ uri }: OgcCrs) => (uri === CRS84 ? {} : { crs: { type: 'name', properties: { name: uri } } });

export async function itemOf(
  desk: OgcDesk,
  layer: ShownLayer,
  key: string,
  wanted: string | undefined,
): Promise<FileAnswer> {
  const crs = ogcCrs(wanted ?? CRS84, 'crs');
  const { rows } =
    await sql<Row>`select ${ROW} from layer_feature f where ${belongs(layer)} and f.key = ${key}`.execute(desk.db);
  if (!rows[0]) throw ogcFault('ogc.feature', { feature: key });
  const here = `${desk.base}/collections/${layer.code}`;
  const links = [
    link(`${here}/items/${encodeURIComponent(key)}`, 'self', key, GEOJSON),
    link(here, 'collection', layer.name),
  ];
  return jsonAnswer({ ...featureOf(rows[0], crs), links }, GEOJSON, { 'content-crs': `<${crs.uri}>` });
}

function featureOf({ key, code, use, name, area, attributes, shape }: Row, crs: OgcCrs) {
  const properties = { ...attributes, code, use, name, areaM2: Math.round(area * 100) / 100 };
  return { type: 'Feature', id: key, geometry: turned(fromWkb(shape), crs), properties };
}

function turned(geometry: Geometry, crs: OgcCrs): Geometry {
  if (crs.uri === CRS84) return geometry;
  const turn = (coordinates: unknown): unknown => {
    if (!Array.isArray(coordinates)) return coordinates;
    const [lon, lat]: unknown[] = coordinates;
    return typeof lon === 'number' && typeof lat === 'number' ? crs.from(lon, lat) : coordinates.map(turn);
  };
  // The same arrays in the same depth, with other numbers.
  return { type: geometry.type, coordinates: turn(geometry.coordinates) } as Geometry;
}

async function selected(
  desk: OgcDesk,
  layer: ShownLayer,
  fields: readonly Queryable[],
  query: Query,
): Promise<RawBuilder<boolean>> {
  const parts: RawBuilder<boolean>[] = [belongs(layer), ...propertiesSql(fields, query)];
  if (query.bbox !== undefined) {
    const crs = ogcCrs(query['bbox-crs'] ?? CRS84, 'bbox-crs');
    const numbers = query.bbox.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
    parts.push(await meetsSql(desk, layer, boxAsked(numbers, crs, 'bbox')));
  }
  const filter = filterOf(query);
  if (filter !== null) {
    const crs = ogcCrs(query['filter-crs'] ?? CRS84, 'filter-crs');
    parts.push(await filterSql(filter, { desk, layer, fields, crs }));
  }
  return sql<boolean>`${sql.join(parts, sql` and `)}`;
}

function filterOf(query: Query) {
  const { filter } = query;
  if (filter === undefined) return null;
  const language = query['filter-lang'] ?? (filter.trimStart().startsWith('{') ? 'cql2-json' : 'cql2-text');
  if (language === 'cql2-text') return conditionFromText(filter);
  if (language === 'cql2-json') return conditionFromJson(filter);
  throw ogcFault('ogc.value', {
    name: 'filter-lang',
    why: 'only cql2-text and cql2-json are known',
    said: '只支持 cql2-text 和 cql2-json',
  });
}

/** `?code=0101`: the property is this. */
function propertiesSql(fields: readonly Queryable[], query: Query): RawBuilder<boolean>[] {
  const given = query as Readonly<Record<string, unknown>>;
  return fields.flatMap((field): RawBuilder<boolean>[] => {
    const value = Object.hasOwn(given, field.name) ? given[field.name] : undefined;
    if (field.kind === 'geometry' || value === undefined) return [];
    if (typeof value !== 'string') {
      throw ogcFault('ogc.value', { name: field.name, why: 'it is given more than once', said: '给了不止一次' });
    }
    if (field.kind !== 'number') return [sql<boolean>`${valueSql(field, 'text')} = ${value}`];
    if (!Number.isFinite(Number(value)) || value.trim() === '') {
      throw ogcFault('ogc.value', { name: field.name, why: 'it is no number', said: '不是数字' });
    }
    return [sql<boolean>`${valueSql(field, 'number')} = ${value}::numeric`];
  });
}

/** The version in force at an instant or at the end of an interval; null: there was none. */
async function layerOn(desk: OgcDesk, layer: ShownLayer, datetime: string): Promise<ShownLayer | null> {
  const ends = datetime.split('/');
  const wrong = (): Error =>
    ogcFault('ogc.value', {
      name: 'datetime',
      why: `${datetime.slice(0, 60)} is neither a time nor an interval`,
      said: '须为日期、时刻或“起/止”的区间',
    });
  const days = ends.map((end) =>
    end === '' || end === '..' ? null : (parseDay(end) ?? dayOfInstant(end) ?? undefined),
  );
  if (ends.length > 2 || days.includes(undefined) || (ends.length === 1 && days[0] === null)) throw wrong();
  const [first, last] = [days[0], days.at(-1)];
  if (first && last && first > last) throw wrong();
  if (last === null || last === undefined) return layer;
  return (await ogcLayers(desk, last)).find(({ id }) => id === layer.id) ?? null;
}

function dayOfInstant(text: string): string | null {
  const instant =
    /^\d{4}-\d{2}-\d{2}T/.test(text) && !Number.isNaN(Date.parse(text)) ? new Date(text).toISOString() : '';
  const parsed = parseInstant(instant);
  return parsed === null ? null : dayInChina(parsed);
}

function pageLinks(
  { base }: OgcDesk,
  layer: ShownLayer,
  query: Query,
  { limit, offset, total }: { limit: number; offset: number; total: number },
): readonly Link[] {
  const here = `${base}/collections/${layer.code}`;
  const at = (from: number | null): string => {
    const words = new URLSearchParams();
    for (const [name, value] of Object.entries(query)) {
      if (name !== 'offset' && name !== 'limit' && value !== undefined) words.set(name, String(value));
    }
    if (from !== null) {
      words.set('limit', String(limit));
      if (from > 0) words.set('offset', String(from));
    } else
      for (const [name, value] of Object.entries({ limit: query.limit, offset: query.offset }))
        if (value !== undefined) words.set(name, String(value));
    const text = words.toString();
    return text === '' ? `${here}/items` : `${here}/items?${text}`;
  };
  return [
    link(at(null), 'self', 'This page', GEOJSON),
    link(here, 'collection', layer.name),
    ...(offset + limit < total ? [link(at(offset + limit), 'next', 'Next page', GEOJSON)] : []),
    ...(offset > 0 ? [link(at(Math.max(0, offset - limit)), 'prev', 'Previous page', GEOJSON)] : []),
  ];
}
