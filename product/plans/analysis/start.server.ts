import type { MapDesk } from '../map/desk.server.ts';
import { refuseApart } from './apart.server.ts';
import { chosenLayers, trialReason } from './chosen-layers.server.ts';
import type { OverlayWish } from './contract.ts';
import { analysisFault } from './faults.ts';
import { OVERLAY_JOB } from './job.server.ts';
import { storedRuleSet } from './rule-sets.server.ts';
import { STANDARD_KEY } from './rules.ts';
import { addRun, putJob, runUnderWay, type RunPlan } from './runs.server.ts';

/** Puts a run down and its job into the queue; returns the run. */
export async function startRun(desk: MapDesk, account: string, wish: OverlayWish): Promise<string> {
  const { store, district } = desk;
  const name = wish.name.trim();
  const layers = await chosenLayers(desk, wish.layers);
  const { rules } = await storedRuleSet(desk.db, wish.rules?.key ?? STANDARD_KEY, wish.rules?.version);
  const kinds = wish.kinds ?? rules.kinds;
  if (layers.length < 2 && kinds.some((kind) => kind !== 'C10')) throw analysisFault('overlay.one-layer');
  await refuseApart(desk.db, layers);
  const reason = trialReason(layers);
  const plan: RunPlan = {
    layers,
    rules,
    kinds,
    sliver: wish.sliver ?? rules.sliver,
    isTrial: reason !== null || wish.isTrial === true,
    trialReason: reason,
  };
  return store.transact({ district, actor: account, action: 'overlay.start' }, async (tx) => {
    if (await runUnderWay(tx, name)) throw analysisFault('overlay.busy', { name });
    const id = await addRun(tx, { name, plan, account });
    await putJob(tx, id, await store.jobs.enqueue(tx, { kind: OVERLAY_JOB, payload: { run: id } }));
    tx.audit({ subject: id, after: { name, layers: layers.map(({ code, version }) => `${code}@${version}`) } });
    return id;
  });
}
