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

/** Pages further down than this are counted from the end when that is nearer. */
const FAR = 5000;

/** One page of figures: at most three statements, whatever the filter. The units are counted anyway, so they give the total. */
export async function listFigures(
  db: ReadDb,
  query: QueryOf<typeof documentRoutes.listFigures>,
): Promise<Omit<FiguresAnswer, 'isChecking'>> {
  const { page, size, offset } = pageSlice(query);
  const counting = unitsOf(db, { ...query, unit: undefined });
  const totalOf = (units: readonly UnitCount[]): number =>
    units
      .filter(({ unit }) => query.unit === undefined || unit === query.unit)
      .reduce((sum, { count }) => sum + count, 0);
  const rows =
    offset > FAR
      ? farRows(db, query, { limit: size, offset }, totalOf(await counting))
      : figureRows(db, query, { limit: size, offset });
  const [data, units] = await Promise.all([rows, counting]);
  return { data, total: totalOf(units), page, size, units: units.slice(0, 200) };
}

interface Part {
  readonly limit: number;
  readonly offset?: number;
  readonly isReversed?: boolean;
}

async function farRows(
  db: ReadDb,
  filter: Filter,
  { limit, offset }: Required<Omit<Part, 'isReversed'>>,
  total: number,
) {
  const left = total - offset;
  if (left <= 0) return [];
  if (left > offset) return figureRows(db, filter, { limit, offset });
  const here = Math.min(limit, left);
  const rows = await figureRows(db, filter, { limit: here, offset: left - here, isReversed: true });
  return rows.reverse();
}

interface UnitCount {
  readonly unit: string;
  readonly count: number;
}

/** The units of matching figures, the most frequent first. */
async function unitsOf(db: ReadDb, filter: Filter): Promise<UnitCount[]> {
  if (filter.state !== 'unsupported' || filter.text?.trim()) {
    return db
      .selectFrom(byUnit(matching(db, filter)).as('a'))
      .selectAll()
      .orderBy('count', 'desc')
      .orderBy('unit')
      .execute();
  }
  // Most figures are unsupported: counting all off an index and taking the few others off is half the work.
  const others = matching(db, { ...filter, state: undefined });
  const left = sql<number>`a.count - coalesce(b.count, 0)`;
  return db
    .selectFrom(byUnit(others).as('a'))
    .leftJoin(byUnit(others.where((eb) => eb.exists(checkedAs(SUPPORTED)))).as('b'), 'b.unit', 'a.unit')
    .select(['a.unit', left.as('count')])
    .where(left, '>', 0)
    .orderBy('count', 'desc')
    .orderBy('a.unit')
    .execute();
}

const byUnit = (figures: ReturnType<typeof matching>) =>
  figures.select((eb) => ['unit', eb.fn.countAll<number>().as('count')]).groupBy('unit');

function matching(db: ReadDb, { id, text, unit, kind, state, document }: Filter) {
  let query = db.selectFrom('figure');
  if (id !== undefined) query = query.where('figure.id', '=', id);
  if (text?.trim()) query = query.where('figure.words', isCaseless(text) ? 'like' : 'ilike', escapedLike(text));
  if (unit !== undefined) query = query.where('figure.unit', '=', unit);
  if (kind !== undefined) query = query.where('figure.kind', '=', kind);
  if (state === 'unsupported') query = query.where((eb) => eb.not(eb.exists(checkedAs(SUPPORTED))));
  else if (state !== undefined) query = query.where((eb) => eb.exists(checkedAs([state])));
  if (document !== undefined) query = query.where('figure.document', '=', document);
  return query;
}

/** Without capital and small, a text need not be made small before it is compared, which is most of the work. */
const isCaseless = (text: string): boolean => text.toLowerCase() === text.toUpperCase();

const SUPPORTED = FIGURE_STATES.filter((state) => state !== 'unsupported');

/** A figure that was not checked yet is unsupported like one that is bound to nothing. */
function checkedAs(states: readonly FigureState[]) {
  return sql<never>`(select 1 from figure_check c where c.figure = figure.id and c.state = any (${[...states]}))`;
}

export async function figureRows(
  db: ReadDb,
  filter: Filter,
  { limit, offset = 0, isReversed = false }: Part,
): Promise<FigureRow[]> {
  const sorted = (figure: string, document: string) => sortedBy(filter, figure, document, isReversed);
  // Which rows the page has is read off indexes alone; only these are then fetched whole and joined.
  const onPage = pageOf(db, filter, offset + limit, isReversed)
    .select('figure.id')
    .orderBy(sorted('figure', 'document'))
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
    .orderBy(sorted('f', 'd'))
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

/**
 * The figures of a page, to be sorted and cut; with their documents where these are sorted by. Few figures are found
 * first and then sorted. Of many, each document gives only as many as reach to the page's end, in the order of an
 * index: one document may hold nearly all, which no estimate of the database foresees.
 */
function pageOf(db: ReadDb, filter: Filter, reach: number, isReversed: boolean) {
  const all = matching(db, filter);
  if ((filter.sort ?? 'document') !== 'document') return all;
  if (isFew(filter)) {
    const found = all.selectAll('figure').offset(0); // found before it is joined: the database does not look through this
    return db.selectFrom('document').innerJoin(found.as('figure'), 'figure.document', 'document.id');
  }
  const direction = isReversed ? 'desc' : 'asc';
  const first = all
    .selectAll('figure')
    .whereRef('figure.document', '=', sql.ref('document.id'))
    .orderBy('figure.position', direction)
    .orderBy('figure.id', direction)
    .limit(reach);
  return db
    .selectFrom('document')
    .$if(filter.document !== undefined, (select) => select.where('document.id', '=', filter.document!))
    .innerJoinLateral(first.as('figure'), (join) => join.onTrue());
}

/** What is told by an index; two signs are too short for it, and most figures are unsupported or match. */
function isFew({ id, text = '', unit, state }: Filter): boolean {
  const isRareState = state !== undefined && state !== 'unsupported' && state !== 'matched';
  return id !== undefined || unit !== undefined || isRareState || [...text.trim()].length > 2;
}

function sortedBy(
  { sort = 'document', order }: Filter,
  figure: string,
  document: string,
  isReversed: boolean,
): RawBuilder<unknown> {
  const of = (table: string, column: string) => sql.ref(`${table}.${column}`);
  const id = of(figure, 'id');
  const way = (isDescending: boolean) => sql.raw(isDescending === isReversed ? 'asc' : 'desc');
  const direction = way(order === 'desc');
  const newestFirst = way(order !== 'desc');
  const onwards = way(false);
  return {
    document: sql`${of(document, 'uploaded_at')} ${newestFirst}, ${of(document, 'id')} ${newestFirst},
      ${of(figure, 'position')} ${onwards}, ${id} ${onwards}`,
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
