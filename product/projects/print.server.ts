import type { FactSheet } from '@quantu/documents';
import { FICTIONAL_MARK, isFictional } from '@quantu/people';
import type { FileAnswer } from '@quantu/people/server';
import { safeFileName } from '@quantu/product-documents';
import type { DocumentWorkers } from '@quantu/product-documents/server';
import type { Books, Viewer } from '@quantu/registers';
import { recordById, tableAt } from '@quantu/registers/server';
import type { ReadDb, Store } from '@quantu/store';
import { sql } from 'kysely';
import { curve } from './overview.server.ts';
import { placeOf, projectSheet } from './project-sheet.ts';
import { projectView } from './project-view.server.ts';
import { lookOn, registerNamed, type Look } from './year.server.ts';

export interface Printing {
  readonly store: Store;
  readonly books: Books;
  readonly workers: DocumentWorkers;
  readonly district: string;
  readonly viewer: Viewer;
  readonly signal: AbortSignal;
}

/** 项目一页纸, now or as of an earlier day: set in a process of its own, as every PDF. */
export async function printProject(
  { store, books, workers, district, viewer, signal }: Printing,
  id: string,
  asOf?: string,
): Promise<FileAnswer> {
  const db = store.read(district);
  const { at, today } = lookOn(asOf);
  const view = await projectView(db, books, viewer, id, asOf);
  const year = view.years.at(-1)?.year;
  const { data } = await recordById(db, books, registerNamed(books, 'city-project'), viewer, id, at);
  const name = (await store.districts()).find(({ code }) => code === district)?.name ?? '';
  const sheet = projectSheet({
    view,
    curve: await curve(db, books, viewer, { project: id, asOf, ...(year === undefined ? {} : { year }) }),
    place: placeOf(data.values),
    photos: await photosOf(store, db, [id, ...view.months.map(({ report }) => report)], at),
    mark: isFictional(name) ? FICTIONAL_MARK : null,
    today: lookOn().today,
    asOf: at === undefined ? null : today,
  });
  const file = safeFileName(`${sheet.mark ? `${sheet.mark}-` : ''}${view.name}.pdf`);
  const bytes = await workers.run('sheet', { name: file, sheet }, { signal });
  return { name: file, type: 'application/pdf', bytes };
}

const FORMATS: Readonly<Record<string, FactSheet['photos'][number]['format']>> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
};
const MOST_PHOTOS = 3;

/** The latest pictures of the project and of its reports. */
async function photosOf(
  store: Store,
  db: ReadDb,
  records: readonly string[],
  at: Look['at'],
): Promise<FactSheet['photos']> {
  const { rows } = await sql<{ name: string; hash: string; type: string; on: string }>`
    select a.name, f.hash, a.type, coalesce(left(a.taken_at, 10), to_char(a.added_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD')) as on
    from ${tableAt({ table: 'record_attachment' }, at, 'a')} join file f on f.id = a.file
    where a.record = any(${[...records]}::uuid[]) and a.is_picture and a.field = 'photos'
    order by a.added_at desc limit ${MOST_PHOTOS}`.execute(db);
  return rows.flatMap(({ name, hash, type, on }) => {
    const format = FORMATS[type];
    return format ? [{ path: store.files.pathOf(hash), format, caption: `${on} ${name}` }] : [];
  });
}
