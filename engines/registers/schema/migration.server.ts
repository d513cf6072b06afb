import type { ReadDb } from '@quantu/store';
import { sql } from 'kysely';
import { registerFault } from '../faults.ts';
import { columnOf, type Register, type Registers } from '../register.ts';
import { identifier } from './identifier.server.ts';
import { columnText, tableColumns, type Column } from './columns.server.ts';
import { indexText, tableIndexes } from './indexes.server.ts';

/** What the database has of a register's table, or null when there is none. */
interface Found {
  readonly columns: ReadonlyMap<string, { readonly type: string; readonly comment: string | null }>;
  readonly indexes: ReadonlySet<string>;
}

async function foundTable(db: ReadDb, table: string): Promise<Found | null> {
  const { rows } = await sql<{ name: string; type: string; comment: string | null }>`
    select a.attname as name, format_type(a.atttypid, a.atttypmod) as type, col_description(a.attrelid, a.attnum) as comment
    from pg_attribute a join pg_class c on c.oid = a.attrelid
    where c.relnamespace = current_schema()::regnamespace and c.relname = ${table} and a.attnum > 0 and not a.attisdropped
    order by a.attnum`.execute(db);
  if (rows.length === 0) return null;
  const indexes = await sql<{ name: string }>`
    select i.relname as name from pg_index x join pg_class i on i.oid = x.indexrelid
    join pg_class c on c.oid = x.indrelid
    where c.relnamespace = current_schema()::regnamespace and c.relname = ${table}`.execute(db);
  return {
    columns: new Map(rows.map(({ name, type, comment }) => [name, { type, comment }])),
    indexes: new Set(indexes.rows.map(({ name }) => name)),
  };
}

const TYPE_NAMES: Readonly<Record<string, string>> = { 'timestamp with time zone': 'timestamptz' };

/** What every register's table has and no other table. */
const OWN = ['version', 'created_by', 'changed_by', 'words'];

/** A district's table would stand before one that all districts share. */
async function isElsewhere(db: ReadDb, table: string): Promise<boolean> {
  const { rows } = await sql<{ is: boolean }>`select to_regclass(quote_ident(${table})) is not null as "is"`.execute(
    db,
  );
  return rows[0]!.is;
}

/**
 * The SQL that brings a register's table to its declaration, or null when it is there. A field that was taken out of
 * the declaration keeps its column: what was recorded in it stays readable in the history.
 */
export async function migrationFor(db: ReadDb, register: Register): Promise<string | null> {
  const { table, label } = register;
  const found = await foundTable(db, table);
  const isForeign = found === null ? await isElsewhere(db, table) : !OWN.every((column) => found.columns.has(column));
  if (isForeign) throw registerFault('register.table-taken', { table, label });
  const text = found === null ? createText(register) : alterText(register, found);
  return text === null ? null : `${text.trimEnd()}\n`;
}

/** The SQL that makes a register's table. */
export function createText(register: Register): string {
  const table = identifier(register.table);
  const columns = tableColumns(register);
  return [
    `-- ${register.label}`,
    `create table ${table} (`,
    columns.map((column) => `  ${columnText(column)}`).join(',\n'),
    ');',
    ...columns.flatMap((column) => commentText(table, column)),
    ...tableIndexes(register).map((index) => indexText(register.table, index)),
  ].join('\n');
}

function commentText(table: string, { name, generated }: Column): string[] {
  return generated ? [`comment on column ${table}.${identifier(name)} is '${generated.from}';`] : [];
}

function alterText(register: Register, found: Found): string | null {
  const { label } = register;
  const table = identifier(register.table);
  const lines: string[] = [];
  let isRewritten = false;
  for (const column of tableColumns(register)) {
    const before = found.columns.get(column.name);
    if (before === undefined) {
      // A table that has rows already cannot be told what a required column holds in them.
      const added = { ...column, isRequired: false };
      lines.push(`alter table ${table} add column ${columnText(added)};`, ...commentText(table, column));
    } else if ((TYPE_NAMES[before.type] ?? before.type) !== column.type) {
      const [name, type] = [column.name, column.type];
      throw registerFault('register.type-changed', { label, column: name, before: before.type, after: type });
    } else if (column.generated && before.comment !== column.generated.from) {
      isRewritten = true;
      lines.push(
        `alter table ${table} drop column ${identifier(column.name)}, add column ${columnText(column)};`,
        ...commentText(table, column),
      );
    }
  }
  for (const index of tableIndexes(register)) {
    // An index falls with the column it is on, which comes again above.
    const isLost =
      isRewritten &&
      lines.some((line) => indexNeeds(index.on).some((name) => line.includes(`drop column ${identifier(name)},`)));
    if (!found.indexes.has(index.name) || isLost) lines.push(indexText(register.table, index));
  }
  if (lines.length === 0) return null;
  if (isRewritten)
    lines.push('-- the rows as they are now belong into the history', `update ${table} set version = version;`);
  const gone = [...found.columns.keys()].filter((name) => !isKnown(register, name));
  const kept = gone.map(
    (name) => `-- ${table}.${name} is no longer declared; its column stays for what was recorded in it`,
  );
  return [`-- ${label}`, ...kept, ...lines].join('\n');
}

/** The words of an index's definition, among them its columns. */
const indexNeeds = (on: string): readonly string[] => on.match(/\w+/g) ?? [];

function isKnown(register: Register, column: string): boolean {
  return (
    ['recorded_from', 'recorded_in'].includes(column) || tableColumns(register).some(({ name }) => name === column)
  );
}

/** What is declared and has no table or column, one sentence each; empty when the database is as declared. */
export async function driftOf(db: ReadDb, registers: Registers): Promise<string[]> {
  const { rows } = await sql<{ table: string; column: string }>`
    select c.relname as "table", a.attname as "column" from pg_attribute a join pg_class c on c.oid = a.attrelid
    where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
    `.execute(db);
  const columns = new Set(rows.map(({ table, column }) => `${table}.${column}`));
  return registers.all.flatMap((register) => {
    const { name, label, table } = register;
    const command = `请运行 quantu register migration ${name} --write 生成迁移，再重新启动`;
    if (!columns.has(`${table}.id`)) return [`台账“${label}”（${name}）还没有表：${command}`];
    const missing = tableColumns(register).find((column) => !columns.has(`${table}.${column.name}`));
    if (missing === undefined) return [];
    const field = Object.keys(register.fields).find((field) => columnOf(field) === missing.name);
    const called = field === undefined ? missing.name : `${register.fields[field]!.label}（${field}）`;
    return [`台账“${label}”的字段${called}在数据库里没有列：${command}`];
  });
}
