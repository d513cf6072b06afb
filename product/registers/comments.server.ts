import { newId, type Instant } from '@quantu/base';
import type { ReadDb, WriteDb } from '@quantu/store';
import type { Static } from '@sinclair/typebox';
import type { Comment } from './contract.ts';
import { deskFault } from './faults.ts';

type Shown = Static<typeof Comment>;

/** The comments on a record, oldest first. Whoever may read the record reads them. */
export async function commentsOf(db: ReadDb, record: string, reader: string): Promise<Shown[]> {
  const rows = await db
    .selectFrom('record_comment')
    .select(['id', 'text', 'added_at', 'added_by'])
    .where('record', '=', record)
    .orderBy('added_at')
    .orderBy('id')
    .execute();
  return rows.map((row) => shown(row, reader));
}

function shown(row: { id: string; text: string; added_at: Instant; added_by: string }, reader: string): Shown {
  return { id: row.id, text: row.text, by: row.added_by, at: row.added_at, canRemove: row.added_by === reader };
}

export async function addComment(tx: WriteDb, register: string, record: string, given: string): Promise<Shown> {
  // oxlint-disable-next-line no-control-regex -- what a database or a page could trip over
  const text = given.replace(/[\u0000-\u0008\u000b-\u001f\u007f]|\p{Surrogate}/gu, '').trim();
  if (text === '') throw deskFault('comment.empty');
  const row = { id: newId(), register, record, text, added_at: tx.at, added_by: tx.actor };
  await tx.insertInto('record_comment').values(row).execute();
  tx.audit({ after: { text: text.length > 100 ? `${text.slice(0, 99)}…` : text } });
  return shown(row, tx.actor);
}

/** Takes back one's own comment; its history stays. */
export async function removeComment(tx: WriteDb, record: string, comment: string): Promise<void> {
  const row = await tx
    .selectFrom('record_comment')
    .select(['added_by'])
    .where('id', '=', comment)
    .where('record', '=', record)
    .executeTakeFirst();
  if (!row) throw deskFault('comment.unknown');
  if (row.added_by !== tx.actor) throw deskFault('comment.not-own');
  await tx.deleteFrom('record_comment').where('id', '=', comment).execute();
}
