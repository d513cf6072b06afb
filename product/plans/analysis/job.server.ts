import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Json } from '@quantu/base';
import type { Books } from '@quantu/registers';
import type { JobHandler, RunningJob, Store } from '@quantu/store';
import { Type } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';

import { layerStream } from './layer-stream.server.ts';
import { placesText } from './places.server.ts';
import { recordConflicts } from './register-conflicts.server.ts';
import { rulesWith } from './rules.ts';
import { overlayRun, putResult, type KnownRun } from './runs.server.ts';
import { runInWorker, type WorkerResult } from './worker/overlay-worker.server.ts';

export const OVERLAY_JOB = 'overlay';
const Payload = Type.Object({ run: Type.String() });

/** Lays the layers of a run over each other; stopped with the program, it begins again at the next start. */
export function overlayJobs(store: Store, books: Books): Readonly<Record<string, JobHandler>> {
  return { [OVERLAY_JOB]: (job) => carryOut(store, books, job) };
}

async function carryOut(store: Store, books: Books, job: RunningJob): Promise<Json> {
  const { run: id } = Value.Parse(Payload, job.payload);
  const district = job.district!; // a run is always in a district
  const db = store.read(district);
  const run = await overlayRun(db, id);
  // What was done before the program was stopped is not done twice.
  if (run.state !== 'running') return { run: id };
  const folder = await mkdtemp(join(tmpdir(), 'quantu-overlay-'));
  try {
    const cells = join(folder, 'cells');
    const result = await runInWorker({
      layers: run.plan.layers.map((layer) => layerStream(db, layer)),
      rules: rulesWith({ kinds: [...run.plan.kinds], sliver: run.plan.sliver }, run.plan.rules),
      cells,
      signal: job.signal,
      onProgress: (share, text) => void job.progress(share, text).catch(() => undefined),
    });
    await job.progress(0.92, '正在写入差异图斑');
    await keep(store, books, { district, actor: job.actor, run, cells, result, signal: job.signal });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return { run: id };
}

interface Finished {
  readonly district: string;
  readonly actor: string;
  readonly run: KnownRun;
  readonly cells: string;
  readonly result: WorkerResult;
  readonly signal: AbortSignal;
}

/** Register, result and files in one transaction: all of a run or nothing. */
async function keep(
  store: Store,
  books: Books,
  { district, actor, run, cells, result, signal }: Finished,
): Promise<void> {
  const { conflicts, matrices, kinds, undecided, sums, box } = result;
  const kept = await store.files.put(createReadStream(cells), {
    name: `${run.name}（叠加小块）.geojsonl`,
    type: 'application/geo+json-seq',
    limit: MOST_BYTES,
  });
  const change = { district, actor, action: run.plan.isTrial ? 'overlay.trial' : 'overlay.run', subject: run.id };
  await store.transact(change, async (tx) => {
    const recorded = run.plan.isTrial ? null : await recordConflicts(tx, books, run, conflicts);
    const text = placesText(conflicts, run.plan.layers, recorded?.records ?? null);
    const places = await store.files.put(Buffer.from(text), {
      name: `${run.name}（差异图斑）.geojson`,
      type: 'application/geo+json',
    });
    await store.files.record(tx, kept);
    await store.files.record(tx, places);
    const files = { cells: kept.hash, conflicts: places.hash };
    await putResult(tx, run.id, { matrices, kinds, undecided, sums, box, register: recorded?.counts ?? null, files });
    tx.audit({ after: { name: run.name, conflicts: conflicts.length, ...recorded?.counts } });
    // Cancelled while it was written: nothing is.
    signal.throwIfAborted();
  });
}

const MOST_BYTES = 4 * 2 ** 30;
