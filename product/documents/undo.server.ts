import type { Instant } from '@quantu/base';
import type { ReadDb } from '@quantu/store';
import type { DocumentAnswer } from './contract.ts';
import { documentFault } from './faults.ts';
import { nameOf, type Before, type Held, type Snapshot } from './proposals.ts';
import { heldOf, proposalRows } from './stored-proposals.server.ts';
import { work, type Desk, type Done } from './work.server.ts';

interface Undoable {
  readonly id: string;
  readonly version: number;
  readonly at: Instant;
  readonly text: string;
  readonly before: Before;
}

/** The actions on a document that still stand and could be taken back, latest first. */
function standing(db: ReadDb, document: string) {
  return db
    .selectFrom('document_action')
    .select(['id', 'version', 'at', 'text', 'before'])
    .where('document', '=', document)
    .where('undone_in', 'is', null)
    .where('before', 'is not', null)
    .orderBy('version', 'desc');
}

/** The latest action of a person on a document that can still be taken back. */
async function latestOf(db: ReadDb, document: string, actor: string): Promise<Undoable | undefined> {
  const row = await standing(db, document).where('done_by', '=', actor).limit(1).executeTakeFirst();
  return row?.before ? { ...row, before: row.before } : undefined;
}

export async function undoStateOf(
  db: ReadDb,
  document: string,
  actor: string,
): Promise<DocumentAnswer['data']['undo']> {
  const latest = await latestOf(db, document, actor);
  return latest ? { text: latest.text, at: latest.at } : null;
}

/** Takes back the caller's own latest action, unless somebody has gone on from what it left. */
export function undo(desk: Desk): Promise<Done> {
  return work(desk, 'undo', async (tx, document) => {
    const latest = await latestOf(tx, document.id, desk.person.name);
    if (!latest) throw documentFault('undo.nothing');
    const { proposals, wasRead } = latest.before;
    const rows = await proposalRows(
      tx,
      document.id,
      proposals.map(({ id }) => id),
    );
    const held = new Map(rows.map((row) => [row.id, heldOf(row)]));
    const later = await touchedSince(tx, document.id, latest.version);
    const clash = proposals.find(({ id }) => later.has(id));
    if (clash) throw documentFault('undo.changed-since', { name: nameOf(held.get(clash.id)!) });
    return {
      act: 'undo',
      text: `撤销：${latest.text}`,
      changed: proposals.filter(({ isNew }) => !isNew).map((snapshot) => restored(snapshot, held.get(snapshot.id)!)),
      removed: proposals.filter(({ isNew }) => isNew).map(({ id }) => id),
      undoes: latest.id,
      ...(wasRead ? { state: 'read' as const } : {}),
    };
  });
}

/** Proposals that others' standing actions have changed after a version; one's own later ones are undone already. */
async function touchedSince(db: ReadDb, document: string, version: number): Promise<Set<string>> {
  const later = await standing(db, document).where('version', '>', version).execute();
  return new Set(later.flatMap(({ before }) => before?.proposals.map(({ id }) => id) ?? []));
}

function restored({ state, reason, value }: Snapshot, now: Held): Held {
  // The value was this proposal's own: a snapshot never changes the kind.
  return { ...now, state, reason, value: value ?? now.value, version: now.version + 1 } as Held;
}
