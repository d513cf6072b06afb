import { boxOfTile, encodeTile, fromWkb, isTile, unitDegrees, type Tile, type TileFeature } from '@quantu/geometry';
import {
  boxColumnOf,
  isFiles,
  isGeometry,
  geometryOf,
  mayPass,
  SYSTEM_FIELDS,
  where,
  type Register,
  type Selection,
} from '@quantu/registers';
import { readableColumn, selectionSql } from '@quantu/registers/server';
import { sql, type RawBuilder } from 'kysely';
import type { Desk } from './desk.server.ts';
import { deskFault } from './faults.ts';
import { MOST_DRAWN } from './limits.ts';
import { keptTile } from './tile-cache.server.ts';

/** The field a map shows, when the viewer may see it on any record. */
function mapField({ register, person }: Desk): string {
  const name = geometryOf(register);
  const field = name === null ? undefined : register.fields[name];
  const isSeen = field && [field.read, field.unmasked].every((rule) => !rule || mayPass(rule, person.viewer));
  if (name === null || !isSeen) throw deskFault('register.no-map', { label: register.label });
  return name;
}

/** From this zoom on each record is drawn by itself; below, the database puts together what cannot be told apart. */
const WHOLE_FROM_ZOOM = 13;
/** Units of a tile below which a shape is no more than a dot. */
const DOT_UNITS = 16;
/** Units of a tile within which dots would lie over each other: 8 pixels of 512. */
const CELL_UNITS = 64;

/** The records of a selection in one tile, with id, title, state and the value of the field that colours them. */
export async function tileOf(desk: Desk, tile: Tile, selection: Selection, by?: string): Promise<Uint8Array> {
  if (!isTile(tile)) throw deskFault('selection.tile', { tile: `${tile.z}/${tile.x}/${tile.y}` });
  const name = mapField(desk);
  checkColouring(desk.register, by);
  return keptTile(desk, { tile, selection, by }, () => drawn(desk, name, tile, selection, by));
}

async function drawn(
  desk: Desk,
  name: string,
  tile: Tile,
  selection: Selection,
  by: string | undefined,
): Promise<Uint8Array> {
  const { db, books, register, person } = desk;
  const within = where(name, 'within', boxOfTile(tile).join());
  const inTile = { ...selection, conditions: [...selection.conditions, within] };
  const selected = await selectionSql(db, books, register, person.viewer, inTile);
  const drawing: Drawing = { desk, name, by, ...selected };
  if (tile.z >= WHOLE_FROM_ZOOM) return encodeTile(register.name, tile, await shapesOf(drawing, sql`true`));
  const [dot, cell] = [unitDegrees(tile.z) * DOT_UNITS, unitDegrees(tile.z) * CELL_UNITS];
  // Points are all small: they are not read a second time to look for large ones.
  if (register.fields[name]!.kind === 'point') {
    return encodeTile(register.name, tile, await crowdsOf(drawing, sql`true`, cell));
  }
  const box = sql.ref(`r.${boxColumnOf(name)}`);
  // One condition, not two: the database guesses from each that fewer records are left, and then sorts them on disk.
  const isSmall = sql<boolean>`greatest(width(${box}), height(${box})) < ${dot}`;
  const [large, small] = await Promise.all([shapesOf(drawing, sql`not ${isSmall}`), crowdsOf(drawing, isSmall, cell)]);
  return encodeTile(register.name, tile, [...large, ...small]);
}

interface Drawing {
  readonly desk: Desk;
  readonly name: string;
  readonly by: string | undefined;
  readonly from: RawBuilder<unknown>;
  readonly where: RawBuilder<boolean>;
}

function checkColouring(register: Register, by: string | undefined): void {
  if (by === undefined || SYSTEM_FIELDS.some((one) => one === by)) return;
  const field = Object.hasOwn(register.fields, by) ? register.fields[by] : undefined;
  if (!field || isFiles(field) || isGeometry(field)) {
    throw deskFault('selection.field', { label: register.label, field: by });
  }
}

/** Title, state and colouring as texts; what the viewer may not see is missing. */
function words({ desk: { register, person }, by }: Drawing) {
  const text = (field: string): RawBuilder<unknown> => sql`${readableColumn(register, person.viewer, field)}::text`;
  return {
    title: text(register.title),
    state: text('state'),
    by: by === undefined ? sql`null::text` : text(by),
  };
}

async function shapesOf(drawing: Drawing, which: RawBuilder<boolean>): Promise<TileFeature[]> {
  const { desk, name, from, where: selected } = drawing;
  const { title, state, by } = words(drawing);
  const shape = readableColumn(desk.register, desk.person.viewer, name);
  const { rows } = await sql<{
    id: string;
    title: string | null;
    state: string | null;
    by: string | null;
    shape: Buffer;
  }>`
    select r.id, ${title} as title, ${state} as state, ${by} as by, ${shape} as shape from ${from}
    where ${selected} and ${which} order by r.id limit ${MOST_DRAWN}`.execute(desk.db);
  return rows.map(({ id, title, state, by, shape }) => {
    return { geometry: fromWkb(shape), properties: { id, title, state, by } };
  });
}

/** What is too small to see, put together by places: how many there are, and what they have in common. */
async function crowdsOf(drawing: Drawing, isSmall: RawBuilder<boolean>, cell: number): Promise<TileFeature[]> {
  const { desk, name, from, where: selected } = drawing;
  const { title, state, by } = words(drawing);
  const middle = sql`center(${sql.ref(`r.${boxColumnOf(name)}`)})`;
  const { rows } = await sql<Crowd>`
    select count(*) as count, min(id) as id, min(title) as title, avg(lon) as lon, avg(lat) as lat,
      case when min(state) = max(state) and count(state) = count(*) then min(state) end as state,
      case when min(by) = max(by) and count(by) = count(*) then min(by) end as by
    from (select r.id::text as id, ${title} as title, ${state} as state, ${by} as by,
      (${middle})[0] as lon, (${middle})[1] as lat from ${from} where ${selected} and ${isSmall}) one
    group by floor(lon / ${cell}), floor(lat / ${cell}) order by min(id)`.execute(desk.db);
  return rows.map(({ count, lon, lat, id, title, state, by }) => ({
    geometry: { type: 'Point', coordinates: [lon, lat] },
    stands: count,
    properties: count === 1 ? { id, title, state, by } : { state, by },
  }));
}

interface Crowd {
  readonly count: number;
  readonly id: string;
  readonly title: string | null;
  readonly state: string | null;
  readonly by: string | null;
  readonly lon: number;
  readonly lat: number;
}

/** How much of a selection can be shown on a map, and where that is. */
export async function extentOf(desk: Desk, selection: Selection) {
  const name = mapField(desk);
  const { db, books, register, person } = desk;
  const { from, where: selected } = await selectionSql(db, books, register, person.viewer, selection);
  const shape = readableColumn(register, person.viewer, name);
  const box = sql.ref(`r.${boxColumnOf(name)}`);
  const { rows } = await sql<{ total: number; located: number } & Sides>`
    select count(*) as total, count(box) as located, min((box[1])[0]) as west, min((box[1])[1]) as south,
      max((box[0])[0]) as east, max((box[0])[1]) as north
    from (select case when ${shape} is not null then ${box} end as box from ${from} where ${selected}) one`.execute(db);
  const { total, located, west, south, east, north } = rows[0]!;
  return { total, located, box: located === 0 ? null : [west, south, east, north] };
}

interface Sides {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}
