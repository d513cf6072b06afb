import { open } from 'node:fs/promises';
import { newId, type Instant } from '@quantu/base';
import { pageSlice, type PageWish } from '@quantu/people';
import type { FileAnswer, Upload } from '@quantu/people/server';
import { safeFileName } from '@quantu/product-documents';
import { isFiles, type RecordView, type Register } from '@quantu/registers';
import { recordById } from '@quantu/registers/server';
import { asOf, type ReadDb, type StoredFile } from '@quantu/store';
import type { Static } from '@sinclair/typebox';
import type { Attachment } from './contract.ts';
import type { RecordDesk } from './desk.server.ts';
import { deskFault } from './faults.ts';
import { kindOf, type FileKind } from './file-kind.ts';
import { ATTACHMENT_LIMIT_BYTES, PHOTO_LIMIT_BYTES } from './limits.ts';
import { EXIF_HEAD_BYTES, NO_PLACE, photoPlace, type PhotoPlace } from './photo-place.server.ts';
import { smallPicture } from './small-picture.server.ts';

type Shown = Static<typeof Attachment>;

/** The fields of a record whose files its reader may see: the record's access and the field's. */
function readableFields(register: Register, { values, masked }: RecordView): string[] {
  return Object.entries(register.fields)
    .filter(([name, field]) => isFiles(field) && name in values && !masked.includes(name))
    .map(([name]) => name);
}

/** The files on a record, oldest first, a page at a time: there may be thousands. */
export async function attachmentsOf(
  db: ReadDb,
  register: Register,
  record: RecordView,
  wish: PageWish & { field?: string | undefined; at?: string | undefined },
) {
  const readable = readableFields(register, record);
  if (wish.field !== undefined && !readable.includes(wish.field)) throw unknownField(register, wish.field);
  const { page, size, offset } = pageSlice(wish);
  const fields = wish.field === undefined ? readable : [wish.field];
  if (fields.length === 0) return { data: [], total: 0, page, size };
  const matching = filesAt(db, wish.at).where('record', '=', record.id).where('field', 'in', fields);
  const [rows, { total }] = await Promise.all([
    matching.select(COLUMNS).orderBy('added_at').orderBy('id').limit(size).offset(offset).execute(),
    matching.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow(),
  ]);
  return { data: rows.map(shown), total, page, size };
}

/** What hangs on records, now or at an instant. */
const filesAt = (db: ReadDb, at: string | undefined) =>
  at === undefined ? db.selectFrom('record_attachment') : asOf(db, 'record_attachment', at as Instant);

const COLUMNS = [
  'id',
  'field',
  'name',
  'type',
  'size',
  'added_by',
  'added_at',
  'lon',
  'lat',
  'taken_at',
  'is_picture',
] as const;

interface Row extends PhotoColumns {
  id: string;
  field: string;
  name: string;
  type: string;
  size: number;
  added_by: string;
  added_at: Instant;
  is_picture: boolean;
}
interface PhotoColumns {
  lon: number | null;
  lat: number | null;
  taken_at: string | null;
}

function shown(row: Row): Shown {
  const { id, field, name, type, size, lon, lat, added_by: by, added_at: at } = row;
  return { id, field, name, type, size, by, at, lon, lat, takenAt: row.taken_at, isPicture: row.is_picture };
}

function unknownField(register: Register, field: string) {
  return deskFault('attachment.field', { label: register.label, field });
}

/** Takes a file in: onto the disk first, then into a row. What it is, its content says; a name is only a name. */
export async function addAttachment(desk: RecordDesk, field: string, upload: () => Promise<Upload>): Promise<Shown> {
  const { register, store } = desk;
  const isPhotos = await checkWritable(desk, store.read(desk.district), field);
  const { name: given, bytes } = await upload();
  const name = safeFileName(given);
  const limit = isPhotos ? PHOTO_LIMIT_BYTES : ATTACHMENT_LIMIT_BYTES;
  const stored = await store.files.put(bytes, { name, type: 'application/octet-stream', limit });
  if (stored.size === 0) throw deskFault('attachment.empty', { name });
  const head = await headOf(store.files.pathOf(stored.hash));
  const kind = kindOf(head);
  if (isPhotos && !kind.isPhoto) throw deskFault('attachment.not-photo', { name });
  const place = kind.isPhoto ? await photoPlace(head, kind.type) : NO_PLACE;
  return store.transact(desk.change('record.attach', { subject: desk.record }), async (tx) => {
    await checkWritable(desk, tx, field);
    const file: StoredFile = { ...stored, type: kind.type };
    const row = rowOf(await store.files.record(tx, file), file, kind, place, { at: tx.at, by: tx.actor });
    await tx
      .insertInto('record_attachment')
      .values({ ...row, field, register: register.name, record: desk.record })
      .execute();
    tx.audit({ after: { register: register.name, field, name } });
    return shown({ ...row, field });
  });
}

function rowOf(
  file: string,
  { name, size }: StoredFile,
  { type, isPicture }: FileKind,
  { lon, lat, takenAt }: PhotoPlace,
  { at, by }: { at: Instant; by: string },
) {
  const about = { id: newId(), file, name, type, size, is_picture: isPicture, added_at: at, added_by: by };
  return { ...about, lon, lat, taken_at: takenAt };
}

/** Throws unless the writer may put files into this field of the record as it stands; says whether it is for photos. */
async function checkWritable({ books, register, person, record }: RecordDesk, db: ReadDb, field: string) {
  const { data, can } = await recordById(db, books, register, person.viewer, record);
  if (!readableFields(register, data).includes(field)) throw unknownField(register, field);
  const { label, kind } = register.fields[field]!;
  if (!can.fields.includes(field)) throw deskFault('attachment.forbidden', { field: label });
  return kind === 'photos';
}

async function headOf(path: string): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(EXIF_HEAD_BYTES), 0, EXIF_HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

interface FileWish {
  readonly at?: string | undefined;
  /** Of a photo the small picture its camera made, if it did. */
  readonly isSmall?: boolean;
}

/** One file for whoever may read the record and the field. Pictures are shown, everything else is saved. */
export async function attachmentFile(
  desk: RecordDesk,
  id: string,
  { at, isSmall = false }: FileWish = {},
): Promise<FileAnswer> {
  const { books, register, person, store, record } = desk;
  const db = store.read(desk.district);
  const { data } = await recordById(db, books, register, person.viewer, record, at);
  const row = await rowById(db, register, data, id, at);
  const { name, type, is_picture: isShown } = row;
  const answer = { name, type, isShown, cacheControl: 'private, max-age=300' };
  const small = isSmall && isShown ? smallPicture(await headOf(store.files.pathOf(row.hash))) : null;
  return { ...answer, bytes: small ?? (await store.files.open(row.hash)).stream };
}

async function rowById(db: ReadDb, register: Register, record: RecordView, id: string, at?: string) {
  const from = filesAt(db, at);
  const row = await db
    .with('a', () => from.selectAll())
    .selectFrom('a')
    .innerJoin('file as f', 'f.id', 'a.file')
    .select(['a.field', 'a.name', 'a.type', 'a.is_picture', 'f.hash'])
    .where('a.id', '=', id)
    .where('a.record', '=', record.id)
    .executeTakeFirst();
  if (!row || !readableFields(register, record).includes(row.field)) throw deskFault('attachment.unknown');
  return row;
}

/** Takes a file off a record; its history keeps it. */
export async function removeAttachment(desk: RecordDesk, id: string): Promise<void> {
  const { books, register, person, store, record } = desk;
  await store.transact(desk.change('record.detach', { subject: record }), async (tx) => {
    const { data } = await recordById(tx, books, register, person.viewer, record);
    const { field, name } = await rowById(tx, register, data, id);
    await checkWritable(desk, tx, field);
    await tx.deleteFrom('record_attachment').where('id', '=', id).execute();
    tx.audit({ before: { register: register.name, field, name } });
  });
}
