import { nameActions, pageSlice } from '@quantu/people';
import { answer, type Call, type Mounted } from '@quantu/people/server';
import type { Books } from '@quantu/registers';
import type { Store } from '@quantu/store';
import { versionRoutes as routes } from '../contract.ts';
import { differenceOf } from './difference.server.ts';
import { editFeatures } from './edit.server.ts';
import { shownVersion } from '../drawing/shown-version.server.ts';
import { editScenario } from '../scenarios/edit.server.ts';
import { readableLayer } from './layers.server.ts';
import { publishVersion, withdrawVersion } from './publish.server.ts';
import { isScenario } from './version-rows.server.ts';

nameActions({
  'map.publish': '发布图层版本',
  'map.withdraw': '撤销图层版本',
  'map.edit': '编辑图层要素',
});

type LayerCall = Pick<Call, 'person'> & { readonly params: { readonly district: string; readonly layer: string } };

/** What answers the routes of versions. */
export function versionHandlers(store: Store, books: Books): readonly Mounted[] {
  const layerOf = ({ params: { district, layer }, person }: LayerCall) =>
    readableLayer(store.read(district), books, person.viewer, layer);
  const changeOf = ({ params: { district, layer }, person }: LayerCall, action: string, reason: string) => ({
    district,
    actor: person.name,
    action,
    subject: layer,
    reason,
  });
  return [
    answer(routes.publish, async (call) => {
      await layerOf(call);
      const { layer, version: number } = call.params;
      const { reason, basis } = call.body;
      await store.transact(changeOf(call, 'map.publish', reason), (tx) =>
        publishVersion(tx, books, { layer, number, reason, basis }),
      );
      return { data: { number } };
    }),
    answer(routes.withdraw, async (call) => {
      await layerOf(call);
      const { layer, version: number } = call.params;
      const { reason } = call.body;
      const current = await store.transact(changeOf(call, 'map.withdraw', reason), (tx) =>
        withdrawVersion(tx, books, { layer, number, reason }),
      );
      return { data: { current } };
    }),
    answer(routes.edit, async (call) => {
      await layerOf(call);
      const { body, params } = call;
      const edit = isScenario(body.base) ? editScenario : editFeatures;
      const edited = await store.transact(changeOf(call, 'map.edit', body.reason), (tx) =>
        edit(tx, books, { layer: params.layer, ...body }),
      );
      return { data: { number: edited.number, keys: [...edited.keys], findings: [...edited.findings] } };
    }),
    answer(routes.difference, async (call) => {
      const head = await layerOf(call);
      const db = store.read(call.params.district);
      const { from, to, kind } = call.query;
      for (const version of [from, to]) {
        await shownVersion(db, books, call.person, head.id, { version });
      }
      const { offset, size } = pageSlice(call.query);
      const { data, counts } = await differenceOf(db, { layer: head.id, from, to, kind, offset, size });
      const total = kind === undefined ? Object.values(counts).reduce((a, b) => a + b, 0) : counts[kind];
      const rows = data.map(({ box, before, after, ...row }) => ({
        ...row,
        before: before && { ...before, attributes: { ...before.attributes } },
        after: after && { ...after, attributes: { ...after.attributes } },
        box: [...box] as [number, number, number, number],
      }));
      return { data: rows, page: { offset, size, total }, counts: { ...counts } };
    }),
  ];
}
