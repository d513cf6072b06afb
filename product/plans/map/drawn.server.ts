import {
  ownTileColumn,
  ShapePacker,
  tileColumn,
  type Box,
  type PackedShapes,
  type TileColumn,
  type TileValue,
} from '@quantu/geometry';
import type { ReadDb } from '@quantu/store';
import { sql, type RawBuilder } from 'kysely';
import { inVersion, versionParts } from '../features/version-rows.server.ts';
import { boxSql } from './identify.server.ts';
import type { ShownLayer } from './shown.server.ts';

/** Features of a version as tiles are drawn from them. */
export interface DrawnFeatures {
  readonly shapes: PackedShapes;
  readonly columns: readonly TileColumn[];
}

/** Features fetched at a time: a few megabytes. */
const PAGE = 10_000;

interface Page {
  /** Shapes one behind the other; null: no features are left. */
  readonly shapes: Buffer | null;
  readonly rows: readonly [
    key: string,
    code: string | null,
    name: string | null,
    areaM2: number,
    by: TileValue | null,
  ][];
}

/**
 * All features of a version, or those whose boxes meet a box, packed. Shapes come as one value a page: ten thousand
 * rows of their own would cost the driver more than the drawing costs us.
 */
export async function drawnFeatures(
  db: ReadDb,
  layer: ShownLayer,
  { box, by }: { readonly box?: Box; readonly by?: string | undefined } = {},
): Promise<DrawnFeatures> {
  const packer = new ShapePacker();
  const keys: string[] = [];
  const codes: (string | null)[] = [];
  const names: (string | null)[] = [];
  const areas: number[] = [];
  const values: (TileValue | null)[] = [];
  for await (const page of pages(db, layer, box, by)) {
    packer.addAll(page.shapes);
    for (const [key, code, name, area, value] of page.rows) {
      keys.push(key);
      codes.push(code);
      names.push(name);
      areas.push(area);
      values.push(value);
    }
  }
  const shapes = packer.finish();
  const own = [ownTileColumn('key', keys), ownTileColumn('areaM2', areas)];
  const shared = [tileColumn('code', codes), ...(by === undefined ? [] : [tileColumn('by', values)])];
  return { shapes, columns: [...own, ...shared, tileColumn('name', names, { isOwn: true })] };
}

interface FullPage extends Page {
  readonly shapes: Buffer;
}

/** Page by page in the order of keys; of a scenario first what it left alone, then its own. */
async function* pages(
  db: ReadDb,
  { id, number }: ShownLayer,
  box: Box | undefined,
  by: string | undefined,
): AsyncGenerator<FullPage> {
  for (const part of versionParts(id, number)) {
    for (let after: string | null = null; ;) {
      const { shapes, rows }: Page = await pageAfter(db, part, after, box, by);
      if (shapes !== null) yield { shapes, rows };
      if (rows.length < PAGE) break;
      after = rows.at(-1)![0];
    }
  }
}

async function pageAfter(
  db: ReadDb,
  part: RawBuilder<boolean>,
  after: string | null,
  box: Box | undefined,
  by: string | undefined,
): Promise<Page> {
  const value =
    by === undefined
      ? sql`null`
      : sql`case when jsonb_typeof(f.attributes -> ${by}) in
    ('string', 'number', 'boolean') then f.attributes -> ${by} end`;
  const { rows } = await sql<Page>`
    select string_agg(shape, ''::bytea order by key) as shapes,
      coalesce(json_agg(json_build_array(key, code, name, area, value) order by key), '[]') as rows
    from (select f.key, f.code, f.name, round(f.area_m2::numeric, case when f.area_m2 < 100 then 1 else 0 end)::double precision as area, f.shape, ${value} as value
      from layer_feature f where ${part}
        ${box === undefined ? sql`` : sql`and f.box && ${boxSql(box)}`}
        ${after === null ? sql`` : sql`and f.key > ${after}`}
      order by f.key limit ${PAGE}) one`.execute(db);
  return rows[0]!;
}

export const belongs = ({ id, number }: Pick<ShownLayer, 'id' | 'number'>): RawBuilder<boolean> =>
  inVersion(id, number);

/** About how many bytes the features of a version take when they are packed. */
export async function weightOf(db: ReadDb, layer: ShownLayer): Promise<number> {
  const { rows } = await sql<{ bytes: number }>`
    select coalesce(sum(octet_length(f.shape) / 2 + 150), 0)::bigint as bytes from layer_feature f
    where ${belongs(layer)}`.execute(db);
  return rows[0]!.bytes;
}
