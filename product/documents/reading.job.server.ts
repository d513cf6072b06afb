import type { Json } from '@quantu/base';
import type { JobHandler, Store } from '@quantu/store';
import { Type } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import { addDocument } from './add-document.server.ts';
import { documentByHash } from './documents.server.ts';
import type { DocumentWorkers } from './worker/workers.server.ts';

export const READING_JOB = 'read-document';

export const ReadingPayload = Type.Object({
  id: Type.String(),
  hash: Type.String(),
  name: Type.String(),
  size: Type.Integer(),
});

/** What a finished reading leaves: the document it made, or the one there was. */
export const ReadingResult = Type.Object({ document: Type.String() });

/** Reads an uploaded file in a process of its own and writes down what it found. May be run again at any point. */
export function readingJob(store: Store, workers: DocumentWorkers): JobHandler {
  return async (job): Promise<Json> => {
    const file = Value.Parse(ReadingPayload, job.payload);
    const district = job.district!; // an upload is always into a district
    const known = await documentByHash(store.read(district), file.hash);
    if (known) return { document: known.id };
    const result = await workers.run(
      'read',
      { path: store.files.pathOf(file.hash), name: file.name },
      { signal: job.signal, onProgress: (fraction, text) => void job.progress(fraction, text).catch(() => undefined) },
    );
    await job.progress(0.9, '正在保存');
    const document = await addDocument(store, { district, actor: job.actor }, file, result);
    return { document: document.id };
  };
}
