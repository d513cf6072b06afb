import { addDays, isDecimalText, parseDay, type Day } from '@quantu/base';
import { sql, type RawBuilder } from 'kysely';
import type { Viewer } from '../access.ts';
import type { CodeBook } from '../code-book.ts';
import { SYSTEM_FIELDS, type Condition, type Op } from '../conditions.ts';
import { registerFault } from '../faults.ts';
import { isFiles, isGeometry, type Field } from '../fields.ts';
import { boxColumnOf, columnOf, searchedFields, type Books, type Register } from '../register.ts';
import { tableAt } from './from.server.ts';
import { at, readableColumn, readVerdict, verdictSql, wholeVerdict } from './rule-sql.server.ts';

/** What conditions are read against. */
export interface Reading {
  readonly books: Books;
  readonly register: Register;
  readonly viewer: Viewer;
  readonly codes: CodeBook;
  readonly asOf: string | undefined;
}

/** How a field is compared, whatever it is declared as. */
type Manner =
  | 'text'
  | 'number'
  | 'day'
  | 'month'
  | 'instant'
  | 'yes-no'
  | 'code'
  | 'reference'
  | 'files'
  | 'shape'
  | 'state';

const MANNERS: Readonly<Record<Field['kind'], Manner>> = {
  text: 'text',
  'long-text': 'text',
  integer: 'number',
  decimal: 'number',
  money: 'number',
  ratio: 'number',
  computed: 'number',
  day: 'day',
  month: 'month',
  instant: 'instant',
  'yes-no': 'yes-no',
  code: 'code',
  reference: 'reference',
  attachments: 'files',
  photos: 'files',
  point: 'shape',
  line: 'shape',
  area: 'shape',
};
const SYSTEM_MANNERS: Readonly<Record<(typeof SYSTEM_FIELDS)[number], Manner>> = {
  state: 'state',
  stateSince: 'instant',
  stateDue: 'day',
  createdAt: 'instant',
  createdBy: 'text',
  changedAt: 'instant',
  changedBy: 'text',
};
const SYSTEM_LABELS: Readonly<Record<(typeof SYSTEM_FIELDS)[number], string>> = {
  state: '状态',
  stateSince: '进入状态的时间',
  stateDue: '状态期限',
  createdAt: '创建时间',
  createdBy: '创建人',
  changedAt: '修改时间',
  changedBy: '修改人',
};

/** A field, or a fault that says that there is none of this name. */
export function knownField(register: Register, field: string): { readonly manner: Manner; readonly label: string } {
  const declared = Object.hasOwn(register.fields, field) ? register.fields[field] : undefined;
  if (declared) return { manner: MANNERS[declared.kind], label: declared.label };
  const system = SYSTEM_FIELDS.find((one) => one === field);
  if (!system) throw registerFault('filter.field', { label: register.label, field });
  return { manner: SYSTEM_MANNERS[system], label: SYSTEM_LABELS[system] };
}

/** All conditions together. */
export function conditionsSql(reading: Reading, conditions: readonly Condition[]): RawBuilder<boolean>[] {
  return conditions.map((condition) => conditionSql(reading, condition));
}

function conditionSql(reading: Reading, condition: Condition): RawBuilder<boolean> {
  const { register, viewer } = reading;
  const { field, op, values } = condition;
  const { manner } = knownField(register, field);
  if (manner === 'files') return filesSql(reading, condition);
  if (manner === 'shape' && op === 'within') return withinSql(reading, condition);
  const column = readableColumn(register, viewer, field);
  switch (op) {
    case 'empty':
      return sql`${column} is null`;
    case 'not-empty':
      return sql`${column} is not null`;
    case 'is-not':
      return sql`not coalesce(${isSql(reading, manner, condition, column)}, false)`;
    case 'is':
      return isSql(reading, manner, condition, column);
    case 'contains':
    case 'starts-with':
      return likeSql(reading, manner, condition, column);
    case 'at-least':
      return rangeSql(reading, manner, condition, column, [one(condition), null]);
    case 'at-most':
      return rangeSql(reading, manner, condition, column, [null, one(condition)]);
    case 'between': {
      if (values.length !== 2) throw wrongValue(reading, condition, values.join('、'), '不是起止两个值');
      return rangeSql(reading, manner, condition, column, [values[0]!, values[1]!]);
    }
    case 'within':
      throw wrongOp(reading, condition);
  }
}

const OP_LABELS: Readonly<Record<Op, string>> = {
  is: '等于',
  'is-not': '不等于',
  contains: '包含',
  'starts-with': '开头是',
  'at-least': '不小于',
  'at-most': '不大于',
  between: '介于',
  empty: '为空',
  'not-empty': '不为空',
  within: '在范围内',
};

function wrongOp({ register }: Reading, { field, op }: Condition) {
  return registerFault('filter.op', { field: knownField(register, field).label, op: OP_LABELS[op] });
}

function wrongValue({ register }: Reading, { field }: Condition, value: string, why: string) {
  return registerFault('filter.value', { field: knownField(register, field).label, value: value.slice(0, 60), why });
}

/** The one value of a comparison; without one, nothing is compared. */
function one(condition: Condition): string {
  return condition.values[0] ?? '';
}

function isSql(
  reading: Reading,
  manner: Manner,
  condition: Condition,
  column: RawBuilder<unknown>,
): RawBuilder<boolean> {
  const { values } = condition;
  const { register, codes } = reading;
  if (values.length === 0) return sql`false`;
  switch (manner) {
    case 'text':
    case 'state':
      return sql`${column} = any(${values}::text[])`;
    case 'code': {
      const field = register.fields[condition.field]!;
      const all = field.kind === 'code' ? codes.below(field.set, values) : values;
      return sql`${column} = any(${all}::text[])`;
    }
    case 'number':
      return sql`${column} = any(${values.map((value) => numberOf(reading, condition, value))}::numeric[])`;
    case 'yes-no':
      return sql`${column} = any(${values.map((value) => value === 'true' || value === '是')}::boolean[])`;
    case 'day':
    case 'month':
    case 'instant':
      return sql`(${sql.join(
        values.map((value) => rangeSql(reading, manner, condition, column, [value, value])),
        sql` or `,
      )})`;
    case 'reference':
      return referenceSql(reading, condition, column);
    case 'files':
    case 'shape':
      throw wrongOp(reading, condition);
  }
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The records themselves and, where they stand in a tree, whatever lies below them. */
function referenceSql(reading: Reading, condition: Condition, column: RawBuilder<unknown>): RawBuilder<boolean> {
  const field = reading.register.fields[condition.field]!;
  const target = field.kind === 'reference' ? reading.books.registers.get(field.to) : undefined;
  const wrong = condition.values.find((value) => !UUID.test(value));
  if (wrong !== undefined) throw wrongValue(reading, condition, wrong, '不是一条记录的编号');
  const ids = sql`${condition.values}::uuid[]`;
  if (target?.parent === undefined) return sql`${column} = any(${ids})`;
  const table = tableAt(target, reading.asOf, 't');
  const parent = at(columnOf(target.parent), 't');
  return sql`${column} = any(array(with recursive below as (
    select unnest(${ids}) as id union select t.id from ${table} join below b on ${parent} = b.id) select id from below))`;
}

function numberOf(reading: Reading, condition: Condition, value: string): string {
  const text = value.trim();
  if (!isDecimalText(text) || text.length > 60) throw wrongValue(reading, condition, value, '不是数字');
  return text;
}

/** From the first to the last, ends included; a year or month given for a day means all of its days. */
function rangeSql(
  reading: Reading,
  manner: Manner,
  condition: Condition,
  column: RawBuilder<unknown>,
  [from, to]: readonly [string | null, string | null],
): RawBuilder<boolean> {
  const parts: RawBuilder<boolean>[] = [];
  switch (manner) {
    case 'number':
      if (from !== null) parts.push(sql`${column} >= ${numberOf(reading, condition, from)}::numeric`);
      if (to !== null) parts.push(sql`${column} <= ${numberOf(reading, condition, to)}::numeric`);
      break;
    case 'text':
      if (from !== null) parts.push(sql`${column} >= ${from}`);
      if (to !== null) parts.push(sql`${column} <= ${to}`);
      break;
    case 'day':
      if (from !== null) parts.push(sql`${column} >= ${spanOf(reading, condition, from).first}::date`);
      if (to !== null) parts.push(sql`${column} < ${spanOf(reading, condition, to).next}::date`);
      break;
    case 'month':
      if (from !== null) parts.push(sql`${column} >= ${spanOf(reading, condition, from).first.slice(0, 7)}`);
      if (to !== null) parts.push(sql`${column} < ${monthAfter(spanOf(reading, condition, to).next)}`);
      break;
    case 'instant':
      if (from !== null) parts.push(sql`${column} >= ${startOf(spanOf(reading, condition, from).first)}::timestamptz`);
      if (to !== null) parts.push(sql`${column} < ${startOf(spanOf(reading, condition, to).next)}::timestamptz`);
      break;
    case 'yes-no':
    case 'code':
    case 'reference':
    case 'files':
    case 'shape':
    case 'state':
      throw wrongOp(reading, condition);
  }
  return sql`(${sql.join(parts, sql` and `)})`;
}

/** After the last day that can be written: PostgreSQL's word for it, which as a text too sorts behind every month. */
const NEVER = 'infinity';
const startOf = (day: string): string => (day === NEVER ? NEVER : `${day}T00:00:00+08:00`);
/** The first month that does not begin before a day. */
function monthAfter(day: string): string {
  if (day === NEVER) return NEVER;
  return day.endsWith('-01') ? day.slice(0, 7) : dayAfter(day as Day, 31).slice(0, 7);
}

/** `9999-12-31` is what offices write for an open end; what comes after it has no day. */
function dayAfter(day: Day, days: number): string {
  const after = addDays(day, days);
  return after.startsWith('+') ? NEVER : after;
}

/** `2026`, `2026-07`, `2026-07-10`: the first day meant and the first one after. */
function spanOf(reading: Reading, condition: Condition, value: string): { first: Day; next: string } {
  const text = value.trim().slice(0, 10);
  const [year = '', month, date] = text.split('-');
  const first = parseDay(`${year}-${month ?? '01'}-${date ?? '01'}`);
  if (!first) throw wrongValue(reading, condition, value, '不是日期或月份');
  const next = dayAfter(first, date !== undefined ? 1 : month !== undefined ? 31 : 366);
  if (date !== undefined || next === NEVER) return { first, next };
  return { first, next: month === undefined ? `${next.slice(0, 4)}-01-01` : `${next.slice(0, 8)}01` };
}

/** One composition and no case, so that what is searched finds what was typed. */
export const folded = (text: string): string => text.normalize('NFKC').toLowerCase();
/** The signs that `like` reads as more than themselves. */
export const literal = (text: string): string => text.replace(/[\\%_]/g, '\\$&');
/** As the column `words` has it: every sign twice. */
export const doubled = (text: string): string => [...folded(text)].map((sign) => literal(sign).repeat(2)).join('');

/** Without capital and small, a text need not be made small before it is compared, which is most of the work. */
const isCaseless = (text: string): boolean => text.toLowerCase() === text.toUpperCase();
/** Signs that are the same in every composition. */
const PLAIN = /^[\p{Script=Han}a-zA-Z0-9 -]+$/u;

function likeSql(
  reading: Reading,
  manner: Manner,
  condition: Condition,
  column: RawBuilder<unknown>,
): RawBuilder<boolean> {
  const value = one(condition);
  if (value === '') throw wrongValue(reading, condition, value, '是空的');
  const pattern = `${condition.op === 'contains' ? '%' : ''}${literal(value.toLowerCase())}%`;
  const like = (text: RawBuilder<unknown>): RawBuilder<boolean> =>
    isCaseless(value) ? sql`${text} like ${pattern}` : sql`lower(${text}) like ${pattern}`;
  const { register, codes } = reading;
  switch (manner) {
    case 'text': {
      // The search index knows which records can have it at all.
      const isIndexed = searchedFields(register).includes(condition.field) && PLAIN.test(value);
      const hint = isIndexed ? sql`${at('words')} like ${`%${doubled(value)}%`} and ` : sql``;
      return sql`(${hint}${like(column)})`;
    }
    case 'number':
    case 'month':
    case 'day':
      return like(sql`${column}::text`);
    case 'instant':
      return like(sql`(${column} at time zone 'Asia/Shanghai')::text`);
    case 'code':
    case 'state': {
      const found = labelled(reading, condition.field, codes).filter(({ label }) =>
        condition.op === 'contains'
          ? label.toLowerCase().includes(value.toLowerCase())
          : label.toLowerCase().startsWith(value.toLowerCase()),
      );
      return sql`${column} = any(${found.map(({ value }) => value)}::text[])`;
    }
    case 'reference': {
      const field = register.fields[condition.field]!;
      const target = field.kind === 'reference' ? reading.books.registers.get(field.to)! : register;
      const title = readableColumn(target, reading.viewer, target.title, 't');
      return sql`${column} = any(array(select t.id from ${tableAt(target, reading.asOf, 't')}
        where ${verdictSql(readVerdict(target, reading.viewer, 't'))} and ${like(sql`${title}::text`)}))`;
    }
    case 'yes-no':
    case 'files':
    case 'shape':
      throw wrongOp(reading, condition);
  }
}

function labelled({ register }: Reading, field: string, codes: CodeBook): { value: string; label: string }[] {
  const declared = register.fields[field];
  if (declared?.kind === 'code') return codes.all(declared.set).map(({ code, label }) => ({ value: code, label }));
  return Object.entries(register.states?.states ?? {}).map(([value, { label }]) => ({ value, label }));
}

function withinSql(reading: Reading, condition: Condition): RawBuilder<boolean> {
  const numbers = condition.values.flatMap((value) => value.split(',')).map(Number);
  if (numbers.length !== 4 || numbers.some((number) => !Number.isFinite(number))) {
    throw wrongValue(reading, condition, condition.values.join(), '不是 西,南,东,北 四个数');
  }
  const { register, viewer } = reading;
  const [west, south, east, north] = numbers;
  const box = `(${west},${south}),(${east},${north})`;
  const verdict = verdictSql(wholeVerdict(register, viewer, condition.field));
  return sql`(${verdict} and ${at(boxColumnOf(condition.field))} && ${box}::box)`;
}

/** Whether files hang on the record in this field. */
function filesSql(reading: Reading, condition: Condition): RawBuilder<boolean> {
  const { register, viewer, asOf } = reading;
  if (condition.op !== 'empty' && condition.op !== 'not-empty') throw wrongOp(reading, condition);
  const files = attachmentsAt(asOf, 'a');
  const verdict = verdictSql(wholeVerdict(register, viewer, condition.field));
  const has = sql<boolean>`(${verdict} and exists (select from ${files} where a.record = r.id and a.field = ${condition.field}))`;
  return condition.op === 'empty' ? sql`not ${has}` : has;
}

function attachmentsAt(asOf: string | undefined, alias: string): RawBuilder<unknown> {
  return tableAt({ table: 'record_attachment' }, asOf, alias);
}

/** Whether lists can be sorted and grouped by it. */
export function isSortable(register: Register, field: string): boolean {
  const declared = register.fields[field];
  return !declared || !(isFiles(declared) || isGeometry(declared) || declared.kind === 'long-text');
}
