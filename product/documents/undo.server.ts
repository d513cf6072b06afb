import { parseInstant, type Instant } from '@quantu/base';
import type { ReadDb } from '@quantu/store';
import type { DocumentAnswer } from './contract.ts';
import { documentFault } from './faults.ts';
import { nameOf, type Before, type Held, type Snapshot } from './proposals.ts';
import { heldOf, proposalRows } from './stored-proposals.server.ts';
import { work, type Desk, type Done } from './work.server.ts';

interface Undoable {
  readonly id: string;
  readonly at: Instant;
  readonly text: string;
  readonly before: Before;
}

/** The latest action of a person on a document that can still be taken back. */
async function latestOf(db: ReadDb, document: string, actor: string): Promise<Undoable | undefined> {
  const row = await db
    .selectFrom('document_action')
    .select(['id', 'at', 'text', 'before'])
    .where('document', '=', document)
    .where('done_by', '=', actor)
    .where('undone_in', 'is', null)
    .where('before', 'is not', null)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.before ? { ...row, before: row.before } : undefined;
}

export async function undoStateOf(
  db: ReadDb,
  document: string,
  actor: string,
): Promise<DocumentAnswer['data']['undo']> {
  const latest = await latestOf(db, document, actor);
  return latest ? { text: latest.text, at: parseInstant(latest.at) ?? latest.at } : null;
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
    const isNew = (snapshot: Snapshot) => snapshot.isNew === true;
    const changed = proposals.filter((snapshot) => !isNew(snapshot)).map((snapshot) => restored(snapshot, held));
    for (const snapshot of proposals.filter(isNew)) checkUntouched(snapshot, held.get(snapshot.id));
    return {
      act: 'undo',
      text: `撤销：${latest.text}`,
      changed,
      removed: proposals.filter(isNew).map(({ id }) => id),
      undoes: latest.id,
      ...(wasRead ? { state: 'read' as const } : {}),
    };
  });
}

function restored(snapshot: Snapshot, held: ReadonlyMap<string, Held>): Held {
  const now = checkUntouched(snapshot, held.get(snapshot.id));
  const { state, reason, value = now.value } = snapshot;
  // The value was this proposal's own: a snapshot never changes the kind.
  return { ...now, state, reason, value, version: now.version + 1 } as Held;
}

function checkUntouched({ id, leftAt }: Snapshot, now: Held | undefined): Held {
  if (now?.version === leftAt) return now;
  throw documentFault('undo.changed-since', { name: now ? nameOf(now) : id });
}
