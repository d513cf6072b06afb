import { columnOf, geometryOf, type Books, type Register } from '@quantu/registers';
import type { Store, UnrecordedDb } from '@quantu/store';
import { sql } from 'kysely';

const MOST_NAME = 63;
/** As the register lets codes be written; nothing else goes into a statement. */
const NAME = /^[A-Za-z0-9_-]+$/;

/**
 * Where the server has PostGIS, every layer in force and every register with a place as a view in the schema `gis`, for
 * QGIS and other programs that read the database. Who may read them is the database administrator's to grant; what
 * was granted stays. A view reads through a function, so that no later migration of a table is held up by it.
 */
export async function makeGisViews(store: Store, books: Books): Promise<void> {
  const { rows } = await sql`select 1 from pg_extension where extname = 'postgis'`.execute(store.read());
  if (rows.length === 0) return;
  await store.unrecorded(undefined, (db) => sql`create schema if not exists gis`.execute(db));
  for (const { code } of await store.districts()) {
    await store.unrecorded(code, async (db) => {
      const schema = `d${code}`;
      const layers = await sql<{ id: string; code: string }>`select id, code from map_layer order by code`.execute(db);
      for (const layer of layers.rows) if (NAME.test(layer.code)) await layerView(db, schema, layer);
      for (const register of books.registers.all) {
        const field = geometryOf(register);
        if (field !== null) await registerView(db, schema, register, columnOf(field));
      }
    });
  }
}

async function layerView(db: UnrecordedDb, schema: string, layer: { id: string; code: string }): Promise<void> {
  const columns =
    'key text, code text, use text, name text, area_m2 double precision, attributes jsonb, geometry geometry';
  const body = `select f.key, f.code, f.use, f.name, f.area_m2, f.attributes,
      st_setsrid(st_geomfromwkb(f.shape), 4490) from "${schema}".layer_feature f
    join "${schema}".map_layer l on l.id = f.layer
    where l.id = '${layer.id}' and f.first <= l.current_number and (f.last is null or f.last >= l.current_number)`;
  await view(db, `${schema}_${layer.code}`, columns, body);
}

async function registerView(db: UnrecordedDb, schema: string, register: Register, shape: string): Promise<void> {
  const columns = 'id uuid, title text, state text, attributes jsonb, geometry geometry';
  const hidden = Object.entries(register.fields)
    .filter(([, { kind, read, unmasked }]) => ['point', 'line', 'area'].includes(kind) || read || unmasked)
    .flatMap(([name]) => [columnOf(name), `${columnOf(name)}_box`]);
  const state = register.states ? 'r.state' : 'null::text';
  const body = `select r.id, r."${columnOf(register.title)}"::text, ${state},
      to_jsonb(r) - array[${[...hidden, 'words'].map((name) => `'${name}'`).join(', ')}],
      st_setsrid(st_geomfromwkb(r."${shape}"), 4490)
    from "${schema}"."${register.table}" r where r."${shape}" is not null`;
  await view(db, `${schema}_${register.table}`, columns, body);
}

/** Names are made of codes whose letters are checked where they are written. */
async function view(db: UnrecordedDb, wanted: string, columns: string, body: string): Promise<void> {
  const name = wanted.slice(0, MOST_NAME);
  await sql
    .raw(
      `create or replace function gis."${name}"() returns table (${columns}) language sql stable as $body$${body}$body$`,
    )
    .execute(db);
  await sql.raw(`create or replace view gis."${name}" as select * from gis."${name}"()`).execute(db);
}
