import { newId } from '@quantu/base';
import type { DocumentWorkers } from '@quantu/product-documents/server';
import type { Store, StoredFile, WriteDb } from '@quantu/store';
import { sql } from 'kysely';
import { codeOf, reportOutput } from './output.server.ts';
import { textOf, type Paper } from './papers.server.ts';
import { rootOf } from './proof/bundle.server.ts';

/** The steps after which the report itself hangs on the opinion it answers: to be commented on, and handed in. */
const HANDING: Readonly<Record<string, string>> = { approve: '（征求意见稿）', file: '' };

interface Place {
  readonly district: string;
  readonly districtName: string;
  readonly origin: string;
  readonly signal: AbortSignal;
}

/** The report typeset, before the step that hands it on; nothing where the step does not, or may not be taken. */
export async function typesetForOpinion(
  store: Store,
  workers: DocumentWorkers,
  paper: Paper,
  step: string,
  { district, districtName, origin, signal }: Place,
): Promise<readonly StoredFile[]> {
  const mark = Object.hasOwn(HANDING, step) ? HANDING[step] : undefined;
  const { id, values } = paper.record;
  if (mark === undefined || typeof values['opinion'] !== 'string' || !paper.can.transitions.includes(step)) return [];
  const root = await rootOf(store.read(district), id, 0);
  const more = root === null ? { signal } : { signal, code: codeOf(origin, district, id, root) };
  return Promise.all(
    (['docx', 'pdf'] as const).map(async (as) => {
      const { name: full, type, bytes } = await reportOutput(workers, textOf(paper), as, districtName, more);
      const name = `${full.slice(0, -as.length - 1)}${mark}.${as}`;
      return store.files.put(Buffer.from(bytes), { name, type });
    }),
  );
}

const OPEN = ['accepted', 'decomposed', 'handling', 'commenting', 'rework'];

/** Hangs the files on the opinion, in place of earlier ones and of drafts; one that is over is left as it is. */
export async function hangOnOpinion(
  store: Store,
  tx: WriteDb,
  { record }: Paper,
  files: readonly StoredFile[],
): Promise<void> {
  const opinion = record.values['opinion'];
  if (files.length === 0 || typeof opinion !== 'string') return;
  const { rows } = await sql`
    select 1 from review_opinion where id = ${opinion}::uuid and state = any(${OPEN}) for update`.execute(tx);
  if (rows.length === 0) return;
  const on = { register: 'review-opinion', record: opinion, field: 'report' };
  const nowhere = { is_picture: false, lon: null, lat: null, taken_at: null };
  for (const file of files) {
    const { name, size, type } = file;
    const draft = name.replace(/(?=\.\w+$)/, HANDING['approve']!);
    await sql`delete from record_attachment where record = ${opinion}::uuid and field = ${on.field}
      and name in (${name}, ${draft})`.execute(tx);
    const about = { id: newId(), file: await store.files.record(tx, file), name, size, type };
    await tx
      .insertInto('record_attachment')
      .values({ ...on, ...nowhere, ...about, added_at: tx.at, added_by: tx.actor })
      .execute();
  }
}
