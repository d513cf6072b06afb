import type { CodeSet } from '@quantu/base';
import { everyone, fieldsOfRule, isOpen, type Rule } from './access.ts';
import { openComputedProblem, openFiguresProblem } from './closed-fields.ts';
import { RESERVED_NAMES, SYSTEM_FIELDS, type Condition, type SystemField } from './conditions.ts';
import { fieldsProblem, statesProblem } from './declaration-checks.ts';
import { derivationOf } from './derivable.ts';
import { isFiles, isGeometry, isNumeric, isSummable, type Field, type NewValues, type ValuesOf } from './fields.ts';
import type { Figure } from './figures.ts';
import { fieldsOfFormula, parseFormula } from './formula.ts';
import { defineStates, type States } from './states.ts';
import type { Derivation } from './write/derive.server.ts';

export interface Access {
  readonly read: Rule;
  /** Who changes a record; by default also who makes one. */
  readonly write: Rule;
  readonly create?: Rule;
  readonly remove?: Rule;
}

/** A register as it is declared. It imports no React, no SQL, no HTTP. */
export interface Declaration<Fields extends Readonly<Record<string, Field>> = Readonly<Record<string, Field>>> {
  readonly label: string;
  /** What it holds and who keeps it: shown on its empty page. */
  readonly help?: string;
  /** Navigation heading; registers without one stand under 台账. */
  readonly section?: string;
  /** The fields an import recognises a record by; together they are unique. */
  readonly key: readonly (keyof Fields & string)[];
  /** The field a record is called by. */
  readonly title: keyof Fields & string;
  readonly fields: Fields;
  readonly states?: States;
  readonly access: Access;
  /** What the search box looks in, by default the title and the key; only texts that every reader sees. */
  readonly search?: readonly (keyof Fields & string)[];
  /** Fields that lists are often filtered or sorted by; key, state and references have an index anyway. */
  readonly indexes?: readonly (keyof Fields & string)[];
  /** Columns of the list as it first opens, also `state` and the like; by default the first eight fields. */
  readonly columns?: readonly ((keyof Fields & string) | SystemField)[];
  /** A reference to this same register that makes it a tree. */
  readonly parent?: keyof Fields & string;
  /** The organisation whose work it is, for reminders, the burden meter and hand-overs. */
  readonly keeper?: keyof Fields & string;
  readonly figures?: Readonly<Record<string, Figure>>;
}

/** What a declaration becomes. Names of fields are plain text here, so that each register is also a `Register`. */
export interface Register<
  Fields extends Readonly<Record<string, Field>> = Readonly<Record<string, Field>>,
> extends Omit<Declaration, 'fields'> {
  readonly fields: Fields;
  /** `city-project`: in addresses and on the command line; its table is `city_project`. */
  readonly name: string;
  readonly table: string;
}

export type AnyRegister = Register;
export type RecordValues<R extends Register> = ValuesOf<R['fields']>;
export type NewRecord<R extends Register> = NewValues<R['fields']>;

/** The column of a field: `plannedYuan` → `planned_yuan`. */
export function columnOf(field: string): string {
  const known = columns.get(field);
  if (known !== undefined) return known;
  const column = field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  if (columns.size < MOST_COLUMNS) columns.set(field, column);
  return column;
}

/** Asked for with every cell; bounded, as names come from callers too. */
const columns = new Map<string, string>();
const MOST_COLUMNS = 10_000;

/** The column of the box around a geometry. */
export function boxColumnOf(field: string): string {
  return `${columnOf(field)}_box`;
}

/** Declares a register. Throws an Error that says what is wrong with the declaration: it is a programming error. */
export function defineRegister<const Fields extends Readonly<Record<string, Field>>>(
  key: string,
  declaration: Declaration<Fields>,
): Register<Fields> {
  const register: Register<Fields> = { ...declaration, name: key, table: key.replaceAll('-', '_') };
  const problem = saidProblem(register);
  if (problem !== null) throw new Error(`register ${key}: ${problem}`);
  return register;
}

/** Formulas and states say by an Error what is wrong with them. */
function saidProblem(register: Register): string | null {
  try {
    return problemOf(register);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function problemOf(register: Register): string | null {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(register.name) || register.name.length > 40)
    return 'its key is not kebab-case';
  for (const check of [
    namesProblem,
    referencesProblem,
    indexesProblem,
    formulasProblem,
    derivableProblem,
    accessProblem,
    figuresProblem,
    fieldsProblem,
    statesProblem,
    openComputedProblem,
    openFiguresProblem,
  ]) {
    const problem = check(register);
    if (problem !== null) return problem;
  }
  if (register.states) defineStates(register.states);
  return null;
}

function namesProblem({ fields }: Register): string | null {
  const names = Object.keys(fields);
  const bad = names.find((name) => !/^[a-z][A-Za-z0-9]{0,38}$/.test(name));
  if (bad !== undefined) return `${bad} is no camelCase name of up to 39 letters`;
  const reserved = names.find((name) => RESERVED_NAMES.includes(name) || RESERVED_NAMES.includes(columnOf(name)));
  if (reserved !== undefined) return `${reserved} is a name that every record has already`;
  const columns = Object.entries(fields).flatMap(([name, field]) =>
    isGeometry(field) ? [columnOf(name), boxColumnOf(name)] : [columnOf(name)],
  );
  const same = columns.find((column, at) => columns.indexOf(column) !== at);
  if (same !== undefined) return `two fields would have the column ${same}`;
  const labels = Object.values(fields).map(({ label }) => label);
  const twice = labels.find((label, at) => labels.indexOf(label) !== at);
  return twice === undefined ? null : `two fields are called ${twice}`;
}

function referencesProblem(register: Register): string | null {
  const { fields, key, title, states } = register;
  const steps = Object.entries(states?.transitions ?? {});
  const named: (readonly [string, string])[] = [
    ...key.map((name) => ['key', name] as const),
    ['title', title],
    ...['search', 'indexes', 'columns'].flatMap((list) =>
      (register[list as 'search'] ?? []).map((name) => [list, name] as const),
    ),
    ...(register.parent ? [['parent', register.parent] as const] : []),
    ...(register.keeper ? [['keeper', register.keeper] as const] : []),
    ...steps.flatMap(([step, { requires = [], asks = [], dates }]) =>
      [...requires, ...asks, ...(dates === undefined ? [] : [dates])].map((name) => [`step ${step}`, name] as const),
    ),
  ];
  if (key.length === 0) return 'it has no key, so an import could not find a record again';
  const isSystem = (name: string) => SYSTEM_FIELDS.some((one) => one === name);
  const missing = named.find(([list, name]) => !(name in fields) && !(list === 'columns' && isSystem(name)));
  if (missing) return `${missing[0]} names ${missing[1]}, which is no field`;
  const loose = key.find((name) => fields[name]!.required !== true);
  if (loose !== undefined) return `its key field ${loose} is not required`;
  if (register.parent && !isOwnReference(register, register.parent)) return 'its parent is not a reference to itself';
  return null;
}

/** An index holds values of up to 2,700 bytes; files and geometry are not compared at all. */
const LONGEST_INDEXED = 600;

function indexesProblem({ fields, key, indexes = [] }: Register): string | null {
  const unique = Object.keys(fields).filter((name) => fields[name]!.unique);
  const loose = [...key, ...indexes, ...unique].find((name) => {
    const field = fields[name]!;
    if (field.kind === 'text') return (field.maxLength ?? 0) > LONGEST_INDEXED;
    return isGeometry(field) || isFiles(field) || field.kind === 'long-text';
  });
  if (loose !== undefined) return `${loose} is too long for key, unique or indexes`;
  const made = key.find((name) => fields[name]!.kind === 'computed');
  return made === undefined ? null : `its key field ${made} is computed, so no import could have it`;
}

function isOwnReference(register: Register, name: string): boolean {
  const field = register.fields[name];
  return field?.kind === 'reference' && field.to === register.name;
}

function formulasProblem({ fields }: Register): string | null {
  for (const [name, field] of Object.entries(fields)) {
    if (field.kind !== 'computed') continue;
    const wrong = fieldsOfFormula(parseFormula(field.formula)).find((used) => {
      const from = fields[used];
      return !from || !isNumeric(from) || from.kind === 'computed';
    });
    if (wrong !== undefined) return `the formula of ${name} uses ${wrong}, which is no typed number field`;
    if (field.required || field.write || field.unique) return `${name} is computed, nobody writes it`;
  }
  return null;
}

/** The burden rule: a screen never asks for what the system can compute. */
function derivableProblem({ fields }: Register): string | null {
  for (const [name, field] of Object.entries(fields)) {
    if (field.kind === 'computed' || field.by === 'program' || field.typedBecause !== undefined) continue;
    const derivation = derivationOf(name, fields);
    if (derivation !== null) return `${name}（${field.label}） can be derived: ${derivation}`;
  }
  return null;
}

function accessProblem({ fields, access, search, states, title, key }: Register): string | null {
  const rules = [access.read, access.write, access.create, access.remove];
  const ofFields = Object.values(fields).flatMap(({ read, write, unmasked }) => [read, write, unmasked]);
  const ofSteps = Object.values(states?.transitions ?? {}).map(({ by }) => by);
  for (const rule of [...rules, ...ofFields, ...ofSteps]) {
    const missing = rule && fieldsOfRule(rule).find((name) => fields[name]?.kind !== 'reference');
    if (missing !== undefined) return `an access rule looks at ${missing}, which is no reference`;
  }
  const isForAll = ({ read = everyone, unmasked = everyone }: Field) => isOpen(read) && isOpen(unmasked);
  // A name that refers to the record anywhere, and what a search finds, tell of these fields without asking.
  const hidden = [title, ...key, ...(search ?? [])].find((name) => !isForAll(fields[name]!));
  return hidden === undefined ? null : `${hidden} is not for everybody, so it can be neither title, key nor searched`;
}

function figuresProblem({ fields, figures = {} }: Register): string | null {
  for (const [name, figure] of Object.entries(figures)) {
    const conditions: readonly Condition[] =
      figure.figure === 'share' ? [] : [...(figure.where ?? []), ...(figure.was ?? []).flatMap(({ where }) => where)];
    const isKnown = (field: string) => field in fields || SYSTEM_FIELDS.some((one) => one === field);
    const used = [
      ...conditions.map(({ field }) => field),
      ...(figure.by ?? []),
      ...(figure.period ? [figure.period] : []),
    ];
    const missing = used.find((field) => !isKnown(field));
    if (missing !== undefined) return `figure ${name} looks at ${missing}, which is no field`;
    if (figure.figure === 'sum' && !(fields[figure.of] && isSummable(fields[figure.of]!))) {
      return `figure ${name} adds up ${figure.of}, which is no number that has a sum`;
    }
    if (figure.figure === 'distinct' && !(figure.of in fields))
      return `figure ${name} counts ${figure.of}, which is no field`;
    if (figure.figure === 'share') {
      const parts = [figures[figure.numerator], figures[figure.denominator]];
      if (parts.some((part) => !part || part.figure === 'share'))
        return `figure ${name} divides what is no plain figure`;
    }
  }
  return null;
}

/** The fields that are columns, in their order. */
export function columnsOf(register: Register): readonly (readonly [string, Field])[] {
  return Object.entries(register.fields).filter(([, field]) => !isFiles(field));
}

const WORDS: readonly Field['kind'][] = ['text', 'long-text', 'code', 'month', 'integer', 'decimal'];

/** What the search box looks in: texts that every reader sees. */
export function searchedFields({ fields, search, title, key }: Register): readonly string[] {
  return [...new Set(search ?? [title, ...key])].filter((name) => WORDS.includes(fields[name]!.kind));
}

/** The geometry a map shows: the first declared. */
export function geometryOf(register: Register): string | null {
  return Object.entries(register.fields).find(([, field]) => isGeometry(field))?.[0] ?? null;
}

/** Every register of a program: they may refer to each other. */
export class Registers {
  readonly all: readonly Register[];
  readonly #byKey: ReadonlyMap<string, Register>;

  /** Throws an Error when two have the same key or table, or one refers to a register that is not there. */
  constructor(all: readonly Register[]) {
    this.all = all;
    this.#byKey = new Map(this.all.map((register) => [register.name, register]));
    if (this.#byKey.size !== this.all.length) throw new Error('two registers have the same key');
    for (const register of this.all) {
      for (const [name, field] of Object.entries(register.fields)) {
        if (field.kind === 'reference' && !this.#byKey.has(field.to)) {
          throw new Error(`register ${register.name}: ${name} refers to ${field.to}, which there is not`);
        }
      }
    }
    const cycle = this.#requiredCycle();
    if (cycle !== null) throw new Error(`registers ${cycle} require each other: no first record could be made`);
  }

  get(key: string): Register | undefined {
    return this.#byKey.get(key);
  }

  /** The fields of other registers, and of this one, that refer to a register. */
  referrersOf(key: string): readonly { readonly register: Register; readonly field: string }[] {
    return this.all.flatMap((register) =>
      Object.entries(register.fields).flatMap(([field, declared]) =>
        declared.kind === 'reference' && declared.to === key ? [{ register, field }] : [],
      ),
    );
  }

  #requiredCycle(): string | null {
    const needs = (register: Register): string[] =>
      Object.values(register.fields).flatMap((field) =>
        field.kind === 'reference' && field.required ? [field.to] : [],
      );
    const walk = (key: string, path: readonly string[]): string | null => {
      if (path.includes(key)) return [...path, key].join(' → ');
      for (const next of needs(this.#byKey.get(key)!)) {
        const found = walk(next, [...path, key]);
        if (found !== null) return found;
      }
      return null;
    };
    return this.all.map(({ name }) => walk(name, [])).find((found) => found !== null) ?? null;
  }
}

/** What a program declares: its registers, and the code sets that ship with it. */
export interface Books {
  readonly registers: Registers;
  readonly codeSets: readonly CodeSet[];
  /** By register: what is computed again when its records are written. */
  readonly derivations?: Readonly<Record<string, Derivation>>;
}
