import { newId } from '@quantu/base';
import { repairArea, parseGeometry, type Geometry } from '@quantu/geometry';
import { programViewer, type Books } from '@quantu/registers';
import { changeRecord, createRecord } from '@quantu/registers/server';
import type { WriteDb } from '@quantu/store';
import { sql } from 'kysely';
import { readClass } from '../profiles/old-codes.ts';
import { rowOf, type AttributeValues, type FeatureRow } from './feature.server.ts';
import { versionFault } from './faults.ts';
import { layerHead, versionRecord, versionRegister, type LayerHead } from './layers.server.ts';
import { overlapsOf } from './overlaps.server.ts';
import { COLUMNS, rowsTable } from './rows.server.ts';
import { tallyOf } from './tally.server.ts';
import { inVersion } from './version-rows.server.ts';

export interface FeatureChange {
  /** Null: a new feature. */
  readonly key: string | null;
  /** Null: it is taken out. */
  readonly shape: unknown;
  /** What is left out stays as it is. */
  readonly code?: string | null | undefined;
  readonly name?: string | null | undefined;
  readonly attributes?: AttributeValues | undefined;
  /** Keys of the features that it was split off or merged from, as they stand in the version it was drawn on. */
  readonly from?: readonly string[] | undefined;
}

/** Where a feature keeps what it was split off or merged from. */
export const ORIGIN = '来源图斑';

export interface EditWish {
  readonly layer: string;
  /** The version that the changes were drawn on; 0: the layer had none; below zero: a scenario. */
  readonly base: number;
  readonly reason: string;
  readonly changes: readonly FeatureChange[];
}

export interface Edited {
  readonly number: number;
  /** Of every change, in order. */
  readonly keys: readonly string[];
  /** What was mended, what lies over what: sentences. */
  readonly findings: readonly string[];
}

type Known = Pick<FeatureRow, 'key' | 'code' | 'name' | 'attributes' | 'digest'>;

/** Changes features in the layer's draft, which is made when there is none. */
export async function editFeatures(tx: WriteDb, books: Books, wish: EditWish): Promise<Edited> {
  const head = await layerHead(tx, wish.layer, true);
  const top = head.draft ?? head.current ?? 0;
  if (wish.base !== top) throw versionFault('edit.stale', { layer: head.name, head: top, base: wish.base });
  const { rows, gone, keys, findings } = await readChanges(tx, head, top, wish.changes);
  const edited = await writeToDraft(tx, books, head, { rows, gone, reason: wish.reason });
  return { number: edited.number, keys, findings: [...findings, ...edited.findings] };
}

interface Changes {
  readonly rows: readonly FeatureRow[];
  readonly gone: readonly string[];
  /** Of every change, in order. */
  readonly keys: readonly string[];
  readonly findings: string[];
}

/** Changes as rows, held against the version or scenario that they were drawn on. */
export async function readChanges(
  tx: WriteDb,
  head: LayerHead,
  drawnOn: number,
  changes: readonly FeatureChange[],
): Promise<Changes> {
  const before = await knownFeatures(tx, head, drawnOn, changes);
  const findings: string[] = [];
  const keys: string[] = [];
  const rows: FeatureRow[] = [];
  const gone: string[] = [];
  for (const [at, change] of changes.entries()) {
    const old = change.key === null ? null : before.get(change.key)!;
    const key = old?.key ?? newId();
    keys.push(key);
    if (change.shape === null) gone.push(key);
    else {
      const row = changedRow(head, { change, old, key, number: at + 1 }, findings);
      if (row.digest !== old?.digest) rows.push(row);
    }
  }
  if (rows.length + gone.length === 0) throw versionFault('edit.nothing');
  return { rows, gone, keys, findings };
}

/** Puts rows in the layer's draft, which is made when there is none. */
export async function writeToDraft(
  tx: WriteDb,
  books: Books,
  head: LayerHead,
  { rows, gone, reason }: Pick<Changes, 'rows' | 'gone'> & { readonly reason: string },
): Promise<Pick<Edited, 'number' | 'findings'>> {
  const number = head.draft ?? head.highest + 1;
  await apply(tx, head.id, number, rows, gone);
  const findings = head.shape === 'area' ? await overlapsOf(tx, head.id, number, rows) : [];
  await record(tx, books, head, number, reason);
  return { number, findings };
}

async function knownFeatures(
  tx: WriteDb,
  { id, name }: LayerHead,
  drawnOn: number,
  changes: readonly FeatureChange[],
): Promise<ReadonlyMap<string, Known>> {
  const keys = changes.flatMap(({ key, from = [] }) => (key === null ? from : [key, ...from]));
  const { rows } = await sql<Known>`select f.key, f.code, f.name, f.attributes, f.digest from layer_feature f
    where ${inVersion(id, drawnOn)} and f.key = any(${keys}::text[])`.execute(tx);
  const known = new Map(rows.map((row) => [row.key, row]));
  const seen = new Set<string>();
  for (const [at, { key, shape, from = [] }] of changes.entries()) {
    const facts = { number: at + 1, layer: name };
    if (key === null && shape === null) throw versionFault('edit.shape', { ...facts, problem: '新增的要素没有图形' });
    const stranger = from.find((one) => !known.has(one));
    if (stranger !== undefined) throw versionFault('edit.unknown-key', { ...facts, key: stranger });
    if (key === null) continue;
    if (!known.has(key)) throw versionFault('edit.unknown-key', { ...facts, key });
    if (seen.has(key)) throw versionFault('edit.twice', { key });
    seen.add(key);
  }
  return known;
}

interface Changing {
  readonly change: FeatureChange;
  readonly old: Known | null;
  readonly key: string;
  readonly number: number;
}

function changedRow(head: LayerHead, { change, old, key, number }: Changing, findings: string[]): FeatureRow {
  const geometry = soundGeometry(head, change.shape, number, findings);
  const code = change.code === undefined ? (old?.code ?? null) : change.code;
  const name = change.name === undefined ? (old?.name ?? null) : change.name;
  const { from = [] } = change;
  const own = change.attributes ?? old?.attributes ?? {};
  const attributes = from.length === 0 ? own : { ...own, [ORIGIN]: from.join('、') };
  return rowOf({ key, geometry, code, use: readClass(head.codeSet, code).use, name, attributes });
}

/** As it was drawn where it is valid; an area that is not is mended, which is told. */
function soundGeometry(head: LayerHead, shape: unknown, number: number, findings: string[]): Geometry {
  const parsed = parseGeometry(shape, head.shape);
  if (!('problem' in parsed)) return parsed;
  const polygons = head.shape === 'area' ? rawArea(shape) : null;
  const repaired = polygons === null ? null : repairArea(polygons);
  if (!repaired?.geometry) {
    throw versionFault('edit.shape', { number, problem: repaired?.report.refusal ?? parsed.problem });
  }
  const told = repaired.report.findings.map(({ text }) => text).join('；');
  findings.push(`第 ${number} 处修改的图形已修复：${told}`);
  return repaired.geometry;
}

type Raw = Parameters<typeof repairArea>[0];

/** The rings of what claims to be an area, when they are lists of lists of numbers; else it cannot be mended. */
function rawArea(shape: unknown): Raw | null {
  if (typeof shape !== 'object' || shape === null || !('type' in shape) || !('coordinates' in shape)) return null;
  const isPolygon = shape.type === 'Polygon';
  if (!isPolygon && shape.type !== 'MultiPolygon') return null;
  const polygons = isPolygon ? [shape.coordinates] : shape.coordinates;
  return isNested(polygons, 4) ? (polygons as Raw) : null;
}

const isNested = (value: unknown, depth: number): boolean =>
  depth === 0 ? typeof value === 'number' : Array.isArray(value) && value.every((one) => isNested(one, depth - 1));

async function apply(
  tx: WriteDb,
  layer: string,
  number: number,
  rows: readonly FeatureRow[],
  gone: readonly string[],
): Promise<void> {
  const touched = [...gone, ...rows.map(({ key }) => key)];
  await sql`delete from layer_feature where layer = ${layer}::uuid and first = ${number}
    and key = any(${touched}::text[])`.execute(tx);
  await sql`update layer_feature set last = ${number - 1} where layer = ${layer}::uuid and last is null
    and key = any(${touched}::text[])`.execute(tx);
  if (rows.length === 0) return;
  // What was changed back to what the version before has is that again.
  await sql`update layer_feature f set last = null from ${rowsTable(rows)}
    where f.layer = ${layer}::uuid and f.last = ${number - 1} and f.key = r.key and f.digest = r.digest`.execute(tx);
  await sql`insert into layer_feature (id, layer, first, last, ${COLUMNS})
    select gen_random_uuid(), ${layer}::uuid, ${number}, null, ${COLUMNS} from ${rowsTable(rows)}
    where not exists (select from layer_feature f
      where f.layer = ${layer}::uuid and f.last is null and f.key = r.key)`.execute(tx);
}

async function record(tx: WriteDb, books: Books, head: LayerHead, number: number, reason: string): Promise<void> {
  const register = versionRegister(books);
  const program = programViewer(tx.actor);
  const tally = await tallyOf(tx, head.id, number);
  if (head.draft === null) {
    const title = `第 ${number} 版（编辑）`;
    await createRecord(tx, books, register, program, { layer: head.id, number, title, report: reason, ...tally });
  } else {
    const { id, version } = await versionRecord(tx, head, number);
    await changeRecord(tx, books, register, program, id, version, { ...tally });
  }
  tx.audit({ subject: head.id, reason });
}
