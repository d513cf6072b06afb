import assert from 'node:assert/strict';
import { addDays, decimal, endOfDayInChina, instantOf, plain, type Day, type Instant } from '@quantu/base';
import { waterfallOf, type Recipe, type RowChange, type Step } from '@quantu/figures';
import { filterText, type Books, type Register, type Viewer } from '@quantu/registers';
import { readableColumn, selectionSql } from '@quantu/registers/server';
import { displayNames } from '@quantu/product-documents/server';
import type { ReadDb } from '@quantu/store';
import { sql, type RawBuilder } from 'kysely';
import { dateKind, instantOfAsked, partsOf, type Asked, type AskedPart } from './asked.ts';
import type { IndicatorValue, WaterfallPart } from './contract.ts';
import { labelsOf } from './groups.server.ts';
import { seenAt, titlesAt } from './titles.server.ts';
import { combined, COMPUTER, factorOf, partValue, ratioOf, type PartValue } from './evaluate.server.ts';

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
  const parts: Compared[] = [];
  for (const [i, before] of befores.entries())
    parts.push(await compared(db, books, asked, before, afters[i]!, from, viewer));
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
  const [first, last] = await Promise.all([
    partValue(db, books, register, before.recipe, t1),
    partValue(db, books, register, after.recipe, t2),
  ]);
  const isRedefined = filterText(before.recipe.conditions) !== filterText(after.recipe.conditions);
  const redefined = isRedefined
    ? await changesOf(db, books, asked, after, [before.recipe, t1], [after.recipe, t1], from)
    : [];
  const changes = await changesOf(db, books, asked, after, [after.recipe, t1], [after.recipe, t2], from);
  const fall = waterfallOf(first.value ?? '0', changes, redefined);
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

interface ChangeRow {
  readonly id: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly own: string | null;
  readonly was: boolean;
  readonly is: boolean;
}

/** Only the rows that differ leave the database. */
async function changesOf(
  db: ReadDb,
  books: Books,
  asked: Asked,
  part: AskedPart,
  [recipeA, atA]: At,
  [recipeB, atB]: At,
  from: Day,
): Promise<RowChange[]> {
  const { register } = asked;
  const [a, b] = await Promise.all([
    contributions(db, books, register, part, recipeA, atA),
    contributions(db, books, register, part, recipeB, atB),
  ]);
  const t1 = endOfDayInChina(from);
  const t2 = atB ?? instantOf(new Date());
  const isThere = (at: Instant): RawBuilder<unknown> =>
    recipeA.how === 'distinct'
      ? sql`false`
      : sql`exists (select from ${sql.table(`${register.table}_history`)} h where h.id::text = c.id
          and h.recorded_from <= ${at}::timestamptz and h.recorded_to > ${at}::timestamptz)`;
  const { rows } = await sql<ChangeRow>`
    with a as (${a}), b as (${b}), c as (
      select coalesce(a.id, b.id) as id, a.gives as before, b.gives as after, coalesce(b.own, a.own) as own
      from a full join b on b.id = a.id where a.gives is distinct from b.gives)
    select c.id, c.before::text, c.after::text, c.own, ${isThere(t1)} as was, ${isThere(t2)} as is from c`.execute(db);
  const factor = factorOf(register, recipeB);
  const times = (text: string | null) => text && plain(decimal(text).times(factor));
  const isReport = part.figure.period !== undefined && dateKind(register, part.figure.period) === 'month';
  return rows.map(({ id, before, after, own, was, is }) => ({
    id,
    before: times(before),
    after: times(after),
    facts: { wasThere: was, isThere: is, isOwnDayPast: own !== null && isOver(own, from), isReport },
  }));
}

/** A day on or before another; a month, or a year, all of whose days are. */
function isOver(own: string, day: Day): boolean {
  if (own.length === 4) return own < addDays(day, 1).slice(0, 4);
  return own.length === 7 ? own < addDays(day, 1).slice(0, 7) : own <= day;
}

/** `id, gives, own`: what each record, or each distinct value, gives, and its own date. */
async function contributions(
  db: ReadDb,
  books: Books,
  register: Register,
  { figure }: AskedPart,
  recipe: Recipe,
  at: Instant | undefined,
): Promise<RawBuilder<unknown>> {
  const { from, where } = await selectionSql(db, books, register, COMPUTER, {
    conditions: recipe.conditions,
    asOf: at,
  });
  const own = figure.period === undefined ? sql`null::text` : ownDate(register, figure.period);
  if (recipe.how === 'count')
    return sql`select r.id::text as id, 1::numeric as gives, ${own} as own from ${from} where ${where}`;
  const of = readableColumn(register, COMPUTER, recipe.of!);
  if (recipe.how === 'sum') {
    return sql`select r.id::text as id, coalesce(${of}, 0)::numeric as gives, ${own} as own from ${from} where ${where}`;
  }
  return sql`select (${of})::text as id, 1::numeric as gives, min(${own}) as own from ${from}
    where ${where} and ${of} is not null group by 1`;
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
  const told = steps.flatMap(({ rows }) => rows.slice(0, MOST_ROWS).map(({ id }) => id));
  const names = isRecords
    ? await recordNames(db, books, register, viewer, steps, told, [t1, t2])
    : await valueNames(db, books, register, recipe.of!, told);
  const facts = isRecords
    ? await factsOf(db, register, told, t1, t2 ?? instantOf(new Date()))
    : new Map<string, Facts>();
  return steps.map(({ kind, change, value, rows }) => ({
    kind,
    change,
    value,
    count: rows.length,
    hidden: rows.filter(({ id }) => !names.isSeen(id)).length,
    rows: rows
      .slice(0, MOST_ROWS)
      .filter(({ id }) => names.isSeen(id))
      .map((row) => ({
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
  readonly isSeen: (id: string) => boolean;
  readonly isThere: (id: string) => boolean;
  readonly titleOf: (id: string) => string | null;
}

/** All that moved are asked whether they may be seen, only those that are told have their names read. */
async function recordNames(
  db: ReadDb,
  books: Books,
  register: Register,
  viewer: Viewer,
  steps: readonly Step[],
  told: readonly string[],
  [t1, t2]: readonly [Instant, Instant | undefined],
): Promise<Names> {
  const ids = steps.flatMap(({ rows }) => rows.map(({ id }) => id));
  const now = await seenAt(db, books, register, viewer, ids, t2);
  const gone = ids.filter((id) => !now.has(id));
  const then = await seenAt(db, books, register, viewer, gone, t1);
  const titles = new Map([
    ...(await titlesAt(
      db,
      books,
      register,
      viewer,
      told.filter((id) => then.has(id)),
      t1,
    )),
    ...(await titlesAt(
      db,
      books,
      register,
      viewer,
      told.filter((id) => now.has(id)),
      t2,
    )),
  ]);
  return {
    isSeen: (id) => now.has(id) || then.has(id),
    isThere: (id) => now.has(id),
    titleOf: (id) => titles.get(id) ?? null,
  };
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
  return { isSeen: () => true, isThere: () => false, titleOf: (value) => labels.get(value) ?? value };
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
