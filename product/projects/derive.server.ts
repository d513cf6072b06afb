import { decimal, plain, type Day } from '@quantu/base';
import { json, type ReadDb, type WriteDb } from '@quantu/store';
import { sql } from 'kysely';
import { countSignings, SIGNING_KINDS } from './counting.ts';
import { deriveProject, type MonthDerived, type MonthFact, type ProjectDerived, type ProjectFact } from './derive.ts';
import { grouped } from './grouped.ts';
import { readJudging } from './rules.server.ts';

type Kept<Derived> = Derived & { readonly id: string };
interface Loaded {
  readonly projects: readonly ProjectFact[];
  readonly keptMonths: ReadonlyMap<string, string>;
  readonly keptProjects: ReadonlyMap<string, string>;
}

/**
 * Computes again what the program writes on projects and monthly reports, of some projects or of all, and writes what
 * is different: in the caller's transaction, so that a reader never sees a sum without its month.
 *
 * @returns how many projects have another light.
 */
export async function refreshProjects(tx: WriteDb, today: Day, ids: readonly string[] | null = null): Promise<number> {
  if (ids?.length === 0) return 0;
  const [judging, loaded] = [await readJudging(tx, today), await load(tx, ids)];
  const months: MonthDerived[] = [];
  const projects: ProjectDerived[] = [];
  for (const fact of loaded.projects) {
    const derived = deriveProject(fact, judging);
    months.push(...derived.months.filter((one) => loaded.keptMonths.get(one.id) !== canonical(one, MONTH_COLUMNS)));
    if (loaded.keptProjects.get(fact.id) !== canonical(derived.project, PROJECT_COLUMNS))
      projects.push(derived.project);
  }
  await writeMonths(tx, months);
  const before = new Map([...loaded.keptProjects].map(([id, text]) => [id, JSON.parse(text).at(LIGHT_AT)]));
  await writeProjects(tx, projects);
  return projects.filter(({ id, light }) => before.get(id) !== light).length;
}

const MONTH_COLUMNS = [
  'plannedYuan',
  'cumulativeYuan',
  'rate',
  'expected',
  'leadPp',
  'light',
  'lightReason',
  'dueOn',
  'isLate',
] as const satisfies readonly (keyof MonthDerived)[];
const PROJECT_COLUMNS = [
  'planYear',
  'plannedYuan',
  'doneYuan',
  'settledYuan',
  'reportMonth',
  'progress',
  'light',
  'lightReason',
] as const satisfies readonly (keyof ProjectDerived)[];
const LIGHT_AT = PROJECT_COLUMNS.indexOf('light');

/** Equal texts are equal rows: numbers come from the database without trailing zeros. */
function canonical<Row extends object>(row: Row, columns: readonly (keyof Row)[]): string {
  return JSON.stringify(columns.map((column) => row[column] ?? null));
}

interface ProjectRow extends Kept<ProjectDerived> {
  readonly programme: string | null;
  readonly state: string;
  readonly plannedStart: string | null;
  readonly startedOn: string | null;
}
interface MonthRow extends MonthFact, Omit<MonthDerived, 'id'> {
  readonly project: string;
}

async function load(db: ReadDb, ids: readonly string[] | null): Promise<Loaded> {
  const of = (column: string) => (ids === null ? sql`true` : sql`${sql.ref(column)} = any(${ids}::uuid[])`);
  const projects = await sql<ProjectRow>`
    select id, programme, state, planned_start as "plannedStart", started_on as "startedOn", plan_year as "planYear",
      trim_scale(planned_yuan)::text as "plannedYuan", trim_scale(done_yuan)::text as "doneYuan",
      trim_scale(settled_yuan)::text as "settledYuan", report_month as "reportMonth", progress, light, light_reason as "lightReason"
    from city_project where ${of('id')}`.execute(db);
  const plans = await sql<{ project: string; year: number; yuan: string }>`
    select project, year, trim_scale(planned_yuan)::text as yuan from city_project_year where ${of('project')}`.execute(
    db,
  );
  const months = await sql<MonthRow>`
    select id, project, month, state <> 'open' as "isReported", state = 'approved' as "isSettled",
      trim_scale(done_yuan)::text as "doneYuan", progress,
      submitted_on as "submittedOn", trim_scale(planned_yuan)::text as "plannedYuan",
      trim_scale(cumulative_yuan)::text as "cumulativeYuan", trim_scale(rate)::text as rate,
      trim_scale(expected)::text as expected, trim_scale(lead_pp)::text as "leadPp", light, light_reason as "lightReason",
      due_on as "dueOn", is_late as "isLate"
    from city_project_month where ${of('project')} order by month`.execute(db);
  const plansOf = grouped(plans.rows, ({ project }) => project);
  const monthsOf = grouped(months.rows, ({ project }) => project);
  return {
    projects: projects.rows.map(({ id, programme, state, plannedStart, startedOn }) => ({
      id,
      programme,
      state,
      plannedStart,
      startedOn,
      plans: new Map((plansOf.get(id) ?? []).map(({ year, yuan }) => [year, yuan])),
      months: monthsOf.get(id) ?? [],
    })),
    keptMonths: new Map(months.rows.map((row) => [row.id, canonical(row, MONTH_COLUMNS)])),
    keptProjects: new Map(projects.rows.map((row) => [row.id, canonical(row, PROJECT_COLUMNS)])),
  };
}

async function writeMonths(tx: WriteDb, rows: readonly MonthDerived[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    update city_project_month m set planned_yuan = v."plannedYuan", cumulative_yuan = v."cumulativeYuan",
      rate = v.rate, expected = v.expected, lead_pp = v."leadPp", light = v.light, light_reason = v."lightReason",
      due_on = v."dueOn", is_late = v."isLate"
    from jsonb_to_recordset(${json(rows.map((row) => ({ ...row })))}::jsonb) as v(id uuid, "plannedYuan" numeric,
      "cumulativeYuan" numeric, rate numeric, expected numeric, "leadPp" numeric, light text, "lightReason" text,
      "dueOn" date, "isLate" boolean)
    where m.id = v.id`.execute(tx);
}

async function writeProjects(tx: WriteDb, rows: readonly ProjectDerived[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    update city_project p set plan_year = v."planYear", planned_yuan = v."plannedYuan", done_yuan = v."doneYuan",
      settled_yuan = v."settledYuan", report_month = v."reportMonth", progress = v.progress, light = v.light, light_reason = v."lightReason"
    from jsonb_to_recordset(${json(rows.map((row) => ({ ...row })))}::jsonb) as v(id uuid, "planYear" bigint,
      "plannedYuan" numeric, "doneYuan" numeric, "settledYuan" numeric, "reportMonth" text, progress text, light text, "lightReason" text)
    where p.id = v.id`.execute(tx);
}

interface SigningRow {
  readonly id: string;
  readonly project: string;
  readonly signedOn: string;
  readonly kind: string;
  readonly amountYuan: string;
}

/** What signings count, and on a project what counts in the year of its first signing. */
export async function refreshSignings(tx: WriteDb, projects: readonly string[] | null = null): Promise<void> {
  if (projects?.length === 0) return;
  const of = (column: string) => (projects === null ? sql`true` : sql`${sql.ref(column)} = any(${projects}::uuid[])`);
  const { rows } = await sql<SigningRow>`
    select id, project, signed_on as "signedOn", kind, amount_yuan::text as "amountYuan" from investment_signing
    where ${of('project')}`.execute(tx);
  const signings = rows.flatMap(({ kind, amountYuan, ...row }) => {
    const known = SIGNING_KINDS.find((one) => one === kind);
    return known ? [{ ...row, kind: known, amountYuan: decimal(amountYuan) }] : [];
  });
  const counted = countSignings(signings).map((one) => ({ ...one, countedYuan: plain(one.countedYuan) }));
  await sql`
    update investment_signing s set counted_projects = v."countedProjects", counted_yuan = v."countedYuan",
      because = v.because
    from jsonb_to_recordset(${json(counted)}::jsonb) as v(id uuid, "countedProjects" bigint, "countedYuan" numeric, because text)
    where s.id = v.id and (s.counted_projects, s.counted_yuan, s.because)
      is distinct from (v."countedProjects", v."countedYuan", v.because)`.execute(tx);
  await sql`
    update investment_project p set counted_yuan = v.yuan
    from (select p.id, case when count(s.id) > 0 then sum(s.counted_yuan)
        filter (where extract(year from s.signed_on) = extract(year from p.signed_on))
        when p.signed_on is not null then p.total_yuan end as yuan
      from investment_project p left join investment_signing s on s.project = p.id
      where ${of('p.id')} group by p.id) v
    where p.id = v.id and p.counted_yuan is distinct from v.yuan`.execute(tx);
}
