import type { Day } from '@quantu/base';
import type { FileAnswer } from '@quantu/people/server';
import { FICTIONAL_MARK } from '@quantu/people';
import type { Reading } from '@quantu/documents';
import type { ReadDb, Store } from '@quantu/store';
import { correctedReading } from './corrected.ts';
import type { DocumentAnswer, FigureRow } from './contract.ts';
import { documentById, type StoredDocument } from './documents.server.ts';
import { evidenceIn, figureRows } from './figures.server.ts';
import { safeFileName } from './file-names.ts';
import { DOWNLOAD_ROWS } from './limits.ts';
import { readOn } from './past.server.ts';
import { rowsOf } from './rows.server.ts';
import { heldOf, proposalRows } from './stored-proposals.server.ts';
import type { DocumentWorkers } from './worker/workers.server.ts';

export const MEDIA = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pdf: 'application/pdf',
  json: 'application/json; charset=utf-8',
  original: 'application/octet-stream',
} as const;
export type DownloadFormat = keyof typeof MEDIA;

/** The newest reading of a document, as the machine left it. */
export async function readingOf(
  db: ReadDb,
  document: string,
): Promise<{ reading: Reading; pages: Pages; notes: string[] }> {
  const { text, body, pages, notes } = await db
    .selectFrom('reading')
    .select(['text', 'body', 'pages', 'notes'])
    .where('document', '=', document)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  const { document: head, ...lists } = body;
  return { reading: { document: head, text, ...lists }, pages, notes };
}
type Pages = DocumentAnswer['data']['pages'];

/** A document as a file: with every correction (until the end of a day), and marked when the district is invented. */
export async function download(
  store: Store,
  workers: DocumentWorkers,
  { code, isFictional }: { code: string; isFictional: boolean },
  id: string,
  format: DownloadFormat,
  day?: Day,
): Promise<FileAnswer> {
  const db = readOn(store, code, day);
  const document = await documentById(db, id);
  const mark = isFictional ? FICTIONAL_MARK : null;
  const ending = format === 'original' ? '' : `.${format}`;
  const base = format === 'original' ? document.file_name : document.title;
  const name = safeFileName(`${mark ? `${mark}-` : ''}${base}${ending}`);
  const type = MEDIA[format];
  if (format === 'original') return { name, type, bytes: (await store.files.open(document.hash)).stream };
  const { reading } = await readingOf(db, id);
  const held = (await proposalRows(db, id)).map(heldOf);
  const corrected = correctedReading(reading, held);
  switch (format) {
    case 'json': {
      const text = JSON.stringify({ ...(mark ? { mark } : {}), ...corrected.reading }, null, 2);
      return { name, type, bytes: new TextEncoder().encode(`${text}\n`) };
    }
    case 'xlsx':
      return { name, type, bytes: await workbook(figuresOf(document, held, reading, await evidenceIn(db, id)), mark) };
    case 'docx':
    case 'pdf':
      return { name, type, bytes: await workers.run('typeset', { name, format, mark, ...corrected }) };
  }
}

/** The figures of one document as they stand, accepted or not yet. */
function figuresOf(
  document: StoredDocument,
  held: Parameters<typeof rowsOf>[1],
  reading: Reading,
  behind: Awaited<ReturnType<typeof evidenceIn>>,
): FigureRow[] {
  const found = new Map(behind.map((one) => [one.id, one]));
  const kept = held.filter(({ state }) => state !== 'rejected');
  return rowsOf(document.id, kept, reading.text, reading.sections).figure.map((row) => ({
    id: row.id,
    subject: row.subject,
    value: row.value,
    value2: row.value2 ?? null,
    unit: row.unit,
    kind: row.kind,
    approx: row.approx,
    period: row.period ?? null,
    comparison: null,
    surface: row.surface,
    state: found.get(row.id)?.state ?? 'unsupported',
    evidence: found.get(row.id)?.evidence ?? null,
    document: { id: document.id, title: document.title, number: document.number, dated: document.dated },
    start: row.start_at,
    end: row.end_at,
    path: row.path,
    before: row.before,
    after: row.after,
  }));
}

/** The figures of a district by the same filter as the page. */
export async function downloadFigures(
  db: ReadDb,
  filter: Parameters<typeof figureRows>[1],
  isFictional: boolean,
): Promise<FileAnswer> {
  const mark = isFictional ? FICTIONAL_MARK : null;
  const figures = await figureRows(db, filter, { limit: DOWNLOAD_ROWS });
  return { name: `${mark ? `${mark}-` : ''}数字.xlsx`, type: MEDIA.xlsx, bytes: await workbook(figures, mark) };
}

/** Loaded when first asked for: it is large, and most starts do not need it. */
async function workbook(figures: readonly FigureRow[], mark: string | null): Promise<Uint8Array> {
  const { figuresWorkbook } = await import('./spreadsheet.server.ts');
  return figuresWorkbook(figures, mark);
}
