import { dayOf, decimal, type Code, type Day } from '@quantu/base';
import { filterText, where, type CodeBook, type Condition, type Group } from '@quantu/registers';
import { codeBook, groupRecords } from '@quantu/registers/server';
import { all, registerOf, text, type Look } from '../look.server.ts';
import { CONTENT_BASES, SOLVED_BY, type ContentBase, type SolvedBy } from './code-sets.ts';
import type { Count, Figure, Row, Statistics, StatisticTable, StatisticWish } from './contract.ts';
import {
  countingText,
  DEFAULT_COUNTING,
  motionPlan,
  reviewPlans,
  type CountingRule,
  type Measure,
  type TablePlan,
} from './measures.ts';

/** The statistics of a year beside another's, each number with the filter that lists its records. */
export async function statisticsOf(look: Look, wish: StatisticWish): Promise<Statistics> {
  const year = wish.year ?? Number(look.today.slice(0, 4));
  const before = wish.before ?? year - 1;
  const lastDay = dayOf(year, 12, 31)!;
  const on = lastDay < look.today ? lastDay : look.today;
  const [rule, codes, below] = await Promise.all([countingOn(look, on), codeBook(look.db, look.books, on), tree(look)]);
  const classes = await classesIn(look, codes, [year, before]);
  const plans = [motionPlan(rule, classes, wish.kind), ...reviewPlans];
  return {
    year,
    before,
    years: await yearsOf(look),
    kinds: codes.all('motion-kind').map(({ code, label }) => ({ code, label })),
    rule: { text: countingText(rule), source: rule.source, record: rule.record },
    tables: await Promise.all(plans.map((plan) => tableOf(look, plan, [year, before], below))),
  };
}

interface PutCounting extends CountingRule {
  readonly record: string | null;
}

/** The rule that holds on a day: of several the one that began last. */
async function countingOn(look: Look, on: Day): Promise<PutCounting> {
  const put = await all(look, 'review-statistic', [where('from', 'at-most', on)]);
  const last = put.toSorted((a, b) => (text(a, 'from') < text(b, 'from') ? -1 : 1)).at(-1);
  if (!last) return { ...DEFAULT_COUNTING, record: null };
  return {
    isBasicContent: last.values['isBasicContent'] === true,
    contentBase: keyIn(CONTENT_BASES, text(last, 'contentBase')) ?? DEFAULT_COUNTING.contentBase,
    solvedBy: keyIn(SOLVED_BY, text(last, 'solvedBy')) ?? DEFAULT_COUNTING.solvedBy,
    source: text(last, 'source'),
    record: last.id,
  };
}

function keyIn(entries: typeof CONTENT_BASES, key: string): ContentBase | undefined;
function keyIn(entries: typeof SOLVED_BY, key: string): SolvedBy | undefined;
function keyIn(entries: object, key: string): string | undefined {
  return Object.keys(entries).find((one) => one === key);
}

/** The scheme that holds, and what records still have of an earlier one. */
async function classesIn(look: Look, codes: CodeBook, years: readonly number[]): Promise<readonly Code[]> {
  const known = codes.all('answer-class');
  const found = await Promise.all(
    years.map((year) => groups(look, 'motion', 'answerClass', [inYear('assignedOn', year)])),
  );
  const older = found.flat().filter(({ value }) => value !== null && !known.some(({ code }) => code === value));
  return [...known, ...new Map(older.map(({ value, label }) => [value!, { code: value!, label }])).values()];
}

const inYear = (period: string, year: number): Condition => where(period, 'between', `${year}-01-01`, `${year}-12-31`);

const groups = (look: Look, register: string, by: string, conditions: readonly Condition[]) =>
  groupRecords(
    look.db,
    look.books,
    registerOf(look.books, register),
    look.viewer,
    { conditions, asOf: look.at },
    by,
    [],
  );

/** Organisations below each, at any depth: a filter by one takes them along. */
async function tree(look: Look): Promise<(id: string) => ReadonlySet<string>> {
  const parents = new Map(
    (await all(look, 'organisation', [], ['parent'])).map((record) => [record.id, text(record, 'parent')]),
  );
  return (top) => {
    const isBelow = (id: string): boolean => {
      const seen = new Set<string>();
      for (let at = parents.get(id); at && !seen.has(at); at = parents.get(at)) {
        if (at === top) return true;
        seen.add(at);
      }
      return false;
    };
    return new Set([...parents.keys()].filter(isBelow));
  };
}

/** The years that have opinions or suggestions. */
async function yearsOf(look: Look): Promise<number[]> {
  const months = await Promise.all([
    groups(look, 'motion', 'assignedOn', [where('assignedOn', 'not-empty')]),
    groups(look, 'review-opinion', 'deliveredOn', [where('deliveredOn', 'not-empty')]),
  ]);
  const years = months.flat().map(({ value }) => Number(value?.slice(0, 4)));
  return [...new Set([...years, Number(look.today.slice(0, 4))])].toSorted((a, b) => b - a);
}

type Tree = (id: string) => ReadonlySet<string>;

/** Counts of one year by what the rows are; every condition is asked once. */
class Year {
  readonly #look: Look;
  readonly #plan: TablePlan;
  readonly #base: readonly Condition[];
  readonly #asked = new Map<string, Promise<readonly Group[]>>();

  private constructor(look: Look, plan: TablePlan, base: readonly Condition[]) {
    this.#look = look;
    this.#plan = plan;
    this.#base = base;
  }

  static async of(look: Look, plan: TablePlan, year: number): Promise<Year> {
    const time = plan.period === null ? await ofOpinions(look, year) : inYear(plan.period, year);
    return new Year(look, plan, [time, ...plan.where]);
  }

  ask(conditions: readonly Condition[]): Promise<readonly Group[]> {
    const key = filterText(conditions);
    const asked =
      this.#asked.get(key) ?? groups(this.#look, this.#plan.register, this.#plan.by, this.filter(conditions));
    this.#asked.set(key, asked);
    return asked;
  }

  filter(conditions: readonly Condition[], part: readonly Condition[] = []): Condition[] {
    return [...this.#base, ...conditions, ...part];
  }
}

/** What goes with the opinions that were delivered in a year. */
async function ofOpinions(look: Look, year: number): Promise<Condition> {
  const opinions = await all(look, 'review-opinion', [inYear('deliveredOn', year)], ['code']);
  // Of no opinion there is nothing: every item has one.
  return opinions.length === 0 ? where('opinion', 'empty') : where('opinion', 'is', ...opinions.map(({ id }) => id));
}

async function tableOf(
  look: Look,
  plan: TablePlan,
  [now, before]: readonly [number, number],
  below: Tree,
): Promise<StatisticTable> {
  const years = await Promise.all([Year.of(look, plan, now), Year.of(look, plan, before)]);
  const rows = await rowsOf(plan, years);
  const parts = [TOTAL, ...rows.map((row) => partOf(plan, row, rows, below))];
  return {
    key: plan.key,
    label: plan.label,
    by: plan.byLabel,
    note: plan.note,
    columns: plan.measures.map(({ key, label, base, formula }) => ({
      key,
      label,
      unit: base === null ? '件' : '%',
      formula,
    })),
    rows: await Promise.all(parts.map((part) => rowOf(plan, years, part))),
  };
}

/** Whom a row is about: the conditions of its list, and which group it is; null: all of them. */
interface Part {
  readonly key: string;
  readonly label: string;
  readonly conditions: readonly Condition[];
  readonly value: string | null | undefined;
}
const TOTAL: Part = { key: '', label: '合计', conditions: [], value: undefined };

async function rowsOf(plan: TablePlan, years: readonly Year[]): Promise<readonly Group[]> {
  const found = (await Promise.all(years.map((year) => year.ask([])))).flat();
  const rows = [...new Map(found.map((group) => [group.value, group])).values()];
  return plan.by === 'round' ? rows.map((row) => ({ ...row, label: `第 ${row.label} 轮` })) : rows;
}

function partOf({ by }: TablePlan, { value, label }: Group, rows: readonly Group[], below: Tree): Part {
  if (value === null) return { key: '-', label: '没有填', conditions: [where(by, 'empty')], value };
  const under = below(value);
  const others = rows.flatMap((row) => (row.value !== null && under.has(row.value) ? [row.value] : []));
  const only = others.length === 0 ? [] : [where(by, 'is-not', ...others)];
  return { key: value, label, conditions: [where(by, 'is', value), ...only], value };
}

async function rowOf(plan: TablePlan, years: readonly [Year, Year], part: Part): Promise<Row> {
  const [now, before] = await Promise.all(
    years.map((year) => Promise.all(plan.measures.map((measure) => figureOf(plan, year, measure, part)))),
  );
  return {
    key: part.key,
    label: part.label,
    now: now!,
    before: before!,
    change: now!.map((figure, at) => changeOf(figure, before![at]!)),
  };
}

async function figureOf(plan: TablePlan, year: Year, { where: conditions, base, without }: Measure, part: Part) {
  const countOf = async (of: readonly Condition[]): Promise<Count> => ({
    count: counted(await year.ask(of), part),
    register: plan.register,
    filter: filterText(year.filter(of, part.conditions)),
  });
  const of = await countOf(conditions);
  return figure(of, base === null ? null : await countOf(base), without);
}

const counted = (found: readonly Group[], { value }: Part): number =>
  found.filter((group) => value === undefined || group.value === value).reduce((sum, { count }) => sum + count, 0);

/** Of nothing there is no share: that is not a share of nought, and not all of it. */
export function figure(of: Count, base: Count | null, without: string): Figure {
  if (base === null) return { value: String(of.count), why: '', of, base };
  if (base.count === 0) return { value: null, why: `${without}，无法判定`, of, base };
  return { value: decimal(of.count).times(100).div(base.count).toFixed(1), why: '', of, base };
}

function changeOf(now: Figure, before: Figure): string | null {
  if (now.value === null || before.value === null) return null;
  const change = decimal(now.value).minus(before.value);
  return `${change.gt(0) ? '+' : ''}${now.base === null ? change.toString() : change.toFixed(1)}`;
}
