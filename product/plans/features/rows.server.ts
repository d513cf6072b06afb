import type { UnrecordedDb } from '@quantu/store';
import { sql, type RawBuilder } from 'kysely';
import type { FeatureRow } from './feature.server.ts';

/** Rows that go to the database at once: as many as make about this much. */
const BATCH_BYTES = 4 * 2 ** 20;
const BATCH_ROWS = 2000;

/** Batches of rows that cost the process the same memory however large their geometries are. */
export class Batches<Row extends { readonly shape: Uint8Array | null }> {
  #rows: Row[] = [];
  #bytes = 0;

  /** The rows to write now, when these are enough. */
  add(row: Row): readonly Row[] | null {
    this.#rows.push(row);
    this.#bytes += row.shape?.length ?? 0;
    return this.#rows.length >= BATCH_ROWS || this.#bytes >= BATCH_BYTES ? this.rest() : null;
  }

  rest(): readonly Row[] {
    const rows = this.#rows;
    this.#rows = [];
    this.#bytes = 0;
    return rows;
  }
}

/** What is told of a row beside its geometry, in the words of `columnsText`. */
type Told = Readonly<Record<string, unknown>>;

/**
 * Rows as a table `r` with the columns of a feature and those of `more`. Geometries go over as they are, one behind the
 * other: as text in JSON they would be twice as long and be read twice.
 */
export function rowsTable(
  rows: readonly (Omit<FeatureRow, 'shape' | 'box'> &
    Partial<Pick<FeatureRow, 'box'>> & { shape: Uint8Array | null })[],
  more: readonly { readonly name: string; readonly type: string }[] = [],
  told: readonly Told[] = [],
): RawBuilder<unknown> {
  let at = 1;
  const list = rows.map(({ shape, box, areaM2: area, ...row }, i) => {
    const length = shape?.length ?? null;
    const place = { ...row, ...told[i], area, at, length, w: box?.[0], s: box?.[1], e: box?.[2], n: box?.[3] };
    at += length ?? 0;
    return place;
  });
  const shapes = Buffer.concat(rows.flatMap(({ shape }) => (shape ? [shape] : [])));
  const extra = more.map(({ name, type }) => sql`, ${sql.ref(name)} ${sql.raw(type)}`);
  const names = more.map(({ name }) => sql`, j.${sql.ref(name)}`);
  return sql`(select j.key, j.code, j.use, j.name, j.attributes,
      case when j.length is not null then substring(${shapes}::bytea from j.at for j.length) end as shape,
      case when j.w is not null then box(point(j.w, j.s), point(j.e, j.n)) end as box,
      j.area as area_m2, j.digest${sql.join(names, sql``)}
    from json_to_recordset(${JSON.stringify(list)}::json) as j(key text, code text, use text, name text,
      attributes jsonb, area double precision, digest text, at integer, length integer,
      w double precision, s double precision, e double precision, n double precision${sql.join(extra, sql``)})) r`;
}

export const COLUMNS = sql`key, code, use, name, attributes, shape, box, area_m2, digest`;

/** The features of a version on their way, in a table of this transaction; returns how many. */
export async function stageRows(
  tx: UnrecordedDb,
  rows: AsyncIterable<FeatureRow> | Iterable<FeatureRow>,
): Promise<number> {
  await sql`create temporary table if not exists coming_feature (key text not null, code text, use text, name text,
    attributes jsonb not null, shape bytea not null, box box not null, area_m2 double precision not null,
    digest text not null) on commit drop`.execute(tx);
  await sql`truncate coming_feature`.execute(tx);
  const batches = new Batches<FeatureRow>();
  let count = 0;
  const put = async (batch: readonly FeatureRow[] | null): Promise<void> => {
    if (batch === null || batch.length === 0) return;
    count += batch.length;
    await sql`insert into coming_feature (${COLUMNS}) select ${COLUMNS} from ${rowsTable(batch)}`.execute(tx);
  };
  for await (const row of rows) await put(batches.add(row));
  await put(batches.rest());
  await sql`analyze coming_feature`.execute(tx);
  return count;
}
