import { newId, type Instant } from '@quantu/base';
import { displayNames } from '@quantu/product-documents/server';
import type { ReadDb, WriteDb } from '@quantu/store';
import type { ReportComment } from './contract.ts';
import { reportFault } from './faults.ts';
import { oneSection, type Paper } from './papers.server.ts';

interface Row {
  readonly id: string;
  readonly section: string;
  readonly quote: string;
  readonly text: string;
  readonly made_by: string;
  readonly made_at: Instant;
  readonly settled_by: string | null;
  readonly settled_at: Instant | null;
}

/** What was said of a report, oldest first. */
export async function commentsOf(db: ReadDb, report: string): Promise<ReportComment[]> {
  const rows = await db
    .selectFrom('report_comment')
    .selectAll()
    .where('report', '=', report)
    .orderBy('made_at')
    .orderBy('id')
    .execute();
  return shown(db, rows);
}

async function shown(db: ReadDb, rows: readonly Row[]): Promise<ReportComment[]> {
  const names = await displayNames(
    db,
    rows.flatMap((row) => [row.made_by, row.settled_by]),
  );
  return rows.map((row) => ({
    id: row.id,
    section: row.section,
    quote: row.quote,
    text: row.text,
    by: names(row.made_by),
    at: row.made_at,
    settledBy: row.settled_by === null ? null : names(row.settled_by),
    settledAt: row.settled_at,
  }));
}

export async function addComment(
  tx: WriteDb,
  paper: Paper,
  wish: { readonly section: string; readonly quote: string; readonly text: string },
): Promise<ReportComment> {
  const section = oneSection(paper, wish.section);
  const row = {
    id: newId(),
    section: section.id,
    quote: wish.quote,
    text: wish.text.trim(),
    made_by: tx.actor,
    made_at: tx.at,
    settled_by: null,
    settled_at: null,
  };
  await tx
    .insertInto('report_comment')
    .values({ ...row, report: paper.record.id })
    .execute();
  tx.audit({ subject: paper.record.id, after: { text: row.text.slice(0, 100) } });
  return (await shown(tx, [row]))[0]!;
}

/** It was dealt with; saying so twice leaves the first who said it. */
export async function settleComment(tx: WriteDb, report: string, id: string): Promise<ReportComment> {
  const row = await tx
    .selectFrom('report_comment')
    .selectAll()
    .where('id', '=', id)
    .where('report', '=', report)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw reportFault('drafting.comment-unknown');
  if (row.settled_by !== null) return (await shown(tx, [row]))[0]!;
  const settled = { settled_by: tx.actor, settled_at: tx.at };
  await tx.updateTable('report_comment').set(settled).where('id', '=', id).execute();
  tx.audit({ subject: report, after: { comment: id } });
  return (await shown(tx, [{ ...row, ...settled }]))[0]!;
}
