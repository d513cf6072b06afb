import { answer, answerFile, type Mounted } from '@quantu/people/server';
import type { Books } from '@quantu/registers';
import type { Store } from '@quantu/store';
import { mapRoutes as routes } from '../contract.ts';
import { mapDeskOf } from './desk.server.ts';
import { exportLayer } from './export.server.ts';
import { featurePage, featureWithVersions } from './features.server.ts';
import { identify } from './identify.server.ts';
import { layerTree } from './layers.server.ts';
import { searchMap } from './search.server.ts';
import { areaStatistics } from './statistics/statistics.server.ts';
import type { LayerChoice } from './shown.server.ts';
import { layerTile } from './tiles.server.ts';

/** `id`, or `id@3` for a version, `id@-1` for a scenario; what is neither is left out. */
const choicesIn = (text: string | undefined): LayerChoice[] | undefined =>
  text?.split(',').flatMap((part) => {
    const [, layer, version] = /^([0-9a-f-]{36})(?:@(-?\d{1,9}))?$/.exec(part) ?? [];
    if (layer === undefined) return [];
    return [version === undefined ? { layer } : { layer, version: Number(version) }];
  });

/** What answers the routes of the one map that read. */
export function mapHandlers(store: Store, books: Books): Mounted[] {
  return [
    answer(routes.layers, async (call) => ({
      data: await layerTree(mapDeskOf(store, books, call), call.query.asOf),
    })),
    answerFile(routes.tile, (call) => {
      const { layer, z, x, y } = call.params;
      return layerTile(mapDeskOf(store, books, call), { layer, tile: { z, x, y }, ...call.query });
    }),
    answer(routes.features, (call) => featurePage(mapDeskOf(store, books, call), call.params.layer, call.query)),
    answer(routes.feature, (call) => featureWithVersions(mapDeskOf(store, books, call), call.params.layer, call.query)),
    answer(routes.identify, async (call) => {
      const place = { ...call.query, layers: choicesIn(call.query.layers) };
      return { data: await identify(mapDeskOf(store, books, call), place) };
    }),
    answer(routes.search, (call) => searchMap(mapDeskOf(store, books, call), call.query.text, call.query.size)),
    answer(routes.statistics, async (call) => ({
      data: await areaStatistics(mapDeskOf(store, books, call), call.body, call.gone),
    })),
    answerFile(routes.export, (call) => exportLayer(mapDeskOf(store, books, call), call.params.layer, call.query)),
  ];
}
