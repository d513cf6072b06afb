import { dayInChina, instantOf, newId, type Day, type Instant } from '@quantu/base';
import type { Reading } from '@quantu/documents';
import type { Person } from '@quantu/people/server';
import { documentById, readingOf } from '@quantu/product-documents/server';
import { safeFileName, UPLOAD_LIMIT_BYTES } from '@quantu/product-documents';
import type { Books } from '@quantu/registers';
import { recordById } from '@quantu/registers/server';
import type { Content, ReadDb, Store, StoredFile } from '@quantu/store';
import { sql } from 'kysely';
import { knownUnits, spellingsOf, type Known } from './choices.server.ts';
import { paperFault } from './faults.ts';
import type { Paper } from './paper.ts';
import { readPaper } from './read-paper.ts';
import type { ReviewPaperTable } from './tables.server.ts';

/** Who makes opinions of papers, where. */
export interface PaperDesk {
  readonly store: Store;
  readonly books: Books;
  readonly district: string;
  readonly person: Pick<Person, 'name' | 'viewer'>;
}

const CONGRESS = ['congress-committee', 'congress-office', 'congress-deputy-chair', 'congress-chair'];

/** On which side somebody stands; the program acts for the government's office. */
export function sideOf({ person: { viewer } }: PaperDesk): 'congress' | 'office' {
  if (viewer.isProgram || viewer.roles.includes('government-office')) return 'office';
  if (viewer.roles.some((role) => CONGRESS.includes(role))) return 'congress';
  throw paperFault('paper.nobody');
}

export const todayInChina = (): Day => dayInChina(instantOf(new Date()));

/** A file that was handed in: read, kept, and nothing made of it yet. The same file again is the same paper. */
export async function receivePaper(
  desk: PaperDesk,
  read: (path: string, name: string) => Promise<Reading>,
  { name: given, bytes }: { readonly name: string; readonly bytes: Content },
): Promise<string> {
  sideOf(desk);
  const { store } = desk;
  const name = safeFileName(given);
  const put = { name, type: 'application/octet-stream', limit: UPLOAD_LIMIT_BYTES };
  const stored = await store.files.put(bytes, put);
  const known = await knownPaper(desk, stored.hash);
  if (known) return known;
  return keep(desk, stored, await read(store.files.pathOf(stored.hash), name), null);
}

/** A document that was uploaded before. */
export async function paperOfDocument(desk: PaperDesk, id: string): Promise<string> {
  sideOf(desk);
  const { store, district } = desk;
  const db = store.read(district);
  const { hash, file_name: name, bytes: size } = await documentById(db, id);
  const known = await knownPaper(desk, hash);
  if (known) return known;
  const { reading } = await readingOf(db, id);
  return keep(desk, { hash, name, size, type: 'application/octet-stream' }, reading, id);
}

/** The same content that somebody of the same side may look at already. */
async function knownPaper(desk: PaperDesk, hash: string): Promise<string | null> {
  const { store, district, person } = desk;
  const db = store.read(district);
  const rows = await db.selectFrom('review_paper').selectAll().where('hash', '=', hash).orderBy('added_at').execute();
  for (const row of rows) if (await isSeen(desk, db, row)) return row.id;
  return rows.find(({ added_by: by }) => by === person.name)?.id ?? null;
}

async function keep(desk: PaperDesk, stored: StoredFile, reading: Reading, document: string | null): Promise<string> {
  const { store, district, person } = desk;
  // What is no opinion is not kept.
  readPaper(reading, stored.name, []);
  const id = newId();
  await store.transact({ district, actor: person.name, action: 'opinion.paper', subject: id }, async (tx) => {
    const row = { id, file: await store.files.record(tx, stored), hash: stored.hash, name: stored.name, document };
    await sql`insert into review_paper (id, file, hash, name, document, reading, added_by, added_at, opinion)
      values (${row.id}, ${row.file}, ${row.hash}, ${row.name}, ${row.document}, ${JSON.stringify(reading)}::json,
        ${tx.actor}, ${tx.at}, null)`.execute(tx);
    tx.audit({ after: { file: stored.name, hash: stored.hash } });
  });
  return id;
}

/** A paper whoever may see: who handed it in, and who may read what was made of it. */
export async function paperById(desk: PaperDesk, id: string): Promise<ReviewPaperTable> {
  const db = desk.store.read(desk.district);
  const row = await db.selectFrom('review_paper').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row || !(await isSeen(desk, db, row))) throw paperFault('paper.unknown');
  return row;
}

async function isSeen({ books, person }: PaperDesk, db: ReadDb, row: ReviewPaperTable): Promise<boolean> {
  if (row.added_by === person.name || person.viewer.isProgram) return true;
  if (row.opinion === null) return row.document !== null && person.viewer.roles.includes('government-office');
  return opinionSeen(db, books, person.viewer, row.opinion);
}

const opinionSeen = (db: ReadDb, books: Books, viewer: Person['viewer'], id: string): Promise<boolean> =>
  recordById(db, books, books.registers.get('review-opinion')!, viewer, id).then(
    () => true,
    () => false,
  );

/** What reading says of a paper, with the units of the district as it is today. */
export function proposalOf({ reading, name }: ReviewPaperTable, units: readonly Known[]): Paper {
  return readPaper(reading, name, units.flatMap(spellingsOf));
}

export const unitsToday = (db: ReadDb): Promise<readonly Known[]> => knownUnits(db, todayInChina());

/** Throws the sentence that says which opinion was made of this content, or has this number. */
export async function refuseMade(db: ReadDb, hash: string, name: string, number: string): Promise<void> {
  const { rows } = await sql<{ title: string; at: Instant }>`
    select o.title, p.added_at as at from review_paper p join review_opinion o on o.id = p.opinion
    where p.hash = ${hash} limit 1`.execute(db);
  if (rows[0]) {
    const on = dayInChina(instantOf(new Date(rows[0].at)));
    throw paperFault('paper.made', { name, title: rows[0].title, on });
  }
  if (number === '') return;
  const numbered = await sql<{
    title: string;
  }>`select title from review_opinion where number = ${number} limit 1`.execute(db);
  if (numbered.rows[0]) throw paperFault('paper.number', { number, title: numbered.rows[0].title });
}
