import { decimal, plain } from '@quantu/base';
import { valueText, where, type Books, type Field, type RecordView, type Value, type Viewer } from '@quantu/registers';
import { codeBook, recordById, selectionSql, tableAt } from '@quantu/registers/server';
import type { ReadDb } from '@quantu/store';
import { sql } from 'kysely';
import type { ProjectView } from './contract.ts';
import { projectFault } from './faults.ts';
import { LIGHTS } from './lights.ts';
import { lastDayOf } from './months.ts';
import { thousands } from './progress.ts';
import { lookOn, readReports, registerNamed, type Look, type ReportRow } from './year.server.ts';

/** What the printed sheet tells, in its order. */
const FACTS = [
  'code',
  'programme',
  'kind',
  'level',
  'lead',
  'leader',
  'builder',
  'contractor',
  'town',
  'programmeArea',
  'totalYuan',
  'funding',
  'plannedStart',
  'startedOn',
  'plannedFinish',
  'finishedOn',
  'plannedYuan',
  'doneYuan',
  'settledYuan',
  'rate',
  'progress',
  'content',
] as const;

/** Everything about one city project that its viewer may see, now or as of an earlier day. */
export async function projectView(
  db: ReadDb,
  books: Books,
  viewer: Viewer,
  id: string,
  asOf?: string,
): Promise<ProjectView> {
  const register = registerNamed(books, 'city-project');
  const { at, today } = lookOn(asOf);
  const { data } = await recordById(db, books, register, viewer, id, at).catch(() => {
    throw projectFault('project.unknown');
  });
  const codes = await codeBook(db, books, today);
  const progressLabel = (code: string | null) => (code === null ? '' : codes.labelOf('image-progress', code));
  const reports = await readReports(db, books, viewer, ['1900-01', '2999-12'], at, id);
  // Who sees only approved reports sees the light of the last of these.
  const judged = reports.findLast(({ light }) => light !== null);
  const flags = await flagsOf(db, id, at);
  // It is kept since the upgrade that brought it; before, it is what the reports approved by then come to.
  const settledYuan = data.values['settledYuan'] ?? settledIn(reports, data.values['planYear']);
  const values: RecordView['values'] = { ...data.values, settledYuan };
  const text = (name: string) => data.labels[name] ?? factText(register.fields[name]!, values[name] ?? null);
  return {
    id,
    code: text('code'),
    name: text('name'),
    state: data.state ?? '',
    stateLabel: register.states?.states[data.state ?? '']?.label ?? '',
    facts: FACTS.flatMap((field) => {
      const value = text(field);
      return value === '' ? [] : [{ label: register.fields[field]!.label, text: value }];
    }),
    light: LIGHTS.find((light) => light === data.values['light']) ?? judged?.light ?? 'grey',
    reason: text('lightReason') || judged?.lightReason || '还没有月报 → 无法判定',
    years: await yearsOf(db, books, viewer, id, reports, at),
    months: reports.map((report) => ({
      report: report.id,
      month: report.month,
      state: report.state,
      monthYuan: report.doneYuan,
      cumulativeYuan: report.cumulativeYuan,
      rate: report.rate,
      expected: report.expected,
      leadPp: report.leadPp,
      light: report.light ?? 'grey',
      reason: report.lightReason ?? '尚未提交',
      progress: progressLabel(report.progress),
      problem: report.problem ?? '',
      isLate: flags.get(report.id)?.isLate ?? false,
      isAmended: flags.get(report.id)?.isAmended ?? false,
    })),
    stages: stagesOf(data, reports, progressLabel),
    supervisions: await supervisionsOf(db, books, viewer, id, at),
  };
}

/** As the page prints it: sums with their thousands set apart. */
function factText(field: Field, value: Value): string {
  const text = valueText(field, value);
  const sum = field.kind === 'money' ? /^([\d.-]+)(.*)$/.exec(text) : null;
  return sum === null ? text : `${thousands(sum[1]!)} ${sum[2]!}`;
}

function settledIn(reports: readonly ReportRow[], year: Value | undefined): string | null {
  const settled = reports.filter(({ month, state }) => state === 'approved' && Number(month.slice(0, 4)) === year);
  if (settled.length === 0) return null;
  return plain(settled.reduce((sum, { doneYuan }) => sum.plus(doneYuan ?? '0'), decimal(0)));
}

async function flagsOf(
  db: ReadDb,
  project: string,
  at: Look['at'],
): Promise<Map<string, { isLate: boolean; isAmended: boolean }>> {
  const { rows } = await sql<{ id: string; isLate: boolean; isAmended: boolean }>`
    select id, coalesce(is_late, false) as "isLate", coalesce(is_amended, false) as "isAmended"
    from ${tableAt({ table: 'city_project_month' }, at)} where project = ${project}::uuid`.execute(db);
  return new Map(rows.map(({ id, ...flags }) => [id, flags]));
}

async function yearsOf(
  db: ReadDb,
  books: Books,
  viewer: Viewer,
  project: string,
  reports: readonly ReportRow[],
  at: Look['at'],
): Promise<ProjectView['years']> {
  const conditions = [where('project', 'is', project)];
  const { from, where: which } = await selectionSql(db, books, registerNamed(books, 'city-project-year'), viewer, {
    conditions,
    asOf: at,
  });
  const { rows } = await sql<{ year: number; plannedYuan: string }>`
    select r.year, trim_scale(r.planned_yuan)::text as "plannedYuan" from ${from} where ${which} order by r.year`.execute(
    db,
  );
  return rows.map(({ year, plannedYuan }) => {
    const last = reports.findLast(
      ({ month, cumulativeYuan }) => month.startsWith(String(year)) && cumulativeYuan !== null,
    );
    return { year, plannedYuan, doneYuan: last?.cumulativeYuan ?? null, rate: last?.rate ?? null };
  });
}

/** The days that are recorded, and the months in which the image progress went on. */
function stagesOf(
  { values }: RecordView,
  reports: readonly ReportRow[],
  label: (code: string | null) => string,
): ProjectView['stages'] {
  const days = [
    ['plannedStart', '计划开工'],
    ['startedOn', '开工'],
    ['plannedFinish', '计划完工'],
    ['finishedOn', '完工'],
  ] as const;
  const dated = days.flatMap(([field, text]) => {
    const on = values[field];
    return typeof on === 'string' ? [{ on, text }] : [];
  });
  const reported = reports.filter(({ state, progress }) => state !== 'open' && progress !== null);
  const steps = reported
    .filter(({ progress }, at) => progress !== reported[at - 1]?.progress)
    .map(({ month, progress }) => ({ on: String(lastDayOf(month)), text: label(progress) }));
  return [...dated, ...steps].toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
}

async function supervisionsOf(
  db: ReadDb,
  books: Books,
  viewer: Viewer,
  project: string,
  at: Look['at'],
): Promise<ProjectView['supervisions']> {
  const register = registerNamed(books, 'supervision-item');
  const { from, where: which } = await selectionSql(db, books, register, viewer, {
    conditions: [where('project', 'is', project)],
    asOf: at,
  });
  const { rows } = await sql<{ id: string; matter: string; state: string; dueOn: string | null }>`
    select r.id, r.matter, r.state, coalesce(r.extended_to, r.due_on) as "dueOn" from ${from} where ${which}
    order by r.issued_on desc`.execute(db);
  return rows.map((row) => ({ ...row, stateLabel: register.states?.states[row.state]?.label ?? row.state }));
}
