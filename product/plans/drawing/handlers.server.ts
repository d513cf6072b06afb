import { answer, type Mounted } from '@quantu/people/server';
import type { Books } from '@quantu/registers';
import type { Store } from '@quantu/store';
import { drawingRoutes as routes, MOST_SHAPES } from './contract.ts';
import { drawingFault } from './faults.ts';
import { fieldsOf, valuesOf } from './fields.server.ts';
import { parseBox, shapesIn } from './shapes.server.ts';
import { shownVersion } from './shown-version.server.ts';

/** What screens ask for to draw, edit and print layers exactly. */
export function drawingHandlers(store: Store, books: Books): Mounted[] {
  return [
    answer(routes.shapes, async ({ params, query, person }) => {
      const db = store.read(params.district);
      const box = parseBox(query.box);
      const { head, number } = await shownVersion(db, books, person, params.layer, query);
      if (number === null) return { data: [], total: 0, version: 0 };
      const { most = MOST_SHAPES } = query;
      const found = await shapesIn(db, head.id, number, box, { most, isAllOrNone: query.most !== undefined });
      return { ...found, version: number };
    }),
    answer(routes.fields, async ({ params, query, person }) => {
      const db = store.read(params.district);
      const { head, number } = await shownVersion(db, books, person, params.layer, query);
      return { data: number === null ? [] : await fieldsOf(db, head.id, number) };
    }),
    answer(routes.values, async ({ params, query, person }) => {
      const db = store.read(params.district);
      const { head, number } = await shownVersion(db, books, person, params.layer, query);
      const values = number === null ? null : await valuesOf(db, head.id, number, query.field);
      if (!values) throw drawingFault('drawing.no-field', { layer: head.name, field: query.field });
      return { data: values };
    }),
  ];
}
