import { nameActions } from '@quantu/people';
import { answer, type Call, type Mounted } from '@quantu/people/server';
import type { Books } from '@quantu/registers';
import type { ReadDb, Store } from '@quantu/store';
import { layerHead, readableLayer } from '../features/layers.server.ts';
import { mapDeskOf } from '../map/desk.server.ts';
import { adoptionOf, adoptScenario } from './adopt.server.ts';
import { balanceOf } from './balance.server.ts';
import { SCENARIO_STATES, scenarioRoutes as routes, type Scenario } from './contract.ts';
import { beginScenario, moveScenario, refuseClosed, scenarioRecord, scenariosOf } from './record.server.ts';
import type { ScenarioRecord } from './record.server.ts';
import { scenarioFault } from './faults.ts';

nameActions({
  'scenario.begin': '开始规划方案',
  'scenario.adopt': '采纳规划方案',
  'scenario.discard': '放弃规划方案',
  'scenario.reopen': '恢复规划方案',
});

type LayerCall = Pick<Call, 'person'> & { readonly params: { readonly district: string; readonly layer: string } };
type ScenarioCall = LayerCall & { readonly params: { readonly number: number }; readonly body: { reason: string } };

function shownScenario(record: ScenarioRecord): Scenario {
  const { version: _, edits: __, ...told } = record;
  return { ...told, stateLabel: SCENARIO_STATES[record.state] };
}

/** What answers the routes of scenarios. */
export function scenarioHandlers(store: Store, books: Books): readonly Mounted[] {
  const layerOf = ({ params: { district, layer }, person }: LayerCall) =>
    readableLayer(store.read(district), books, person.viewer, layer);
  const changeOf = ({ params: { district, layer }, person }: LayerCall, action: string, reason?: string) => ({
    district,
    actor: person.name,
    action,
    subject: layer,
    ...(reason === undefined ? {} : { reason }),
  });
  const answerOf = async (db: ReadDb, layer: string, number: number) => ({
    data: shownScenario(await scenarioRecord(db, await layerHead(db, layer), number)),
  });
  const moved = async (call: ScenarioCall, transition: 'discard' | 'reopen') => {
    const head = await layerOf(call);
    const { number } = call.params;
    const { reason } = call.body;
    return store.transact(changeOf(call, `scenario.${transition}`, reason), async (tx) => {
      const scenario = await scenarioRecord(tx, head, number, true);
      if (transition === 'discard') refuseClosed(scenario, '放弃');
      else if (scenario.state !== 'discarded') {
        const state = SCENARIO_STATES[scenario.state];
        throw scenarioFault('scenario.closed', { name: scenario.name, state, act: '恢复' });
      }
      await moveScenario(tx, books, scenario, transition, reason);
      return answerOf(tx, head.id, number);
    });
  };
  return [
    answer(routes.scenarios, async (call) => {
      const { id } = await layerOf(call);
      return { data: (await scenariosOf(store.read(call.params.district), id)).map(shownScenario) };
    }),
    answer(routes.begin, async (call) => {
      const { id } = await layerOf(call);
      return store.transact(changeOf(call, 'scenario.begin'), async (tx) => {
        const head = await layerHead(tx, id, true);
        return answerOf(tx, id, await beginScenario(tx, books, head, call.body));
      });
    }),
    answer(routes.adoption, async (call) => {
      const head = await layerOf(call);
      return { data: await adoptionOf(store.read(call.params.district), head, call.params.number) };
    }),
    answer(routes.adopt, async (call) => {
      const { id } = await layerOf(call);
      const { reason, take = {} } = call.body;
      const wish = { layer: id, number: call.params.number, reason, take };
      const { number, findings } = await store.transact(changeOf(call, 'scenario.adopt', reason), (tx) =>
        adoptScenario(tx, books, wish),
      );
      return { data: { number, findings: [...findings] } };
    }),
    answer(routes.discard, (call) => moved(call, 'discard')),
    answer(routes.reopen, (call) => moved(call, 'reopen')),
    answer(routes.balance, async (call) => ({
      data: await balanceOf(mapDeskOf(store, books, call), call.params.layer, call.query),
    })),
  ];
}
