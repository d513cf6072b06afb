import type { ReadDb, WriteDb } from '@quantu/store';
import { escapedLike, pageSlice, type QueryOf } from '@quantu/people';
import { sql, type Selectable } from 'kysely';
import type { Tables } from '@quantu/store';
import type { documentRoutes, DocumentRow } from './contract.ts';
import { documentFault } from './faults.ts';
import { displayNames } from './names.server.ts';

export type StoredDocument = Selectable<Tables['document']>;

/** A document that may still be worked on. */
export async function documentById(db: ReadDb, id: string): Promise<StoredDocument> {
  const row = await db.selectFrom('document').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row || row.state === 'withdrawn') throw documentFault('document.unknown');
  return row;
}

/** The same, held until the transaction ends: who changes a document waits for others who do. */
export async function lockedDocument(tx: WriteDb, id: string): Promise<StoredDocument> {
  await sql`select 1 from document where id = ${id} for update`.execute(tx);
  return documentById(tx, id);
}

export function documentByHash(db: ReadDb, hash: string): Promise<StoredDocument | undefined> {
  return db
    .selectFrom('document')
    .selectAll()
    .where('hash', '=', hash)
    .where('state', '<>', 'withdrawn')
    .executeTakeFirst();
}

/** The list of documents: four statements, however long it is. */
export async function listDocuments(db: ReadDb, query: QueryOf<typeof documentRoutes.listDocuments>) {
  const { page, size, offset } = pageSlice(query);
  const matching = db
    .selectFrom('document')
    .where('state', '<>', 'withdrawn')
    .$if(query.state !== undefined, (select) => select.where('state', '=', query.state!))
    .$if(query.text !== undefined, (select) => {
      const like = escapedLike(query.text);
      return select.where(sql<boolean>`concat_ws(' ', title, number, issuer, file_name) ilike ${like}`);
    });
  const column = ({ uploadedAt: 'uploaded_at', dated: 'dated', title: 'title', number: 'number' } as const)[
    query.sort ?? 'uploadedAt'
  ];
  const direction = query.order ?? (query.sort === undefined || query.sort === 'uploadedAt' ? 'desc' : 'asc');
  const [rows, { total }] = await Promise.all([
    matching
      .selectAll()
      .orderBy(column, (order) => (direction === 'asc' ? order.asc().nullsLast() : order.desc().nullsLast()))
      .orderBy('id')
      .limit(size)
      .offset(offset)
      .execute(),
    matching.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow(),
  ]);
  return { data: await documentRows(db, rows), total, page, size };
}

export async function documentRow(db: ReadDb, document: StoredDocument): Promise<DocumentRow> {
  const [row] = await documentRows(db, [document]);
  return row!;
}

async function documentRows(db: ReadDb, documents: readonly StoredDocument[]): Promise<DocumentRow[]> {
  if (documents.length === 0) return [];
  const [progress, names] = await Promise.all([
    progressOf(
      db,
      documents.map(({ id }) => id),
    ),
    displayNames(
      db,
      documents.flatMap((document) => [document.uploaded_by, document.accepted_by]),
    ),
  ]);
  return documents.map((document) => ({
    id: document.id,
    title: document.title,
    number: document.number,
    kind: document.kind,
    issuer: document.issuer,
    dated: document.dated,
    state: document.state,
    version: document.version,
    fileName: document.file_name,
    format: document.format,
    bytes: document.bytes,
    uploadedBy: names(document.uploaded_by),
    uploadedAt: document.uploaded_at,
    acceptedBy: document.accepted_by === null ? null : names(document.accepted_by),
    acceptedAt: document.accepted_at,
    progress: progress.get(document.id) ?? NOTHING_YET,
  }));
}

const NOTHING_YET: DocumentRow['progress'] = {
  total: 0,
  checked: 0,
  figures: 0,
  findings: { error: 0, warn: 0, info: 0 },
};

interface ProgressRow {
  document: string;
  total: number;
  checked: number;
  figures: number;
  error: number;
  warn: number;
  info: number;
}

async function progressOf(db: ReadDb, ids: readonly string[]): Promise<Map<string, DocumentRow['progress']>> {
  const open = sql`kind = 'finding' and state = 'proposed'`;
  // A hint asks for nothing, so nobody has to look at it.
  const isAsked = sql`(kind <> 'finding' or value ->> 'severity' <> 'info')`;
  const { rows } = await sql<ProgressRow>`
    select document, count(*) filter (where ${isAsked}) as total,
      count(*) filter (where ${isAsked} and state <> 'proposed') as checked,
      count(*) filter (where kind = 'figure' and state <> 'rejected') as figures,
      count(*) filter (where ${open} and value ->> 'severity' = 'error') as error,
      count(*) filter (where ${open} and value ->> 'severity' = 'warn') as warn,
      count(*) filter (where ${open} and value ->> 'severity' = 'info') as info
    from proposal where document = any (${[...ids]}) group by document`.execute(db);
  return new Map(
    rows.map(({ document, total, checked, figures, ...findings }) => [document, { total, checked, figures, findings }]),
  );
}
