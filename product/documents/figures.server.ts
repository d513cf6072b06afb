import { escapedLike, pageSlice, type QueryOf } from '@quantu/people';
import { versionsOf, type ReadDb, type Tables } from '@quantu/store';
import { sql, type RawBuilder, type Selectable } from 'kysely';
import {
  FIGURE_STATES,
  type documentRoutes,
  type FigureRow,
  type FiguresAnswer,
  type FigureState,
} from './contract.ts';
import { documentFault } from './faults.ts';
import { displayNames } from './names.server.ts';

type Query = QueryOf<typeof documentRoutes.downloadFigures>;
type Filter = { [Name in keyof Query]: Query[Name] | undefined } & { id?: string };

/** One page of figures: two statements, whatever the filter. The units are counted anyway, so they give the total. */
export async function listFigures(
  db: ReadDb,
  query: QueryOf<typeof documentRoutes.listFigures>,
): Promise<Omit<FiguresAnswer, 'isChecking'>> {
  const { page, size, offset } = pageSlice(query);
  const [data, units] = await Promise.all([
    figureRows(db, query, { limit: size, offset }),
    matching(db, { ...query, unit: undefined })
      .select((eb) => ['unit', eb.fn.countAll<number>().as('count')])
      .groupBy('unit')
      .orderBy('count', 'desc')
      .orderBy('unit')
      .execute(),
  ]);
  const counted = units.filter(({ unit }) => query.unit === undefined || unit === query.unit);
  const total = counted.reduce((sum, { count }) => sum + count, 0);
  return { data, total, page, size, units: units.slice(0, 200) };
}

function matching(db: ReadDb, { id, text, unit, kind, state, document }: Filter) {
  let query = db.selectFrom('figure');
  if (id !== undefined) query = query.where('figure.id', '=', id);
  if (text?.trim()) query = query.where('figure.words', 'ilike', escapedLike(text));
  if (unit !== undefined) query = query.where('figure.unit', '=', unit);
  if (kind !== undefined) query = query.where('figure.kind', '=', kind);
  if (state === 'unsupported') query = query.where((eb) => eb.not(eb.exists(checkedAs(SUPPORTED))));
  else if (state !== undefined) query = query.where((eb) => eb.exists(checkedAs([state])));
  if (document !== undefined) query = query.where('figure.document', '=', document);
  return query;
}

const SUPPORTED = FIGURE_STATES.filter((state) => state !== 'unsupported');

/** A figure that was not checked yet is unsupported like one that is bound to nothing. */
function checkedAs(states: readonly FigureState[]) {
  return sql<never>`(select 1 from figure_check c where c.figure = figure.id and c.state = any (${[...states]}))`;
}

export async function figureRows(
  db: ReadDb,
  filter: Filter,
  { limit, offset = 0 }: { limit: number; offset?: number },
): Promise<FigureRow[]> {
  const byDocument = (filter.sort ?? 'document') === 'document';
  // Which rows the page has is read off indexes alone; only these are then fetched whole and joined.
  const onPage = matching(db, filter)
    .select('figure.id')
    .$if(byDocument, (select) => select.innerJoin('document', 'document.id', 'figure.document'))
    .orderBy(sortedBy(filter, 'figure', 'document'))
    .limit(limit)
    .offset(offset);
  const rows = await db
    .selectFrom(onPage.as('p'))
    .innerJoin('figure as f', 'f.id', 'p.id')
    .innerJoin('document as d', 'd.id', 'f.document')
    .leftJoin('figure_check as c', 'c.figure', 'f.id')
    .selectAll('f')
    .select(['d.title', 'd.number', 'd.dated'])
    .select(['c.state', 'c.origin', 'c.register', 'c.key', 'c.label', 'c.shown'])
    .orderBy(sortedBy(filter, 'f', 'd'))
    .execute();
  return rows.map((row) => ({
    id: row.id,
    subject: row.subject,
    value: row.value,
    value2: row.value2,
    unit: row.unit,
    kind: row.kind,
    approx: row.approx,
    period: row.period,
    comparison: row.comparison,
    surface: row.surface,
    state: row.state ?? 'unsupported',
    evidence: evidenceOf(row),
    document: { id: row.document, title: row.title, number: row.number, dated: row.dated },
    start: row.start_at,
    end: row.end_at,
    path: row.path,
    before: row.before,
    after: row.after,
  }));
}

function sortedBy({ sort = 'document', order }: Filter, figure: string, document: string): RawBuilder<unknown> {
  const of = (table: string, column: string) => sql.ref(`${table}.${column}`);
  const id = of(figure, 'id');
  const direction = sql.raw(order === 'desc' ? 'desc' : 'asc');
  const newestFirst = sql.raw(order === 'desc' ? 'asc' : 'desc');
  return {
    document: sql`${of(document, 'uploaded_at')} ${newestFirst}, ${of(document, 'id')} ${newestFirst},
      ${of(figure, 'position')}, ${id}`,
    subject: sql`${of(figure, 'subject')} ${direction}, ${id} ${direction}`,
    value: sql`${of(figure, 'value')} ${direction}, ${id} ${direction}`,
    unit: sql`${of(figure, 'unit')} ${direction}, ${of(figure, 'value')} ${direction}, ${id} ${direction}`,
  }[sort];
}

type Found = Partial<
  Pick<Nullable<Selectable<Tables['figure_check']>>, 'origin' | 'register' | 'key' | 'label' | 'shown'>
>;
type Nullable<T> = { [K in keyof T]: T[K] | null };

function evidenceOf({ origin, register, key, label, shown }: Found): FigureRow['evidence'] {
  if (!register || !key || origin === 'unbound') return null;
  return { register, figure: key, label: label ?? key, shown: shown ?? null, isProposed: origin === 'proposed' };
}

/** What stands behind the figures of one document, by figure. */
export async function evidenceIn(db: ReadDb, document: string) {
  const rows = await db
    .selectFrom('figure_check as c')
    .innerJoin('figure as f', 'f.id', 'c.figure')
    .where('f.document', '=', document)
    .select(['f.id', 'c.state', 'c.origin', 'c.register', 'c.key', 'c.label', 'c.shown'])
    .orderBy('f.position')
    .execute();
  return rows.map((row) => ({ id: row.id, state: row.state, evidence: evidenceOf(row) }));
}

/** One figure and everything it was before. */
export async function figureWithVersions(db: ReadDb, id: string) {
  const [figure] = await figureRows(db, { id }, { limit: 1 });
  if (!figure) throw documentFault('figure.unknown');
  const versions = await versionsOf(db, 'figure')
    .select(['recorded_from', 'recorded_to', 'actor', 'subject', 'value', 'value2', 'unit', 'surface'])
    .where('id', '=', id)
    .orderBy('recorded_from', 'desc')
    .execute();
  const names = await displayNames(
    db,
    versions.map(({ actor }) => actor),
  );
  return {
    data: {
      figure,
      versions: versions.map(({ recorded_from: from, recorded_to: to, actor, ...rest }) => ({
        from,
        to: to === 'infinity' ? null : to,
        by: names(actor),
        ...rest,
      })),
    },
  };
}
