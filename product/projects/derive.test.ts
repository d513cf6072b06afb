import { decimal, parseDay } from '@quantu/base';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { deriveProject, type Judging, type MonthFact, type ProjectFact } from './derive.ts';
import { DEFAULT_RULE, ruleSetOf } from './light-rules.ts';
import { lastDueMonth } from './months.ts';
import { STRAIGHT_LINE } from './progress.ts';

const judging: Judging = {
  rule: ruleSetOf(DEFAULT_RULE)!,
  dueWorkday: 5,
  curveOf: () => STRAIGHT_LINE,
  today: parseDay('2026-10-14')!,
};
const report = (month: string, doneYuan: string | null, isReported = doneYuan !== null): MonthFact => ({
  id: month,
  month,
  doneYuan,
  isReported,
  isSettled: false,
  progress: 'structure',
  submittedOn: null,
});
const project = (months: readonly MonthFact[], more: Partial<ProjectFact> = {}): ProjectFact => ({
  id: 'p',
  programme: null,
  state: 'building',
  plannedStart: '2024-01-01',
  startedOn: '2024-01-05',
  plans: new Map([[2026, '1200']]),
  months,
  ...more,
});

const months = fc
  .array(fc.record({ done: fc.integer({ min: 0, max: 9999 }), isReported: fc.boolean() }), { maxLength: 20 })
  .map((list) =>
    list.map(({ done, isReported }, at) => {
      const month = `${at < 12 ? 2025 : 2026}-${String((at % 12) + 1).padStart(2, '0')}`;
      return report(month, String(done), isReported);
    }),
  );

test('the cumulated sum is the sum of the reported months of its year', () => {
  fc.assert(
    fc.property(months, (facts) => {
      const derived = deriveProject(project(facts), judging).months;
      derived.forEach(({ cumulativeYuan }, at) => {
        let sum = 0;
        for (const other of facts.slice(0, at + 1)) {
          if (other.isReported && other.month.slice(0, 4) === facts[at]!.month.slice(0, 4))
            sum += Number(other.doneYuan);
        }
        expect(cumulativeYuan).toBe(facts[at]!.isReported ? String(sum) : null);
      });
    }),
  );
});

test('the settled sum counts approved months of the plan’s year only', () => {
  fc.assert(
    fc.property(months, fc.array(fc.boolean(), { minLength: 20, maxLength: 20 }), (facts, settled) => {
      const marked = facts.map((fact, at) => ({ ...fact, isSettled: fact.isReported && settled[at]! }));
      const counted = marked.filter(({ isSettled, month }) => isSettled && month.startsWith('2026'));
      const sum = counted.reduce((all, { doneYuan }) => all + Number(doneYuan), 0);
      expect(deriveProject(project(marked), judging).project.settledYuan).toBe(
        counted.length === 0 ? null : String(sum),
      );
    }),
  );
});

test('a month that is missing makes what follows it grey until it is handed in', () => {
  fc.assert(
    fc.property(months, (facts) => {
      deriveProject(project(facts), judging).months.forEach(({ light }, at) => {
        const sameYear = facts.slice(0, at + 1).filter(({ month }) => month.startsWith(facts[at]!.month.slice(0, 4)));
        const isColour = light !== 'grey' && light !== null;
        expect(isColour).toBe(sameYear.every(({ isReported }) => isReported) && facts[at]!.month.startsWith('2026'));
      });
    }),
  );
});

test('a project stands by its last due report; one that is due and missing is not green', () => {
  const year = Array.from({ length: 9 }, (_, at) => report(`2026-0${at + 1}`, '100'));
  const good = deriveProject(project([...year, report('2026-10', null)]), judging).project;
  expect(good).toMatchObject({ planYear: 2026, doneYuan: '900', reportMonth: '2026-09', light: 'green' });
  const late = deriveProject(project([...year.slice(0, 8), report('2026-09', null)]), judging);
  expect(late.project).toMatchObject({ light: 'grey', lightReason: '2026年9月未填报 → 无法判定', doneYuan: '800' });
  expect(late.months.at(-1)).toMatchObject({ isLate: true, dueOn: '2026-10-13' });
  expect(deriveProject(project([], { plans: new Map() }), judging).project.light).toBe('grey');
  expect(deriveProject(project(year, { state: 'ended' }), judging).project.light).toBeNull();
});

test('a report handed in after its day stays late, one before it counts at once', () => {
  const late = { ...report('2026-08', '800'), submittedOn: '2026-09-20' };
  expect(deriveProject(project([late]), judging).months[0]).toMatchObject({ isLate: true, dueOn: '2026-09-07' });
  const early = deriveProject(project([report('2026-10', '1000')]), judging);
  expect(early.project).toMatchObject({ reportMonth: '2026-10', light: 'green' });
});

test('who has not started is judged by the start as well', () => {
  const idle = project([report('2026-09', '0')], { startedOn: null, plannedStart: '2026-09-10', state: 'preparing' });
  expect(deriveProject(idle, judging).months[0]!.light).toBe('red'); // 75 points behind is graver than one month late
  const begun = deriveProject(
    project([report('2026-01', '100')], { startedOn: null, plannedStart: '2026-01-10' }),
    judging,
  );
  expect(begun.months[0]!.lightReason).toContain('计划 2026-01-10 开工，至今未开工');
});

test('a plan that changes moves the rate and not the sum', () => {
  const facts = [report('2026-06', '600')];
  const before = deriveProject(project(facts), judging).months[0]!;
  const after = deriveProject(project(facts, { plans: new Map([[2026, '2400']]) }), judging).months[0]!;
  expect([before.rate, after.rate, before.cumulativeYuan, after.cumulativeYuan]).toEqual(['0.5', '0.25', '600', '600']);
  expect(decimal(before.leadPp!).minus(after.leadPp!).toNumber()).toBe(25);
});

test.each([
  ['2026-10-13', '2026-08'], // September is due on this very day
  ['2026-10-14', '2026-09'],
  ['2026-11-06', '2026-09'],
  ['2026-11-09', '2026-10'],
  ['2026-01-08', '2025-11'],
])('on %s the last due report is of %s', (today, month) => {
  expect(lastDueMonth(parseDay(today)!, 5)).toBe(month);
});
