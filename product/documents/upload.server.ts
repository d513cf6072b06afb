import type { Person, Upload } from '@quantu/people/server';
import type { Store } from '@quantu/store';
import type { UploadAnswer } from './contract.ts';
import { documentByHash } from './documents.server.ts';
import { documentFault } from './faults.ts';
import { safeFileName } from './file-names.ts';
import { jobById, jobReading } from './jobs.server.ts';
import { UPLOAD_LIMIT_BYTES } from './limits.ts';
import { READING_JOB } from './reading.job.server.ts';

/**
 * Takes one file in and has it read. The content is on the disk before anything refers to it; the same content again
 * leads to the document there is, or to the reading under way.
 */
export async function receiveUpload(
  store: Store,
  district: string,
  person: Pick<Person, 'name'>,
  upload: Upload,
): Promise<UploadAnswer> {
  const name = safeFileName(upload.name);
  const stored = await store.files.put(upload.bytes, {
    name,
    type: 'application/octet-stream',
    limit: UPLOAD_LIMIT_BYTES,
  });
  if (stored.size === 0) throw documentFault('upload.empty', { name });
  const about = { fileName: name, bytes: stored.size };
  const known = await documentByHash(store.read(district), stored.hash);
  if (known) return { data: { ...about, isKnown: true, job: null, document: { id: known.id, title: known.title } } };
  const running = await jobReading(store.read(), district, stored.hash);
  if (running) return { data: { ...about, isKnown: true, job: running, document: null } };
  const change = { district, actor: person.name, action: 'document.upload', subject: stored.hash };
  const job = await store.transact(change, async (tx) => {
    const id = await store.files.record(tx, stored);
    tx.audit({ after: { file: name, size: stored.size } });
    const { hash, size } = stored;
    return store.jobs.enqueue(tx, { kind: READING_JOB, payload: { id, hash, name, size } });
  });
  return { data: { ...about, isKnown: false, job: await jobById(store.read(), district, job), document: null } };
}
