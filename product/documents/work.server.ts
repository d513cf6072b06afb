import { newId } from '@quantu/base';
import type { Person } from '@quantu/people/server';
import type { Store, WriteDb } from '@quantu/store';
import type { DocumentAnswer } from './contract.ts';
import { lockedDocument, type StoredDocument } from './documents.server.ts';
import type { Before, Held } from './proposals.ts';
import { thingsOf, type ThingsFollower } from './followers.server.ts';
import { syncRows } from './rows.server.ts';
import { insertProposals, updateProposals } from './stored-proposals.server.ts';

/** Who works on which document, where. */
export interface Desk {
  readonly store: Store;
  readonly district: string;
  readonly person: Pick<Person, 'name'>;
  readonly document: string;
  /** Who makes something of what an accepted document names. */
  readonly follow?: ThingsFollower | undefined;
}

/** What a piece of work did, to be written down once. */
export interface Deed {
  readonly act: DocumentAct;
  /** One Chinese sentence of the history. */
  readonly text: string;
  readonly changed?: readonly Held[];
  readonly added?: readonly Held[];
  readonly removed?: readonly string[];
  readonly state?: StoredDocument['state'];
  /** What undo needs; left out for what cannot be undone. */
  readonly before?: Before;
  readonly reason?: string;
  /** The action this takes back. */
  readonly undoes?: string;
}

export const DOCUMENT_ACTS = {
  read: '识读公文',
  accept: '采纳识读结果',
  correct: '改正识读结果',
  reject: '否定识读结果',
  reopen: '重新打开识读结果',
  'accept-all': '采纳全部识读结果',
  'add-figure': '补标数字',
  'accept-document': '采纳公文',
  'withdraw-document': '撤回公文',
  undo: '撤销操作',
  upload: '上传文件',
} as const;
export type DocumentAct = Exclude<keyof typeof DOCUMENT_ACTS, 'upload'>;

export interface Done {
  readonly document: StoredDocument;
  /** Ids of the proposals that changed or are new, and of those that are gone. */
  readonly touched: readonly string[];
  readonly removed: readonly string[];
}

/**
 * One piece of work on a document: it is locked, `decide` says what is done (null: nothing), and everything that
 * follows is written in the same transaction: proposals, the document's version, the rows when it is accepted, the
 * history.
 */
export function work(
  { store, district, person, document: id, follow }: Desk,
  act: DocumentAct,
  decide: (tx: WriteDb, document: StoredDocument) => Promise<Deed | null>,
): Promise<Done> {
  return store.transact({ district, actor: person.name, action: `document.${act}`, subject: id }, async (tx) => {
    const document = await lockedDocument(tx, id);
    const deed = await decide(tx, document);
    if (deed === null) return { document, touched: [], removed: [] };
    const next = await written(tx, document, deed);
    const isData = next.state === 'accepted' || document.state === 'accepted';
    if (follow && isData) await follow(tx, await thingsOf(tx, next));
    const changed = [...(deed.changed ?? []), ...(deed.added ?? [])];
    return { document: next, touched: changed.map(({ id: proposal }) => proposal), removed: deed.removed ?? [] };
  });
}

async function written(tx: WriteDb, document: StoredDocument, deed: Deed): Promise<StoredDocument> {
  const { changed = [], added = [], removed = [] } = deed;
  if (changed.length > 0) await updateProposals(tx, changed);
  if (added.length > 0) {
    await insertProposals(tx, { document: document.id, reading: 1, changedBy: tx.actor }, added);
  }
  if (removed.length > 0)
    await tx
      .deleteFrom('proposal')
      .where('id', 'in', [...removed])
      .execute();
  const next = await updatedDocument(tx, document, deed);
  if (next.state === 'accepted' || document.state === 'accepted') await syncRows(tx, next);
  await writeAction(tx, next, deed);
  tx.audit({ after: { text: deed.text }, ...(deed.reason ? { reason: deed.reason } : {}) });
  return next;
}

function updatedDocument(
  tx: WriteDb,
  document: StoredDocument,
  { state, changed = [] }: Deed,
): Promise<StoredDocument> {
  const head = changed.find(({ kind }) => kind === 'head');
  const isAccepted = (state ?? document.state) === 'accepted';
  const isNew = isAccepted && document.state !== 'accepted';
  return tx
    .updateTable('document')
    .set({
      version: document.version + 1,
      changed_by: tx.actor,
      ...(head?.kind === 'head' ? headColumns(head.value, document.file_name) : {}),
      ...(state ? { state } : {}),
      ...(isNew ? { accepted_by: tx.actor, accepted_at: tx.at } : {}),
      ...(isAccepted ? {} : { accepted_by: null, accepted_at: null }),
    })
    .where('id', '=', document.id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

type Head = Extract<Held, { kind: 'head' }>['value'];

/** What the lists show of a head. */
export function headColumns({ title, number, kind, issuer, dated }: Head, fileName: string) {
  return { title: title?.replace(/\s+/g, ' ').trim() || fileName, number, kind, issuer, dated };
}

export async function writeAction(
  tx: WriteDb,
  { id: document, version }: Pick<StoredDocument, 'id' | 'version'>,
  deed: Deed,
): Promise<void> {
  const id = newId(Date.parse(tx.at));
  const only = deed.changed?.length === 1 ? deed.changed[0] : deed.added?.[0];
  await tx
    .insertInto('document_action')
    .values({
      id,
      document,
      version,
      at: tx.at,
      done_by: tx.actor,
      act: deed.act,
      text: deed.text,
      proposal: only?.id ?? null,
      kind: only?.kind ?? null,
      before: deed.before ? JSON.stringify(deed.before) : null,
      undone_in: null,
    })
    .execute();
  if (deed.undoes) {
    await tx.updateTable('document_action').set({ undone_in: id }).where('id', '=', deed.undoes).execute();
  }
}

/** What a person may do with a document as it is. */
export function documentCan(document: StoredDocument, mayWrite: boolean, hasUndo: boolean): DocumentAnswer['can'] {
  const isOpen = mayWrite && document.state !== 'withdrawn';
  return { change: isOpen, accept: isOpen && document.state === 'read', undo: isOpen && hasUndo, withdraw: isOpen };
}
