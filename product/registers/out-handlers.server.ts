import { answer, answerFile, type Mounted } from '@quantu/people/server';
import type { Books } from '@quantu/registers';
import type { Store } from '@quantu/store';
import { registerRoutes as routes } from './contract.ts';
import { deskOf } from './desk.server.ts';
import { exportOf } from './exports.server.ts';
import { extentOf, tileOf } from './map.server.ts';
import { listOf, selectionOf, sortsOf } from './selection.server.ts';
import { templateOf } from './template.server.ts';

/** What leaves a register: files and map tiles. */
export function outHandlers(store: Store, books: Books): Mounted[] {
  return [
    answerFile(routes.export, (call) => {
      const { sort, fields, asOf, ...words } = call.query;
      const wish = {
        ...selectionOf({ ...words, asOf }),
        sort: sortsOf(sort),
        ...(fields === undefined ? {} : { fields: listOf(fields) }),
      };
      return exportOf(deskOf(store, books, call), call.params.format, wish, asOf);
    }),
    answerFile(routes.template, (call) => templateOf(deskOf(store, books, call))),
    answerFile(routes.tile, async (call) => {
      const { z, x, y } = call.params;
      const { by, ...words } = call.query;
      const bytes = await tileOf(deskOf(store, books, call), { z, x, y }, selectionOf(words), by);
      const type = 'application/vnd.mapbox-vector-tile';
      return { name: `${z}-${x}-${y}.mvt`, type, bytes, isShown: true, cacheControl: 'private, no-cache' };
    }),
    answer(routes.extent, (call) => extentOf(deskOf(store, books, call), selectionOf(call.query))),
  ];
}
