import { programViewer, type Books } from '@quantu/registers';
import { changeRecord, moveRecord } from '@quantu/registers/server';
import type { UnrecordedDb, WriteDb } from '@quantu/store';
import { sql } from 'kysely';
import { versionFault } from './faults.ts';
import {
  layerHead,
  layerRecordVersion,
  layerRegister,
  VERSION_STATE_LABELS,
  versionRecord,
  versionRegister,
  type LayerHead,
  type VersionRecord,
} from './layers.server.ts';

interface Reasoned {
  readonly layer: string;
  readonly number: number;
  readonly reason: string;
}

/** A draft becomes the version in force; the one before it stays readable as history. */
export async function publishVersion(
  tx: WriteDb,
  books: Books,
  { layer, number, reason, basis }: Reasoned & { readonly basis?: string | undefined },
): Promise<void> {
  const head = await layerHead(tx, layer, true);
  const version = await versionRecord(tx, head, number);
  if (version.state !== 'draft') {
    const state = VERSION_STATE_LABELS[version.state];
    throw versionFault('version.not-draft', { layer: head.name, number, state });
  }
  if (head.current !== null) {
    const before = await versionRecord(tx, head, head.current);
    await move(tx, books, before, 'supersede', reason);
  }
  await move(tx, books, version, 'publish', reason, basis === undefined ? {} : { basis });
  await showOf(tx, books, head.id, number);
  tx.audit({ subject: version.id, reason });
}

/** A draft is thrown away; the version in force goes back to the one before it. Returns the version now in force. */
export async function withdrawVersion(
  tx: WriteDb,
  books: Books,
  { layer, number, reason }: Reasoned,
): Promise<number | null> {
  const head = await layerHead(tx, layer, true);
  const version = await versionRecord(tx, head, number);
  const isCurrent = head.current === number && version.state === 'published';
  if (version.state !== 'draft' && !isCurrent) {
    const state = VERSION_STATE_LABELS[version.state];
    throw versionFault('version.not-withdrawable', { layer: head.name, number, state });
  }
  if (isCurrent && head.draft !== null) {
    throw versionFault('version.draft-above', { layer: head.name, number, draft: head.draft });
  }
  await takeBackRows(tx, layer, number);
  await move(tx, books, version, 'withdraw', reason);
  tx.audit({ subject: version.id, reason });
  return isCurrent ? goBack(tx, books, head, number, reason) : head.current;
}

async function goBack(tx: WriteDb, books: Books, head: LayerHead, number: number, reason: string) {
  const { rows } = await sql<{ number: number | null }>`select max(number) as number from layer_version
    where layer = ${head.id}::uuid and state = 'superseded' and number < ${number}`.execute(tx);
  const before = rows[0]!.number;
  if (before !== null) {
    const version = await versionRecord(tx, head, before);
    await move(tx, books, version, 'restore', reason, { endedOn: null });
  }
  await showOf(tx, books, head.id, before);
  return before;
}

/** What a version brought goes, what it ended goes on. */
export async function takeBackRows(tx: UnrecordedDb, layer: string, number: number): Promise<void> {
  await sql`delete from layer_feature where layer = ${layer}::uuid and first = ${number}`.execute(tx);
  await sql`update layer_feature set last = null where layer = ${layer}::uuid and last = ${number - 1}`.execute(tx);
}

/** The layer's own record says what is in force. */
async function showOf(tx: WriteDb, books: Books, layer: string, number: number | null): Promise<void> {
  const { rows } = await sql<{ features: number | null; areaM2: string | null }>`
    select features, area_m2::text as "areaM2" from layer_version where layer = ${layer}::uuid and number = ${number}`.execute(
    tx,
  );
  const { features = null, areaM2 = null } = rows[0] ?? {};
  const values = { currentNumber: number, features, areaM2 };
  const version = await layerRecordVersion(tx, layer);
  await changeRecord(tx, books, layerRegister(books), programViewer(tx.actor), layer, version, values);
}

async function move(
  tx: WriteDb,
  books: Books,
  { id, version }: Pick<VersionRecord, 'id' | 'version'>,
  transition: string,
  reason: string,
  values: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const step = { version, transition, values, reason };
  await moveRecord(tx, books, versionRegister(books), programViewer(tx.actor), id, step);
}
