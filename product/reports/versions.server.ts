import { newId } from '@quantu/base';
import { displayNames } from '@quantu/product-documents/server';
import type { ReadDb, WriteDb } from '@quantu/store';
import type { ReportVersion } from './contract.ts';
import { reportFault } from './faults.ts';
import { textOf, type Paper } from './papers.server.ts';
import type { ReportText } from './text.ts';

const COLUMNS = ['id', 'number', 'name', 'kind', 'made_by', 'made_at'] as const;

/** The versions of a report, newest first. */
export async function versionsOf(db: ReadDb, report: string): Promise<ReportVersion[]> {
  const rows = await db
    .selectFrom('report_version')
    .select(COLUMNS)
    .where('report', '=', report)
    .orderBy('number', 'desc')
    .execute();
  const names = await displayNames(
    db,
    rows.map((row) => row.made_by),
  );
  return rows.map(({ made_by: by, made_at: madeAt, ...row }) => ({ ...row, madeBy: names(by), madeAt }));
}

/** The whole text as it was when a version was kept. */
export async function versionText(db: ReadDb, report: string, number: number): Promise<ReportText> {
  const row = await db
    .selectFrom('report_version')
    .select('body')
    .where('report', '=', report)
    .where('number', '=', number)
    .executeTakeFirst();
  if (!row) throw reportFault('drafting.version-unknown', { number });
  return row.body;
}

/** Keeps the text as it stands. `paper`: read in the same transaction. */
export async function keepVersion(
  tx: WriteDb,
  paper: Paper,
  kind: ReportVersion['kind'],
  name: string,
): Promise<ReportVersion> {
  const report = paper.record.id;
  // Two who keep one at the same moment wait for each other here.
  await tx.selectFrom('report_paper').select('report').where('report', '=', report).forUpdate().execute();
  const last = await tx
    .selectFrom('report_version')
    .select((eb) => eb.fn.max('number').as('number'))
    .where('report', '=', report)
    .executeTakeFirst();
  const row = { id: newId(), number: (last?.number ?? 0) + 1, name, kind, made_by: tx.actor, made_at: tx.at };
  await tx
    .insertInto('report_version')
    .values({ ...row, report, body: JSON.stringify(textOf(paper)) })
    .execute();
  tx.audit({ subject: report, after: { version: row.number, name } });
  const names = await displayNames(tx, [tx.actor]);
  const { made_by: by, made_at: madeAt, ...shown } = row;
  return { ...shown, madeBy: names(by), madeAt };
}
