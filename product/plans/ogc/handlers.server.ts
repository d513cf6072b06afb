import { isTile } from '@quantu/geometry';
import { answerFileAnyone, type FileAnswer, type Mounted, type OpenCall } from '@quantu/people/server';
import type { Route } from '@quantu/people';
import type { Books } from '@quantu/registers';
import type { Store } from '@quantu/store';
import { mapFault } from '../map/faults.ts';
import { summariesOf } from '../map/summary.server.ts';
import { tileBytes } from '../map/tiles.server.ts';
import type { ShownLayer } from '../map/shown.server.ts';
import { jsonAnswer, link } from './answers.ts';
import { openApi } from './api.ts';
import { ogcRoutes as routes } from './contract.ts';
import { collectionOf, collectionsOf, CONFORMS_TO, landing, queryablesSchema } from './describe.server.ts';
import { ogcDeskOf, ogcLayer, ogcLayers, refuseUnknown, type OgcDesk } from './desk.server.ts';
import { ogcFault } from './faults.ts';
import { queryablesOf } from './fields.server.ts';
import { itemOf, itemsOf } from './items.server.ts';
import { checkAccepted } from './negotiate.ts';
import { checkMatrixSet, matrixSet, matrixSets, tileset, tilesetList } from './tilesets.ts';

const OPENAPI = 'application/vnd.oai.openapi+json;version=3.0';
const SCHEMA = 'application/schema+json';

/** What answers OGC API – Features and Tiles. */
export function ogcHandlers(store: Store, books: Books): Mounted[] {
  return allHandlers(store, books).map(negotiated);
}

/** What a caller does not take is not given. */
function negotiated({ route, run }: Mounted): Mounted {
  return {
    route,
    run: async (call) => {
      const answer = await run(call);
      const { f } = call.query as { f?: string };
      if (answer.kind === 'file') checkAccepted(answer.file.type, f, call.accept);
      return answer;
    },
  };
}

function allHandlers(store: Store, books: Books): Mounted[] {
  const desk = (call: Parameters<typeof ogcDeskOf>[2]): OgcDesk => ogcDeskOf(store, books, call);
  /** A document that takes no parameters but the format. */
  const plain = (
    route: Route,
    call: Pick<OpenCall, 'query' | 'person' | 'origin'> & { params: { district: string } },
  ) => {
    refuseUnknown(call.query as object, route);
    return desk(call);
  };
  return [
    ...rootHandlers(store, books),
    answerFileAnyone(routes.landing, async (call) => jsonAnswer(await landing(plain(routes.landing, call)))),
    answerFileAnyone(routes.conformance, async (call) => {
      plain(routes.conformance, call);
      return jsonAnswer({ conformsTo: CONFORMS_TO });
    }),
    answerFileAnyone(routes.api, async (call) => jsonAnswer(openApi(plain(routes.api, call).base), OPENAPI)),
    answerFileAnyone(routes.collections, async (call) => {
      const here = plain(routes.collections, call);
      return jsonAnswer(await collectionsOf(here, await ogcLayers(here)));
    }),
    answerFileAnyone(routes.collection, async (call) => {
      const here = plain(routes.collection, call);
      return jsonAnswer(await collectionOf(here, await ogcLayer(here, call.params.collection)));
    }),
    answerFileAnyone(routes.queryables, async (call) => {
      const here = plain(routes.queryables, call);
      const layer = await ogcLayer(here, call.params.collection);
      return jsonAnswer(await queryablesSchema(here, layer, await queryablesOf(here, layer)), SCHEMA);
    }),
    answerFileAnyone(routes.items, async (call) => {
      const here = desk(call);
      return itemsOf(here, await ogcLayer(here, call.params.collection), call.query, routes.items);
    }),
    answerFileAnyone(routes.item, async (call) => {
      const here = plain(routes.item, call);
      return itemOf(here, await ogcLayer(here, call.params.collection), call.params.feature, call.query.crs);
    }),
    ...tileHandlers(plain),
  ];
}

type Root = Pick<OpenCall, 'query' | 'person' | 'origin'>;

/** The address without a district: a program that was given no more finds what there is. */
function rootHandlers(store: Store, books: Books): Mounted[] {
  const addressesOf = async ({ origin }: Root) =>
    (await store.districts()).map(({ code, name }) => ({ code, name, href: `${origin}/ogc/d/${code}` }));
  /** That of the only district; refuses where there are several. */
  const onlyDesk = async (route: Route, call: Root): Promise<OgcDesk> => {
    refuseUnknown(call.query as object, route);
    const addresses = await addressesOf(call);
    const [only] = addresses;
    if (only && addresses.length === 1) return ogcDeskOf(store, books, { ...call, params: { district: only.code } });
    throw ogcFault('ogc.districts', { links: addresses.map(({ href }) => href).join(', ') || '（无）' });
  };
  return [
    answerFileAnyone(routes.root, async (call) => {
      const addresses = await addressesOf(call);
      if (addresses.length === 1) return jsonAnswer(await landing(await onlyDesk(routes.root, call)));
      refuseUnknown(call.query, routes.root);
      const children = addresses.map(({ name, href }) => link(href, 'child', `${name} 一张图`));
      const links = [link(`${call.origin}/ogc`, 'self', 'This document'), ...children];
      return jsonAnswer({ title: '一张图', description: '每个区划一个 OGC API 首页，见 links', links });
    }),
    answerFileAnyone(routes.rootConformance, async (call) => {
      refuseUnknown(call.query, routes.rootConformance);
      return jsonAnswer({ conformsTo: CONFORMS_TO });
    }),
    answerFileAnyone(routes.rootCollections, async (call) => {
      const here = await onlyDesk(routes.rootCollections, call);
      return jsonAnswer(await collectionsOf(here, await ogcLayers(here)));
    }),
  ];
}

type Plain = (
  route: Route,
  call: Pick<OpenCall, 'query' | 'person' | 'origin'> & { params: { district: string } },
) => OgcDesk;

function tileHandlers(plain: Plain): Mounted[] {
  const tiled = async (here: OgcDesk, layer: ShownLayer) => {
    const { box } = (await summariesOf(here, [layer])).get(layer.id)!;
    return { base: here.base, code: layer.code, name: layer.name, box };
  };
  return [
    answerFileAnyone(routes.tilesets, async (call) => {
      const here = plain(routes.tilesets, call);
      return jsonAnswer(tilesetList(await tiled(here, await ogcLayer(here, call.params.collection))));
    }),
    answerFileAnyone(routes.tileset, async (call) => {
      const here = plain(routes.tileset, call);
      checkMatrixSet(call.params.set);
      return jsonAnswer(tileset(await tiled(here, await ogcLayer(here, call.params.collection))));
    }),
    answerFileAnyone(routes.tile, async (call) => {
      const here = plain(routes.tile, call);
      const { collection, set, matrix: z, row: y, column: x } = call.params;
      checkMatrixSet(set);
      if (!isTile({ z, x, y })) throw mapFault('map.tile', { tile: `${z}/${x}/${y}` });
      return vectorTile(here, await ogcLayer(here, collection), { z, x, y });
    }),
    answerFileAnyone(routes.matrixSets, async (call) => jsonAnswer(matrixSets(plain(routes.matrixSets, call).base))),
    answerFileAnyone(routes.matrixSet, async (call) => {
      plain(routes.matrixSet, call);
      checkMatrixSet(call.params.set);
      return jsonAnswer(matrixSet());
    }),
  ];
}

async function vectorTile(
  desk: OgcDesk,
  layer: ShownLayer,
  tile: { z: number; x: number; y: number },
): Promise<FileAnswer> {
  const type = 'application/vnd.mapbox-vector-tile';
  const bytes = await tileBytes(desk, layer, tile);
  return {
    name: `${tile.z}-${tile.y}-${tile.x}.mvt`,
    type,
    bytes,
    isShown: true,
    etag: layer.revision,
    cacheControl: 'private, no-cache',
  };
}
