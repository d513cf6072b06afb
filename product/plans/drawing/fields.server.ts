import type { ReadDb } from '@quantu/store';
import { sql } from 'kysely';
import { inVersion } from '../features/version-rows.server.ts';
import type { FieldValues } from './contract.ts';

/** What every feature has beside its own attributes. */
const OWN = [
  { field: 'code', kind: 'text' },
  { field: 'areaM2', kind: 'number' },
] as const;
const LOOKED_AT = 500;
const MOST_TEXTS = 60;
const MOST_NUMBERS = 1000;

/** The attributes of a version's features, as the first of them show. */
export async function fieldsOf(db: ReadDb, layer: string, number: number): Promise<{ field: string; kind: string }[]> {
  const { rows } = await sql<{ field: string; kind: string }>`
    select e.key as field, case when bool_and(jsonb_typeof(e.value) in ('number', 'null')) 
      and bool_or(jsonb_typeof(e.value) = 'number') then 'number' else 'text' end as kind
    from (select f.attributes from layer_feature f where ${inVersion(layer, number)} limit ${LOOKED_AT}) s,
      jsonb_each(s.attributes) e group by e.key order by e.key`.execute(db);
  return [...OWN, ...rows];
}

const valueOf = (field: string) => {
  if (field === 'code') return sql`to_jsonb(f.code)`;
  return field === 'areaM2' ? sql`to_jsonb(f.area_m2)` : sql`f.attributes -> ${field}`;
};

/** How the values of a field are spread; null: no feature has it. */
export async function valuesOf(db: ReadDb, layer: string, number: number, field: string): Promise<FieldValues | null> {
  const values = sql`(select ${valueOf(field)} as v from layer_feature f where ${inVersion(layer, number)}) s`;
  const { rows } = await sql<{ features: number; numbers: number; texts: number }>`
    select count(*) as features, count(*) filter (where jsonb_typeof(v) = 'number') as numbers,
      count(*) filter (where jsonb_typeof(v) <> 'number' and jsonb_typeof(v) <> 'null' and v #>> '{}' <> '') as texts
    from ${values}`.execute(db);
  const { features = 0, numbers = 0, texts = 0 } = rows[0] ?? {};
  if (numbers + texts === 0 && field !== 'code') return null;
  const missing = features - numbers - texts;
  if (texts === 0 && numbers > 0) {
    return { field, kind: 'number', features, missing, numbers: await spread(db, values, numbers), texts: [] };
  }
  const { rows: found } = await sql<{ value: string; features: number }>`
    select v #>> '{}' as value, count(*) as features from ${values}
    where v is not null and jsonb_typeof(v) <> 'null' and v #>> '{}' <> ''
    group by 1 order by 2 desc, 1 limit ${MOST_TEXTS}`.execute(db);
  return { field, kind: 'text', features, missing, numbers: [], texts: found };
}

/** Numbers in order, evenly taken, the first and the last among them. */
async function spread(db: ReadDb, values: ReturnType<typeof sql>, count: number): Promise<number[]> {
  const step = Math.max(1, Math.ceil(count / MOST_NUMBERS));
  const { rows } = await sql<{ value: number }>`
    select value from (select (v #>> '{}')::float8 as value, row_number() over (order by (v #>> '{}')::float8) - 1 as at
      from ${values} where jsonb_typeof(v) = 'number') o
    where at % ${step}::integer = 0 or at = ${count - 1} order by at`.execute(db);
  return rows.map(({ value }) => value);
}
