import { nameActions, pageSlice } from '@quantu/people';
import { answer, answerFile, type Call, type Mounted, type Person, type Upload } from '@quantu/people/server';
import { describeRegister, type Books } from '@quantu/registers';
import type { Store } from '@quantu/store';
import { TABLE_LIMITS } from '@quantu/tables/server';
import { importRoutes as routes } from '../contract.ts';
import { registerOf } from '../selection.server.ts';
import { importAnswer, rowsAnswer } from './answer.server.ts';
import { importFault } from './faults.ts';
import { enqueueStep, type Step } from './jobs.server.ts';
import { mapColumns } from './look.server.ts';
import { rejectedFile } from './rejected.server.ts';
import { addRun, requireState, runById, runsOf, type Desk, type KnownRun } from './runs.server.ts';
import { importable, usedSheets } from './sheets.ts';
import type { ImportState } from './tables.server.ts';
import { forgetOldRows, refuseForgotten } from './kept.server.ts';
import { refuseChangedSince, refuseReferred } from './undo.server.ts';
import type { TableWorkers } from './worker/table-workers.server.ts';

type Place = { readonly district: string; readonly register: string };
type AnyCall = Pick<Call, 'person'> & { readonly params: Place };

/** What answers the routes of imports. */
export function importHandlers(store: Store, books: Books, workers: TableWorkers): Mounted[] {
  nameActions({
    'import.look-asked': '导入：读取文件',
    'import.check-asked': '导入：试运行',
    'import.write-asked': '导入：开始写入',
    'import.undo-asked': '导入：开始撤销',
    'import.write': '导入写入',
    'import.undo': '撤销导入',
    'import.upload': '上传导入文件',
  });
  const deskOf = ({ params: { district, register }, person }: AnyCall): Desk => ({
    store,
    books,
    workers,
    district,
    register: registerOf(books, person.viewer, register),
    viewer: person.viewer.account === person.name ? person.viewer : { ...person.viewer, account: person.name },
  });
  const found = (desk: Desk, id: string) =>
    runById(desk.store.read(desk.district), desk.register, desk.viewer.account, id);
  const shown = async (desk: Desk, id: string, person: Person) => ({
    data: importAnswer(await found(desk, id), person.displayName),
  });
  const stepped = async (call: AnyCall & { params: { import: string } }, take: StepWish) => {
    const desk = deskOf(call);
    refuseReader(desk);
    const run = await found(desk, call.params.import);
    requireState(run, take.word, ...take.from);
    await take.before?.(desk, run);
    await enqueueStep(desk, run.id, take.step);
    return shown(desk, run.id, call.person);
  };
  return [
    answer(routes.upload, async (call) => {
      const desk = deskOf(call);
      refuseReader(desk);
      return shown(desk, await takeUpload(desk, await call.upload()), call.person);
    }),
    answer(routes.imports, async (call) => {
      const desk = deskOf(call);
      const slice = pageSlice(call.query);
      const { runs, total } = await runsOf(store.read(desk.district), desk.register, desk.viewer.account, slice);
      const { page, size } = slice;
      return { data: runs.map((run) => importAnswer(run, call.person.displayName)), total, page, size };
    }),
    answer(routes.import, (call) => shown(deskOf(call), call.params.import, call.person)),
    answer(routes.map, async (call) => {
      const desk = deskOf(call);
      refuseReader(desk);
      const run = await found(desk, call.params.import);
      requireState(run, '改列的对应', 'mapping', 'checked');
      await mapColumns(desk, run, call.body.sheets);
      return shown(desk, run.id, call.person);
    }),
    answer(routes.check, (call) => stepped(call, CHECK)),
    answer(routes.write, (call) => stepped(call, WRITE)),
    answer(routes.undo, (call) => stepped(call, UNDO)),
    answer(routes.rows, async (call) => {
      const desk = deskOf(call);
      const slice = pageSlice(call.query);
      const run = await found(desk, call.params.import);
      const { data, total } = await rowsAnswer(desk, run, { ...slice, kind: call.query.kind });
      return { data, total, page: slice.page, size: slice.size };
    }),
    answer(routes.cancel, async (call) => {
      const desk = deskOf(call);
      const run = await found(desk, call.params.import);
      if (run.job !== null) {
        await store.jobs.cancel(run.job);
        // The answer says how it ended: a write that was already committed stays written.
        for await (const _ of store.jobs.watch(run.job, call.gone));
      }
      return shown(desk, run.id, call.person);
    }),
    answerFile(routes.rejected, async (call) => {
      const desk = deskOf(call);
      return rejectedFile(desk, await found(desk, call.params.import));
    }),
  ];
}

interface StepWish {
  readonly step: Step;
  readonly word: string;
  readonly from: readonly ImportState[];
  readonly before?: (desk: Desk, run: KnownRun) => Promise<void>;
}
const CHECK: StepWish = {
  step: 'check',
  word: '试运行',
  from: ['mapping', 'checked'],
  before: async ({ register, viewer }, { sheets }) => void usedSheets(importable(register, viewer), sheets),
};
const WRITE: StepWish = {
  step: 'write',
  word: '写入',
  from: ['checked'],
  before: async (_, run) => refuseForgotten(run),
};
const UNDO: StepWish = {
  step: 'undo',
  word: '撤销',
  from: ['written'],
  before: async (desk, run) => {
    const db = desk.store.read(desk.district);
    refuseForgotten(run);
    await refuseChangedSince(db, desk, run.id);
    await refuseReferred(db, desk, run.id);
  },
};

function refuseReader({ register, viewer }: Desk): void {
  const { can } = describeRegister(register, viewer);
  if (!can.create && !can.write) throw importFault('import.forbidden', { register: register.label });
}

async function takeUpload(desk: Desk, upload: Upload): Promise<string> {
  const { store, district, register, viewer } = desk;
  const fileName = fileNameOf(upload.name);
  const stored = await store.files.put(upload.bytes, {
    name: fileName,
    type: 'application/octet-stream',
    limit: TABLE_LIMITS.fileBytes,
  });
  const id = await store.transact(
    { district, actor: viewer.account, action: 'import.upload', subject: stored.hash },
    async (tx) => {
      await store.files.record(tx, stored);
      tx.audit({ after: { file: fileName, size: stored.size, register: register.name } });
      return addRun(tx, { register, hash: stored.hash, fileName, account: viewer.account });
    },
  );
  await store.unrecorded(district, (db) => forgetOldRows(db));
  await enqueueStep(desk, id, 'look');
  return id;
}

const fileNameOf = (name: string): string =>
  ((name.split(/[/\\]/).pop() ?? '').replace(/[\p{Cc}\p{Cf}\p{Surrogate}]/gu, '').trim() || '未命名').slice(-120);
