import { boxAround, type Box } from '@quantu/geometry';
import type { ReadDb } from '@quantu/store';
import { sql } from 'kysely';
import { IN_VERSION, versionsTable } from '../../features/version-rows.server.ts';
import { boxSql } from '../../map/identify.server.ts';
import type { SearchWish } from '../contract.ts';
import { useOf } from '../role-layers.server.ts';
import { begins } from '../rules.ts';
import { boxAt, type Columns, type GroundColumns, type ParcelColumns } from './columns.ts';
import type { PlannedLayer } from './plan.server.ts';
import { isSteep } from './slope.ts';

interface ParcelRow {
  readonly layer: string;
  readonly key: string;
  readonly name: string | null;
  readonly code: string | null;
  readonly use: string | null;
  readonly shape: Buffer;
  readonly areaM2: number;
  readonly w: number;
  readonly s: number;
  readonly e: number;
  readonly n: number;
}

export interface Parcels {
  readonly columns: readonly ParcelColumns[];
  /** With those that have not the size. */
  readonly total: number;
  /** Around those of the size. */
  readonly box: Box | null;
}

/** Parcels of the right size; the whole number is told too. */
export async function readParcels(
  db: ReadDb,
  base: readonly PlannedLayer[],
  { minM2, maxM2 }: SearchWish,
): Promise<Parcels> {
  const { rows } = await sql<ParcelRow>`
    select f.layer, f.key, coalesce(f.attributes->>'DKBH', f.attributes->>'地块编号', f.name) as name, f.code, f.use, f.shape, f.area_m2 as "areaM2", ((f.box)[1])[0] as w,
      ((f.box)[1])[1] as s, ((f.box)[0])[0] as e, ((f.box)[0])[1] as n
    from ${versionsTable(base)} join layer_feature f on ${IN_VERSION}
    where f.area_m2 between ${minM2} and ${maxM2} order by f.layer, f.key`.execute(db);
  const { rows: counted } = await sql<{ total: number }>`select count(*) as total
    from ${versionsTable(base)} join layer_feature f on ${IN_VERSION} where f.area_m2 > 0`.execute(db);
  const columns = base.map(({ id, codeSet }) => {
    const own = rows.filter(({ layer }) => layer === id);
    const classOf = classes(codeSet);
    return {
      ...packed(own),
      layer: id,
      keys: own.map(({ key }) => key),
      names: own.map(({ name }) => name),
      codes: own.map(({ code }) => code),
      uses: own.map(({ code, use }) => classOf(code, use)),
      areasM2: Float64Array.from(own, ({ areaM2 }) => areaM2),
      boxes: Float64Array.from(own.flatMap(({ w, s, e, n }) => [w, s, e, n])),
    };
  });
  return { columns, total: counted[0]!.total, box: around(rows) };
}

function around(rows: readonly ParcelRow[]): Box | null {
  if (rows.length === 0) return null;
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { w, s, e, n } of rows) {
    [west, south, east, north] = [Math.min(west, w), Math.min(south, s), Math.max(east, e), Math.max(north, n)];
  }
  return [west, south, east, north];
}

interface GroundRow {
  readonly layer: string;
  readonly code: string | null;
  readonly use: string | null;
  readonly shape: Buffer;
}

/** What the layers of the other criteria have in a box, by role: of current use and slopes only what is asked about. */
export async function readGround(
  db: ReadDb,
  layers: readonly PlannedLayer[],
  box: Box | null,
  { present = [], slopeDeg }: SearchWish,
): Promise<readonly GroundColumns[]> {
  const found: GroundColumns[] = [];
  for (const role of new Set(layers.map((layer) => layer.role))) {
    const own = layers.filter((layer) => layer.role === role);
    const { rows } = await (box === null
      ? { rows: [] }
      : sql<GroundRow>`select f.layer, coalesce(f.code, f.attributes->>'PDJB') as code, f.use, f.shape
          from ${versionsTable(own)} join layer_feature f on ${IN_VERSION}
          where f.box && ${boxSql(box)} order by f.layer, f.key`.execute(db));
    const classOf = new Map(own.map(({ id, codeSet }) => [id, classes(codeSet)]));
    const isAsked = ({ layer, code, use }: GroundRow): boolean => {
      if (role === 'slope') return isSteep(code, slopeDeg ?? 90);
      const known = role === 'present-use' ? classOf.get(layer)!(code, use) : null;
      return role !== 'present-use' || (known !== null && begins(present, known));
    };
    found.push({ role, ...packed(rows.filter(isAsked)) });
  }
  return found;
}

/** What newer generations have drawn where parcels of older ones lie: theirs no more, whatever size the new ones have. */
export async function readNewer(
  db: ReadDb,
  base: readonly PlannedLayer[],
  parcels: readonly ParcelColumns[],
): Promise<readonly Columns[]> {
  const found: Columns[] = [];
  for (const [at, layer] of base.slice(0, -1).entries()) {
    const older = boxAround(parcels.slice(at + 1).flatMap(({ boxes, keys }) => keys.map((_, i) => boxAt(boxes, i))));
    const { rows } = await (older === null
      ? { rows: [] }
      : sql<{ shape: Buffer }>`select f.shape from ${versionsTable([layer])} join layer_feature f on ${IN_VERSION}
          where f.box && ${boxSql(older)} and f.area_m2 > 0 order by f.key`.execute(db));
    found.push(packed(rows));
  }
  return found;
}

/** The class of 2023 of a layer's codes, each read once. */
function classes(codeSet: string | null): (code: string | null, use: string | null) => string | null {
  const known = new Map<string | null, string | null>();
  return (code, use) => {
    if (use !== null) return use;
    if (!known.has(code)) known.set(code, useOf(codeSet, code, null));
    return known.get(code)!;
  };
}

const packed = (rows: readonly { readonly shape: Buffer }[]): Columns => ({
  lengths: rows.map(({ shape }) => shape.length),
  shapes: Buffer.concat(rows.map(({ shape }) => shape)),
});
