import { sql, type RawBuilder } from 'kysely';

/**
 * A number below zero is a scenario: its own rows have it as `first` and `last`, so that no version sees them; the keys
 * of its base that it changes or takes out stand in `scenario_touched`.
 */
export const isScenario = (number: number): boolean => number < 0;

/** The rows of `layer_feature` (called `f`, or as said) that belong to a version or a scenario. */
export function inVersion(layer: string, number: number, called = 'f'): RawBuilder<boolean> {
  const parts = versionParts(layer, number, called);
  return parts.length === 1 ? parts[0]! : sql<boolean>`(${sql.join(parts, sql` or `)})`;
}

/** The same in parts that have no row in common: each is read in the order of an index. */
export function versionParts(layer: string, number: number, called = 'f'): readonly RawBuilder<boolean>[] {
  const f = sql.raw(called);
  const reaching = (version: RawBuilder<unknown>) =>
    sql<boolean>`${f}.layer = ${layer}::uuid and ${f}.first <= ${version} and (${f}.last is null or ${f}.last >= ${version})`;
  if (!isScenario(number)) return [reaching(sql`${number}`)];
  const base = sql`(select base from plan_scenario where layer = ${layer}::uuid and number = ${number})`;
  const touched = sql`select key from scenario_touched where layer = ${layer}::uuid and number = ${number}`;
  return [
    sql<boolean>`(${reaching(base)} and ${f}.key not in (${touched}))`,
    sql<boolean>`(${f}.layer = ${layer}::uuid and ${f}.first = ${number})`,
  ];
}

export interface LayerVersion {
  readonly id: string;
  readonly number: number;
  /** What a scenario stands on. */
  readonly base?: number | null;
}

/** Layers in their versions as a table `v` (layer, number, hides), to be joined with features `f`. */
export function versionsTable(layers: readonly LayerVersion[]): RawBuilder<unknown> {
  const rows = layers.flatMap(({ id, number, base = null }) =>
    isScenario(number)
      ? [[id, base ?? 0, number] as const, [id, number, null] as const]
      : [[id, number, null] as const],
  );
  const column = <At extends 0 | 1 | 2>(at: At) => rows.map((row) => row[at]);
  return sql`unnest(${column(0)}::uuid[], ${column(1)}::integer[], ${column(2)}::integer[]) as v(layer, number, hides)`;
}

/** The features `f` that belong to the versions `v`. */
export const IN_VERSION = sql<boolean>`f.layer = v.layer and f.first <= v.number
  and (f.last is null or f.last >= v.number) and (v.hides is null or not exists (select from scenario_touched t
    where t.layer = v.layer and t.number = v.hides and t.key = f.key))`;
