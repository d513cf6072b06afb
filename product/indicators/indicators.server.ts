import { dayInChina, endOfDayInChina, instantOf } from '@quantu/base';
import { sm3 } from '@quantu/base/server';
import { canonicalText, definitionsOf, periodText, periodWords, type DefinitionOn } from '@quantu/figures';
import {
  geometryOf,
  SYSTEM_FIELDS,
  valueText,
  type Books,
  type Condition,
  type Register,
  type Viewer,
} from '@quantu/registers';
import { countRecords } from '@quantu/registers/server';
import type { ReadDb } from '@quantu/store';
import { sql } from 'kysely';
import type { Static } from '@sinclair/typebox';
import { askedOf, groupFields, hasPeriod, instantOfAsked, partsOf, shownDefinition, type Asked } from './asked.ts';
import type { Indicator, IndicatorDefinition, IndicatorRow } from './contract.ts';
import { valueOf } from './evaluate.server.ts';
import { labelsOf } from './groups.server.ts';
import { isShown, mayNarrow, maySee } from './reader.server.ts';
import { listSignatures, signedOf, trailEnd } from './sign.server.ts';

export interface CatalogueWish {
  readonly asOf?: string | undefined;
  readonly period?: string | undefined;
  readonly register?: string | undefined;
}

/** The figures a viewer may see, with what they are; a period only where they go by periods. */
export function askedFigures(books: Books, viewer: Viewer, { asOf, period, register }: CatalogueWish): Asked[] {
  return books.registers.all
    .filter((one) => (register === undefined || one.name === register) && maySee(one, viewer))
    .flatMap((one) =>
      Object.keys(one.figures ?? {}).map((key) => {
        const isNarrowed = hasPeriod(one, key) && mayNarrow(askedOf(books, one.name, key, {}), viewer);
        return askedOf(books, one.name, key, { asOf, period: isNarrowed ? period : undefined });
      }),
    );
}

/** Every declared figure with its value: a handful of statements each. */
export async function listIndicators(
  db: ReadDb,
  books: Books,
  viewer: Viewer,
  wish: CatalogueWish,
): Promise<IndicatorRow[]> {
  return Promise.all(askedFigures(books, viewer, wish).map((asked) => indicatorRow(db, books, viewer, asked)));
}

async function indicatorRow(db: ReadDb, books: Books, viewer: Viewer, asked: Asked): Promise<IndicatorRow> {
  const { register, key, figure } = asked;
  const isOpen = mayNarrow(asked, viewer);
  const by = isOpen ? groupFields(register, key).filter((field) => isShown(register, viewer, field)) : [];
  const [definition, current] = await Promise.all([
    definitionAnswer(db, books, asked, shownDefinition(asked), isOpen),
    valueOf(db, books, asked),
  ]);
  return {
    register: register.name,
    registerLabel: register.label,
    section: register.section ?? null,
    figure: key,
    label: figure.label,
    how: figure.figure,
    unit: figure.unit,
    hasPeriod: hasPeriod(register, key) && isOpen,
    by: by.map((field) => ({ field, label: register.fields[field]!.label })),
    definition,
    current: isOpen ? current : { ...current, parts: current.parts.map((part) => ({ ...part, filter: '' })) },
  };
}

type Definition = Static<typeof IndicatorDefinition>;

async function definitionAnswer(
  db: ReadDb,
  books: Books,
  asked: Asked,
  { version, since, words, where }: DefinitionOn,
  isOpen: boolean,
): Promise<Definition> {
  const conditions = where.length > 0 || asked.figure.figure !== 'share' ? where : [];
  return {
    version,
    since,
    words,
    conditions: isOpen ? await conditionWords(db, books, asked.register, conditions) : '',
  };
}

const OP_WORDS: Readonly<Record<Condition['op'], string>> = {
  is: '是',
  'is-not': '不是',
  contains: '包含',
  'starts-with': '开头是',
  'at-least': '不小于',
  'at-most': '不大于',
  between: '介于',
  empty: '为空',
  'not-empty': '已填写',
  within: '在范围内',
};
const SYSTEM_WORDS: Readonly<Record<(typeof SYSTEM_FIELDS)[number], string>> = {
  state: '状态',
  stateSince: '进入状态的时间',
  stateDue: '状态期限',
  createdAt: '创建时间',
  createdBy: '创建人',
  changedAt: '修改时间',
  changedBy: '修改人',
};

/** What is kept in 元 or as a part of one is said as people read it: 20 亿元, 95%. */
const AMOUNTS: ReadonlySet<string> = new Set(['money', 'ratio', 'decimal', 'integer']);

/** Conditions as a sentence: 阶段 是 洽谈、对接；责任单位 已填写. */
async function conditionWords(
  db: ReadDb,
  books: Books,
  register: Register,
  conditions: readonly Condition[],
): Promise<string> {
  const parts = await Promise.all(
    conditions.map(async ({ field, op, values }) => {
      const system = SYSTEM_FIELDS.find((one) => one === field);
      const name = register.fields[field]?.label ?? (system ? SYSTEM_WORDS[system] : field);
      const isNamed = op === 'is' || op === 'is-not';
      const labels = isNamed
        ? await labelsOf(db, books, { register, asOf: null }, field, values)
        : new Map<string, string>();
      const declared = register.fields[field];
      const isAmount = declared !== undefined && AMOUNTS.has(declared.kind);
      const said = values
        .map((value) => labels.get(value) ?? (isAmount ? valueText(declared, value) : value))
        .join(op === 'between' ? ' 至 ' : '、');
      return `${name} ${OP_WORDS[op]}${said === '' ? '' : ` ${said}`}`;
    }),
  );
  return parts.join('；');
}

/** Above this many rows the digest is made when somebody signs, not for everybody who looks. */
const DIGEST_ROWS = 20_000;
const MOST_APPEARANCES = 50;

/** One figure with everything that stands behind it. */
export async function indicatorAnswer(
  db: ReadDb,
  books: Books,
  viewer: Viewer,
  district: string,
  asked: Asked,
  maySeeDocuments: boolean,
): Promise<Indicator> {
  const { register, key, scope, period, asOf } = asked;
  const isOpen = mayNarrow(asked, viewer);
  const now = instantOf(new Date());
  const dataAt = [now, ...(asOf ? [endOfDayInChina(asOf)] : [])].toSorted()[0]!;
  const row = await indicatorRow(db, books, viewer, asked);
  const rows = row.current.parts.reduce((sum, part) => sum + part.rows, 0);
  const [seen, labels, definitions, digest, signatures, appears] = await Promise.all([
    isOpen ? seenRows(db, books, viewer, asked) : 0,
    scope && labelsOf(db, books, asked, scope.field, [scope.value]),
    Promise.all(definitionsOf(asked.figure).map((one) => definitionAnswer(db, books, asked, one, isOpen))),
    rows <= DIGEST_ROWS ? digestOf(db, books, district, asked, dataAt) : null,
    listSignatures(db, [register.name], { figure: key, size: 20 }),
    maySeeDocuments ? appearancesOf(db, register.name, key) : [],
  ]);
  return {
    ...row,
    scope: scope && { ...scope, label: labels?.get(scope.value) ?? scope.value },
    period: period && { text: periodText(period), words: periodWords(period) },
    definitions,
    dataAt,
    digest,
    hidden: rows - seen,
    hasMap: geometryOf(register) !== null,
    appears,
    signatures: signatures.data,
  };
}

/** How many of the rows that count the viewer may open. */
async function seenRows(db: ReadDb, books: Books, viewer: Viewer, asked: Asked): Promise<number> {
  const counts = await Promise.all(
    partsOf(asked).map(({ recipe }) =>
      countRecords(db, books, asked.register, viewer, {
        conditions: recipe.conditions,
        asOf: instantOfAsked(asked.asOf),
      }),
    ),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}

async function digestOf(
  db: ReadDb,
  books: Books,
  district: string,
  asked: Asked,
  dataAt: ReturnType<typeof instantOf>,
): Promise<string> {
  const signed = await signedOf(
    db,
    books,
    { ...asked, asOf: asked.asOf ?? dayInChina(dataAt) },
    district,
    dataAt,
    await trailEnd(db),
  );
  return sm3(canonicalText(signed));
}

/** The sentences in reports that are bound to a figure, newest document first. */
async function appearancesOf(db: ReadDb, register: string, key: string): Promise<Indicator['appears']> {
  const rows = await db
    .selectFrom('figure_check as c')
    .innerJoin('figure as f', 'f.id', 'c.figure')
    .innerJoin('document as d', 'd.id', 'f.document')
    .where('c.register', '=', register)
    .where('c.key', '=', key)
    .where('c.origin', 'in', ['automatic', 'person'])
    .select(['f.id', 'f.document', 'f.surface', 'f.start_at', 'd.title', 'd.number', 'c.state'])
    .orderBy(sql`d.dated desc nulls last, f.position`)
    .limit(MOST_APPEARANCES)
    .execute();
  return rows.map(({ id, document, title, number, surface, start_at: start, state }) => {
    return { figure: id, document, title, number, surface, start, state };
  });
}
