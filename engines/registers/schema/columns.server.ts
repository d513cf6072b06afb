import { isGeometry, type ComputedField, type Field } from '../fields.ts';
import { COMPUTED_PLACES, parseFormula, type Formula } from '../formula.ts';
import { identifier } from './identifier.server.ts';
import { boxColumnOf, columnOf, columnsOf, searchedFields, type Register } from '../register.ts';

/** One column of a register's table. */
export interface Column {
  readonly name: string;
  readonly type: string;
  readonly isRequired?: boolean;
  readonly check?: string;
  /** A generated column, and what it is made from, as its comment says: a change of it shows there. */
  readonly generated?: { readonly sql: string; readonly from: string };
}

const TYPES: Readonly<Record<Exclude<Field['kind'], 'attachments' | 'photos'>, string>> = {
  text: 'text',
  'long-text': 'text',
  integer: 'bigint',
  decimal: 'numeric',
  money: 'numeric',
  ratio: 'numeric',
  day: 'date',
  month: 'text',
  instant: 'timestamptz',
  'yes-no': 'boolean',
  code: 'text',
  reference: 'uuid',
  point: 'bytea',
  line: 'bytea',
  area: 'bytea',
  computed: 'numeric',
};

/** The type of a field's column. Files have none. */
export function typeOf(field: Field): string {
  if (field.kind === 'attachments' || field.kind === 'photos') throw new Error('files are no column');
  return TYPES[field.kind];
}

/** Every column of a register's table, those that each register has first. */
export function tableColumns(register: Register): readonly Column[] {
  return [
    { name: 'id', type: 'uuid', isRequired: true },
    { name: 'version', type: 'integer', isRequired: true },
    ...(register.states
      ? [
          { name: 'state', type: 'text', isRequired: true },
          { name: 'state_since', type: 'timestamptz', isRequired: true },
          { name: 'state_due', type: 'date' },
        ]
      : []),
    { name: 'created_at', type: 'timestamptz', isRequired: true },
    { name: 'created_by', type: 'text', isRequired: true },
    { name: 'changed_at', type: 'timestamptz', isRequired: true },
    { name: 'changed_by', type: 'text', isRequired: true },
    ...columnsOf(register).flatMap(([name, field]) => fieldColumns(register, name, field)),
    wordsColumn(register),
  ];
}

function fieldColumns(register: Register, name: string, field: Field): readonly Column[] {
  const column = columnOf(name);
  if (field.kind === 'computed') return [computedColumn(column, field)];
  // Other required fields are asked for when a record is written: older records may not have them.
  const own: Column = { name: column, type: typeOf(field), isRequired: register.key.includes(name) };
  if (isGeometry(field)) return [own, { name: boxColumnOf(name), type: 'box' }];
  return [field.kind === 'month' ? { ...own, check: `${identifier(column)} ~ '^\\d{4}-(0[1-9]|1[0-2])$'` } : own];
}

function computedColumn(name: string, field: ComputedField): Column {
  const places = COMPUTED_PLACES[field.as];
  const sql = `round(${formulaSql(parseFormula(field.formula))}, ${places})`;
  return { name, type: 'numeric', generated: { sql, from: `${field.as} ${field.formula}` } };
}

/** Missing in, missing out; a division by zero is missing too. Divided with 20 digits more than are kept. */
function formulaSql(formula: Formula): string {
  if (formula.node === 'number') return `${formula.value}::numeric`;
  if (formula.node === 'field') return `${identifier(columnOf(formula.field))}::numeric`;
  const [left, right] = [formulaSql(formula.left), formulaSql(formula.right)];
  if (formula.op === '/') return `(round(${left}, 30) / nullif(${right}, 0))`;
  return `(${left} ${formula.op} ${right})`;
}

/**
 * What the search box looks in: one composition, no case, every sign twice. Doubled, two signs are three signs for the
 * trigram index, so that 公园 is found by it too.
 */
function wordsColumn(register: Register): Column {
  const searched = searchedFields(register);
  const parts = searched.map((name) => `coalesce(${identifier(columnOf(name))}::text, '')`);
  const text = parts.join(" || E'\\n' || ") || "''";
  const sql = `regexp_replace(lower(normalize(${text}, nfkc)), '(.)', '\\1\\1', 'g')`;
  return { name: 'words', type: 'text', generated: { sql, from: `search ${searched.join(' ')}` } };
}

/** One line of `create table` or `add column`. */
export function columnText({ name, type, isRequired, check, generated }: Column): string {
  const parts = [`${identifier(name)} ${type}`];
  if (name === 'id') parts.push('primary key');
  else if (isRequired) parts.push('not null');
  if (check) parts.push(`check (${check})`);
  if (generated) parts.push(`generated always as (${generated.sql}) stored`);
  return parts.join(' ');
}
