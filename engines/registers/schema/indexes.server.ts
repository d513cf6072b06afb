import { createHash } from 'node:crypto';
import { isGeometry, type Field } from '../fields.ts';
import { identifier } from './identifier.server.ts';
import { boxColumnOf, columnOf, columnsOf, type Register } from '../register.ts';

export interface Index {
  readonly name: string;
  /** After `create index NAME on TABLE`. */
  readonly on: string;
  readonly isUnique?: boolean;
}

const ORDERED: readonly Field['kind'][] = [
  'integer',
  'decimal',
  'money',
  'ratio',
  'computed',
  'day',
  'month',
  'instant',
];

/**
 * The indexes of a register, each of them a cost of every write: its key, unique fields, state and due day, codes and references, geometry, the search
 * box, and both directions of the fields declared under `indexes`, with the id, so that a page far down is read off
 * the index alone.
 */
export function tableIndexes(register: Register): readonly Index[] {
  const { table, key, fields, indexes = [], states } = register;
  const named = (what: string, on: string, isUnique = false): Index => ({ name: indexName(table, what), on, isUnique });
  const all: Index[] = [
    named('key', `(${key.map((name) => identifier(columnOf(name))).join(', ')}) include (id)`, true),
    named('words', 'using gin (words gin_trgm_ops)'),
  ];
  if (states) all.push(named('state', '(state)'), named('state_due', '(state_due) where state_due is not null'));
  for (const [name, field] of columnsOf(register)) {
    const column = columnOf(name);
    const quoted = identifier(column);
    if (field.unique) all.push(named(`${column}_unique`, `(${quoted})`, true));
    if (isGeometry(field)) all.push(named(`${column}_box`, `using gist (${boxColumnOf(name)})`));
    else if (field.kind === 'code' || field.kind === 'reference') all.push(named(column, `(${quoted})`));
  }
  for (const name of indexes) {
    const [column, field] = [columnOf(name), fields[name]!];
    if (field.kind === 'code' || field.kind === 'reference') continue;
    all.push(named(column, `(${identifier(column)}, id)`));
    if (ORDERED.includes(field.kind))
      all.push(named(`${column}_desc`, `(${identifier(column)} desc nulls last, id desc)`));
  }
  return all;
}

const LONGEST_NAME = 63;

/** PostgreSQL would cut a longer name, and two could become one. */
function indexName(table: string, what: string): string {
  const name = `${table}_${what}_index`;
  if (name.length <= LONGEST_NAME) return name;
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 8);
  return `${name.slice(0, LONGEST_NAME - 9)}_${hash}`;
}

export function indexText(table: string, { name, on, isUnique = false }: Index): string {
  return `create ${isUnique ? 'unique ' : ''}index ${name} on ${identifier(table)} ${on};`;
}
