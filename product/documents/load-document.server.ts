import type { Store } from '@quantu/store';
import { addDocument } from './add-document.server.ts';
import { acceptDocument } from './changes.server.ts';
import { documentByHash, type StoredDocument } from './documents.server.ts';
import { safeFileName } from './file-names.ts';
import type { ThingsFollower } from './followers.server.ts';
import { UPLOAD_LIMIT_BYTES } from './limits.ts';
import type { ReadResult } from './worker/orders.ts';

export interface Load {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Turn it into data at once; findings stay open. */
  readonly accept?: boolean;
  /** Who makes something of what it names. */
  readonly follow?: ThingsFollower;
}

/**
 * Reads a document and puts it in without a browser: for the command line and the demonstration district. Loading
 * the same content again changes nothing, so a start that was cut off is simply repeated.
 */
export async function loadDocument(
  store: Store,
  district: string,
  actor: string,
  { name: given, bytes, accept = false, follow }: Load,
): Promise<StoredDocument> {
  const name = safeFileName(given);
  const result = await readHere(bytes, name);
  const stored = await store.files.put(bytes, { name, type: 'application/octet-stream', limit: UPLOAD_LIMIT_BYTES });
  const document = (await documentByHash(store.read(district), stored.hash)) ?? (await recorded());
  if (!accept) return document;
  const desk = { store, district, person: { name: actor }, document: document.id, follow };
  return (await acceptDocument(desk, document.version)).document;

  async function recorded(): Promise<StoredDocument> {
    const change = { district, actor, action: 'document.upload', subject: stored.hash };
    const id = await store.transact(change, (tx) => store.files.record(tx, stored));
    return addDocument(store, { district, actor }, { ...stored, id }, result);
  }
}

/** Reads in this process: for commands, which have no other work. */
export async function readHere(bytes: Uint8Array, name: string): Promise<ReadResult> {
  // The reader is large, and a server that starts again has nothing to load.
  const { readDocument } = await import('./worker/read-document.server.ts');
  return readDocument(bytes, name);
}
