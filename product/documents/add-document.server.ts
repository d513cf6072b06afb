import { newId } from '@quantu/base';
import type { Store, WriteDb } from '@quantu/store';
import { documentByHash, type StoredDocument } from './documents.server.ts';
import { proposalsOf } from './proposals.ts';
import type { ReadResult } from './worker/orders.ts';
import { insertProposals } from './stored-proposals.server.ts';
import { headColumns, writeAction } from './work.server.ts';

/** Grows when reading a text gives other answers than before. */
const READER = '2026-11-23';

/** A stored upload: `id` is its row in `file`. */
export interface SourceFile {
  readonly id: string;
  readonly hash: string;
  readonly name: string;
  readonly size: number;
}

/**
 * Writes down what was read: the document, its reading, its proposals, in one transaction. The same content read
 * twice, also at the same time, is one document.
 */
export async function addDocument(
  store: Store,
  { district, actor }: { district: string; actor: string },
  file: SourceFile,
  result: ReadResult,
): Promise<StoredDocument> {
  const id = newId();
  return store.transact({ district, actor, action: 'document.read', subject: id }, async (tx) => {
    const made = await insertDocument(tx, id, file, result);
    if (!made) return (await documentByHash(tx, file.hash))!;
    const { text, ...body } = result.reading;
    await tx
      .insertInto('reading')
      .values({
        document: id,
        number: 1,
        reader: READER,
        made_by: actor,
        made_at: tx.at,
        text,
        body: JSON.stringify(body),
        pages: JSON.stringify(result.pages),
        notes: result.notes,
      })
      .execute();
    const proposals = proposalsOf(result.reading);
    await insertProposals(tx, { document: id, reading: 1, changedBy: null }, proposals);
    const sum = `${result.reading.figures.length} 个数字、${result.reading.findings.length} 条发现`;
    await writeAction(tx, made, { act: 'read', text: `识读“${file.name}”：${sum}` });
    tx.audit({ after: { file: file.name, hash: file.hash } });
    return made;
  });
}

function insertDocument(
  tx: WriteDb,
  id: string,
  file: SourceFile,
  { reading, format }: ReadResult,
): Promise<StoredDocument | undefined> {
  return tx
    .insertInto('document')
    .values({
      id,
      file: file.id,
      hash: file.hash,
      file_name: file.name,
      format,
      bytes: file.size,
      state: 'read',
      version: 1,
      ...headColumns(reading.document, file.name),
      uploaded_by: tx.actor,
      uploaded_at: tx.at,
      accepted_by: null,
      accepted_at: null,
      changed_by: tx.actor,
    })
    .onConflict((conflict) => conflict.column('hash').where('state', '<>', 'withdrawn').doNothing())
    .returningAll()
    .executeTakeFirst();
}
