import { programViewer } from '@quantu/registers';
import { createRecord } from '@quantu/registers/server';
import type { WriteDb } from '@quantu/store';
import { sql } from 'kysely';
import { layerRegister } from '../features/layers.server.ts';
import { publishVersion } from '../features/publish.server.ts';
import { writeVersion, type VersionMeta } from '../features/write-version.server.ts';
import { namedCrs } from './crs-choice.ts';
import { changeRun, type ImportDesk, type Run } from './runs.server.ts';
import type { StoredLayer } from './stored-layer.ts';
import { targetsOf, type Target } from './targets.server.ts';
import type { Follow } from './worker/spatial-workers.server.ts';

export interface WriteWish {
  /** The versions are in force at once: for the command line. */
  readonly isPublished?: boolean;
}

/** Step 4: every layer becomes a draft, in one transaction. One that is as the map has it gets no new version. */
export async function writeImport(
  desk: ImportDesk,
  run: Run,
  { signal, onProgress }: Follow = {},
  { isPublished = false }: WriteWish = {},
): Promise<void> {
  const { store, district, account } = desk;
  const change = { district, actor: account, action: 'map.import-write', subject: run.id };
  await store.transact(change, async (tx) => {
    const { state } = await lockedRun(tx, run.id);
    if (state === 'written') return; // done before a restart that the job did not survive
    const layers = [...run.layers];
    const notes: string[] = [];
    const targets = await targetsOf(tx, run.layers);
    for (const [at, target] of targets.entries()) {
      signal?.throwIfAborted();
      onProgress?.((0.95 * at) / targets.length, `正在写入图层“${target.head?.name ?? target.code}”`);
      const written = await writeTarget(tx, desk, run, target);
      if (written.version === null) notes.push(`图层“${written.name}”与现行版本完全相同，没有写入新版本`);
      else if (isPublished) {
        const wish = { layer: written.layer, number: written.version.number, reason: `导入 ${run.file_name}` };
        await publishVersion(tx, desk.books, wish);
      }
      for (const { part, layer } of target.parts) {
        layers[part] = { ...layer, layer: written.layer, isMade: written.isMade, version: written.version };
      }
    }
    signal?.throwIfAborted();
    // What was written stands in the layers now; what was not, or not as it came, is still asked for.
    await sql`delete from layer_staged where import = ${run.id}::uuid and kind <> 'rejected'
      and cardinality(problems) = 0`.execute(tx);
    await changeRun(tx, run.id, { state: 'written', layers, notes: [...run.notes, ...notes] });
    tx.audit({ subject: run.id, after: { file: run.file_name, ...run.counts } });
  });
}

export async function lockedRun(tx: WriteDb, id: string): Promise<Pick<Run, 'state'>> {
  return tx.selectFrom('layer_import').select('state').where('id', '=', id).forUpdate().executeTakeFirstOrThrow();
}

async function writeTarget(tx: WriteDb, desk: ImportDesk, run: Run, target: Target) {
  const [first] = target.parts;
  const made = target.head === null ? await makeLayer(tx, desk, target, first!.layer) : null;
  const layer = target.head?.id ?? made!;
  const features = { import: run.id, parts: target.parts.map(({ part }) => part) };
  const version = await writeVersion(tx, desk.books, { layer, features, meta: metaOf(run, target) });
  const written = version && { id: version.id, number: version.number };
  return { layer, name: target.head?.name ?? first!.layer.layerName, version: written, isMade: made !== null };
}

async function makeLayer(tx: WriteDb, { books }: ImportDesk, target: Target, layer: StoredLayer): Promise<string> {
  const { code, shape } = target;
  const { layerName: name, category, role, codeSet, profile } = layer;
  const values = { code, shape, name, category, role, codeSet, profile };
  const { id } = await createRecord(tx, books, layerRegister(books), programViewer(tx.actor), values);
  return id;
}

const REPORT_LENGTH = 4000;

function metaOf({ file_name: fileName, hash }: Run, { parts }: Target): VersionMeta {
  const [{ layer }] = parts as [Target['parts'][number]];
  const named = layer.chosenCrs === null ? null : namedCrs(layer.chosenCrs);
  const crs = named !== null && 'crs' in named ? `${named.crs.name}（${named.crs.id}）` : null;
  const isDeclared = layer.crs?.code === layer.chosenCrs && layer.crs?.confidence === 1;
  const lines = parts.flatMap(({ layer: part }) => part.findings.map(({ text }) => `${part.name}：${text}`));
  return {
    title: fileName,
    crs: crs?.slice(0, 120) ?? null,
    crsChecked: layer.isCrsConfirmed ? 'confirmed' : isDeclared ? 'declared' : 'unknown',
    fileName: fileName.slice(0, 200),
    fileHash: hash,
    report: lines.join('\n').slice(0, REPORT_LENGTH) || null,
  };
}
