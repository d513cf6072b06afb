import { decimal, plain, type Decimal } from '@quantu/base';
import type { Curve, LightRow, Standing, Waterfall } from './contract.ts';
import { grouped } from './grouped.ts';
import type { Light } from './lights.ts';
import { monthAfter } from './months.ts';
import { expectedAt, points, type ProgressCurve } from './progress.ts';

/** A report as these sums need it. */
export interface StandingReport {
  readonly month: string;
  readonly state: string;
  readonly doneYuan: string | null;
  readonly cumulativeYuan: string | null;
  readonly light: Light | null;
  readonly lightReason: string | null;
  readonly rate: string | null;
}

/** A project in a year's plan, with its reports of the year up to the month that is looked at. */
export interface StandingProject {
  readonly plannedYuan: string;
  readonly curve: ProgressCurve;
  readonly reports: readonly StandingReport[];
}

const isReported = ({ state }: StandingReport): boolean => state !== 'open';
const RATIO_PLACES = 10;
const ratioText = (top: Decimal, bottom: Decimal): string | null =>
  bottom.lte(0) ? null : plain(top.div(bottom).toDecimalPlaces(RATIO_PLACES));
const sumOf = (values: readonly Decimal[]): Decimal => values.reduce((sum, value) => sum.plus(value), decimal(0));

/** What was done by the month: the last report that is there, nothing when there is none. */
export function doneBy({ reports }: Pick<StandingProject, 'reports'>, month: string): Decimal {
  const last = reports.findLast((report) => isReported(report) && report.month <= month);
  return decimal(last?.cumulativeYuan ?? '0');
}

export function reportOf<Report extends StandingReport>(reports: readonly Report[], month: string): Report | null {
  return reports.find((report) => report.month === month) ?? null;
}

/** The light of a project in a month: of the report, grey when there is none. */
export function lightIn({ reports }: Pick<StandingProject, 'reports'>, month: string): Light {
  return reportOf(reports, month)?.light ?? 'grey';
}

/** Where some projects stand at the end of a month. */
export function standingOf(projects: readonly StandingProject[], month: string | null): Standing {
  const planned = sumOf(projects.map(({ plannedYuan }) => decimal(plannedYuan)));
  const lights = { green: 0, yellow: 0, red: 0, grey: 0 };
  if (month === null || projects.length === 0) {
    lights.grey = projects.length;
    return {
      projects: projects.length,
      plannedYuan: plain(planned),
      doneYuan: null,
      rate: null,
      expected: null,
      leadPp: null,
      lights,
      missing: projects.length,
    };
  }
  for (const project of projects) lights[lightIn(project, month)]++;
  const done = sumOf(projects.map((project) => doneBy(project, month)));
  const expected = sumOf(
    projects.map(({ plannedYuan, curve }) => decimal(plannedYuan).times(expectedAt(curve, month))),
  );
  const rate = planned.lte(0) ? null : done.div(planned);
  return {
    projects: projects.length,
    plannedYuan: plain(planned),
    doneYuan: plain(done),
    rate: ratioText(done, planned),
    expected: ratioText(expected, planned),
    leadPp: rate === null ? null : plain(points(rate).minus(points(expected.div(planned)))),
    lights,
    missing: projects.filter(({ reports }) => !reports.some((report) => report.month === month && isReported(report)))
      .length,
  };
}

/** For how many months running, back from this one, the light has been the same. */
export function monthsInLight({ reports }: Pick<StandingProject, 'reports'>, month: string): number {
  const light = lightIn({ reports }, month);
  let months = 0;
  for (let at = month; reportOf(reports, at) && lightIn({ reports }, at) === light; at = monthAfter(at, -1)) months++;
  return months;
}

const WEIGHT: Readonly<Record<Light, number>> = { red: 0, yellow: 1, grey: 2, green: 3 };

/** Red first, and who is furthest behind first among them. */
export function gravestFirst(
  a: Pick<LightRow, 'light' | 'leadPp' | 'code'>,
  b: Pick<LightRow, 'light' | 'leadPp' | 'code'>,
): number {
  const byLight = WEIGHT[a.light] - WEIGHT[b.light];
  if (byLight !== 0) return byLight;
  const byLead = decimal(a.leadPp ?? '0').comparedTo(decimal(b.leadPp ?? '0'));
  return byLead !== 0 ? byLead : a.code < b.code ? -1 : 1;
}

/** From the plan to what is done and the gap that is left, by groups; the steps add up exactly. */
export function waterfallOf<Project extends StandingProject>(
  projects: readonly Project[],
  year: number,
  month: string | null,
  groupOf: (project: Project) => { readonly key: string; readonly label: string },
): Waterfall {
  const groups = [...grouped(projects, (project) => groupOf(project).key)].map(([key, own]) => ({
    key,
    label: groupOf(own[0]!).label,
    projects: own.length,
    ...amounts(own, month),
  }));
  const steps = groups.toSorted((a, b) => decimal(b.gapYuan).comparedTo(decimal(a.gapYuan)));
  return { month, year, total: amounts(projects, month), steps };
}

function amounts(projects: readonly StandingProject[], month: string | null) {
  const planned = sumOf(projects.map(({ plannedYuan }) => decimal(plannedYuan)));
  const done = month === null ? decimal(0) : sumOf(projects.map((project) => doneBy(project, month)));
  return { plannedYuan: plain(planned), doneYuan: plain(done), gapYuan: plain(planned.minus(done)) };
}

/** The S-curve of some projects: twelve months of plan, and of what was done as far as it is reported. */
export function curveOfYear(projects: readonly StandingProject[], year: number, month: string | null): Curve {
  const planned = sumOf(projects.map(({ plannedYuan }) => decimal(plannedYuan)));
  const months = Array.from({ length: 12 }, (_, at) => `${year}-${String(at + 1).padStart(2, '0')}`);
  return {
    year,
    plannedYuan: projects.length === 0 ? null : plain(planned),
    points: months.map((at) => {
      const expected = sumOf(
        projects.map(({ plannedYuan, curve }) => decimal(plannedYuan).times(expectedAt(curve, at))),
      );
      const done = month === null || at > month ? null : sumOf(projects.map((project) => doneBy(project, at)));
      return {
        month: at,
        expectedYuan: plain(expected.toDecimalPlaces(2)),
        doneYuan: done === null ? null : plain(done),
        expected: ratioText(expected, planned),
        rate: done === null ? null : ratioText(done, planned),
        missing:
          done === null
            ? 0
            : projects.filter(({ reports }) => !reports.some((report) => report.month === at && isReported(report)))
                .length,
      };
    }),
  };
}
