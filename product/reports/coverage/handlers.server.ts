import { dayInChina, instantOf } from '@quantu/base';
import type { Reading } from '@quantu/documents';
import { opinionView } from '@quantu/accountability/server';
import { answer, type Mounted, type Person } from '@quantu/people/server';
import { documentById, readingOf } from '@quantu/product-documents/server';
import type { Books } from '@quantu/registers';
import type { ReadDb, Store } from '@quantu/store';
import { sql } from 'kysely';
import { paperOf } from '../papers.server.ts';
import { coverageRoutes as routes, type CoverageView } from './contract.ts';
import { coverageOf } from './coverage.ts';
import { coveredItems } from './covered.ts';
import { sentencesOfReading, withoutNextIn, type RecordPlace } from './from-reading.ts';
import { sentencesOf } from './from-text.ts';
import type { ReportSentence } from './model.ts';

/** What answers the one view of an opinion and its report. */
export function coverageHandlers(store: Store, books: Books): readonly Mounted[] {
  return [
    answer(routes.coverage, async ({ params: { district, opinion }, person }) => ({
      data: await coverageView(store.read(district), books, person, opinion),
    })),
  ];
}

interface Said {
  readonly source: CoverageView['source'];
  readonly sentences: readonly ReportSentence[];
  readonly withoutNext: readonly string[];
}

async function coverageView(db: ReadDb, books: Books, person: Person, opinion: string): Promise<CoverageView> {
  const today = dayInChina(instantOf(new Date()));
  const view = await opinionView({ db, books, viewer: person.viewer, at: undefined, today }, opinion);
  const items = coveredItems(view);
  const said = (await ofReport(db, books, person, opinion)) ?? (await ofDocument(db, person, opinion)) ?? NOTHING;
  const { edges, proposals, unanswered, unproven, unreported, loose, withoutNext } = coverageOf(
    items,
    said.sentences,
    said.withoutNext,
  );
  return {
    source: said.source,
    items: items as CoverageView['items'],
    sentences: said.sentences.map((one) => ({ ...one, cites: [...one.cites], items: [...one.items] })),
    edges: [...edges],
    proposals: [...proposals],
    unanswered: [...unanswered],
    unproven: [...unproven],
    // Nothing is missing in a report that nobody wrote yet.
    unreported: said.source === null ? [] : [...unreported],
    loose: [...loose],
    withoutNext: said.source === null ? [] : [...withoutNext],
  };
}

const NOTHING: Said = { source: null, sentences: [], withoutNext: [] };

/** The report that is being written on it, or was: the last of those the viewer may read. */
async function ofReport(db: ReadDb, books: Books, { viewer }: Person, opinion: string): Promise<Said | null> {
  const { rows } = await sql<{
    id: string;
  }>`select id from report where opinion = ${opinion}::uuid and state <> 'withdrawn'
    order by created_at desc limit 3`.execute(db);
  for (const { id } of rows) {
    const paper = await paperOf(db, books, viewer, id).catch(() => null);
    if (!paper) continue;
    const { title } = paper.record.values;
    return {
      source: { kind: 'report', id, title: typeof title === 'string' ? title : '' },
      sentences: sentencesOf(paper.sections),
      withoutNext: [],
    };
  }
  return null;
}

/** The document it was reconstructed from, or that has the number of its report. */
async function ofDocument(db: ReadDb, { permissions }: Person, opinion: string): Promise<Said | null> {
  const { rows } = await sql<{ document: string | null; paper: string | null; title: string }>`
    select p.document, p.id as paper, p.name as title from review_paper p join review_opinion o on o.id = p.opinion
      where o.id = ${opinion}::uuid and o.origin = 'report'
    union all select d.id, null, d.title from document d join review_opinion o on o.report_number = d.number
      where o.id = ${opinion}::uuid and o.report_number <> '' and d.state <> 'withdrawn' limit 1`.execute(db);
  const [found] = rows;
  if (!found) return null;
  const mayRead = permissions.has('documents.read');
  if (found.document !== null && mayRead) {
    const document = await documentById(db, found.document).catch(() => null);
    if (document) {
      const { reading } = await readingOf(db, found.document);
      const source = { kind: 'document' as const, id: found.document, title: document.title };
      return saidBy(source, reading, await placesOf(db, found.paper), await supportedIn(db, found.document));
    }
  }
  if (found.paper === null) return null;
  const row = await db.selectFrom('review_paper').selectAll().where('id', '=', found.paper).executeTakeFirstOrThrow();
  const source = { kind: 'paper' as const, id: found.paper, title: found.title };
  return saidBy(source, row.reading, await placesOf(db, found.paper), []);
}

type Range = readonly [start: number, end: number];

function saidBy(
  source: CoverageView['source'],
  reading: Reading,
  places: readonly RecordPlace[],
  held: readonly Range[],
): Said {
  const known = new Set(held.map(([start, end]) => `${start} ${end}`));
  const sentences = sentencesOfReading(reading, places, (start, end) => known.has(`${start} ${end}`));
  return { source, sentences, withoutNext: withoutNextIn(reading, places) };
}

async function placesOf(db: ReadDb, paper: string | null): Promise<readonly RecordPlace[]> {
  if (paper === null) return [];
  const rows = await db.selectFrom('review_place').selectAll().where('paper', '=', paper).execute();
  return rows.map(({ record, start_at: start, end_at: end }) => ({ record, start, end }));
}

/** Numbers of the document that a register holds. */
async function supportedIn(db: ReadDb, document: string): Promise<readonly Range[]> {
  const { rows } = await sql<{ start: number; end: number }>`
    select f.start_at as start, f.end_at as "end" from figure f join figure_check c on c.figure = f.id
    where f.document = ${document}::uuid and c.state in ('matched', 'drifted')`.execute(db);
  return rows.map(({ start, end }) => [start, end]);
}
