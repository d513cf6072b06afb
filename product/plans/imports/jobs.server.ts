import type { Json } from '@quantu/base';
import type { Books } from '@quantu/registers';
import type { JobHandler, RunningJob, Store } from '@quantu/store';
import { Type } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import type { SpatialImportState } from '../contract.ts';
import { dryRun } from './check.server.ts';
import { lookIntoFile } from './look.server.ts';
import { changeRun, type ImportDesk, type Run } from './runs.server.ts';
import { undoImport } from './undo.server.ts';
import type { Follow, SpatialWorkers } from './worker/spatial-workers.server.ts';
import { writeImport } from './write.server.ts';

export const SPATIAL_IMPORT_JOB = 'spatial-import';

/** The steps that take long, with the state of a run that is in one. */
const STEPS = {
  look: { state: 'reading', run: lookIntoFile },
  check: { state: 'checking', run: dryRun },
  write: { state: 'writing', run: writeImport },
  undo: { state: 'undoing', run: undoImport },
} as const satisfies Record<
  string,
  { state: SpatialImportState; run: (desk: ImportDesk, run: Run, follow: Follow) => Promise<void> }
>;
export type Step = keyof typeof STEPS;

const Payload = Type.Object({
  run: Type.String(),
  step: Type.Union([Type.Literal('look'), Type.Literal('check'), Type.Literal('write'), Type.Literal('undo')]),
});

/** The workers of this program: imports of all districts share them. */
export function spatialImportJobs(
  store: Store,
  books: Books,
  workers: SpatialWorkers,
): Readonly<Record<string, JobHandler>> {
  return { [SPATIAL_IMPORT_JOB]: (job) => step(store, books, workers, job) };
}

async function step(store: Store, books: Books, workers: SpatialWorkers, job: RunningJob): Promise<Json> {
  const { run: id, step } = Value.Parse(Payload, job.payload);
  const district = job.district!; // an import is always into a district
  const run = await store.read(district).selectFrom('layer_import').selectAll().where('id', '=', id).executeTakeFirst();
  // A step that was done before the program was stopped is not done twice.
  if (run?.state !== STEPS[step].state) return { run: id };
  const desk: ImportDesk = { store, district, books, account: job.actor, workers };
  const onProgress = (fraction: number, text: string): void => void job.progress(fraction, text).catch(() => undefined);
  await STEPS[step].run(desk, run, { signal: job.signal, onProgress });
  return { run: id };
}

/** Puts a step into the queue; the run is in it from now on. */
export async function enqueueStep({ store, district, account }: ImportDesk, run: string, step: Step): Promise<void> {
  const change = { district, actor: account, action: `map.import-${step}-asked`, subject: run };
  await store.transact(change, async (tx) => {
    const job = await store.jobs.enqueue(tx, { kind: SPATIAL_IMPORT_JOB, payload: { run, step } });
    await changeRun(tx, run, { state: STEPS[step].state, job });
  });
}
