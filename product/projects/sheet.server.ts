import { parseDay, type Day } from '@quantu/base';
import { decide, where, type Books, type Viewer } from '@quantu/registers';
import { codeBook, selectionSql, tableAt } from '@quantu/registers/server';
import type { Person } from '@quantu/people/server';
import type { ReadDb } from '@quantu/store';
import { workdaysBetween } from '@quantu/workflow';
import { sql } from 'kysely';
import { REPORT_FIELDS, type ReportStatus, type Sheet, type SheetRow } from './contract.ts';
import { projectFault } from './faults.ts';
import type { Light } from './lights.ts';
import { monthAfter, monthText, reportDue } from './months.ts';
import { readChoice } from './rules.server.ts';
import { ruleSetOf } from './light-rules.ts';
import { lookOn, organisationsAt, registerNamed, type Look } from './year.server.ts';

/** A report with what stands beside it on the sheet. */
interface Row {
  readonly report: string;
  readonly version: number;
  readonly state: string;
  readonly lead: string;
  readonly leadName: string;
  readonly project: string;
  readonly code: string;
  readonly name: string;
  readonly programme: string | null;
  readonly doneYuan: string | null;
  readonly progress: string | null;
  readonly progressText: string | null;
  readonly problem: string | null;
  readonly plannedYuan: string | null;
  readonly cumulativeYuan: string | null;
  readonly earlierYuan: string;
  readonly rate: string | null;
  readonly expected: string | null;
  readonly leadPp: string | null;
  readonly light: Light | null;
  readonly lightReason: string | null;
  readonly submittedOn: string | null;
  readonly isLate: boolean | null;
  readonly isAmended: boolean | null;
  readonly photos: number;
  readonly beforeMonth: string | null;
  readonly beforeDone: string | null;
  readonly beforeCumulative: string | null;
  readonly beforeLight: Light | null;
  readonly beforeProgress: string | null;
  readonly beforeText: string | null;
  readonly beforeProblem: string | null;
}

export async function readSheetRows(
  db: ReadDb,
  books: Books,
  viewer: Viewer,
  month: string,
  { at }: Look,
  organisation?: string,
): Promise<Row[]> {
  const conditions = [where('month', 'is', month)];
  const { from, where: which } = await selectionSql(db, books, registerNamed(books, 'city-project-month'), viewer, {
    conditions,
    asOf: at,
  });
  const register = registerNamed(books, 'city-project-month');
  const named = (table: string, alias: string) => tableAt({ table }, at, alias);
  // Whoever sees settled reports only sees no other's sum or last month either.
  const seesAll = decide(register.access.read, viewer, { state: 'submitted', values: {} });
  const seen = (alias: string) =>
    seesAll ? sql`${sql.ref(`${alias}.state`)} <> 'open'` : sql`${sql.ref(`${alias}.state`)} = 'approved'`;
  const own = organisation === undefined ? sql`true` : sql`r.lead = ${organisation}::uuid`;
  const { rows } = await sql<Row>`
    select r.id as report, r.version, r.state, r.lead, coalesce(o.name, '') as "leadName", p.id as project, p.code, p.name,
      p.programme, trim_scale(r.done_yuan)::text as "doneYuan", r.progress, r.progress_text as "progressText", r.problem,
      trim_scale(coalesce(r.planned_yuan, y.planned_yuan))::text as "plannedYuan",
      trim_scale(r.cumulative_yuan)::text as "cumulativeYuan", trim_scale(coalesce(e.yuan, 0))::text as "earlierYuan",
      trim_scale(r.rate)::text as rate, trim_scale(r.expected)::text as expected, trim_scale(r.lead_pp)::text as "leadPp",
      r.light, r.light_reason as "lightReason", r.submitted_on as "submittedOn", r.is_late as "isLate",
      r.is_amended as "isAmended", coalesce(f.photos, 0) as photos, b.month as "beforeMonth",
      trim_scale(b.done_yuan)::text as "beforeDone", trim_scale(b.cumulative_yuan)::text as "beforeCumulative",
      b.light as "beforeLight", b.progress as "beforeProgress", b.progress_text as "beforeText", b.problem as "beforeProblem"
    from ${from}
    join ${named('city_project', 'p')} on p.id = r.project
    left join ${organisationsAt(at)} on o.id = r.lead
    left join ${named('city_project_year', 'y')} on y.project = r.project and y.year = ${Number(month.slice(0, 4))}
    left join ${named('city_project_month', 'b')} on b.project = r.project and b.month = ${monthAfter(month, -1)} and ${seen('b')}
    left join lateral (select sum(done_yuan) as yuan from ${named('city_project_month', 'm')} where m.project = r.project
      and m.month >= ${`${month.slice(0, 4)}-01`} and m.month < ${month} and ${seen('m')}) e on true
    left join lateral (select count(*) as photos from ${named('record_attachment', 'a')} where a.record = r.id) f on true
    where ${which} and ${own} order by p.code`.execute(db);
  return rows;
}

const COMPUTED_CELLS = 6;

export async function sheetOf(
  db: ReadDb,
  books: Books,
  person: Person,
  month: string,
  wished?: string,
  asOf?: string,
): Promise<Sheet> {
  const organisation = wished ?? person.viewer.organisation ?? undefined;
  if (organisation === undefined) throw projectFault('report.no-organisation');
  const look = lookOn(asOf);
  const found = await readSheetRows(db, books, person.viewer, month, look, organisation);
  if (found.length === 0) throw projectFault('report.unknown-organisation', { month: monthText(month) });
  const [choice, codes] = [await readChoice(db, look.at), await codeBook(db, books, look.today)];
  const rows = found.map((row) => sheetRow(row, books, person, look, (code) => codes.labelOf('city-programme', code)));
  const status = statusOf(found, month, organisation, { ...choice, look }, person, books);
  const rule = ruleSetOf(choice.ruleSet);
  return {
    month,
    organisation,
    name: status.name,
    status,
    rows,
    cells: cellsOf(rows),
    rule: { key: choice.ruleSet, label: rule?.label ?? choice.ruleSet },
  };
}

/** What the sheet asks for: cells with something typed, those that still are last month's, those the program computes. */
export function cellsOf(rows: readonly SheetRow[]): Sheet['cells'] {
  const filled = rows.flatMap((row) =>
    REPORT_FIELDS.filter((field) => row[field] !== null && row[field] !== ''),
  ).length;
  const prefilled = rows.reduce((sum, row) => sum + row.prefilled.length, 0);
  return { typed: filled - prefilled, prefilled, computed: rows.length * COMPUTED_CELLS };
}

function sheetRow(row: Row, books: Books, person: Person, { at }: Look, labelOf: (code: string) => string): SheetRow {
  const { access } = registerNamed(books, 'city-project-month');
  const subject = { state: row.state, values: { lead: row.lead } };
  const before = { progress: row.beforeProgress, progressText: row.beforeText, problem: row.beforeProblem };
  const carried = (['progress', 'progressText', 'problem'] as const).filter(
    (field) => row[field] !== null && row[field] === before[field],
  );
  const { beforeMonth } = row;
  return {
    report: row.report,
    version: row.version,
    state: row.state,
    project: row.project,
    code: row.code,
    name: row.name,
    programmeLabel: row.programme === null ? '' : labelOf(row.programme),
    doneYuan: row.doneYuan,
    progress: row.progress,
    progressText: row.progressText,
    problem: row.problem,
    prefilled: carried,
    before:
      beforeMonth === null
        ? null
        : {
            month: beforeMonth,
            doneYuan: row.beforeDone,
            cumulativeYuan: row.beforeCumulative,
            light: row.beforeLight ?? 'grey',
          },
    plannedYuan: row.plannedYuan,
    cumulativeYuan: row.cumulativeYuan,
    earlierYuan: row.earlierYuan,
    rate: row.rate,
    expected: row.expected,
    leadPp: row.leadPp,
    light: row.light ?? 'grey',
    reason: row.lightReason ?? '尚未提交',
    photos: row.photos,
    isLate: row.isLate ?? false,
    isAmended: row.isAmended ?? false,
    can: {
      // What is past cannot be changed.
      fill:
        at === undefined &&
        row.state === 'open' &&
        person.permissions.has('reports.fill') &&
        decide(access.write, person.viewer, subject),
      amend: at === undefined && row.state === 'approved' && person.permissions.has('reports.approve'),
    },
  };
}

/** How far one organisation is with a month. */
export function statusOf(
  rows: readonly Row[],
  month: string,
  organisation: string,
  { dueWorkday, look }: { readonly dueWorkday: number; readonly look: Look },
  person: Person,
  books: Books,
): ReportStatus {
  const due = reportDue(month, dueWorkday);
  const isNow = look.at === undefined;
  const inState = (state: string) => rows.filter((row) => row.state === state).length;
  const open = inState('open');
  const submitted = inState('submitted');
  const days = rows.flatMap(({ submittedOn }) => (submittedOn === null ? [] : [submittedOn])).toSorted();
  const last = days.at(-1) ?? null;
  const { access } = registerNamed(books, 'city-project-month');
  const isOwn = decide(access.write, person.viewer, { state: 'open', values: { lead: organisation } });
  const mayFill = isNow && person.permissions.has('reports.fill') && isOwn;
  return {
    organisation,
    name: rows[0]?.leadName ?? '',
    month,
    dueOn: due.on,
    isProvisional: due.isProvisional,
    projects: rows.length,
    open,
    submitted,
    approved: inState('approved'),
    amended: rows.filter(({ isAmended }) => isAmended === true).length,
    isLate: rows.some(({ isLate }) => isLate === true),
    workdaysLeft: open === 0 ? null : workdaysBetween(look.today, due.on),
    submittedOn: open === 0 && last !== null ? dayIn(last) : null,
    can: {
      fill: mayFill && open > 0,
      submit: mayFill && open > 0,
      approve: isNow && person.permissions.has('reports.approve') && submitted > 0,
    },
  };
}

function dayIn(text: string): Day | null {
  return parseDay(text);
}
