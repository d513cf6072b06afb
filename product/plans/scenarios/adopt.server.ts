import type { Books } from '@quantu/registers';
import type { Box } from '@quantu/geometry';
import type { ReadDb, WriteDb } from '@quantu/store';
import { sql } from 'kysely';
import { writeToDraft, type Edited } from '../features/edit.server.ts';
import type { FeatureRow } from '../features/feature.server.ts';
import { layerHead, type LayerHead } from '../features/layers.server.ts';
import { inVersion } from '../features/version-rows.server.ts';
import type { ScenarioConflict } from './contract.ts';
import { scenarioFault } from './faults.ts';
import { moveScenario, refuseClosed, scenarioRecord, type ScenarioRecord } from './record.server.ts';

/** A feature that a scenario touches: what it is there, where the scenario began, and in the layer now. */
interface Touched {
  readonly key: string;
  readonly name: string | null;
  readonly ours: string | null;
  readonly base: string | null;
  readonly theirs: string | null;
  readonly box: Box | null;
}

const topOf = ({ draft, current }: LayerHead): number => draft ?? current ?? 0;

async function touchedBy(db: ReadDb, head: LayerHead, { number, base }: ScenarioRecord): Promise<readonly Touched[]> {
  const one = (called: string, version: number) => sql`layer_feature ${sql.raw(called)}
    on ${inVersion(head.id, version, called)} and ${sql.raw(called)}.key = k.key`;
  const box = sql`(coalesce(o.box, t.box, b.box))`;
  const { rows } = await sql<Touched>`
    select k.key, coalesce(o.name, t.name, b.name) as name, o.digest as ours, b.digest as base, t.digest as theirs,
      case when ${box} is not null then array[(${box}[1])[0], (${box}[1])[1], (${box}[0])[0], (${box}[0])[1]] end as box
    from (select key from scenario_touched where layer = ${head.id}::uuid and number = ${number}
        union select key from layer_feature where layer = ${head.id}::uuid and first = ${number}) k
      left join layer_feature o on o.layer = ${head.id}::uuid and o.first = ${number} and o.key = k.key
      left join ${one('b', base)} left join ${one('t', topOf(head))}
    order by k.key collate "C"`.execute(db);
  return rows;
}

/** Both sides went their own way with it since the scenario began. */
const isConflict = ({ ours, base, theirs }: Touched): boolean => theirs !== base && theirs !== ours;

const did = (now: string | null, base: string | null): 'added' | 'changed' | 'removed' =>
  now === null ? 'removed' : base === null ? 'added' : 'changed';

/** What adopting a scenario would meet with. */
export async function adoptionOf(db: ReadDb, head: LayerHead, number: number) {
  const scenario = await scenarioRecord(db, head, number);
  const touched = await touchedBy(db, head, scenario);
  const conflicts = touched.filter(isConflict).map(({ key, name, ours, base, theirs, box }): ScenarioConflict => ({
    key,
    name,
    scenario: did(ours, base),
    layer: did(theirs, base),
    box: box === null ? null : [...box],
  }));
  return { top: topOf(head), isDraft: head.draft !== null, conflicts };
}

export interface Adoption {
  readonly layer: string;
  readonly number: number;
  readonly reason: string;
  /** Of keys that both sides changed. */
  readonly take: Readonly<Record<string, 'scenario' | 'layer'>>;
}

/** The scenario's changes go into the layer's draft, which is made when there is none; the scenario is kept as it is. */
export async function adoptScenario(tx: WriteDb, books: Books, wish: Adoption): Promise<Edited> {
  const head = await layerHead(tx, wish.layer, true);
  const scenario = await scenarioRecord(tx, head, wish.number, true);
  refuseClosed(scenario, '采纳');
  const { name } = scenario;
  const touched = await touchedBy(tx, head, scenario);
  const undecided = touched.filter((one) => isConflict(one) && wish.take[one.key] === undefined);
  if (undecided.length > 0) {
    throw scenarioFault('scenario.undecided', { name, count: undecided.length, key: undecided[0]!.key });
  }
  const wanted = touched.filter(
    (one) => one.ours !== one.theirs && !(isConflict(one) && wish.take[one.key] === 'layer'),
  );
  if (wanted.length === 0) throw scenarioFault('scenario.nothing', { name, layer: head.name });
  const gone = wanted.filter(({ ours }) => ours === null).map(({ key }) => key);
  const kept = wanted.filter(({ ours }) => ours !== null).map(({ key }) => key);
  const rows = await ownRows(tx, head.id, wish.number, kept);
  const edited = await writeToDraft(tx, books, head, { rows, gone, reason: `采纳方案“${name}”：${wish.reason}` });
  await moveScenario(tx, books, scenario, 'adopt', wish.reason, { adoptedAs: edited.number });
  return { ...edited, keys: [...kept, ...gone] };
}

async function ownRows(db: ReadDb, layer: string, number: number, keys: readonly string[]): Promise<FeatureRow[]> {
  const { rows } = await sql<Omit<FeatureRow, 'box'> & { w: number; s: number; e: number; n: number }>`
    select key, code, use, name, attributes, shape, area_m2 as "areaM2", digest,
      (box[1])[0] as w, (box[1])[1] as s, (box[0])[0] as e, (box[0])[1] as n
    from layer_feature where layer = ${layer}::uuid and first = ${number} and key = any(${[...keys]}::text[])
    order by key`.execute(db);
  return rows.map(({ w, s, e, n, ...row }) => ({ ...row, box: [w, s, e, n] }));
}
