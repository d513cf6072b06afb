import { nameActions, pageSlice } from '@quantu/people';
import { answer, answerFile, type Call, type Mounted } from '@quantu/people/server';
import { displayNames } from '@quantu/product-documents/server';
import type { Books } from '@quantu/registers';
import type { Store } from '@quantu/store';
import { mapDeskOf, type MapDesk } from '../map/desk.server.ts';
import { readableLayers } from './chosen-layers.server.ts';
import { conflictById, conflictView } from './conflict.server.ts';
import { analysisRoutes as routes, type OverlayRun, type RunResult } from './contract.ts';
import { exportRun, placesFile } from './export.server.ts';
import { analysisFault } from './faults.ts';
import { acceptProposal, propose } from './proposal.server.ts';
import { ruleSetHandlers } from './rule-sets.handlers.server.ts';
import { overlayRun, overlayRuns, type KnownRun, type RunPlan } from './runs.server.ts';
import { startRun } from './start.server.ts';

type AnyCall = Pick<Call, 'person'> & { readonly params: { readonly district: string } };

/** What answers the routes of overlays and of the edits that remove conflicts. */
export function analysisHandlers(store: Store, books: Books): Mounted[] {
  nameActions({
    'overlay.start': '叠加分析：开始',
    'overlay.run': '叠加分析：写入差异图斑',
    'overlay.trial': '叠加分析：试算',
    'conflict.accept': '差异图斑：采纳建议调整',
  });
  const deskOf = (call: AnyCall): MapDesk => mapDeskOf(store, books, call);
  const found = async (desk: MapDesk, id: string): Promise<KnownRun> => {
    const [run, layers] = await Promise.all([overlayRun(desk.db, id), readableLayers(desk)]);
    if (run.plan.layers.some((layer) => !layers.has(layer.id))) throw analysisFault('overlay.no-run');
    return run;
  };
  const shown = async (desk: MapDesk, id: string) => {
    const run = await found(desk, id);
    const names = await displayNames(desk.db, [run.madeBy]);
    const result = run.result === null ? null : shownResult(run.result);
    return { data: { ...runAnswer(run, names(run.madeBy), desk), result } };
  };
  return [
    ...ruleSetHandlers(store, books),
    answer(routes.overlays, async (call) => {
      const desk = deskOf(call);
      const slice = pageSlice(call.query);
      const { runs, total } = await overlayRuns(desk.db, await readableLayers(desk), slice);
      const names = await displayNames(
        desk.db,
        runs.map(({ madeBy }) => madeBy),
      );
      const { page, size } = slice;
      return { data: runs.map((run) => runAnswer(run, names(run.madeBy), desk)), total, page, size };
    }),
    answer(routes.overlay, async (call) => {
      const desk = deskOf(call);
      return shown(desk, await startRun(desk, call.person.name, call.body));
    }),
    answer(routes.overlayRun, (call) => shown(deskOf(call), call.params.run)),
    answer(routes.cancelOverlay, async (call) => {
      const desk = deskOf(call);
      const { job } = await found(desk, call.params.run);
      if (job !== null) {
        await store.jobs.cancel(job);
        // The answer says how it ended: what was already committed stays.
        for await (const _ of store.jobs.watch(job, call.gone));
      }
      return shown(desk, call.params.run);
    }),
    answerFile(routes.overlayPlaces, async (call) => placesFile(store, await found(deskOf(call), call.params.run))),
    answerFile(routes.exportOverlay, async (call) =>
      exportRun(store, await found(deskOf(call), call.params.run), call.query),
    ),
    answer(routes.conflict, async (call) => {
      const desk = deskOf(call);
      return { data: conflictView(await conflictById(desk, call.params.conflict), desk.seesDrafts) };
    }),
    answer(routes.proposal, async (call) => {
      const desk = deskOf(call);
      const conflict = await conflictById(desk, call.params.conflict);
      return { data: (await propose(desk.db, conflict, call.query.side)).proposal };
    }),
    answer(routes.acceptProposal, async (call) => {
      const { district, conflict: id } = call.params;
      const conflict = await conflictById(deskOf(call), id);
      const change = { district, actor: call.person.name, action: 'conflict.accept', subject: id };
      const { number, findings } = await store.transact(change, (tx) => acceptProposal(tx, books, conflict, call.body));
      return { data: { draft: number, findings: [...findings] } };
    }),
  ];
}

/** Where the places are kept is nobody's to know. */
function shownResult(result: NonNullable<KnownRun['result']>): RunResult {
  const { matrices, kinds, undecided, sums, register, box } = result;
  return { matrices, kinds, undecided, sums, register, box };
}

function runAnswer(run: KnownRun, by: string, { seesDrafts }: MapDesk): Omit<OverlayRun, 'result'> {
  const { id, name, state, madeAt, progress, note, error, plan } = run;
  const { layers, rules, kinds, sliver, isTrial, trialReason } = plan;
  return {
    id,
    name,
    state,
    by,
    at: madeAt,
    progress,
    note,
    error: state === 'failed' ? error : null,
    layers: [...layers],
    rules: { key: rules.key, version: rules.version, label: rules.label },
    kinds: [...kinds],
    sliver,
    changed: changedOf(plan),
    isTrial,
    trialReason,
    can: { cancel: state === 'running' && seesDrafts, again: state !== 'running' && seesDrafts },
  };
}

/** What a run decided otherwise than its rule set says. */
function changedOf({ rules, kinds, sliver }: RunPlan): OverlayRun['changed'] {
  const changed: OverlayRun['changed'] = [];
  if ([...kinds].sort().join() !== [...rules.kinds].sort().join()) changed.push('kinds');
  if (sliver.minM2 !== rules.sliver.minM2 || sliver.widthM !== rules.sliver.widthM) changed.push('sliver');
  return changed;
}
