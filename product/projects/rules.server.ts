import { newId, type Day, type Instant } from '@quantu/base';
import { asOf, type ReadDb, type WriteDb } from '@quantu/store';
import { sql } from 'kysely';
import type { Judging, ProjectFact } from './derive.ts';
import { projectFault } from './faults.ts';
import { DEFAULT_RULE, ruleSetOf } from './light-rules.ts';
import { curveOf, STRAIGHT_LINE, type ProgressCurve } from './progress.ts';
import type { ProjectCurveTable } from './room.server.ts';

const DEFAULT_DUE_WORKDAY = 5;

export interface Choice {
  readonly ruleSet: string;
  readonly dueWorkday: number;
  readonly judgedOn: string | null;
}

/** As it is, or as it was at an instant. */
export async function readChoice(db: ReadDb, at?: Instant): Promise<Choice> {
  const rules = at === undefined ? db.selectFrom('project_rule') : asOf(db, 'project_rule', at);
  const row = await rules.select(['rule_set', 'due_workday', 'judged_on']).executeTakeFirst();
  return {
    ruleSet: row?.rule_set ?? DEFAULT_RULE,
    dueWorkday: row?.due_workday ?? DEFAULT_DUE_WORKDAY,
    judgedOn: row?.judged_on ?? null,
  };
}

export async function writeChoice(tx: WriteDb, choice: Omit<Choice, 'judgedOn'>, today: Day): Promise<void> {
  const values = { rule_set: choice.ruleSet, due_workday: choice.dueWorkday, judged_on: today };
  await tx
    .insertInto('project_rule')
    .values({ id: 'district', ...values })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(values))
    .execute();
}

export function readCurves(db: ReadDb, at?: Instant): Promise<ProjectCurveTable[]> {
  const curves = at === undefined ? db.selectFrom('project_curve') : asOf(db, 'project_curve', at);
  return curves
    .select(['id', 'scope', 'key', 'year', 'points'])
    .orderBy('year', 'desc')
    .orderBy('scope')
    .orderBy('key')
    .execute();
}

/** Sets a curve, or with null takes it away: the straight line holds again. */
export async function writeCurve(
  tx: WriteDb,
  curve: Omit<ProjectCurveTable, 'id' | 'points'>,
  points: readonly string[] | null,
): Promise<void> {
  if (points === null) {
    const { scope, key, year } = curve;
    await tx
      .deleteFrom('project_curve')
      .where('scope', '=', scope)
      .where('key', '=', key)
      .where('year', '=', year)
      .execute();
    return;
  }
  const problem = curveOf(points);
  if (typeof problem === 'string') throw projectFault('curve.wrong', { problem });
  const list = sql<string[]>`${[...points]}::text[]`;
  await tx
    .insertInto('project_curve')
    .values({ id: newId(), ...curve, points: list })
    .onConflict((conflict) => conflict.columns(['scope', 'key', 'year']).doUpdateSet({ points: list }))
    .execute();
}

/** What projects are judged by on a day: a project's own curve goes before its programme's, that before everybody's. */
export async function readJudging(db: ReadDb, today: Day, at?: Instant): Promise<Judging> {
  const [choice, curves] = await Promise.all([readChoice(db, at), readCurves(db, at)]);
  const known = new Map(curves.map(({ scope, key, year, points }) => [`${scope} ${key} ${year}`, checked(points)]));
  const curve = (project: Pick<ProjectFact, 'id' | 'programme'>, year: number): ProgressCurve =>
    known.get(`project ${project.id} ${year}`) ??
    known.get(`programme ${project.programme ?? ''} ${year}`) ??
    known.get(`all  ${year}`) ??
    STRAIGHT_LINE;
  const rule = ruleSetOf(choice.ruleSet);
  if (!rule) throw projectFault('rules.unknown', { key: choice.ruleSet });
  return { rule, dueWorkday: choice.dueWorkday, curveOf: curve, today };
}

/** A curve was checked before it was written. */
function checked(points: readonly string[]): ProgressCurve {
  const curve = curveOf(points);
  return typeof curve === 'string' ? STRAIGHT_LINE : curve;
}
