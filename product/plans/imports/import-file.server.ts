import { createReadStream } from 'node:fs';
import { SPATIAL_LIMITS } from '@quantu/spatial-files/server';
import type { Content } from '@quantu/store';
import { dryRun } from './check.server.ts';
import { chooseLayers } from './choose.server.ts';
import { spatialImportFault } from './faults.ts';
import { lookIntoFile } from './look.server.ts';
import { addRun, forgetOldRows, runById, type ImportDesk, type KnownRun } from './runs.server.ts';
import { writeImport } from './write.server.ts';
import type { Follow } from './worker/spatial-workers.server.ts';

/** Keeps the file and puts down that it is to be imported. */
export async function takeFile(desk: ImportDesk, name: string, content: Content): Promise<string> {
  const { store, district, account } = desk;
  const type = 'application/octet-stream';
  const stored = await store.files.put(content, { name, type, limit: SPATIAL_LIMITS.fileBytes });
  const change = { district, actor: account, action: 'map.import-upload', subject: stored.hash };
  const id = await store.transact(change, async (tx) => {
    await store.files.record(tx, stored);
    tx.audit({ after: { file: name, size: stored.size } });
    return addRun(tx, { hash: stored.hash, fileName: name, account });
  });
  await store.unrecorded(district, (db) => forgetOldRows(db));
  return id;
}

export interface SpatialFileWish {
  readonly path: string;
  readonly fileName: string;
  /** The code of the layer it becomes. */
  readonly code: string;
  /** Only this layer of the file; needed when it has several that are of use. */
  readonly layer?: string | undefined;
  readonly crs?: string | undefined;
  readonly isDryRun: boolean;
  readonly isPublished: boolean;
}

/** All steps of an import one after the other, for the command line: who gives the system has confirmed it. */
export async function importSpatialFile(
  desk: ImportDesk,
  wish: SpatialFileWish,
  follow: Follow = {},
): Promise<KnownRun> {
  const db = desk.store.read(desk.district);
  const id = await takeFile(desk, wish.fileName, createReadStream(wish.path));
  const run = () => runById(db, id);
  const part = (from: number, to: number): Follow => ({
    ...follow,
    onProgress: (fraction, text) => follow.onProgress?.(from + fraction * (to - from), text),
  });
  await lookIntoFile(desk, await run(), part(0, 0.1));
  await choose(desk, await run(), wish);
  await dryRun(desk, await run(), part(0.1, 0.7));
  const { counts } = await run();
  if (!wish.isDryRun && counts.new + counts.changed + counts.removed > 0) {
    await writeImport(desk, await run(), part(0.7, 1), { isPublished: wish.isPublished });
  }
  return run();
}

async function choose(desk: ImportDesk, run: KnownRun, { code, layer, crs }: SpatialFileWish): Promise<void> {
  const isChosen = (name: string): boolean => layer === undefined || name === layer;
  if (!run.layers.some(({ name }) => isChosen(name))) {
    const found = run.layers.map(({ name }) => name).join('、');
    throw spatialImportFault('map-import.no-layer', { layer: layer ?? '', found });
  }
  const wishes = run.layers.map((one) => ({
    ...one,
    isUsed: isChosen(one.name) && one.isUsed,
    code: isChosen(one.name) ? code : one.code,
    layer: isChosen(one.name) ? null : one.layer,
    ...(crs === undefined ? {} : { chosenCrs: crs, isCrsConfirmed: true }),
  }));
  await chooseLayers(desk, run, wishes);
}
