import { dayInChina, decimal, plain, type Decimal, type Instant } from '@quantu/base';
import { published, shareOf, unitParts, type Recipe } from '@quantu/figures';
import { filterText, programViewer, type Books, type Register } from '@quantu/registers';
import { readableColumn, selectionSql } from '@quantu/registers/server';
import type { ReadDb } from '@quantu/store';
import { sql, type RawBuilder } from 'kysely';
import { instantOfAsked, partsOf, type Asked, type AskedPart } from './asked.ts';
import type { IndicatorPart, IndicatorValue } from './contract.ts';

/** Published figures are computed by the program on all rows; who may see the number is asked elsewhere. */
export const COMPUTER = programViewer('figures');

/** What a plain figure came to; null: there is nothing to judge by. */
export interface PartValue {
  readonly value: string | null;
  readonly rows: number;
  readonly missing: number;
  readonly why: string | null;
}

/** A figure on the data of its day: two statements a part. */
export async function valueOf(db: ReadDb, books: Books, asked: Asked): Promise<IndicatorValue> {
  const at = instantOfAsked(asked.asOf);
  const parts = await Promise.all(
    partsOf(asked).map(async (part) => ({ part, found: await partValue(db, books, asked.register, part.recipe, at) })),
  );
  return combined(asked, parts);
}

/** A part and what it came to, put together to what the figure says. */
export function combined(
  { figure }: Pick<Asked, 'figure'>,
  parts: readonly { readonly part: AskedPart; readonly found: PartValue }[],
): IndicatorValue {
  const shown = parts.map(({ part, found }) => partAnswer(part, found));
  const [first, second] = parts;
  if (figure.figure !== 'share' || !first || !second) {
    const [only] = shown;
    return { value: only!.value, shown: only!.shown, unit: figure.unit, note: noteOf(parts), parts: shown };
  }
  const { value, why } = ratioOf(first.found, second.found, figure.unit);
  return {
    value,
    shown: value === null ? null : published(value, figure.unit, figure.decimals ?? 1),
    unit: figure.unit,
    note: why ?? noteOf(parts),
    parts: shown,
  };
}

/** Numerator over denominator in the share's unit: 70.3 of %. */
export function ratioOf(top: PartValue, bottom: PartValue, unit: string): { value: string | null; why: string | null } {
  if (top.value === null || bottom.value === null) return { value: null, why: top.why ?? bottom.why };
  const value = shareOf(top.value, bottom.value, unit);
  return { value, why: value === null ? '分母为 0' : null };
}

function partAnswer({ key, figure, recipe }: AskedPart, { value, rows, missing }: PartValue): IndicatorPart {
  return {
    figure: key,
    label: figure.label,
    unit: figure.unit,
    value,
    shown: value === null ? null : published(value, figure.unit, figure.decimals),
    rows,
    missing,
    filter: filterText(recipe.conditions),
  };
}

function noteOf(parts: readonly { readonly part: AskedPart; readonly found: PartValue }[]): string | null {
  const why = parts.map(({ found }) => found.why).find((one) => one !== null);
  if (why !== undefined) return why;
  const open = parts.find(({ found }) => found.missing > 0);
  return open ? `其中 ${open.found.missing} 条没有填写，未计入` : null;
}

/** Of the records that count: how many, how many of them have the value, and what it comes to as it is stored. */
export interface Counted {
  readonly rows: number;
  readonly filled: number;
  readonly value: string | null;
}

/**
 * A plain figure. Nothing counted is 0 only where the register is kept at all; where rows count but none has the value
 * that is added up, or no record was ever made, nobody can say.
 */
export async function partValue(
  db: ReadDb,
  books: Books,
  register: Register,
  recipe: Recipe,
  at: Instant | undefined,
): Promise<PartValue> {
  const { from, where } = await selectionSql(db, books, register, COMPUTER, {
    conditions: recipe.conditions,
    asOf: at,
  });
  const { rows } = await sql<Counted>`select ${countedColumns(register, recipe)} from ${from} where ${where}`.execute(
    db,
  );
  return valueFrom(db, books, register, recipe, at, rows[0]!);
}

/** What was counted, as a value or the reason why there is none. `kept`: whether there are records at all, where that is known. */
export async function valueFrom(
  db: ReadDb,
  books: Books,
  register: Register,
  recipe: Recipe,
  at: Instant | undefined,
  counted: Counted,
  kept?: boolean,
): Promise<PartValue> {
  if (counted.rows === 0 && !(kept ?? (await isKept(db, books, register, at)))) {
    const when = at === undefined ? '' : `截至${dayInChina(at)}`;
    return { value: null, rows: 0, missing: 0, why: `${register.label}${when}还没有任何记录` };
  }
  const found = judged(register, recipe, counted);
  if (found.value !== null || at === undefined) return found;
  return { ...found, why: (await laterRecorded(db, register, recipe, at)) ?? found.why };
}

/** On a day before a field was kept at all, it was not the records that left it empty. */
async function laterRecorded(db: ReadDb, register: Register, { of }: Recipe, at: Instant): Promise<string | null> {
  const { rows } = await sql<{ since: Instant | null }>`
    select min(recorded_from) as since from ${sql.table(`${register.table}_history`)} r
    where recorded_from > ${at}::timestamptz and ${readableColumn(register, COMPUTER, of!)} is not null`.execute(db);
  const since = rows[0]?.since ?? null;
  if (since === null) return null;
  return `${register.fields[of!]!.label}从${dayInChina(since)}起才有记录，截至${dayInChina(at)}没有数据`;
}

/** Of rows that count but none of which has the value, nobody can say. */
export function judged(register: Register, recipe: Recipe, { rows, filled, value }: Counted): PartValue {
  const missing = recipe.how === 'count' ? 0 : rows - filled;
  if (rows > 0 && missing === rows) {
    const label = register.fields[recipe.of!]?.label ?? '';
    return { value: null, rows, missing, why: `${rows} 条都没有填写${label}` };
  }
  return { value: plain(decimal(value ?? '0').times(factorOf(register, recipe))), rows, missing, why: null };
}

/** `rows, filled, value` of the records of a group. */
export function countedColumns(register: Register, recipe: Recipe): RawBuilder<unknown> {
  if (recipe.how === 'count') return sql`count(*)::int as rows, count(*)::int as filled, count(*)::text as value`;
  const column = readableColumn(register, COMPUTER, recipe.of!);
  const value = recipe.how === 'sum' ? sql`sum(${column})::text` : sql`count(distinct ${column})::text`;
  return sql`count(*)::int as rows, count(${column})::int as filled, ${value} as value`;
}

/** What a stored number is multiplied by to be in its base unit: a field in 万元 holds ten-thousands. */
export function factorOf(register: Register, { how, of }: Recipe): Decimal {
  const field = how === 'sum' ? register.fields[of!] : undefined;
  const unit = field && 'unit' in field ? field.unit : undefined;
  return unit === undefined ? decimal(1) : unitParts(unit).factor;
}

async function isKept(db: ReadDb, books: Books, register: Register, at: Instant | undefined): Promise<boolean> {
  const { from } = await selectionSql(db, books, register, COMPUTER, { conditions: [], asOf: at });
  const { rows } = await sql<{ kept: boolean }>`select exists (select from ${from}) as kept`.execute(db);
  return rows[0]!.kept;
}
