import type { Day } from '@quantu/base';
import type { ReadDb } from '@quantu/store';
import { sql } from 'kysely';
import { decide, type Viewer } from '../access.ts';
import type { CodeBook } from '../code-book.ts';
import { registerFault } from '../faults.ts';
import type { FieldChange, HistoryEntry, RecordView, Value } from '../records.ts';
import type { Books, Register } from '../register.ts';
import { valueText } from '../show.ts';
import { isRecordId } from '../values.ts';
import { sameValue } from '../write/same.ts';
import { codeBooks, dayOf } from './code-book.server.ts';
import { labelsOf, referredBy, titlesOf, type Titles } from './labels.server.ts';
import { viewOf, wholeRecord, type Row, type WholeRecord } from './row.server.ts';

/** A version with who made and who ended it: named as no column is, for a field may be called `reason`. */
type Version = Row & {
  readonly recorded_from: string;
  readonly recorded_to: string;
  readonly actor: string;
  readonly action: string;
  readonly ':reason': string | null;
  readonly ':document': string | null;
  readonly ':endedBy': string | null;
  readonly ':endedAction': string | null;
  readonly ':endedReason': string | null;
};

/**
 * Every change of a record, the latest first: who, when, why, on which document, field by field. Each version is shown
 * as far as the viewer may read that version; nothing is told of one they may not read.
 */
export async function recordHistory(
  db: ReadDb,
  books: Books,
  register: Register,
  viewer: Viewer,
  id: string,
): Promise<readonly HistoryEntry[]> {
  const ids = isRecordId(id) ? [id.toLowerCase()] : [];
  const [history] = (await recordHistories(db, books, register, viewer, ids)).values();
  if (!history) throw registerFault('record.unknown', { label: register.label });
  return history;
}

/** The histories of several records, of those the viewer may read, in a number of statements that does not grow. */
export async function recordHistories(
  db: ReadDb,
  books: Books,
  register: Register,
  viewer: Viewer,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly HistoryEntry[]>> {
  const booksOn = await codeBooks(db, books);
  const reading = { books, register, viewer, codes: booksOn(dayOf(undefined)), asOf: undefined };
  const { rows } = await sql<Version>`
    select h.*, a.reason as ":reason", a.after->>'document' as ":document", e.actor as ":endedBy",
      e.action as ":endedAction", e.reason as ":endedReason"
    from ${sql.table(`${register.table}_history`)} h
    left join audit a on a.id = h.recorded_in left join audit e on e.id = h.ended_in
    where h.id = any(${ids}::uuid[]) order by h.recorded_from`.execute(db);
  const versions = new Map<string, { row: Version; record: WholeRecord }[]>();
  for (const row of rows) {
    const record = wholeRecord(register, row);
    const others = versions.get(record.id);
    if (others) others.push({ row, record });
    else versions.set(record.id, [{ row, record }]);
  }
  const readable = [...versions.values()].filter((all) => decide(register.access.read, viewer, all.at(-1)!.record));
  const views = readable.map((all) =>
    all.map(({ record }) => (decide(register.access.read, viewer, record) ? viewOf(register, viewer, record) : null)),
  );
  const seen = views.flat().filter((view) => view !== null);
  const titles = await titlesOf(db, reading, referredBy(register, seen));
  const labelled = { register, titles, booksOn };
  return new Map(readable.map((all, at) => [all[0]!.record.id, entriesOf(labelled, all, views[at]!)]));
}

/** What values are called: records as today, codes as on the day of the change. */
interface Labelled {
  readonly register: Register;
  readonly titles: Titles;
  readonly booksOn: (day: Day) => CodeBook;
}

function entriesOf(
  labelled: Labelled,
  versions: readonly { row: Version; record: WholeRecord }[],
  views: readonly (RecordView | null)[],
): HistoryEntry[] {
  const entries: HistoryEntry[] = [];
  for (const [at, { row, record }] of versions.entries()) {
    const view = views[at];
    if (!view) continue;
    const before = at === 0 ? null : (views[at - 1] ?? null);
    const stateBefore = versions[at - 1]?.record.state ?? null;
    const changes = changesOf(labelled, before, view, dayOf(row.recorded_from));
    // A version that the program recorded without a change (a new computed field) is no deed of anybody.
    if (at > 0 && record.version === versions[at - 1]!.record.version && changes.length === 0) continue;
    entries.push({
      ...deedOf(row, record),
      stateBefore: before ? stateBefore : null,
      stateAfter: record.state,
      changes,
    });
  }
  const last = versions.at(-1)!;
  return [...removalOf(last.row, last.record), ...entries.reverse()];
}

function deedOf(row: Version, record: WholeRecord) {
  const { recorded_from: at, actor: by, action, ':reason': reason, ':document': document } = row;
  return { version: record.version, at, by, action, reason, document };
}

/** The last version was ended by nothing that followed it: the record was removed. */
function removalOf(row: Version, record: WholeRecord): HistoryEntry[] {
  if (row.recorded_to === 'infinity') return [];
  return [
    {
      version: record.version,
      at: row.recorded_to,
      by: row[':endedBy'] ?? '',
      action: row[':endedAction'] ?? '',
      reason: row[':endedReason'],
      document: null,
      stateBefore: record.state,
      stateAfter: null,
      changes: [],
    },
  ];
}

function changesOf(
  { register, titles, booksOn }: Labelled,
  before: RecordView | null,
  after: RecordView,
  day: Day,
): FieldChange[] {
  const codes = booksOn(day);
  const labels = {
    before: before ? labelsOf(register, before, codes, titles) : {},
    after: labelsOf(register, after, codes, titles),
  };
  const text = (field: string, value: Value, isMasked: boolean, label: string | undefined): string =>
    label ?? (isMasked && typeof value === 'string' ? value : valueText(register.fields[field]!, value));
  return Object.keys(register.fields).flatMap((field): FieldChange[] => {
    const [was, is] = [before?.values[field] ?? null, after.values[field] ?? null];
    if (sameValue(was, is)) return [];
    const beforeLabel = text(field, was, before?.masked.includes(field) ?? false, labels.before[field]);
    const afterLabel = text(field, is, after.masked.includes(field), labels.after[field]);
    return [{ field, before: was, after: is, beforeLabel, afterLabel }];
  });
}
