import { sql, type RawBuilder } from 'kysely';
import type { Rule, Viewer } from '../access.ts';
import { SYSTEM_FIELDS } from '../conditions.ts';
import { typeOf } from '../schema/columns.server.ts';
import { columnOf, type Register } from '../register.ts';

/** What a rule comes to for one viewer: the same for every record, or a condition on the record. */
export type Verdict = boolean | RawBuilder<boolean>;

/** A column of the record; the alias is our own. */
export const at = (column: string, alias = 'r'): RawBuilder<unknown> => sql.ref(`${alias}.${column}`);

/** A rule for one viewer in SQL. It says of every record what `decide` says. */
export function ruleVerdict(rule: Rule, viewer: Viewer, hasStates: boolean, alias = 'r'): Verdict {
  if (viewer.isProgram) return true;
  switch (rule.rule) {
    case 'everyone':
      return true;
    case 'nobody':
      return false;
    case 'role':
      return rule.roles.some((wanted) => viewer.roles.includes(wanted));
    case 'organisation':
      if (viewer.organisations.length === 0) return false;
      return sql<boolean>`${at(columnOf(rule.field), alias)} = any(${viewer.organisations}::uuid[])`;
    case 'person':
      if (viewer.person === null) return false;
      return sql<boolean>`${at(columnOf(rule.field), alias)} = ${viewer.person}::uuid`;
    case 'state':
      return hasStates ? sql<boolean>`${at('state', alias)} = any(${rule.states}::text[])` : false;
    case 'any':
      return anyVerdict(rule.of.map((one) => ruleVerdict(one, viewer, hasStates, alias)));
    case 'all':
      return allVerdict(rule.of.map((one) => ruleVerdict(one, viewer, hasStates, alias)));
  }
}

function anyVerdict(parts: readonly Verdict[]): Verdict {
  if (parts.includes(true)) return true;
  const open = parts.filter((part) => typeof part !== 'boolean');
  return open.length === 0 ? false : sql<boolean>`(${sql.join(open, sql` or `)})`;
}

export function allVerdict(parts: readonly Verdict[]): Verdict {
  if (parts.includes(false)) return false;
  const open = parts.filter((part) => typeof part !== 'boolean');
  return open.length === 0 ? true : sql<boolean>`(${sql.join(open, sql` and `)})`;
}

export function verdictSql(verdict: Verdict): RawBuilder<boolean> {
  return typeof verdict === 'boolean' ? sql<boolean>`${sql.raw(String(verdict))}` : verdict;
}

/** Which records a viewer may read. */
export function readVerdict(register: Register, viewer: Viewer, alias = 'r'): Verdict {
  return ruleVerdict(register.access.read, viewer, register.states !== undefined, alias);
}

/** On which of these records a viewer sees a field whole. */
export function wholeVerdict(register: Register, viewer: Viewer, field: string, alias = 'r'): Verdict {
  const { read, unmasked } = register.fields[field] ?? {};
  const rules = [read, unmasked].filter((rule) => rule !== undefined);
  return allVerdict(rules.map((rule) => ruleVerdict(rule, viewer, register.states !== undefined, alias)));
}

const SYSTEM_TYPES: Readonly<Record<(typeof SYSTEM_FIELDS)[number], string>> = {
  state: 'text',
  stateSince: 'timestamptz',
  stateDue: 'date',
  createdAt: 'timestamptz',
  createdBy: 'text',
  changedAt: 'timestamptz',
  changedBy: 'text',
};

/** The SQL type of a field or system field. */
export function sqlTypeOf(register: Register, field: string): string {
  const system = SYSTEM_FIELDS.find((one) => one === field);
  return system ? SYSTEM_TYPES[system] : typeOf(register.fields[field]!);
}

/**
 * A field as a viewer has it: its column, or null where they may not see it whole. Whatever filters, sorts, groups,
 * counts or adds up goes by this and not by the column.
 */
export function readableColumn(register: Register, viewer: Viewer, field: string, alias = 'r'): RawBuilder<unknown> {
  const column = at(columnOf(field), alias);
  const isMissing = !register.states && field.startsWith('state') && !(field in register.fields);
  const verdict = isMissing ? false : wholeVerdict(register, viewer, field, alias);
  if (verdict === true) return column;
  const type = sql.raw(sqlTypeOf(register, field));
  return verdict === false ? sql`null::${type}` : sql`case when ${verdict} then ${column} end`;
}
