import { parseDay } from '@quantu/base';
import type { Books } from '@quantu/registers';
import { selectionSql, type SelectionSql } from '@quantu/registers/server';
import { sql, type RawBuilder } from 'kysely';
import { layerRegister, type VersionState } from '../features/layers.server.ts';
import type { MapDesk } from './desk.server.ts';
import { mapFault } from './faults.ts';
import { Kept } from './kept.ts';

/** A layer in one of its versions, as somebody may see it. */
export interface ShownLayer {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly shape: 'area' | 'line' | 'point';
  readonly codeSet: string | null;
  readonly role: string | null;
  readonly colour: string | null;
  readonly isPublic: boolean;
  readonly number: number;
  readonly title: string;
  readonly publishedOn: string | null;
  readonly state: VersionState;
  /** The same as long as the version holds the same. */
  readonly revision: string;
}

const SHOWN = sql`r.id, r.code, coalesce(r.name, r.code) as name, r.shape, r.code_set as "codeSet", r.role, r.colour,
  coalesce(r.is_public, false) as "isPublic", v.number, coalesce(v.title, '') as title,
  v.published_on as "publishedOn", v.state,
  case when v.state = 'draft' then v.id || '/' || v.version else v.id || '/' end || coalesce(v.digest, '') as revision`;

export interface ShownWish {
  readonly asOf?: string | undefined;
  /** Only these. */
  readonly layers?: readonly string[] | undefined;
}

/** Every layer the viewer may read, in the version that is in force or was on a day; those without one are left out. */
export async function shownLayers(desk: MapDesk, { asOf, layers }: ShownWish = {}): Promise<readonly ShownLayer[]> {
  const chosen = layers === undefined ? sql`` : sql`and r.id = any(${layers}::uuid[])`;
  return shown(desk, sql`${versionOn(asOf)} ${chosen}`);
}

function versionOn(asOf: string | undefined): RawBuilder<unknown> {
  if (asOf === undefined) return sql`v.number = r.current_number`;
  if (!parseDay(asOf)) throw mapFault('map.day', { day: asOf });
  return sql`v.state in ('published', 'superseded') and v.published_on <= ${asOf}::date
    and (v.ended_on is null or v.ended_on > ${asOf}::date)`;
}

async function shown(desk: MapDesk, which: RawBuilder<unknown>): Promise<readonly ShownLayer[]> {
  const { db } = desk;
  const { from, where } = await readable(desk);
  const { rows } = await sql<ShownLayer>`select * from (
      select distinct on (r.id) ${SHOWN}, r."order" as place from ${from} join layer_version v on v.layer = r.id
      where ${where} and ${which} order by r.id, v.number desc) one
    order by place nulls last, code`.execute(db);
  return rows;
}

const MOST_RIGHTS = 500;
const selections = new WeakMap<Books, Kept<SelectionSql>>();

/** The layers that a viewer may read. Only their rights decide it, so that a tile does not ask again what they are. */
async function readable({ db, books, viewer }: MapDesk): Promise<SelectionSql> {
  const known = selections.get(books) ?? new Kept<SelectionSql>(MOST_RIGHTS);
  selections.set(books, known);
  const { roles, organisations, person, isProgram = false } = viewer;
  const rights = JSON.stringify([roles, organisations, person, isProgram]);
  const found = known.get(rights);
  if (found) return found;
  const made = await selectionSql(db, books, layerRegister(books), viewer, { conditions: [] });
  known.set(rights, made, 1);
  return made;
}

/** One layer in the version asked for, or the one in force. */
export async function shownLayer(desk: MapDesk, layer: string, number?: number): Promise<ShownLayer> {
  const { db, seesDrafts } = desk;
  const { from, where } = await readable(desk);
  const { rows } = await sql<ShownLayer & { number: number | null }>`
    select ${SHOWN} from ${from} left join layer_version v on v.layer = r.id
      and v.number = ${number === undefined ? sql`r.current_number` : number} and v.state <> 'withdrawn'
    where ${where} and r.id = ${layer}::uuid`.execute(db);
  const [found] = rows;
  if (!found) throw mapFault('map.no-layer');
  if (found.number !== null && (found.state !== 'draft' || seesDrafts)) return found;
  throw number === undefined
    ? mapFault('map.unpublished', { layer: found.name })
    : mapFault('map.no-version', { layer: found.name, number });
}

/** Layers with their version numbers as a table `v` (layer, number), to be joined with features `f`. */
export function versionsTable(layers: readonly Pick<ShownLayer, 'id' | 'number'>[]): RawBuilder<unknown> {
  const ids = layers.map(({ id }) => id);
  const numbers = layers.map(({ number }) => number);
  return sql`unnest(${ids}::uuid[], ${numbers}::integer[]) as v(layer, number)`;
}

/** The features `f` that belong to the versions `v`. */
export const IN_VERSION = sql<boolean>`f.layer = v.layer and f.first <= v.number
  and (f.last is null or f.last >= v.number)`;
