import { Fault, newId, type Instant } from '@quantu/base';
import type { MarkedDocx } from '@quantu/documents';
import { displayNames, type DocumentWorkers } from '@quantu/product-documents/server';
import { safeFileName, UPLOAD_LIMIT_BYTES } from '@quantu/product-documents';
import type { Upload } from '@quantu/people/server';
import type { Books, Viewer } from '@quantu/registers';
import type { ReadDb, Store, WriteDb } from '@quantu/store';
import { placeChanged } from './arrange.server.ts';
import type { ReturnView } from './contract.ts';
import { merge } from './diff/merge.ts';
import { reportFault } from './faults.ts';
import { applyHomecoming } from './homecoming/apply.ts';
import type { Change, Homecoming } from './homecoming/change.ts';
import { comeHome } from './homecoming/come-home.ts';
import { nameOf, textOf, type Paper } from './papers.server.ts';
import { putText, sent, withTheirs } from './save-text.server.ts';
import type { ReportText } from './text.ts';
import { versionsOf, versionText } from './versions.server.ts';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

export interface Returned {
  readonly marked: MarkedDocx;
  readonly name: string;
  readonly file: Awaited<ReturnType<Store['files']['put']>>;
}

/** Takes the file in and reads it in a process of its own. */
export async function readReturned(
  store: Store,
  workers: DocumentWorkers,
  { name: given, bytes }: Upload,
  signal: AbortSignal,
): Promise<Returned> {
  const name = safeFileName(given);
  const file = await store.files.put(bytes, { name, type: DOCX, limit: UPLOAD_LIMIT_BYTES });
  const marked = await workers.run('marked', { path: store.files.pathOf(file.hash), name }, { signal });
  return { marked, name, file };
}

/** Reads it against the version it agrees with best, the latest of equals, and keeps what was found. */
export async function addReturn(store: Store, tx: WriteDb, paper: Paper, returned: Returned): Promise<string> {
  const { marked, name, file } = returned;
  await store.files.record(tx, file);
  const best = await bestReading(tx, paper, marked, name);
  const id = newId();
  await tx
    .insertInto('report_return')
    .values({
      id,
      report: paper.record.id,
      version: best.version,
      sent: JSON.stringify(best.sent),
      hash: file.hash,
      file_name: name,
      home: JSON.stringify(best.home),
      accepted: null,
      made_by: tx.actor,
      made_at: tx.at,
      settled_by: null,
      settled_at: null,
    })
    .execute();
  tx.audit({ subject: paper.record.id, after: { file: name, changes: best.home.changes.length } });
  return id;
}

interface Read {
  readonly version: number;
  readonly sent: ReportText;
  readonly home: Homecoming;
}

async function bestReading(db: ReadDb, paper: Paper, marked: MarkedDocx, name: string): Promise<Read> {
  const versions = await versionsOf(db, paper.record.id);
  let best: Read | null = null;
  let refusal: unknown;
  for (const version of [0, ...versions.map(({ number }) => number)]) {
    const text = version === 0 ? textOf(paper) : await versionText(db, paper.record.id, version);
    try {
      const home = comeHome(text, marked, name);
      if (best === null || home.changes.length < best.home.changes.length) best = { version, sent: text, home };
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      refusal ??= error;
    }
  }
  if (best === null) throw refusal;
  return best;
}

type Row = Awaited<ReturnType<typeof rowOf>>;

async function rowOf(db: ReadDb, report: string, id: string) {
  const row = await db
    .selectFrom('report_return')
    .selectAll()
    .where('report', '=', report)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) throw reportFault('drafting.return-unknown');
  return row;
}

export async function returnsOf(
  db: ReadDb,
  report: string,
): Promise<Omit<ReturnView, 'notes' | 'agreement' | 'changesOf'>[]> {
  const rows = await db
    .selectFrom('report_return')
    .selectAll()
    .where('report', '=', report)
    .orderBy('made_at', 'desc')
    .execute();
  const names = await displayNames(
    db,
    rows.flatMap((row) => [row.made_by, row.settled_by]),
  );
  return rows.map((row) => headOf(row, names));
}

function headOf(row: Row, names: (name: string) => string) {
  return {
    id: row.id,
    fileName: row.file_name,
    version: row.version,
    changes: row.home.changes.length,
    by: names(row.made_by),
    at: row.made_at satisfies Instant,
    settledBy: row.settled_by === null ? null : names(row.settled_by),
    settledAt: row.settled_at,
  };
}

export async function returnView(db: ReadDb, report: string, id: string): Promise<ReturnView> {
  const row = await rowOf(db, report, id);
  const names = await displayNames(db, [row.made_by, row.settled_by]);
  const accepted = row.accepted === null ? null : new Set(row.accepted);
  return {
    ...headOf(row, names),
    notes: [...row.home.notes],
    agreement: row.home.agreement,
    changesOf: row.home.changes.map((change) => ({
      id: change.id,
      kind: change.kind,
      words: change.words,
      section: 'section' in change ? change.section : null,
      ...sidesOf(change),
      tracked: change.tracked && { ...change.tracked },
      touchesData: change.touchesData,
      isAccepted: accepted && accepted.has(change.id),
    })),
  };
}

function sidesOf(change: Change): { before: string; after: string } {
  if (change.kind === 'comment') return { before: change.quote, after: change.text };
  const text = (side: string | readonly string[]): string => (typeof side === 'string' ? side : side.join('、'));
  return { before: text(change.before), after: text(change.after) };
}

export interface Settled {
  readonly conflicts: readonly {
    readonly section: string;
    readonly mine: ReturnType<typeof sent>;
    readonly theirs: ReturnType<typeof sent>;
  }[];
}

/**
 * Brings the accepted changes into the report as it stands now. Where others changed the same place meanwhile, theirs
 * stays and both are told.
 */
export async function settleReturn(
  tx: WriteDb,
  books: Books,
  viewer: Viewer,
  paper: Paper,
  id: string,
  accepted: readonly string[],
): Promise<Settled> {
  const row = await rowOf(tx, paper.record.id, id);
  if (row.settled_by !== null) {
    throw reportFault('drafting.return-settled', { by: (await displayNames(tx, [row.settled_by]))(row.settled_by) });
  }
  const known = new Set(row.home.changes.map((change) => change.id));
  const chosen = accepted.filter((one) => known.has(one));
  const wished = applyHomecoming(row.sent, row.home, chosen);
  const conflicts = [];
  await placeChanged(tx, books, viewer, paper, row.sent, wished);
  for (const section of wished.sections) {
    const now = paper.sections.find((one) => one.id === section.id);
    const base = row.sent.sections.find((one) => one.id === section.id);
    if (!now || !base) continue;
    const merged = merge(base.blocks, section.blocks, now.blocks);
    await putText(tx, section.id, now, withTheirs(merged).blocks);
    for (const { mine, theirs } of merged.conflicts) {
      const blocks = (block: typeof mine) => sent(block === null ? [] : [block]);
      conflicts.push({ section: nameOf(now), mine: blocks(mine), theirs: blocks(theirs) });
    }
  }
  await tx
    .updateTable('report_return')
    .set({ accepted: chosen, settled_by: tx.actor, settled_at: tx.at })
    .where('id', '=', id)
    .execute();
  tx.audit({ subject: paper.record.id, after: { accepted: chosen.length, of: known.size } });
  return { conflicts };
}
