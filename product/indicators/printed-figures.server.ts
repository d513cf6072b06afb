import type { Day } from '@quantu/base';
import type { FigureRow } from '@quantu/product-documents';
import { listFigures, readOn } from '@quantu/product-documents/server';
import type { Books } from '@quantu/registers';
import type { ReadDb, Store } from '@quantu/store';
import { catalogueOf } from './candidates.server.ts';
import { examine, figuresToCheck } from './examine.server.ts';
import { Values } from './target.server.ts';
import { checkFigures } from './watch.server.ts';

const PAGE = 500;

/** Every printed figure with what stands behind it: now, or on the registers as they were when a day ended. */
export async function printedFigures(
  store: Store,
  books: Books,
  district: string,
  filter: { readonly text?: string; readonly unit?: string },
  day: Day | undefined,
): Promise<FigureRow[]> {
  if (day === undefined) await checkFigures(store, books, district);
  const db = readOn(store, district, day);
  const rows = await allFigures(db, filter);
  return day === undefined ? rows : heldAgainst(store.read(district), db, books, rows, day);
}

async function allFigures(
  db: ReadDb,
  filter: { readonly text?: string; readonly unit?: string },
): Promise<FigureRow[]> {
  const found: FigureRow[] = [];
  for (let page = 1; ; page++) {
    const { data, total } = await listFigures(db, { ...filter, page, size: PAGE });
    found.push(...data);
    if (data.length === 0 || found.length >= total) return found;
  }
}

async function heldAgainst(
  now: ReadDb,
  past: ReadDb,
  books: Books,
  rows: readonly FigureRow[],
  day: Day,
): Promise<FigureRow[]> {
  if (rows.length === 0) return [];
  const [{ candidates }, bindings, figures] = await Promise.all([
    catalogueOf(now, books),
    now.selectFrom('figure_binding').selectAll().execute(),
    figuresToCheck(
      past,
      rows.map(({ id }) => id),
    ),
  ]);
  const said = new Map(bindings.map((binding) => [binding.figure, binding]));
  const checks = await examine(books, new Values(now, books, day), candidates, figures, said);
  const found = new Map(checks.map((check) => [check.figure, check]));
  return rows.map((row) => {
    const check = found.get(row.id);
    if (!check) return row;
    const { register, key, label, shown, origin } = check;
    const evidence =
      register && key
        ? { register, figure: key, label: label ?? key, shown: shown ?? null, isProposed: origin === 'proposed' }
        : null;
    return { ...row, state: check.state, evidence };
  });
}
