import { nameActions, pageSlice } from '@quantu/people';
import { accountByName, answer, answerFile, type Call, type Mounted } from '@quantu/people/server';
import type { Books } from '@quantu/registers';
import type { Store } from '@quantu/store';
import { spatialImportRoutes as routes, type SpatialImportState } from '../contract.ts';
import { importAnswer, rowsAnswer } from './answer.server.ts';
import { chooseLayers } from './choose.server.ts';
import { spatialImportFault } from './faults.ts';
import { takeFile } from './import-file.server.ts';
import { enqueueStep, type Step } from './jobs.server.ts';
import { problemsFile } from './problems.server.ts';
import { previewOf } from './preview.server.ts';
import { listRuns, requireState, runById, type ImportDesk, type KnownRun } from './runs.server.ts';
import { rowsPart, targetsOf } from './targets.server.ts';
import { refuseBuiltUpon } from './undo.server.ts';
import type { SpatialWorkers } from './worker/spatial-workers.server.ts';

nameActions({
  'map.import-upload': '上传空间数据',
  'map.import-look-asked': '空间数据导入：读取文件',
  'map.import-check-asked': '空间数据导入：试运行',
  'map.import-write-asked': '空间数据导入：开始写入',
  'map.import-undo-asked': '空间数据导入：开始撤销',
  'map.import-write': '空间数据写成草稿版本',
  'map.import-undo': '撤销空间数据导入',
});

type AnyCall = Pick<Call, 'person'> & { readonly params: { readonly district: string } };
type RunCall = AnyCall & { readonly params: { readonly import: string } };

/** What answers the routes of spatial imports. */
export function spatialImportHandlers(store: Store, books: Books, workers: SpatialWorkers): readonly Mounted[] {
  const deskOf = ({ params: { district }, person }: AnyCall): ImportDesk => ({
    store,
    books,
    workers,
    district,
    account: person.name,
  });
  const found = ({ params }: RunCall) => runById(store.read(params.district), params.import);
  const answered = async (run: KnownRun) => importAnswer(run, await calledOf(store, run.made_by));
  const shown = async (call: RunCall) => ({ data: await answered(await found(call)) });
  const stepped = async (call: RunCall, { step, word, from, before }: StepWish) => {
    const run = await found(call);
    requireState(run, word, ...from);
    const desk = deskOf(call);
    await before(desk, run);
    await enqueueStep(desk, run.id, step);
    return shown(call);
  };
  return [
    answer(routes.upload, async (call) => {
      const desk = deskOf(call);
      const { name, bytes } = await call.upload();
      const id = await takeFile(desk, fileNameOf(name), bytes);
      await enqueueStep(desk, id, 'look');
      return { data: await answered(await runById(store.read(desk.district), id)) };
    }),
    answer(routes.imports, async (call) => {
      const { page, size, offset } = pageSlice(call.query);
      const { runs, total } = await listRuns(store.read(call.params.district), { offset, size });
      return { data: await Promise.all(runs.map(answered)), total, page, size };
    }),
    answer(routes.import, shown),
    answer(routes.choose, async (call) => {
      const run = await found(call);
      requireState(run, '改选项', 'mapping', 'checked');
      await chooseLayers(deskOf(call), run, call.body.layers);
      return shown(call);
    }),
    answer(routes.preview, async (call) => {
      const run = await found(call);
      requireState(run, '预览', 'mapping', 'checked', 'checking', 'writing', 'written');
      return previewOf(deskOf(call), run, call.query, call.gone);
    }),
    answer(routes.check, (call) => stepped(call, CHECK)),
    answer(routes.rows, async (call) => {
      const { page, size, offset } = pageSlice(call.query);
      const { part, kind, onlyProblems } = call.query;
      const run = await found(call);
      const wish = { offset, size, part, kind, onlyProblems };
      return { ...(await rowsAnswer(store.read(call.params.district), run.id, wish)), page, size };
    }),
    answerFile(routes.problems, async (call) => {
      const run = await found(call);
      requireState(run, '下载问题清单', 'checked', 'writing', 'written', 'undoing', 'undone');
      return problemsFile(deskOf(call), run, call.query.format);
    }),
    answer(routes.write, (call) => stepped(call, WRITE)),
    answer(routes.undo, (call) => stepped(call, UNDO)),
    answer(routes.cancel, async (call) => {
      const run = await found(call);
      if (run.job !== null) {
        await store.jobs.cancel(run.job);
        // The answer says how it ended: a write that was already committed stays written.
        for await (const _ of store.jobs.watch(run.job, call.gone));
      }
      return shown(call);
    }),
  ];
}

interface StepWish {
  readonly step: Step;
  readonly word: string;
  readonly from: readonly SpatialImportState[];
  readonly before: (desk: ImportDesk, run: KnownRun) => Promise<void>;
}
const CHECK: StepWish = {
  step: 'check',
  word: '试运行',
  from: ['mapping', 'checked'],
  before: async ({ store, district }, { layers }) => {
    const targets = await targetsOf(store.read(district), layers);
    for (const target of targets) for (const part of target.parts) rowsPart(target, part);
  },
};
const WRITE: StepWish = {
  step: 'write',
  word: '写入',
  from: ['checked'],
  before: async ({ store, district }, { layers, counts }) => {
    if (counts.new + counts.changed + counts.removed === 0) throw spatialImportFault('map-import.same');
    await targetsOf(store.read(district), layers);
  },
};
const UNDO: StepWish = {
  step: 'undo',
  word: '撤销',
  from: ['written'],
  before: ({ store, district }, { layers }) => refuseBuiltUpon(store.read(district), layers),
};

async function calledOf(store: Store, account: string): Promise<string> {
  return (await accountByName(store.read(), account))?.displayName ?? account;
}

const fileNameOf = (name: string): string =>
  ((name.split(/[/\\]/).pop() ?? '').replace(/[\p{Cc}\p{Cf}\p{Surrogate}]/gu, '').trim() || '未命名').slice(-120);
