import { dayInChina } from '@quantu/base';
import { fromWkb, type MultiPolygon, type Polygon } from '@quantu/geometry';
import { programViewer, type Books } from '@quantu/registers';
import { writeMany, type RowWish } from '@quantu/registers/server';
import type { WriteDb } from '@quantu/store';
import { sql } from 'kysely';
import type { FoundConflict } from './analyse.ts';
import type { RegisterCounts, RunLayer } from './contract.ts';
import { matchPlaces, type Matched, type Place } from './identity.ts';
import { conflictKindLabel, type ConflictKind } from './kinds.ts';
import type { RunPlan } from './runs.server.ts';

export interface Recorded {
  readonly counts: RegisterCounts;
  /** The records of the conflicts, in their order. */
  readonly records: readonly { readonly id: string; readonly number: string }[];
}

interface Known extends Place {
  readonly id: string;
  readonly number: string;
  readonly state: string;
  readonly trace: string | null;
}

/**
 * Writes what a run found into the register: what is still there keeps its record with all that was decided on it, what
 * is gone is said to be, what comes back is found again. The same run twice changes nothing.
 */
export async function recordConflicts(
  tx: WriteDb,
  books: Books,
  run: { readonly name: string; readonly plan: RunPlan },
  found: readonly FoundConflict[],
): Promise<Recorded> {
  await sql`select pg_advisory_xact_lock(hashtext('plan-conflict'))`.execute(tx);
  const { layers } = run.plan;
  const known = await knownConflicts(tx, run.name, run.plan);
  const fresh = found.map((one): Place => ({ ...one, group: groupOf(one, layers) }));
  const [open, closed] = [known.filter(({ state }) => state !== 'gone'), known.filter(({ state }) => state === 'gone')];
  const matched = matchPlaces(open, fresh);
  const back = await returned(closed, fresh, matched);
  const day = dayInChina(tx.at);
  const next = await numbering(tx);
  const numbers: string[] = [];
  const wishes = found.map((one, at): RowWish => {
    const before = matched.known[at] === null ? back.get(at) : open[matched.known[at]!];
    const values = valuesOf(one, run.plan);
    const source = matched.splitFrom.get(at);
    if (!before) {
      const number = next(one.kind);
      numbers.push(number);
      const trace = source === undefined ? null : `${day} 叠加“${run.name}”：由 ${open[source]!.number} 分出`;
      return { values: { ...values, number, analysis: run.name, foundOn: day, trace } };
    }
    numbers.push(before.number);
    if (before.state !== 'gone') return { id: before.id, values };
    const trace = told(before, `${day} 叠加“${run.name}”：再次出现`);
    return { id: before.id, state: 'found', values: { ...values, goneOn: null, trace } };
  });
  const stays = new Set(matched.known);
  const gone = open.flatMap((one, at): RowWish[] => {
    if (stays.has(at)) return [];
    const into = matched.mergedInto.get(at);
    const words = into === undefined ? '不再出现' : `并入 ${numbers[into]}`;
    const trace = told(one, `${day} 叠加“${run.name}”：${words}`);
    return [{ id: one.id, state: 'gone', values: { goneOn: day, trace } }];
  });
  const register = books.registers.get('plan-conflict')!;
  const written = await writeMany(tx, books, register, programViewer(tx.actor), [...wishes, ...gone]);
  const isNew = (at: number): boolean => matched.known[at] === null && !back.has(at);
  const counts = { added: 0, changed: 0, same: 0, gone: gone.length, returned: back.size };
  for (const at of found.keys()) {
    if (isNew(at)) counts.added++;
    else if (back.has(at)) continue;
    else counts[written[at]!.isUnchanged ? 'same' : 'changed']++;
  }
  return { counts, records: found.map((_, at) => ({ id: written[at]!.id, number: numbers[at]! })) };
}

const told = ({ trace }: Known, line: string): string => [trace, line].filter(Boolean).join('\n');

/** Of what was gone, that which the new places without a record are. */
async function returned(
  closed: readonly Known[],
  fresh: readonly Place[],
  { known, splitFrom }: Matched,
): Promise<ReadonlyMap<number, Known>> {
  const free = fresh.flatMap((_, at) => (known[at] === null && !splitFrom.has(at) ? [at] : []));
  const again = matchPlaces(
    closed,
    free.map((at) => fresh[at]!),
  );
  return new Map(
    free.flatMap((at, i) => {
      const record = again.known[i];
      return record === null || record === undefined ? [] : [[at, closed[record]!] as const];
    }),
  );
}

const groupOf = ({ kind, a, b }: FoundConflict, layers: readonly RunLayer[]): string =>
  [kind, layers[a]!.id, b === null ? '' : layers[b]!.id].join();

/** The records that this run can tell whether they are still there: of its kinds, between its layers. */
async function knownConflicts(tx: WriteDb, name: string, { layers, kinds }: RunPlan): Promise<Known[]> {
  const ids = layers.map(({ id }) => id);
  // Which places no plan covers depends on all the plans of a run, not on two layers.
  const { rows } = await sql<{
    id: string;
    number: string;
    state: string;
    trace: string | null;
    group: string;
    areaM2: number;
    place: Buffer;
  }>`select id, number, state, trace, concat_ws(',', kind, layer_a, coalesce(layer_b::text, '')) as "group",
      area_m2::double precision as "areaM2", place
    from plan_conflict where kind = any(${kinds}::text[]) and layer_a = any(${ids}::uuid[])
      and (layer_b = any(${ids}::uuid[])
        or layer_b is null and (kind = 'C10' or analysis = ${name})) and place is not null
    order by id for update`.execute(tx);
  return rows.map(({ place, ...row }) => ({ ...row, geometry: areaOf(place) }));
}

const areaOf = (wkb: Buffer): Polygon | MultiPolygon => {
  const geometry = fromWkb(wkb);
  if (geometry.type !== 'Polygon' && geometry.type !== 'MultiPolygon') throw new Error('a conflict is an area');
  return geometry;
};

async function numbering(tx: WriteDb): Promise<(kind: ConflictKind) => string> {
  const { rows } = await sql<{ kind: string; last: number }>`
    select kind, max(substring(number from '\\d+$')::bigint) as last from plan_conflict group by kind`.execute(tx);
  const last = new Map(rows.map(({ kind, last }) => [kind, last]));
  return (kind) => {
    const number = (last.get(kind) ?? 0) + 1;
    last.set(kind, number);
    return `${kind}-${String(number).padStart(5, '0')}`;
  };
}

function valuesOf(one: FoundConflict, { layers, rules }: RunPlan): Record<string, unknown> {
  const [a, b] = [layers[one.a]!, one.b === null ? null : layers[one.b]!];
  const yielding = one.yielding === null ? '' : `“${layers[one.yielding]!.name}”让。`;
  return {
    title: titleOf(one, layers),
    kind: one.kind,
    layerA: a.id,
    versionA: a.version,
    classA: one.classA?.slice(0, 80) ?? null,
    keyA: one.keyA?.slice(0, 200) ?? null,
    layerB: b?.id ?? null,
    versionB: b?.version ?? null,
    classB: one.classB?.slice(0, 80) ?? null,
    keyB: one.keyB?.slice(0, 200) ?? null,
    town: one.town?.slice(0, 60) ?? null,
    areaM2: one.areaM2.toFixed(2),
    yields: `${yielding}${one.yields}`.slice(0, 200),
    clause: one.clause,
    giving: one.yielding === null ? null : layers[one.yielding]!.id,
    ruleSet: `${rules.label} 第 ${rules.version} 版`,
    place: one.geometry,
  };
}

export function titleOf(one: FoundConflict, layers: readonly Pick<RunLayer, 'name'>[]): string {
  const side = (layer: number, key: string | null): string => `${layers[layer]!.name}${key === null ? '' : ` ${key}`}`;
  const sides = [side(one.a, one.keyA)];
  if (one.b !== null) sides.push(side(one.b, one.keyB));
  else if (one.keyB !== null) sides.push(one.keyB);
  const detail = one.detail === null ? '' : `（${one.detail}）`;
  return `${conflictKindLabel(one.kind).replace(/^C\d+ /, '')}：${sides.join(' 与 ')}${detail}`.slice(0, 160);
}
