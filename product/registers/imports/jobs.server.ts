import type { Json } from '@quantu/base';
import { Type } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import type { Books } from '@quantu/registers';
import type { JobHandler, RunningJob, Store } from '@quantu/store';
import { dryRun } from './check.server.ts';
import { lookIntoFile } from './look.server.ts';
import { changeRun, type Desk, type Run } from './runs.server.ts';
import type { ImportState } from './tables.server.ts';
import { undoImport } from './undo.server.ts';
import { TableWorkers, type Follow } from './worker/table-workers.server.ts';
import { writeImport } from './write.server.ts';

export const IMPORT_JOB = 'import';

/** The steps that take long, with the state of a run that is in one. */
const STEPS = {
  look: { state: 'reading', run: lookIntoFile },
  check: { state: 'checking', run: dryRun },
  write: { state: 'writing', run: writeImport },
  undo: { state: 'undoing', run: undoImport },
} as const satisfies Record<
  string,
  { state: ImportState; run: (desk: Desk, run: Run, follow: Follow) => Promise<unknown> }
>;
export type Step = keyof typeof STEPS;

const Payload = Type.Object({
  run: Type.String(),
  step: Type.Union([Type.Literal('look'), Type.Literal('check'), Type.Literal('write'), Type.Literal('undo')]),
  register: Type.String(),
  /** Who asked, as they were when they asked. */
  viewer: Type.Object({
    account: Type.String(),
    person: Type.Union([Type.String(), Type.Null()]),
    roles: Type.Array(Type.String()),
    organisations: Type.Array(Type.String()),
    organisation: Type.Optional(Type.Union([Type.String(), Type.Null()])),
  }),
});

/** The workers of this program: imports of all districts share them. */
export function importJobs(store: Store, books: Books, workers: TableWorkers): Readonly<Record<string, JobHandler>> {
  return { [IMPORT_JOB]: (job) => step(store, books, workers, job) };
}

async function step(store: Store, books: Books, workers: TableWorkers, job: RunningJob): Promise<Json> {
  const { run: id, step, register: key, viewer } = Value.Parse(Payload, job.payload);
  const district = job.district!; // an import is always into a district
  const register = books.registers.get(key);
  const run = await store.read(district).selectFrom('import_run').selectAll().where('id', '=', id).executeTakeFirst();
  if (!register || !run) return null;
  const desk: Desk = { store, district, books, register, viewer, workers };
  // A step that was done before the program was stopped is not done twice.
  if (run.state !== STEPS[step].state) return { run: id };
  const onProgress = (fraction: number, text: string): void => void job.progress(fraction, text).catch(() => undefined);
  await STEPS[step].run(desk, run, { signal: job.signal, onProgress });
  return { run: id };
}

/** Puts a step into the queue; the run is in it from now on. */
export async function enqueueStep(desk: Desk, run: string, step: Step): Promise<void> {
  const { store, district, register, viewer } = desk;
  const { account, person, roles, organisations, organisation = null } = viewer;
  const payload = {
    run,
    step,
    register: register.name,
    viewer: { account, person, roles: [...roles], organisations: [...organisations], organisation },
  };
  await store.transact({ district, actor: account, action: `import.${step}-asked`, subject: run }, async (tx) => {
    const job = await store.jobs.enqueue(tx, { kind: IMPORT_JOB, payload });
    await changeRun(tx, run, { state: STEPS[step].state, job });
  });
}
