import { decimal } from '@quantu/base';
import { decide, type Books, type Viewer } from '@quantu/registers';
import { selectionSql } from '@quantu/registers/server';
import type { ReadDb } from '@quantu/store';
import { sql } from 'kysely';
import type { Curve, LightRow, Overview, Waterfall } from './contract.ts';
import { grouped } from './grouped.ts';
import type { Judging } from './derive.ts';
import type { Light } from './lights.ts';
import { monthAfter } from './months.ts';
import { readJudging } from './rules.server.ts';
import { curveOfYear, gravestFirst, lightIn, monthsInLight, reportOf, standingOf, waterfallOf } from './standing.ts';
import {
  lookOn,
  monthBefore,
  readYear,
  registerNamed,
  type Part,
  type ProjectYear,
  type YearProject,
} from './year.server.ts';

interface Seen extends YearProject {
  readonly curve: ReturnType<Judging['curveOf']>;
}

/** A year with the curve each project is measured by. */
interface SeenYear extends Omit<ProjectYear, 'projects'> {
  readonly projects: readonly Seen[];
  readonly judging: Judging;
}

async function seenYear(db: ReadDb, books: Books, viewer: Viewer, part: Part): Promise<SeenYear> {
  const { at, today } = lookOn(part.asOf);
  const [year, judging] = [await readYear(db, books, viewer, part), await readJudging(db, today, at)];
  return withCurves(year, judging);
}

const withCurves = (year: ProjectYear, judging: Judging): SeenYear => ({
  ...year,
  judging,
  projects: year.projects.map((project) => ({ ...project, curve: judging.curveOf(project, year.year) })),
});

const SUBMITTED = { state: 'submitted', values: {} };

export async function overview(db: ReadDb, books: Books, viewer: Viewer, part: Part): Promise<Overview> {
  const seen = await seenYear(db, books, viewer, part);
  const { month, year, projects, codes, judging } = seen;
  const before = monthBefore(seen);
  const inState = (state: string) => projects.filter((project) => project.state === state).length;
  const { rule } = judging;
  return {
    month,
    year,
    isSettledOnly: !decide(registerNamed(books, 'city-project-month').access.read, viewer, SUBMITTED),
    now: standingOf(projects, month),
    before: before === null ? null : standingOf(withCurves(before, judging).projects, before.month),
    byProgramme: groups(seen, ({ programme }) => [
      programme ?? '',
      programme === null ? '未列专项' : codes.labelOf('city-programme', programme),
    ]),
    byOrganisation: groups(seen, ({ lead, leadName }) => [lead ?? '', leadName || '未定责任单位']),
    stages: { preparing: inState('preparing'), building: inState('building'), finished: inState('finished') },
    started: started(projects, month),
    rule: {
      key: rule.key,
      label: rule.label,
      source: rule.source,
      text: `${rule.says.green}为绿灯，${rule.says.yellow}为黄灯，${rule.says.red}为红灯`,
    },
  };
}

function groups(
  { projects, month }: SeenYear,
  keyOf: (project: Seen) => readonly [key: string, label: string],
): Overview['byProgramme'] {
  return [...grouped(projects, (project) => keyOf(project)[0])]
    .map(([key, own]) => ({ key, label: keyOf(own[0]!)[1], standing: standingOf(own, month) }))
    .toSorted((a, b) => b.standing.projects - a.standing.projects || (a.label < b.label ? -1 : 1));
}

/** 开工率: of the projects that were to have started by the end of the month. */
function started(projects: readonly Seen[], month: string | null): Overview['started'] {
  const due = projects.filter(
    ({ plannedStart }) => plannedStart !== null && month !== null && plannedStart.slice(0, 7) <= month,
  );
  const begun = due.filter(({ startedOn }) => startedOn !== null && startedOn.slice(0, 7) <= month!);
  const rate = due.length === 0 ? null : decimal(begun.length).div(due.length).toDecimalPlaces(10).toFixed();
  return { started: begun.length, plannedToStart: due.length, rate };
}

export interface LightsWish extends Part {
  readonly light?: Light | undefined;
  readonly page?: number | undefined;
  readonly size?: number | undefined;
}

/** The projects of a year with their lights, gravest first, each with its reason. */
export async function lights(db: ReadDb, books: Books, viewer: Viewer, wish: LightsWish) {
  const seen = await seenYear(db, books, viewer, wish);
  const all = seen.projects
    .map((project) => lightRow(project, seen))
    .filter(({ light }) => wish.light === undefined || light === wish.light);
  const { page = 1, size = 50 } = wish;
  const data = all.toSorted(gravestFirst).slice((page - 1) * size, page * size);
  const open = await openSupervisions(
    db,
    books,
    viewer,
    data.map(({ project }) => project),
    wish.asOf,
  );
  return {
    data: data.map((row) => ({ ...row, supervisions: open.get(row.project) ?? 0 })),
    total: all.length,
    page,
    size,
  };
}

function lightRow(project: Seen, { month, codes }: SeenYear): LightRow {
  const report = month === null ? null : reportOf(project.reports, month);
  const before = month === null ? null : reportOf(project.reports, monthAfter(month, -1));
  return {
    project: project.id,
    code: project.code,
    name: project.name,
    programme: project.programme,
    programmeLabel: project.programme === null ? '' : codes.labelOf('city-programme', project.programme),
    organisation: project.lead,
    organisationName: project.leadName,
    report: report?.id ?? null,
    plannedYuan: project.plannedYuan,
    doneYuan: report?.cumulativeYuan ?? null,
    monthYuan: report?.doneYuan ?? null,
    rate: report?.rate ?? null,
    expected: report?.expected ?? null,
    leadPp: report?.leadPp ?? null,
    light: month === null ? 'grey' : lightIn(project, month),
    reason: report?.lightReason ?? '没有这个月的月报 → 无法判定',
    lightBefore: before?.light ?? null,
    rateBefore: before?.rate ?? null,
    monthsInLight: month === null ? 0 : monthsInLight(project, month),
    progress: report?.progress ? codes.labelOf('image-progress', report.progress) : '',
    problem: report?.problem ?? '',
    supervisions: 0,
  };
}

async function openSupervisions(
  db: ReadDb,
  books: Books,
  viewer: Viewer,
  projects: readonly string[],
  asOf: string | undefined,
): Promise<Map<string, number>> {
  const register = registerNamed(books, 'supervision-item');
  const { from, where } = await selectionSql(db, books, register, viewer, { conditions: [], asOf: lookOn(asOf).at });
  const { rows } = await sql<{ project: string; count: number }>`
    select r.project, count(*) as count from ${from}
    where ${where} and r.project = any(${[...projects]}::uuid[]) and r.state not in ('closed', 'withdrawn')
    group by r.project`.execute(db);
  return new Map(rows.map(({ project, count }) => [project, count]));
}

export async function waterfall(
  db: ReadDb,
  books: Books,
  viewer: Viewer,
  wish: Part & { by?: 'programme' | 'organisation' | undefined },
): Promise<Waterfall> {
  const { projects, year, month, codes } = await seenYear(db, books, viewer, wish);
  return waterfallOf(projects, year, month, ({ programme, lead, leadName }) =>
    wish.by === 'organisation'
      ? { key: lead ?? '', label: leadName || '未定责任单位' }
      : { key: programme ?? '', label: programme === null ? '未列专项' : codes.labelOf('city-programme', programme) },
  );
}

/** The S-curve of a part of the projects, or of one. Of an earlier year all twelve months are there. */
export async function curve(
  db: ReadDb,
  books: Books,
  viewer: Viewer,
  wish: Part & { year?: number | undefined; project?: string | undefined },
): Promise<Curve> {
  const month = wish.month ?? (await wishedMonth(db, books, viewer, wish));
  const seen = await seenYear(db, books, viewer, { ...wish, month });
  const projects = wish.project === undefined ? seen.projects : seen.projects.filter(({ id }) => id === wish.project);
  return curveOfYear(projects, seen.year, seen.month);
}

async function wishedMonth(
  db: ReadDb,
  books: Books,
  viewer: Viewer,
  { year, asOf }: { year?: number | undefined; asOf?: string | undefined },
) {
  if (year === undefined) return undefined;
  const { month } = await readYear(db, books, viewer, { asOf });
  return month !== null && Number(month.slice(0, 4)) === year ? month : `${year}-12`;
}
