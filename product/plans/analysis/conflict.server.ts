import { fromWkb, type Geometry, type MultiPolygon, type Polygon } from '@quantu/geometry';
import { recordById } from '@quantu/registers/server';
import { sql } from 'kysely';
import { conflicts } from '../conflict.register.ts';
import type { MapDesk } from '../map/desk.server.ts';
import type { ConflictView } from './contract.ts';
import { analysisFault } from './faults.ts';
import { conflictKindLabel, type ConflictKind } from './kinds.ts';

/** A conflict's record with both its layers. */
export interface Conflict {
  readonly id: string;
  readonly version: number;
  readonly number: string;
  readonly title: string;
  readonly kind: ConflictKind;
  readonly state: string;
  readonly layerA: string | null;
  readonly nameA: string | null;
  readonly layerB: string | null;
  readonly nameB: string | null;
  readonly classA: string | null;
  readonly classB: string | null;
  readonly town: string | null;
  readonly areaM2: number;
  readonly yields: string | null;
  readonly clause: string | null;
  /** The layer that has to give way by the rules it was found by; null: a person says. */
  readonly giving: string | null;
  readonly ruleSet: string | null;
  readonly dueOn: string | null;
  readonly holder: string | null;
  readonly decision: string | null;
  readonly place: Polygon | MultiPolygon | null;
  readonly proposal: Geometry | null;
}

const nameOf = (side: 'a' | 'b') =>
  sql`(select coalesce(l.name, l.code) from map_layer l where l.id = c.${sql.ref(`layer_${side}`)})`;

/** The conflict, when this person may read its record. */
export async function conflictById({ db, books, viewer }: MapDesk, id: string): Promise<Conflict> {
  await recordById(db, books, books.registers.get('plan-conflict')!, viewer, id);
  const { rows } = await sql<
    Omit<Conflict, 'place' | 'proposal'> & { place: Buffer | null; proposal: Buffer | null }
  >`select c.id, c.version, c.number, c.title, c.kind, c.state, c.layer_a as "layerA", ${nameOf('a')} as "nameA",
      c.layer_b as "layerB", ${nameOf('b')} as "nameB", c.class_a as "classA", c.class_b as "classB", c.town,
      c.area_m2::double precision as "areaM2", c.yields, c.clause, c.giving, c.rule_set as "ruleSet", c.due_on as "dueOn",
      (select o.name from organisation o where o.id = c.holder) as holder, c.decision, c.place, c.proposal from plan_conflict c where c.id = ${id}::uuid`.execute(
    db,
  );
  const [row] = rows;
  if (!row) throw analysisFault('conflict.unknown');
  const place = row.place && fromWkb(row.place);
  const isArea = place?.type === 'Polygon' || place?.type === 'MultiPolygon';
  return { ...row, place: isArea ? place : null, proposal: row.proposal && fromWkb(row.proposal) };
}

export const isClosed = ({ state }: Pick<Conflict, 'state'>): boolean => state === 'gone';
export const stateLabel = ({ state }: Pick<Conflict, 'state'>): string =>
  conflicts.states?.states[state]?.label ?? state;

/** Which sides could give way, and which the rule says; null: a person has to. */
export function sidesOf(conflict: Conflict): { readonly sides: ('a' | 'b')[]; readonly byRule: 'a' | 'b' | null } {
  const { kind, layerA, layerB, giving } = conflict;
  // A hole is filled by drawing what is missing; where a bound does not reach, only the other side can give way.
  if (kind === 'C9') return { sides: [], byRule: null };
  const sides: ('a' | 'b')[] = [];
  if (layerA !== null) sides.push('a');
  if (layerB !== null && kind !== 'C3') sides.push('b');
  const byRule = giving === null ? null : giving === layerA ? 'a' : 'b';
  return { sides, byRule: byRule !== null && sides.includes(byRule) ? byRule : null };
}

export function conflictView(conflict: Conflict, mayWrite: boolean): ConflictView {
  const {
    id,
    number,
    title,
    kind,
    state,
    classA,
    classB,
    town,
    areaM2,
    yields,
    clause,
    ruleSet,
    holder,
    dueOn,
    decision,
  } = conflict;
  const layer = (of: string | null, name: string | null) => (of === null ? null : { id: of, name: name ?? '' });
  const { sides } = sidesOf(conflict);
  return {
    id,
    number,
    title,
    kind,
    kindLabel: conflictKindLabel(kind),
    state,
    stateLabel: stateLabel(conflict),
    layerA: layer(conflict.layerA, conflict.nameA),
    layerB: layer(conflict.layerB, conflict.nameB),
    classA,
    classB,
    town,
    areaM2,
    yields,
    clause,
    ruleSet,
    holder,
    dueOn,
    decision,
    place: conflict.place,
    proposal: conflict.proposal,
    sides,
    can: { accept: mayWrite && sides.length > 0 && !isClosed(conflict) },
  };
}
