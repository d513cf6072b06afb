import { programViewer, type Books, type Register } from '@quantu/registers';
import { changeRecord, createRecord, moveRecord } from '@quantu/registers/server';
import type { ReadDb, WriteDb } from '@quantu/store';
import { sql } from 'kysely';
import type { LayerHead } from '../features/layers.server.ts';
import { scenarioFault } from './faults.ts';
import { SCENARIO_STATES, type ScenarioState } from './contract.ts';

const scenarioRegister = (books: Books): Register => books.registers.get('plan-scenario')!;

/** A scenario as its record tells of it. */
export interface ScenarioRecord {
  readonly id: string;
  readonly version: number;
  /** Below zero. */
  readonly number: number;
  readonly name: string;
  readonly purpose: string | null;
  readonly owner: string | null;
  readonly base: number;
  readonly state: ScenarioState;
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  readonly edits: number;
  readonly adoptedAs: number | null;
  readonly madeAt: string;
}

const COLUMNS = sql`id, version, number, name, purpose, owner, base, state, coalesce(added, 0) as added,
  coalesce(changed, 0) as changed, coalesce(removed, 0) as removed, coalesce(edits, 0) as edits,
  adopted_as as "adoptedAs", created_at as "madeAt"`;

export async function scenarioRecord(
  db: ReadDb,
  { id, name }: Pick<LayerHead, 'id' | 'name'>,
  number: number,
  isLocked = false,
): Promise<ScenarioRecord> {
  const { rows } = await sql<ScenarioRecord>`select ${COLUMNS} from plan_scenario
    where layer = ${id}::uuid and number = ${number} ${isLocked ? sql`for update` : sql``}`.execute(db);
  if (!rows[0]) throw scenarioFault('scenario.unknown', { layer: name, number: -number });
  return rows[0];
}

/** All scenarios of a layer, those begun last first. */
export async function scenariosOf(db: ReadDb, layer: string): Promise<readonly ScenarioRecord[]> {
  const { rows } = await sql<ScenarioRecord>`select ${COLUMNS} from plan_scenario where layer = ${layer}::uuid
    order by number`.execute(db);
  return rows;
}

export interface ScenarioWish {
  readonly name: string;
  readonly purpose?: string | undefined;
  readonly owner?: string | undefined;
  /** A version that was published; 0: the layer has none. Left out: the one in force. */
  readonly base?: number | undefined;
}

/** A scenario begins as its base, without a row of its own. */
export async function beginScenario(tx: WriteDb, books: Books, head: LayerHead, wish: ScenarioWish): Promise<number> {
  const base = wish.base ?? head.current ?? 0;
  await refuseBase(tx, head, base);
  const name = wish.name.trim();
  const there = await scenariosOf(tx, head.id);
  if (there.some((one) => one.name === name && one.state === 'open')) {
    throw scenarioFault('scenario.name', { layer: head.name, name });
  }
  const number = Math.min(0, ...there.map((one) => one.number)) - 1;
  const { purpose = null, owner = null } = wish;
  const counts = { added: 0, changed: 0, removed: 0, edits: 0 };
  const values = { layer: head.id, number, name, purpose, owner, base, ...counts };
  await createRecord(tx, books, scenarioRegister(books), programViewer(tx.actor), values);
  return number;
}

async function refuseBase(db: ReadDb, { id, name, current }: LayerHead, base: number): Promise<void> {
  if (base === 0 && current === null) return;
  const { rows } = await sql<{ number: number }>`select number from layer_version
    where layer = ${id}::uuid and number = ${base} and state in ('published', 'superseded')`.execute(db);
  if (rows.length === 0) throw scenarioFault('scenario.base', { layer: name, number: base });
}

export function refuseClosed({ name, state }: ScenarioRecord, act: string): void {
  if (state !== 'open') throw scenarioFault('scenario.closed', { name, state: SCENARIO_STATES[state], act });
}

/** How a scenario differs from its base now, written into its record. */
export async function countScenario(
  tx: WriteDb,
  books: Books,
  layer: string,
  { id, version, number, edits }: ScenarioRecord,
): Promise<void> {
  const { rows } = await sql<{ added: number; changed: number; removed: number }>`
    select count(*) filter (where t.key is null) as added,
      count(*) filter (where t.key is not null and f.key is not null) as changed,
      count(*) filter (where f.key is null) as removed
    from (select key from layer_feature where layer = ${layer}::uuid and first = ${number}) f
    full join (select key from scenario_touched where layer = ${layer}::uuid and number = ${number}) t
      on t.key = f.key`.execute(tx);
  const values = { ...rows[0]!, edits: edits + 1 };
  await changeRecord(tx, books, scenarioRegister(books), programViewer(tx.actor), id, version, values);
}

export async function moveScenario(
  tx: WriteDb,
  books: Books,
  { id, version }: ScenarioRecord,
  transition: 'adopt' | 'discard' | 'reopen',
  reason: string,
  values: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const step = { version, transition, values, reason };
  await moveRecord(tx, books, scenarioRegister(books), programViewer(tx.actor), id, step);
  tx.audit({ subject: id, reason });
}
