import { where, type Books, type CodeBook, type Condition, type Viewer } from '@quantu/registers';
import { codeBook, selectionSql, tableAt } from '@quantu/registers/server';
import { dayInChina, endOfDayInChina, instantOf, parseDay, type Day, type Instant } from '@quantu/base';
import type { ReadDb } from '@quantu/store';
import { sql } from 'kysely';
import { projectFault } from './faults.ts';
import { grouped } from './grouped.ts';
import type { Light } from './lights.ts';
import { monthAfter, yearOfMonth } from './months.ts';

/** What is looked at: some projects, in one month's year. */
export interface Part {
  readonly month?: string | undefined;
  readonly programme?: string | undefined;
  readonly organisation?: string | undefined;
  readonly asOf?: string | undefined;
}

/** The data of now, or as they were at the end of an earlier day, and what was today then. */
export interface Look {
  readonly at: Instant | undefined;
  readonly today: Day;
}

/** A day to come is looked at as now. */
export function lookOn(asOf?: string): Look {
  const today = dayInChina(instantOf(new Date()));
  if (asOf === undefined) return { at: undefined, today };
  const day = parseDay(asOf);
  if (day === null) throw projectFault('project.day', { day: asOf });
  return day < today ? { at: endOfDayInChina(day), today: day } : { at: undefined, today };
}

export interface ProjectRow {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly programme: string | null;
  readonly lead: string | null;
  readonly leadName: string;
  readonly state: string;
  readonly plannedStart: string | null;
  readonly startedOn: string | null;
}

export interface ReportRow {
  readonly id: string;
  readonly project: string;
  readonly month: string;
  readonly state: string;
  readonly doneYuan: string | null;
  readonly cumulativeYuan: string | null;
  readonly rate: string | null;
  readonly expected: string | null;
  readonly leadPp: string | null;
  readonly light: Light | null;
  readonly lightReason: string | null;
  readonly progress: string | null;
  readonly problem: string | null;
}

export interface YearProject extends ProjectRow {
  readonly plannedYuan: string;
  /** Of the year, up to the month, oldest first. */
  readonly reports: readonly ReportRow[];
}

/** The projects that a viewer sees in one year's plan, with their plans and reports up to a month. */
export interface ProjectYear {
  readonly month: string | null;
  readonly year: number;
  readonly projects: readonly YearProject[];
  readonly codes: CodeBook;
}

/** Reads what overviews, lists, waterfalls and curves are made of, in a fixed number of statements. */
export async function readYear(db: ReadDb, books: Books, viewer: Viewer, part: Part): Promise<ProjectYear> {
  const { at: asOf, today } = lookOn(part.asOf);
  const codes = await codeBook(db, books, today);
  const month = part.month ?? (await latestMonth(db, books, viewer, asOf));
  const year = month === null ? Number(today.slice(0, 4)) : yearOfMonth(month);
  const plans = await readPlans(db, books, viewer, year, asOf);
  const projects = await readProjects(db, books, viewer, part, asOf);
  const reports = month === null ? [] : await readReports(db, books, viewer, [`${year}-01`, month], asOf);
  const reportsOf = grouped(reports, ({ project }) => project);
  return {
    month,
    year,
    codes,
    projects: projects.flatMap((project) => {
      const plannedYuan = plans.get(project.id);
      return plannedYuan === undefined ? [] : [{ ...project, plannedYuan, reports: reportsOf.get(project.id) ?? [] }];
    }),
  };
}

const register = (books: Books, key: string) => {
  const found = books.registers.get(key);
  if (!found) throw new Error(`the program has no register ${key}`);
  return found;
};

/** The latest month of which something has been handed in. */
async function latestMonth(
  db: ReadDb,
  books: Books,
  viewer: Viewer,
  asOf: Instant | undefined,
): Promise<string | null> {
  const conditions = [where('state', 'is', 'submitted', 'approved')];
  const { from, where: which } = await selectionSql(db, books, register(books, 'city-project-month'), viewer, {
    conditions,
    asOf,
  });
  const { rows } = await sql<{
    month: string | null;
  }>`select max(r.month) as month from ${from} where ${which}`.execute(db);
  return rows[0]?.month ?? null;
}

async function readPlans(
  db: ReadDb,
  books: Books,
  viewer: Viewer,
  year: number,
  asOf: Instant | undefined,
): Promise<Map<string, string>> {
  const conditions = [where('year', 'is', String(year))];
  const { from, where: which } = await selectionSql(db, books, register(books, 'city-project-year'), viewer, {
    conditions,
    asOf,
  });
  const { rows } = await sql<{ project: string; yuan: string }>`
    select r.project, trim_scale(r.planned_yuan)::text as yuan from ${from} where ${which}`.execute(db);
  return new Map(rows.map(({ project, yuan }) => [project, yuan]));
}

async function readProjects(
  db: ReadDb,
  books: Books,
  viewer: Viewer,
  part: Part,
  asOf: Instant | undefined,
): Promise<ProjectRow[]> {
  const conditions: Condition[] = [where('state', 'is-not', 'ended')];
  if (part.programme !== undefined) conditions.push(where('programme', 'is', part.programme));
  if (part.organisation !== undefined) conditions.push(where('lead', 'is', part.organisation));
  const { from, where: which } = await selectionSql(db, books, register(books, 'city-project'), viewer, {
    conditions,
    asOf,
  });
  const { rows } = await sql<ProjectRow>`
    select r.id, r.code, r.name, r.programme, r.lead, coalesce(o.short_name, o.name, '') as "leadName", r.state,
      r.planned_start as "plannedStart", r.started_on as "startedOn"
    from ${from} left join ${organisationsAt(asOf)} on o.id = r.lead where ${which} order by r.code`.execute(db);
  return rows;
}

/** Reports between two months, both included, oldest first. */
export async function readReports(
  db: ReadDb,
  books: Books,
  viewer: Viewer,
  [first, last]: readonly [string, string],
  asOf: Instant | undefined,
  project?: string,
): Promise<ReportRow[]> {
  const conditions = [
    where('month', 'between', first, last),
    ...(project === undefined ? [] : [where('project', 'is', project)]),
  ];
  const { from, where: which } = await selectionSql(db, books, register(books, 'city-project-month'), viewer, {
    conditions,
    asOf,
  });
  const { rows } = await sql<ReportRow>`
    select r.id, r.project, r.month, r.state, trim_scale(r.done_yuan)::text as "doneYuan",
      trim_scale(r.cumulative_yuan)::text as "cumulativeYuan", trim_scale(r.rate)::text as rate,
      trim_scale(r.expected)::text as expected, trim_scale(r.lead_pp)::text as "leadPp", r.light,
      r.light_reason as "lightReason", r.progress, r.problem
    from ${from} where ${which} order by r.month`.execute(db);
  return rows;
}

/** The same year a month before; null in January or when there is no month. */
export function monthBefore({ projects, month, ...year }: ProjectYear): ProjectYear | null {
  if (month === null || month.endsWith('-01')) return null;
  const before = monthAfter(month, -1);
  const earlier = projects.map((project) => ({
    ...project,
    reports: project.reports.filter((report) => report.month <= before),
  }));
  return { ...year, month: before, projects: earlier };
}

export const registerNamed = register;
/** Organisations, called `o`. */
export const organisationsAt = (at: Instant | undefined) => tableAt({ table: 'organisation' }, at, 'o');
