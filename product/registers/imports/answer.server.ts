import { dayInChina, instantOf } from '@quantu/base';
import type { AnswerOf } from '@quantu/people';
import { valueText, type Value } from '@quantu/registers';
import { choicesOf, codeBook } from '@quantu/registers/server';
import { letterOf, placeText, SHEET_COLUMN } from '@quantu/tables';
import type { importRoutes } from '../contract.ts';
import { isForgotten, KEPT_RULE } from './kept.server.ts';
import { isUnderWay } from './run-state.server.ts';
import type { Desk, KnownRun } from './runs.server.ts';
import { warningsOf, type StoredSheet } from './sheets.ts';
import type { RowData, RowKind } from './tables.server.ts';

type ImportAnswer = AnswerOf<typeof importRoutes.import>['data'];
type RowAnswer = AnswerOf<typeof importRoutes.rows>['data'][number];

const SHOWN_SKIPPED = 200;

/** An import as a page shows it. */
export function importAnswer(run: KnownRun, displayName: string): ImportAnswer {
  const { state } = run;
  const isRunning = isUnderWay(state);
  const isOld = isForgotten(run);
  const isKept = state === 'written' || isOld;
  const said = [...(state === 'checked' ? warningsOf(run.sheets) : []), ...(isKept ? [KEPT_RULE] : [])];
  return {
    id: run.id,
    register: run.register,
    fileName: run.file_name,
    state,
    by: displayName,
    at: instantOf(new Date(run.made_at)),
    job: isRunning ? run.job : null,
    progress: run.progress,
    note: isRunning ? run.note : [...run.notes, run.note, ...said].filter(Boolean).join('；'),
    error: run.error,
    sheets: run.sheets.map(sheetAnswer),
    isRemembered: run.is_remembered,
    counts: run.counts,
    can: {
      map: state === 'mapping' || state === 'checked',
      check: state === 'mapping' || state === 'checked',
      write: state === 'checked' && !isOld && run.counts.new + run.counts.changed > 0,
      undo: state === 'written' && !isOld,
      cancel: isRunning,
    },
  };
}

function sheetAnswer({
  mapping,
  columns,
  skipped,
  headRows,
  rows,
  ...sheet
}: StoredSheet): ImportAnswer['sheets'][number] {
  const mapped = new Map(mapping.map((one) => [one.column, one]));
  return {
    name: sheet.name,
    isHidden: sheet.isHidden,
    rowCount: sheet.rowCount,
    isUsed: sheet.isUsed,
    headRows: [...headRows],
    rows: rows.map((row) => [...row]),
    skipped: skipped.slice(0, SHOWN_SKIPPED).map((one) => ({ ...one })),
    columns: columns.map(({ column, letter, head, isHidden, samples }) => {
      const { field = null, unit = null, confidence = 0 } = mapped.get(column) ?? {};
      const shown = letter || (column < SHEET_COLUMN ? letterOf(column) : '');
      return { column, letter: shown, head, isHidden, samples: [...samples], field, unit, confidence };
    }),
  };
}

export interface RowsWish {
  readonly offset: number;
  readonly size: number;
  readonly kind?: RowKind | undefined;
}

/** The rows of a dry run as people read them: labels for codes and references, money in its unit. */
export async function rowsAnswer(
  desk: Desk,
  run: KnownRun,
  { offset, size, kind }: RowsWish,
): Promise<{ readonly data: RowAnswer[]; readonly total: number }> {
  const { store, district } = desk;
  const rows = await store
    .read(district)
    .selectFrom('import_row')
    .leftJoin('import_written as w', (join) =>
      join.onRef('w.import', '=', 'import_row.import').onRef('w.seq', '=', 'import_row.seq'),
    )
    .select(['sheet', 'row', 'kind', 'import_row.record', 'w.record as written', 'data'])
    .where('import_row.import', '=', run.id)
    .$if(kind !== undefined, (query) => query.where('kind', '=', kind!))
    .orderBy('import_row.seq')
    .offset(offset)
    .limit(size)
    .execute();
  const text = await textsFor(
    desk,
    rows.map(({ data }) => data),
  );
  const data = rows.map(({ sheet, row, kind, record, written, data }) => ({
    sheet,
    row,
    kind,
    record: record ?? written,
    problem: data.problem ?? null,
    cells: cellsOf(desk, data, kind, text),
  }));
  const { counts } = run;
  const total = kind === undefined ? counts.new + counts.changed + counts.unchanged + counts.rejected : counts[kind];
  return { data, total };
}

/** `cell`: what stands in the file, for a record that is only to be made. */
type TextOf = (field: string, value: Value, cell?: string) => string | null;

function cellsOf(
  { register }: Desk,
  { values, raw, old = {}, problems = {} }: RowData,
  kind: RowKind,
  text: TextOf,
): RowAnswer['cells'] {
  const names = [...new Set([...Object.keys(values), ...Object.keys(problems)])];
  const known = names.filter((name) => name in register.fields || name === 'state');
  return Object.fromEntries(
    known.map((name) => {
      const value = values[name] ?? null;
      const isChanged = name in old || (kind === 'new' && value !== null && name !== 'state');
      const shown = text(name, value, raw[name]);
      const cell = raw[name] ?? (value === null || typeof value === 'object' ? '' : String(value));
      return [
        name,
        {
          raw: cell,
          value: shown,
          old: name in old ? text(name, old[name]!) : null,
          isChanged,
          problem: problems[name] ?? null,
        },
      ];
    }),
  );
}

/** How values of these rows read, with a fixed number of statements. */
async function textsFor(desk: Desk, rows: readonly RowData[]): Promise<TextOf> {
  const { store, district, books, register, viewer } = desk;
  const db = store.read(district);
  const on = dayInChina(instantOf(new Date()));
  const codes = await codeBook(db, books, on);
  const titles = new Map<string, string>();
  for (const [name, field] of Object.entries(register.fields)) {
    if (field.kind !== 'reference') continue;
    const ids = rows
      .flatMap(({ values, old = {} }) => [values[name], old[name]])
      .filter((id) => typeof id === 'string');
    if (ids.length === 0) continue;
    const choices = await choicesOf(db, books, register, viewer, name, { values: [...new Set(ids)], on });
    for (const { value, label } of choices) titles.set(value, label);
  }
  return (name, value, cell) => {
    if (value === null) return null;
    const field = register.fields[name];
    if (typeof value === 'object') return placeText(value);
    // What is no field is the state.
    if (!field) return register.states?.states[String(value)]?.label ?? String(value);
    if (field.kind === 'code') return codes.labelOf(field.set, String(value));
    if (field.kind === 'reference') return titles.get(String(value)) ?? cell ?? '（无权查看）';
    return valueText(field, value);
  };
}
