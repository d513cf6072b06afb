import { sql, type RawBuilder } from 'kysely';
import type { OgcDesk } from './desk.server.ts';
import { belongs } from '../map/drawn.server.ts';
import { Kept } from '../map/kept.ts';
import type { ShownLayer } from '../map/shown.server.ts';

/** What a feature can be asked by. */
export interface Queryable {
  readonly name: string;
  readonly title: string;
  readonly kind: 'text' | 'number' | 'boolean' | 'geometry';
  /** The column, or null: an attribute. */
  readonly column: RawBuilder<unknown> | null;
}

const OWN: readonly Queryable[] = [
  { name: 'key', title: '标识', kind: 'text', column: sql`f.key` },
  { name: 'code', title: '分类编码', kind: 'text', column: sql`f.code` },
  { name: 'use', title: '用地用海分类（2023）', kind: 'text', column: sql`f.use` },
  { name: 'name', title: '名称', kind: 'text', column: sql`f.name` },
  { name: 'areaM2', title: '椭球面积（平方米）', kind: 'number', column: sql`f.area_m2` },
  { name: 'geometry', title: '几何', kind: 'geometry', column: null },
];
const MOST = 500;
const kept = new Kept<readonly Queryable[]>(2000);

/** Our own columns, and the attributes that the version's features have. */
export async function queryablesOf({ db, district }: OgcDesk, layer: ShownLayer): Promise<readonly Queryable[]> {
  const key = `${district}/${layer.revision}`;
  const known = kept.get(key);
  if (known) return known;
  const { rows } = await sql<{ name: string; kinds: string[] }>`
    select a.key as name, array_agg(distinct jsonb_typeof(a.value)) as kinds
    from layer_feature f, jsonb_each(f.attributes) a where ${belongs(layer)}
    group by a.key order by a.key limit ${MOST}`.execute(db);
  const attributes = rows
    .filter(({ name }) => !OWN.some((own) => own.name === name))
    .map(({ name, kinds }): Queryable => ({ name, title: name, kind: kindOf(kinds), column: null }));
  const all = [...OWN, ...attributes];
  kept.set(key, all, 1);
  return all;
}

function kindOf(kinds: readonly string[]): Queryable['kind'] {
  const [only, ...others] = kinds.filter((kind) => kind !== 'null');
  if (others.length > 0) return 'text';
  return only === 'number' || only === 'boolean' ? only : 'text';
}

/** A property in SQL, as a text, number or yes-no; null where the feature has another kind of value there. */
export function valueSql({ name, column, kind }: Queryable, as: 'text' | 'number' | 'boolean'): RawBuilder<unknown> {
  if (column !== null) {
    if (as === 'number' && kind === 'number') return sql`(${column})::numeric`;
    return as === 'text' ? sql`(${column})::text` : sql`null::${sql.raw(as === 'number' ? 'numeric' : 'boolean')}`;
  }
  if (as === 'text') return sql`(f.attributes ->> ${name}::text)`;
  return sql`(case when jsonb_typeof(f.attributes -> ${name}::text) = ${as}
    then (f.attributes ->> ${name}::text)::${sql.raw(as === 'number' ? 'numeric' : 'boolean')} end)`;
}
