import { Fault } from '@quantu/base';
import type { Person } from '@quantu/people/server';
import { countCells } from '@quantu/product-registers/server';
import type { Books } from '@quantu/registers';
import { moveRecord, selectionSql, writeMany } from '@quantu/registers/server';
import type { ReadDb, Store, WriteDb } from '@quantu/store';
import { sql } from 'kysely';
import type { ReportStatus, Sheet, SheetRow } from './contract.ts';
import { projectFault } from './faults.ts';
import { todayInChina } from './fresh.server.ts';
import { grouped } from './grouped.ts';
import { monthAfter, monthOf, monthText } from './months.ts';
import { readChoice } from './rules.server.ts';
import { cellsOf, readSheetRows, sheetOf, statusOf } from './sheet.server.ts';
import { lookOn, registerNamed } from './year.server.ts';

/** Who works on the monthly reports of which district. */
export interface Reporting {
  readonly store: Store;
  readonly books: Books;
  readonly district: string;
  readonly person: Person;
}

/** The organisations of a month, those that are late first; by default of the month that is due next on that day. */
export async function reportingOf({ store, books, district, person }: Reporting, wished?: string, asOf?: string) {
  const look = lookOn(asOf);
  const db = store.read(district);
  const { from, where } = await selectionSql(db, books, registerNamed(books, 'city-project-month'), person.viewer, {
    conditions: [],
    asOf: look.at,
  });
  const { rows } = await sql<{
    month: string;
  }>`select distinct r.month from ${from} where ${where} order by r.month desc`.execute(db);
  const months = rows.map(({ month }) => month);
  const last = monthAfter(monthOf(look.today), -1);
  const month = wished ?? months.find((one) => one <= last) ?? months[0] ?? last;
  const { dueWorkday } = await readChoice(db, look.at);
  const all = grouped(await readSheetRows(db, books, person.viewer, month, look), ({ lead }) => lead);
  const data = [...all].map(([organisation, own]) =>
    statusOf(own, month, organisation, { dueWorkday, look }, person, books),
  );
  return { month, months, data: data.toSorted(latestFirst) };
}

/** Open and late, open, waiting for approval, settled. */
function latestFirst(a: ReportStatus, b: ReportStatus): number {
  const rank = ({ open, isLate, submitted }: ReportStatus) => (open > 0 ? (isLate ? 0 : 1) : submitted > 0 ? 2 : 3);
  return rank(a) - rank(b) || (a.name < b.name ? -1 : 1);
}

export interface FillRow {
  readonly report: string;
  readonly version: number;
  readonly values: Readonly<Record<string, string | null | undefined>>;
}

/** Writes the cells of a sheet. Rows that somebody else changed meanwhile are not written, and told. */
export async function fillSheet(desk: Reporting, month: string, organisation: string, rows: readonly FillRow[]) {
  refuseFuture(month);
  const stale = await writing(desk, 'project.fill', month, organisation, async (tx) => {
    const { books, person } = desk;
    const versions = await lockedVersions(
      tx,
      month,
      organisation,
      rows.map(({ report }) => report),
    );
    const current = rows.filter(({ report, version }) => versions.get(report) === version);
    const register = registerNamed(books, 'city-project-month');
    const written = await writeMany(
      tx,
      books,
      register,
      person.viewer,
      current.map(({ report, version, values }) => ({ id: report, version, values: { ...values } })),
    );
    const typed = current
      .filter((_, at) => !written[at]!.isUnchanged)
      .reduce((sum, { values }) => sum + Object.keys(values).length, 0);
    await countCells(tx, person.viewer, register, { typed });
    return rows.filter((row) => !current.includes(row)).map(({ report }) => report);
  });
  return { data: await sheetOf(desk.store.read(desk.district), desk.books, desk.person, month, organisation), stale };
}

/** The versions of an organisation's rows of a month, kept as they are until the transaction ends. */
async function lockedVersions(
  tx: WriteDb,
  month: string,
  organisation: string,
  ids: readonly string[],
): Promise<Map<string, number>> {
  const { rows } = await sql<{ id: string; version: number }>`
    select id, version from city_project_month
    where id = any(${[...ids]}::uuid[]) and month = ${month} and lead = ${organisation}::uuid order by id for update`.execute(
    tx,
  );
  if (rows.length < new Set(ids).size) throw projectFault('report.unknown');
  return new Map(rows.map(({ id, version }) => [id, version]));
}

function refuseFuture(month: string): void {
  if (month > monthOf(todayInChina())) throw projectFault('report.future', { month: monthText(month) });
}

/** Hands in what is open; all of it is filled in, or what is missing is named. */
export async function submitSheet(desk: Reporting, month: string, organisation: string): Promise<Sheet> {
  refuseFuture(month);
  return moveSheet(
    desk,
    month,
    organisation,
    { transition: 'submit', from: 'open', what: '待提交', action: 'project.submit' },
    async (tx, rows) => {
      const missing = rows.filter(({ doneYuan, progress }) => doneYuan === null || progress === null);
      if (missing.length > 0) {
        const names = missing
          .slice(0, 5)
          .map(({ name }) => name)
          .join('、');
        throw projectFault('report.missing', {
          count: missing.length,
          names: missing.length > 5 ? `${names}等` : names,
        });
      }
      const { prefilled, computed } = cellsOf(rows);
      await countCells(tx, desk.person.viewer, { name: 'city-project-month' }, { prefilled, computed });
    },
  );
}

export function approveSheet(desk: Reporting, month: string, organisation: string): Promise<Sheet> {
  return moveSheet(desk, month, organisation, {
    transition: 'approve',
    from: 'submitted',
    what: '待审定',
    action: 'project.approve',
  });
}

export function returnSheet(desk: Reporting, month: string, organisation: string, reason: string): Promise<Sheet> {
  return moveSheet(desk, month, organisation, {
    transition: 'return',
    from: 'submitted',
    what: '可退回',
    action: 'project.return',
    reason,
  });
}

interface SheetMove {
  readonly transition: string;
  readonly from: string;
  readonly what: string;
  readonly action: string;
  readonly reason?: string;
}

async function moveSheet(
  desk: Reporting,
  month: string,
  organisation: string,
  { transition, from, what, action, reason }: SheetMove,
  before: (tx: WriteDb, rows: readonly SheetRow[]) => Promise<void> = () => Promise.resolve(),
): Promise<Sheet> {
  const { books, person } = desk;
  await writing(desk, action, month, organisation, async (tx) => {
    const { rows } = await sheetOf(tx, books, person, month, organisation);
    const moved = rows.filter(({ state }) => state === from);
    if (moved.length === 0) throw projectFault('report.nothing', { month: monthText(month), what });
    await before(tx, moved);
    for (const { report, version } of moved) {
      await moveRecord(tx, books, registerNamed(books, 'city-project-month'), person.viewer, report, {
        version,
        transition,
        reason,
      });
    }
    tx.audit({
      subject: organisation,
      after: { month, rows: moved.length },
      ...(reason === undefined ? {} : { reason }),
    });
  });
  return sheetOf(desk.store.read(desk.district), books, person, month, organisation);
}

/** Corrects a settled row: the earlier figure stays in its history, the reason in the trail. */
export async function amend(
  desk: Reporting,
  month: string,
  wish: FillRow & { readonly reason: string },
): Promise<Sheet> {
  const { books, person, store, district } = desk;
  const { report, version, values, reason } = wish;
  const organisation = await organisationOf(store.read(district), report, month);
  await writing(
    desk,
    'project.amend',
    month,
    organisation,
    async (tx) => {
      const register = registerNamed(books, 'city-project-month');
      await moveRecord(tx, books, register, person.viewer, report, {
        version,
        transition: 'amend',
        values: { ...values },
        reason,
      });
    },
    reason,
  );
  return sheetOf(store.read(district), books, person, month, organisation);
}

async function organisationOf(db: ReadDb, report: string, month: string): Promise<string> {
  const { rows } = await sql<{
    lead: string;
  }>`select lead from city_project_month where id = ${report}::uuid and month = ${month}`.execute(db);
  if (!rows[0]) throw projectFault('report.unknown');
  return rows[0].lead;
}

async function writing<T>(
  { store, district, person }: Reporting,
  action: string,
  month: string,
  organisation: string,
  work: (tx: WriteDb) => Promise<T>,
  reason?: string,
): Promise<T> {
  try {
    return await store.transact({ district, actor: person.name, action, subject: organisation, reason }, async (tx) => {
      tx.audit({ after: { month } });
      return work(tx);
    });
  } catch (error) {
    if (error instanceof Fault && error.code === 'record.stale') throw projectFault('report.stale');
    throw error;
  }
}
