import { FICTIONAL_MARK, isFictional } from '@quantu/people';
import { safeFileName } from '@quantu/product-documents';
import type { DocumentWorkers } from '@quantu/product-documents/server';
import type { Books } from '@quantu/registers';
import type { ReadDb } from '@quantu/store';
import { officialOf } from './official.ts';
import { BUNDLE_FILES, type Manifest } from './proof/bundle.ts';
import { bundleTexts, bundleZip } from './proof/bundle.server.ts';
import type { ReportText } from './text.ts';

const MEDIA = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
  json: 'application/json; charset=utf-8',
} as const;

export interface Output {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** A report's text as a file, marked when its district is invented. */
export async function reportOutput(
  workers: DocumentWorkers,
  text: ReportText,
  as: keyof typeof MEDIA,
  district: string,
  signal?: AbortSignal,
): Promise<Output> {
  const mark = isFictional(district) ? FICTIONAL_MARK : null;
  const title = text.head.title.join('') || '报告';
  const name = safeFileName(`${mark === null ? '' : `${mark}-`}${title}.${as}`);
  const document = officialOf(text, mark);
  if (as === 'json') {
    const body = `${JSON.stringify({ ...text, document }, null, 2)}\n`;
    return { name, type: MEDIA.json, bytes: new TextEncoder().encode(body) };
  }
  const order = { name, format: as, document };
  return { name, type: MEDIA[as], bytes: await workers.run('official', order, signal === undefined ? {} : { signal }) };
}

/** The evidence of a signed report in one file: what was signed, its rows, the typeset report, a page that verifies. */
export async function bundleOutput(
  db: ReadDb,
  books: Books,
  workers: DocumentWorkers,
  report: string,
  district: string,
): Promise<Output> {
  const texts = await bundleTexts(db, books, report);
  const text = JSON.parse(texts.get(BUNDLE_FILES.report)!) as ReportText;
  const files = await Promise.all((['docx', 'pdf'] as const).map((as) => reportOutput(workers, text, as, district)));
  const typeset = Object.fromEntries(files.map(({ name, bytes }) => [name, bytes]));
  return { name: bundleName(texts, 'zip'), type: 'application/zip', bytes: await bundleZip(texts, typeset) };
}

export function bundleName(texts: ReadonlyMap<string, string>, ending: string): string {
  const { report } = JSON.parse(texts.get(BUNDLE_FILES.manifest)!) as Manifest;
  return safeFileName(`${report.title}-证据包.${ending}`);
}
