import assert from 'node:assert/strict';
import { addDays, decimal, endOfDayInChina, instantOf, plain, type Day, type Instant } from '@quantu/base';
import { waterfallOf, type MovedAlike, type MovedRow, type Recipe, type Step } from '@quantu/figures';
import { filterText, type Books, type Register, type Viewer } from '@quantu/registers';
import { readableColumn, selectionSql } from '@quantu/registers/server';
import { displayNames } from '@quantu/product-documents/server';
import type { ReadDb } from '@quantu/store';
import { sql, type RawBuilder } from 'kysely';
import { dateKind, instantOfAsked, partsOf, type Asked, type AskedPart } from './asked.ts';
import type { IndicatorValue, WaterfallPart } from './contract.ts';
import { labelsOf } from './groups.server.ts';
import { titlesAt } from './titles.server.ts';
import { combined, COMPUTER, factorOf, ratioOf, valueFrom, type Counted, type PartValue } from './evaluate.server.ts';

/** Rows of a step that are told one by one; the others are in its sum. */
const MOST_ROWS = 200;

export interface WaterfallBetween {
  readonly from: string;
  readonly until: string;
  readonly first: IndicatorValue;
  readonly last: IndicatorValue;
  readonly effects: { label: string; change: string }[];
  readonly parts: WaterfallPart[];
}

interface Compared {
  readonly before: AskedPart;
  readonly after: AskedPart;
  readonly first: PartValue;
  readonly last: PartValue;
  readonly answer: WaterfallPart;
}

/** Why a figure is on one day what it was not on an earlier one: row by row, adding up exactly. */
export async function waterfallBetween(
  db: ReadDb,
  books: Books,
  asked: Asked,
  from: Day,
  viewer: Viewer,
): Promise<WaterfallBetween> {
  const befores = partsOf(asked, from);
  const afters = partsOf(asked);
  const parts = await Promise.all(
    befores.map((before, i) => compared(db, books, asked, before, afters[i]!, from, viewer)),
  );
  const first = combined(
    asked,
    parts.map(({ before, first }) => ({ part: before, found: first })),
  );
  const last = combined(
    asked,
    parts.map(({ after, last }) => ({ part: after, found: last })),
  );
  return {
    from,
    until: asked.asOf ?? '今天',
    first,
    last,
    effects: asked.figure.figure === 'share' ? effectsOf(asked, parts, first, last) : [],
    parts: parts.map(({ answer }) => answer),
  };
}

/** The numerator moves first, on the old denominator; what is left is the denominator's. Both add up to the change. */
function effectsOf(asked: Asked, [top, bottom]: readonly Compared[], first: IndicatorValue, last: IndicatorValue) {
  const { value: between } = ratioOf(top!.last, bottom!.first, asked.figure.unit);
  if (first.value === null || last.value === null || between === null) return [];
  const ofTop = decimal(between).minus(first.value);
  const ofBottom = decimal(last.value).minus(first.value).minus(ofTop);
  return [
    { label: `${top!.answer.label}的变化`, change: plain(ofTop) },
    { label: `${bottom!.answer.label}的变化`, change: plain(ofBottom) },
  ];
}

async function compared(
  db: ReadDb,
  books: Books,
  asked: Asked,
  before: AskedPart,
  after: AskedPart,
  from: Day,
  viewer: Viewer,
): Promise<Compared> {
  const { register } = asked;
  const t1 = endOfDayInChina(from);
  const t2 = instantOfAsked(asked.asOf);
  const between = (a: At, b: At) => movesBetween(db, books, asked, after, [a, b], from, viewer);
  const moves = await between([after.recipe, t1], [after.recipe, t2]);
  const isRedefined = filterText(before.recipe.conditions) !== filterText(after.recipe.conditions);
  const redefined = isRedefined ? await between([before.recipe, t1], [after.recipe, t1]) : null;
  const first = await valueFrom(db, books, register, before.recipe, t1, (redefined ?? moves).first);
  const last = await valueFrom(db, books, register, after.recipe, t2, moves.last);
  const fall = waterfallOf(first.value ?? '0', moves.alike, redefined?.alike);
  assert.equal(fall.last, last.value ?? '0', `the waterfall of ${register.name}.${after.key} adds up`);
  const told = await tellRows(db, books, asked, after, fall.steps, viewer, [t1, t2]);
  const notes = [first.why && `${from}：${first.why}，按 0 起算`, last.why && `${last.why}，按 0 计`].filter(Boolean);
  return {
    before,
    after,
    first,
    last,
    answer: {
      label: after.figure.label,
      unit: after.figure.unit,
      first: fall.first,
      last: fall.last,
      note: notes.length === 0 ? null : notes.join('；'),
      definitions: [before.definition.version, after.definition.version],
      steps: told,
    },
  };
}

type At = readonly [recipe: Recipe, at: Instant | undefined];

interface Moves {
  readonly first: Counted;
  readonly last: Counted;
  readonly alike: readonly MovedAlike[];
}

interface AlikeRow {
  /** Bit by bit: it counted, it counts, it was there, it is there, its own day is past. */
  readonly alike: number;
  readonly count: number;
  readonly hidden: number;
  readonly change: string;
  readonly largest: readonly MovedRow[];
}

/**
 * What moved between two readings of the register. Both are read whole, once, in one statement: so what is written
 * meanwhile stands in both ends or in none, and it is known which records were there without counting. Only sums and
 * the largest changes leave the database.
 */
async function movesBetween(
  db: ReadDb,
  books: Books,
  asked: Asked,
  part: AskedPart,
  [[recipeA, atA], [recipeB, atB]]: readonly [At, At],
  from: Day,
  viewer: Viewer,
): Promise<Moves> {
  const { register } = asked;
  const [a, b] = await Promise.all([
    contributions(db, books, register, part, [recipeA, atA], viewer),
    contributions(db, books, register, part, [recipeB, atB], viewer),
  ]);
  const past = isOver(asked, part, sql`coalesce(b.own, a.own)`, from);
  // Sorting all that moved to find the largest takes ten times as long as looking for them group by group.
  const { rows } = await sql<{ first: Counted; last: Counted; alike: readonly AlikeRow[] }>`
    with a as materialized (${a}), b as materialized (${b}), moved as materialized (
      select coalesce(a.id, b.id) as id, a.gives as before, b.gives as after,
        (a.gives is not null)::int + (b.gives is not null)::int * 2 + (a.id is not null)::int * 4
          + (b.id is not null)::int * 8 + coalesce(${past}, false)::int * 16 as alike,
        coalesce(b.seen, false) or coalesce(a.seen, false) as seen
      from a full join b on b.id = a.id
      where a.gives is distinct from b.gives and coalesce(a.id, b.id) is not null),
    groups as (select alike, count(*) as count, count(*) filter (where not seen) as hidden,
        (coalesce(sum(after), 0) - coalesce(sum(before), 0))::text as change
      from moved group by alike)
    select (${countedIn(sql`a`)}) as first, (${countedIn(sql`b`)}) as last, (
      select coalesce(json_agg(json_build_object('alike', g.alike, 'count', g.count, 'hidden', g.hidden,
        'change', g.change, 'largest', (
          select coalesce(json_agg(row), '[]') from (
            select m.id::text as id, before::text as before, after::text as after from moved m
            where m.alike = g.alike and m.seen
            order by abs(coalesce(m.after, 0) - coalesce(m.before, 0)) desc, m.id limit ${MOST_ROWS}) row))), '[]')
      from groups g) as alike`.execute(db);
  const factor = factorOf(register, recipeB);
  const times = (text: string) => plain(decimal(text).times(factor));
  const isReport = part.figure.period !== undefined && dateKind(register, part.figure.period) === 'month';
  const { first, last, alike: groups } = rows[0]!;
  return {
    first,
    last,
    alike: groups.map(({ alike, largest, change, ...many }) => ({
      ...many,
      counted: (alike & 1) > 0,
      counts: (alike & 2) > 0,
      facts: { wasThere: (alike & 4) > 0, isThere: (alike & 8) > 0, isOwnDayPast: (alike & 16) > 0, isReport },
      change: times(change),
      largest: largest.map(({ id, before, after }) => ({
        id,
        before: before && times(before),
        after: after && times(after),
      })),
    })),
  };
}

/** A reading of the register as `partValue` counts it. */
const countedIn = (reading: RawBuilder<unknown>) => sql`
  select json_build_object('rows', coalesce(sum(records) filter (where gives is not null), 0),
    'filled', coalesce(sum(records) filter (where gives is not null and is_filled), 0),
    'value', (sum(gives) filter (where is_filled))::text) from ${reading}`;

/** A day on or before another; a month all of whose days are. A year alone does not tell whether what it dates is over. */
function isOver({ register }: Asked, { figure }: AskedPart, own: RawBuilder<unknown>, day: Day): RawBuilder<boolean> {
  if (figure.period === undefined) return sql`false`;
  switch (dateKind(register, figure.period)) {
    case 'year':
      return sql`false`;
    case 'month':
      return sql`${own} < ${addDays(day, 1).slice(0, 7)}`;
    case 'day':
    case 'instant':
      return sql`${own} <= ${day}`;
  }
}

/**
 * Of every record what it gives (null: it does not count), whether that was filled in, its own date, and whether the
 * viewer may see it; for a count of distinct values the same of each value, with the records that have none as one.
 */
async function contributions(
  db: ReadDb,
  books: Books,
  register: Register,
  { figure }: AskedPart,
  [recipe, asOf]: At,
  viewer: Viewer,
): Promise<RawBuilder<unknown>> {
  const { conditions } = recipe;
  const [{ from, where }, seen] = await Promise.all([
    selectionSql(db, books, register, COMPUTER, { conditions, asOf }),
    selectionSql(db, books, register, viewer, { conditions: [], asOf }),
  ]);
  const own = figure.period === undefined ? sql`null::text` : ownDate(register, figure.period);
  const of = recipe.of === null ? sql`1` : readableColumn(register, COMPUTER, recipe.of);
  if (recipe.how === 'distinct') {
    return sql`select (${of})::text as id, 1::numeric as gives, count(*) as records, ${of} is not null as is_filled,
      min(${own}) as own, true as seen from ${from} where ${where} group by 1, 4`;
  }
  return sql`select r.id, case when ${where} then coalesce(${of}, 0)::numeric end as gives, 1 as records,
    ${of} is not null as is_filled, case when ${where} then ${own} end as own, ${seen.where} as seen from ${from}`;
}

function ownDate(register: Register, field: string): RawBuilder<unknown> {
  const column = readableColumn(register, COMPUTER, field);
  // A year alone does not tell whether what it dates is over.
  if (dateKind(register, field) === 'year') return sql`null::text`;
  return dateKind(register, field) === 'instant'
    ? sql`to_char(${column} at time zone 'Asia/Shanghai', 'YYYY-MM-DD')`
    : sql`(${column})::text`;
}

type Told = WaterfallPart['steps'];

/** Names the rows that the viewer may see, and who made each change. Of the others only the number is told. */
async function tellRows(
  db: ReadDb,
  books: Books,
  { register }: Asked,
  { recipe }: AskedPart,
  steps: readonly Step[],
  viewer: Viewer,
  [t1, t2]: readonly [Instant, Instant | undefined],
): Promise<Told> {
  const isRecords = recipe.how !== 'distinct';
  const shown = steps.map((step) => ({ ...step, rows: step.rows.slice(0, MOST_ROWS) }));
  const told = shown.flatMap(({ rows }) => rows.map(({ id }) => id));
  const names = isRecords
    ? await recordNames(db, books, register, viewer, told, [t1, t2])
    : await valueNames(db, books, register, recipe.of!, told);
  const facts = isRecords
    ? await factsOf(db, register, told, t1, t2 ?? instantOf(new Date()))
    : new Map<string, Facts>();
  return shown.map(({ rows, ...step }) => ({
    ...step,
    rows: rows.map((row) => ({
      id: row.id,
      title: names.titleOf(row.id),
      reason: row.reason,
      before: row.before,
      after: row.after,
      change: row.change,
      at: facts.get(row.id)?.at ?? null,
      by: facts.get(row.id)?.by ?? null,
      why: facts.get(row.id)?.why ?? null,
      isThere: names.isThere(row.id),
    })),
  }));
}

interface Names {
  readonly isThere: (id: string) => boolean;
  readonly titleOf: (id: string) => string | null;
}

/** Records that are told were seen on one of the two days; of both, the later name is the one that is known. */
async function recordNames(
  db: ReadDb,
  books: Books,
  register: Register,
  viewer: Viewer,
  told: readonly string[],
  [t1, t2]: readonly [Instant, Instant | undefined],
): Promise<Names> {
  const now = await titlesAt(db, books, register, viewer, told, t2);
  const gone = told.filter((id) => !now.has(id));
  const then = await titlesAt(db, books, register, viewer, gone, t1);
  return { isThere: (id) => now.has(id), titleOf: (id) => now.get(id) ?? then.get(id) ?? null };
}

/** Of distinct values there are no records: what people read in place of each. */
async function valueNames(
  db: ReadDb,
  books: Books,
  register: Register,
  field: string,
  values: readonly string[],
): Promise<Names> {
  const labels = await labelsOf(db, books, { register, asOf: null }, field, [...new Set(values)]);
  return { isThere: () => false, titleOf: (value) => labels.get(value) ?? value };
}

interface Facts {
  readonly at: Instant;
  readonly by: string;
  readonly why: string | null;
}

/** Of each record the last change between two instants: when, by whom, and the reason that was given. */
async function factsOf(
  db: ReadDb,
  register: Register,
  ids: readonly string[],
  from: Instant,
  until: Instant,
): Promise<ReadonlyMap<string, Facts>> {
  if (ids.length === 0) return new Map();
  const twin = sql.table(`${register.table}_history`);
  const { rows } = await sql<{ id: string; at: Instant; actor: string; reason: string | null }>`
    select distinct on (v.id) v.id, a.at, a.actor, a.reason from (
      select id, recorded_in as entry, recorded_from as moment from ${twin} where id = any(${ids}::uuid[])
      union all
      select id, ended_in, recorded_to from ${twin} where id = any(${ids}::uuid[]) and ended_in is not null) v
    join audit a on a.id = v.entry
    where v.moment > ${from}::timestamptz and v.moment <= ${until}::timestamptz
    order by v.id, v.moment desc`.execute(db);
  const names = await displayNames(
    db,
    rows.map(({ actor }) => actor),
  );
  return new Map(rows.map(({ id, at, actor, reason }) => [id, { at, by: names(actor), why: reason }]));
}
