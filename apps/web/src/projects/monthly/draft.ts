import { REPORT_FIELDS, type SheetRow } from '@quantu/projects';
import { readCell, type ProgressChoice, type ReportField } from './cells.ts';

/** What was typed and not saved yet: by report, with the version it was typed over. */
export interface DraftRow {
  readonly version: number;
  readonly cells: Readonly<Partial<Record<ReportField, string>>>;
}
export type Draft = Readonly<Record<string, DraftRow>>;

export function typed(draft: Draft, row: SheetRow, field: ReportField, text: string | null): Draft {
  const { [row.report]: before, ...others } = draft;
  const { [field]: _, ...rest } = before?.cells ?? {};
  const cells = text === null ? rest : { ...rest, [field]: text };
  if (Object.keys(cells).length === 0) return others;
  return { ...others, [row.report]: { version: before?.version ?? row.version, cells } };
}

/** Rows that somebody else saved after they were typed over here. */
export function conflicts(draft: Draft, rows: readonly SheetRow[]): SheetRow[] {
  return rows.filter(({ report, version }) => draft[report] !== undefined && draft[report].version !== version);
}

/** 用我的: what was typed goes over the version that is there now. */
export function keepMine(draft: Draft, row: SheetRow): Draft {
  const mine = draft[row.report];
  return mine ? { ...draft, [row.report]: { ...mine, version: row.version } } : draft;
}

/** 用现在的 */
export function keepTheirs(draft: Draft, row: SheetRow): Draft {
  const { [row.report]: _, ...others } = draft;
  return others;
}

export interface Outgoing {
  readonly rows: { report: string; version: number; values: Partial<Record<ReportField, string | null>> }[];
  /** Cells that cannot be sent, with why. */
  readonly problems: { row: SheetRow; field: ReportField; problem: string }[];
}

/** What can be saved of a draft. A row with a bad cell sends its good ones. */
export function outgoing(draft: Draft, rows: readonly SheetRow[], choices: readonly ProgressChoice[]): Outgoing {
  const out: Outgoing = { rows: [], problems: [] };
  for (const row of rows) {
    const mine = draft[row.report];
    if (!mine || mine.version !== row.version) continue;
    const values: Partial<Record<ReportField, string | null>> = {};
    for (const field of REPORT_FIELDS) {
      const text = mine.cells[field];
      if (text === undefined) continue;
      const read = readCell(field, text, choices);
      if (read.problem === null) values[field] = read.value;
      else out.problems.push({ row, field, problem: read.problem });
    }
    if (Object.keys(values).length > 0) out.rows.push({ report: row.report, version: row.version, values });
  }
  return out;
}

/** What is left of the draft once these cells are saved: what was typed meanwhile, and what is stale. */
export function afterSaving(draft: Draft, sent: Draft, rows: readonly SheetRow[], stale: readonly string[]): Draft {
  const left: Record<string, DraftRow> = {};
  for (const [report, { version, cells }] of Object.entries(draft)) {
    const kept = Object.entries(cells).filter(
      ([field, text]) => stale.includes(report) || sent[report]?.cells[field as ReportField] !== text,
    );
    if (kept.length === 0) continue;
    const now = rows.find((row) => row.report === report)?.version ?? version;
    left[report] = { version: stale.includes(report) ? version : now, cells: Object.fromEntries(kept) };
  }
  return left;
}

/** The part of a draft that goes out, for `afterSaving`. */
export function sentPart(draft: Draft, { rows }: Outgoing): Draft {
  const sent = rows.map(({ report, version, values }) => {
    const cells = Object.entries(draft[report]?.cells ?? {}).filter(([field]) => field in values);
    return [report, { version, cells: Object.fromEntries(cells) }] as const;
  });
  return Object.fromEntries(sent);
}

/** A draft out of the browser's storage, where anything may stand. */
export function readDraft(stored: unknown): Draft {
  if (typeof stored !== 'object' || stored === null) return {};
  const draft: Record<string, DraftRow> = {};
  for (const [report, row] of Object.entries(stored as Record<string, unknown>)) {
    if (typeof row !== 'object' || row === null || !('version' in row) || !('cells' in row)) continue;
    const { version, cells } = row;
    if (typeof version !== 'number' || typeof cells !== 'object' || cells === null) continue;
    const texts = REPORT_FIELDS.flatMap((field) => {
      const text = (cells as Record<string, unknown>)[field];
      return typeof text === 'string' ? [[field, text] as const] : [];
    });
    if (texts.length > 0) draft[report] = { version, cells: Object.fromEntries(texts) };
  }
  return draft;
}

export const cellCount = (draft: Draft): number =>
  Object.values(draft).reduce((count, { cells }) => count + Object.keys(cells).length, 0);
