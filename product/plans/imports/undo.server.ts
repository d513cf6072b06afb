import { removeMany } from '@quantu/registers/server';
import type { ReadDb, WriteDb } from '@quantu/store';
import { sql } from 'kysely';
import { layerHead, layerRegister, versionRecord, versionRegister } from '../features/layers.server.ts';
import { withdrawVersion } from '../features/publish.server.ts';
import { spatialImportFault } from './faults.ts';
import { changeRun, type ImportDesk, type Run } from './runs.server.ts';
import type { StoredLayer } from './stored-layer.ts';
import type { Follow } from './worker/spatial-workers.server.ts';
import { lockedRun } from './write.server.ts';

/** The versions that an import wrote, each once. */
function writtenBy(layers: readonly StoredLayer[]) {
  const versions = layers.flatMap(({ layer, version, isMade }) =>
    layer === null || version === null ? [] : [{ layer, number: version.number, id: version.id, isMade }],
  );
  return [...new Map(versions.map((one) => [one.id, one])).values()];
}

/** Refuses when versions of others stand on what the import wrote. */
export async function refuseBuiltUpon(db: ReadDb, layers: readonly StoredLayer[]): Promise<void> {
  for (const { layer, number } of writtenBy(layers)) {
    const head = await layerHead(db, layer);
    const { state } = await versionRecord(db, head, number);
    const isTop = state === 'draft' || (state === 'published' && head.draft === null);
    if (!isTop && state !== 'withdrawn') {
      throw spatialImportFault('map-import.published-since', { layer: head.name, number });
    }
  }
}

/** Takes an import back as a whole: its versions are withdrawn, layers that it made are gone, in one transaction. */
export async function undoImport(desk: ImportDesk, run: Run, { signal }: Follow = {}): Promise<void> {
  const { store, district, account, books } = desk;
  const change = { district, actor: account, action: 'map.import-undo', subject: run.id };
  await store.transact(change, async (tx) => {
    const { state } = await lockedRun(tx, run.id);
    if (state === 'undone') return; // done before a restart that the job did not survive
    await refuseBuiltUpon(tx, run.layers);
    for (const { layer, number, id, isMade } of writtenBy(run.layers)) {
      signal?.throwIfAborted();
      const version = await versionRecord(tx, await layerHead(tx, layer), number);
      if (version.state !== 'withdrawn') {
        await withdrawVersion(tx, books, { layer, number, reason: `撤销导入 ${run.file_name}` });
      }
      if (isMade) await removeMade(tx, desk, layer, id);
    }
    signal?.throwIfAborted();
    await changeRun(tx, run.id, { state: 'undone' });
    tx.audit({ subject: run.id, after: { file: run.file_name } });
  });
}

/** A layer that came with the import and has nothing else goes with it, unless others have come to refer to it. */
async function removeMade(tx: WriteDb, { books }: ImportDesk, layer: string, version: string): Promise<void> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from layer_version
    where layer = ${layer}::uuid`.execute(tx);
  if (rows[0]!.count !== 1) return;
  await removeMany(tx, books, versionRegister(books), [version]);
  await removeMany(tx, books, layerRegister(books), [layer]);
}
