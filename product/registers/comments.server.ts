import { newId, type Instant } from '@quantu/base';
import { ROLES, type RoleKey } from '@quantu/people';
import type { Viewer } from '@quantu/registers';
import type { ReadDb, WriteDb } from '@quantu/store';
import type { Static } from '@sinclair/typebox';
import { sql } from 'kysely';
import type { Comment } from './contract.ts';
import { deskFault } from './faults.ts';

type Shown = Static<typeof Comment>;

const CONGRESS = (Object.keys(ROLES) as RoleKey[]).filter((role) => ROLES[role].side === '人大');

/**
 * The comments on a record, oldest first, for whoever may read the record. The people's congress and the government see
 * the same records and talk about them each among themselves: what they tell each other goes by the steps.
 */
export async function commentsOf(
  db: ReadDb,
  record: string,
  { account: reader, roles }: Pick<Viewer, 'account' | 'roles'>,
): Promise<Shown[]> {
  const { rows } = await sql<CommentRow>`
    select c.id, c.text, c.added_at, c.added_by from record_comment c
    where c.record = ${record}::uuid and (c.added_by = ${reader} or ${CONGRESS.some((role) => roles.includes(role))} = exists (
      select 1 from account a join role_grant g on g.account = a.id where a.name = c.added_by
      and g.role = any(${CONGRESS})))
    order by c.added_at, c.id`.execute(db);
  return rows.map((row) => shown(row, reader));
}

interface CommentRow {
  readonly id: string;
  readonly text: string;
  readonly added_at: Instant;
  readonly added_by: string;
}

function shown(row: CommentRow, reader: string): Shown {
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
