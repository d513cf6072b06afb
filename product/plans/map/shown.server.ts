import { parseDay } from '@quantu/base';
import type { Books } from '@quantu/registers';
import { selectionSql, type SelectionSql } from '@quantu/registers/server';
import type { Store } from '@quantu/store';
import { sql, type RawBuilder } from 'kysely';
import { layerRegister, type VersionState } from '../features/layers.server.ts';
import { isScenario } from '../features/version-rows.server.ts';
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
  /** The version that a scenario stands on; null: this is a version. */
  readonly base: number | null;
  /** The same as long as the version holds the same. */
  readonly revision: string;
}

const LAYER = sql`r.id, r.code, coalesce(r.name, r.code) as name, r.shape, r.code_set as "codeSet", r.role, r.colour,
  coalesce(r.is_public, false) as "isPublic"`;
const SHOWN = sql`${LAYER}, v.number, coalesce(v.title, '') as title,
  v.published_on as "publishedOn", v.state, null::integer as base,
  case when v.state = 'draft' then v.id || '/' || v.version else v.id || '/' end || coalesce(v.digest, '') as revision`;
const SCENARIO = sql`${LAYER}, v.number, v.name as title, null::date as "publishedOn", 'draft' as state, v.base,
  v.id || '/' || v.version as revision`;

/** A layer, in a version by number where one is named. */
export interface LayerChoice {
  readonly layer: string;
  readonly version?: number | undefined;
}

export interface ShownWish {
  readonly asOf?: string | undefined;
  /** Only these. */
  readonly layers?: readonly LayerChoice[] | undefined;
}

/**
 * Every layer the viewer may read, in the version that is named, else that is in force or was on a day; those without
 * one are left out.
 */
export async function shownLayers(desk: MapDesk, { asOf, layers }: ShownWish = {}): Promise<readonly ShownLayer[]> {
  if (layers === undefined) return shown(desk, versionOn(asOf));
  const ids = layers.map(({ layer }) => layer);
  const numbers = layers.map(({ version }) => version ?? null);
  const named = sql`(select number from unnest(${ids}::uuid[], ${numbers}::integer[]) c(layer, number)
    where c.layer = r.id limit 1)`;
  const seen = desk.seesDrafts ? sql`v.state <> 'withdrawn'` : sql`v.state in ('published', 'superseded')`;
  const which = numbers.every((number) => number === null)
    ? versionOn(asOf)
    : sql`case when ${named} is null then ${versionOn(asOf)} else v.number = ${named} and ${seen} end`;
  const versions = await shown(desk, sql`r.id = any(${ids}::uuid[]) and ${which}`);
  if (!desk.seesDrafts || numbers.every((number) => number === null || !isScenario(number))) return versions;
  return inOrder([...versions, ...(await scenarios(desk, sql`v.number = ${named}`))]);
}

function versionOn(asOf: string | undefined): RawBuilder<unknown> {
  if (asOf === undefined) return sql`v.number = r.current_number`;
  if (!parseDay(asOf)) throw mapFault('map.day', { day: asOf });
  return sql`v.state in ('published', 'superseded') and v.published_on <= ${asOf}::date
    and (v.ended_on is null or v.ended_on > ${asOf}::date)`;
}

interface Placed extends ShownLayer {
  readonly place: number | null;
}

async function shown(desk: MapDesk, which: RawBuilder<unknown>): Promise<readonly Placed[]> {
  const { db } = desk;
  const { from, where } = await readable(desk);
  const { rows } = await sql<Placed>`select distinct on (r.id) ${SHOWN}, r."order" as place
    from ${from} join layer_version v on v.layer = r.id
    where ${where} and ${which} order by r.id, v.number desc`.execute(db);
  return inOrder(rows);
}

async function scenarios(desk: MapDesk, which: RawBuilder<unknown>): Promise<readonly Placed[]> {
  const { from, where } = await readable(desk);
  const { rows } = await sql<Placed>`select ${SCENARIO}, r."order" as place
    from ${from} join plan_scenario v on v.layer = r.id where ${where} and ${which}`.execute(desk.db);
  return rows;
}

/** As their records say, from the bottom up. */
const inOrder = (layers: readonly Placed[]): readonly Placed[] =>
  [...layers].sort((a, b) => (a.place ?? Infinity) - (b.place ?? Infinity) || (a.code < b.code ? -1 : 1));

const MOST_RIGHTS = 500;
const selections = new WeakMap<Books, Kept<SelectionSql>>();

/** The layers that a viewer may read. Only their rights decide it, so that a tile does not ask again what they are. */
async function readable({ db, books, viewer }: MapDesk): Promise<SelectionSql> {
  const known = selections.get(books) ?? new Kept<SelectionSql>(MOST_RIGHTS);
  selections.set(books, known);
  const rights = rightsOf(viewer);
  const found = known.get(rights);
  if (found) return found;
  const made = await selectionSql(db, books, layerRegister(books), viewer, { conditions: [] });
  known.set(rights, made, 1);
  return made;
}

const rightsOf = ({ roles, organisations, person, isProgram }: MapDesk['viewer']): string =>
  JSON.stringify([roles, organisations, person, isProgram === true]);

const MOST_RECENT = 2000;
/** A map asks for some thirty tiles at once: what one of them may see the others may, for so long. */
const RECENT_MS = 1000;
const recent = new WeakMap<Store, Kept<{ readonly layer: ShownLayer; readonly until: number }>>();

/**
 * A version by its number, for its tiles. What was published does not change, so that only the right to see it can, and
 * its being withdrawn: both show within a second. A draft is asked for every time.
 */
export async function shownForTiles(desk: MapDesk, layer: string, number: number): Promise<ShownLayer> {
  const known = recent.get(desk.store) ?? new Kept<{ readonly layer: ShownLayer; readonly until: number }>(MOST_RECENT);
  recent.set(desk.store, known);
  const key = `${desk.district}/${layer}/${number}/${rightsOf(desk.viewer)}`;
  const found = known.get(key);
  const now = performance.now();
  if (found && now < found.until) return found.layer;
  const shown = await shownLayer(desk, layer, number);
  if (shown.state !== 'draft') known.set(key, { layer: shown, until: now + RECENT_MS }, 1);
  return shown;
}

/** One layer in the version asked for, or the one in force. */
export async function shownLayer(desk: MapDesk, layer: string, number?: number): Promise<ShownLayer> {
  const { db, seesDrafts } = desk;
  if (number !== undefined && isScenario(number)) return shownScenario(desk, layer, number);
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

async function shownScenario(desk: MapDesk, layer: string, number: number): Promise<ShownLayer> {
  const which = sql`r.id = ${layer}::uuid and v.number = ${number}`;
  const [found] = desk.seesDrafts ? await scenarios(desk, which) : [];
  if (found) return found;
  throw mapFault('map.no-scenario');
}

/** `第 3 版`, `方案“北移”`. */
export const versionWords = ({ number, base, title }: Pick<ShownLayer, 'number' | 'base' | 'title'>): string =>
  base === null ? `第 ${number} 版` : `方案“${title}”`;
