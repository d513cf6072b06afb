import type { Register } from '@quantu/registers';
import type { ReadDb } from '@quantu/store';
import { recalled, remembered, type RememberedMapping } from '@quantu/tables/server';
import { importFault } from './faults.ts';
import { changeRun, type Desk, type Run } from './runs.server.ts';
import { withNamed } from './named.server.ts';
import { importable, isMappable, shownSheet, type StoredSheet } from './sheets.ts';
import type { LookedSheet } from './worker/orders.ts';
import type { Follow } from './worker/table-workers.server.ts';

/** Step 1: reads the file and guesses the mapping, or recalls the one this layout had. */
export async function lookIntoFile(desk: Desk, run: Run, follow: Follow = {}): Promise<void> {
  const { store, district, register, viewer, workers } = desk;
  const known = importable(register, viewer);
  const { sheets, notes } = await workers.look(
    { path: store.files.pathOf(run.hash), name: run.file_name, register: known, headRows: {} },
    follow,
  );
  const layouts = await layoutsOf(store.read(district), register.name, sheets);
  const found = sheets.map((sheet): StoredSheet => storedSheet(sheet, layouts, (field) => isMappable(known, field)));
  const stored = await withNamed(store.read(district), register, withoutKeyless(register, found));
  const hasHidden = stored.some(({ isUsed, isHidden }) => isUsed && isHidden);
  await store.unrecorded(district, (db) =>
    changeRun(db, run.id, {
      state: 'mapping',
      sheets: stored,
      is_remembered: stored.some(({ isUsed, layout }) => isUsed && layouts.has(layout)),
      notes: [...notes, ...(hasHidden ? ['文件里有隐藏的工作表，也已读取'] : []), ...stored.flatMap(hiddenNote)],
    }),
  );
}

function hiddenNote({ name, isUsed, hiddenCount = 0 }: StoredSheet): readonly string[] {
  return isUsed && hiddenCount > 0 ? [`${shownSheet(name)}有 ${hiddenCount} 行是隐藏的（如筛选掉的），也已读取`] : [];
}

type Layouts = ReadonlyMap<string, RememberedMapping>;

async function layoutsOf(db: ReadDb, register: string, sheets: readonly LookedSheet[]): Promise<Layouts> {
  const layouts = [...new Set(sheets.map(({ layout }) => layout))];
  if (layouts.length === 0) return new Map();
  const rows = await db
    .selectFrom('import_layout')
    .select(['layout', 'mapping'])
    .where('register', '=', register)
    .where('layout', 'in', layouts)
    .execute();
  return new Map(rows.map(({ layout, mapping }) => [layout, mapping]));
}

function storedSheet(
  { guess, ...sheet }: LookedSheet,
  layouts: Layouts,
  isField: (field: string) => boolean,
): StoredSheet {
  const kept = layouts.get(sheet.layout);
  const mapping = kept ? recalled(sheet, kept, isField) : guess;
  // A sheet that says nothing of the register, 填报说明 or a lookup list, is left out until a person takes it.
  const mapped = mapping.filter(({ field }) => field !== null).length;
  return { ...sheet, mapping, isUsed: sheet.rowCount > 0 && mapped >= Math.min(2, sheet.columns.length) };
}

/** Where some sheets name their records, those that do not, 汇总, are left out until a person takes them. */
function withoutKeyless({ key }: Register, sheets: readonly StoredSheet[]): readonly StoredSheet[] {
  const isKeyed = ({ mapping }: StoredSheet) => key.every((name) => mapping.some(({ field }) => field === name));
  if (!sheets.some((sheet) => sheet.isUsed && isKeyed(sheet))) return sheets;
  return sheets.map((sheet) => ({ ...sheet, isUsed: sheet.isUsed && isKeyed(sheet) }));
}

export interface MapWish {
  readonly name: string;
  readonly isUsed: boolean;
  readonly headRows: readonly number[];
  readonly columns: readonly { readonly column: number; readonly field: string | null; readonly unit: string | null }[];
}

/** Step 2: a person says how columns are mapped, which sheets count, where the head stands. It is remembered. */
export async function mapColumns(desk: Desk, run: Run, wishes: readonly MapWish[]): Promise<void> {
  const { store, district, register, viewer } = desk;
  const known = importable(register, viewer);
  const missing = wishes.find(({ name }) => !run.sheets.some((sheet) => sheet.name === name));
  if (missing) throw importFault('import.sheet', { sheet: shownSheet(missing.name) });
  const isKnown = (field: string) => isMappable(known, field);
  const unknown = wishes.flatMap(({ columns }) => columns).find(({ field }) => field !== null && !isKnown(field));
  if (unknown) throw importFault('import.field', { register: register.label, field: unknown.field! });
  const sheets = await withHeads(desk, run, wishes);
  const chosen = sheets.map((sheet) =>
    mappedSheet(
      sheet,
      wishes.find(({ name }) => name === sheet.name),
      run.sheets,
    ),
  );
  const mapped = await withNamed(store.read(district), register, chosen);
  await store.unrecorded(district, async (db) => {
    await changeRun(db, run.id, { state: 'mapping', sheets: mapped });
    await db.deleteFrom('import_row').where('import', '=', run.id).execute();
    for (const sheet of mapped.filter(({ isUsed }) => isUsed)) {
      const mapping = JSON.stringify(remembered(sheet, sheet.mapping));
      const kept = { mapping, kept_at: new Date().toISOString() as Run['made_at'], kept_by: viewer.account };
      await db
        .insertInto('import_layout')
        .values({ register: register.name, layout: sheet.layout, ...kept })
        .onConflict((clash) => clash.columns(['register', 'layout']).doUpdateSet(kept))
        .execute();
    }
  });
}

/** Sheets whose head was moved are read again; the others stay as they were found. */
async function withHeads(desk: Desk, run: Run, wishes: readonly MapWish[]): Promise<readonly StoredSheet[]> {
  const moved = wishes.filter(({ name, headRows }) => {
    const now = run.sheets.find((sheet) => sheet.name === name)?.headRows ?? [];
    return headRows.length > 0 && headRows.join() !== now.join();
  });
  if (moved.length === 0) return run.sheets;
  const { store, register, viewer, workers } = desk;
  const known = importable(register, viewer);
  const headRows = Object.fromEntries(moved.map(({ name, headRows }) => [name, headRows]));
  const { sheets } = await workers.look({
    path: store.files.pathOf(run.hash),
    name: run.file_name,
    register: known,
    headRows,
  });
  const isField = (field: string) => isMappable(known, field);
  return run.sheets.map((sheet) => {
    const found = sheets.find(({ name }) => name === sheet.name);
    return found && sheet.name in headRows ? storedSheet(found, new Map(), isField) : sheet;
  });
}

function mappedSheet(sheet: StoredSheet, wish: MapWish | undefined, before: readonly StoredSheet[]): StoredSheet {
  if (!wish) return sheet;
  const isMoved = before.find(({ name }) => name === sheet.name)?.headRows.join() !== sheet.headRows.join();
  // With another head the columns are others: what was chosen for the old ones no longer fits.
  if (isMoved) return { ...sheet, isUsed: wish.isUsed };
  const chosen = new Map(wish.columns.map((one) => [one.column, one]));
  const mapping = sheet.mapping.map((one) => {
    const found = chosen.get(one.column);
    if (!found) return one;
    const isSame = found.field === one.field && found.unit === one.unit;
    return isSame ? one : { column: one.column, field: found.field, unit: found.unit, confidence: 1 };
  });
  return { ...sheet, isUsed: wish.isUsed, mapping };
}
