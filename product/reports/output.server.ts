import { FICTIONAL_MARK, isFictional } from '@quantu/people';
import { safeFileName } from '@quantu/product-documents';
import type { OfficialDocument } from '@quantu/documents';
import type { DocumentWorkers } from '@quantu/product-documents/server';
import { programViewer, type Books } from '@quantu/registers';
import type { ReadDb } from '@quantu/store';
import { sql } from 'kysely';
import { officialOf } from './official.ts';
import { BUNDLE_FILES, type Manifest } from './proof/bundle.ts';
import { bundleTexts, bundleZip } from './proof/bundle.server.ts';
import { paperOf, textOf } from './papers.server.ts';
import type { ReportText } from './text.ts';
import { versionText } from './versions.server.ts';

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
  more: { readonly signal?: AbortSignal; readonly code?: OfficialDocument['code'] } = {},
): Promise<Output> {
  const mark = isFictional(district) ? FICTIONAL_MARK : null;
  const title = text.head.title.join('') || '报告';
  const name = safeFileName(`${mark === null ? '' : `${mark}-`}${title}.${as}`);
  const document = officialOf(text, mark, more.code);
  if (as === 'json') {
    const body = `${JSON.stringify({ ...text, document }, null, 2)}\n`;
    return { name, type: MEDIA.json, bytes: new TextEncoder().encode(body) };
  }
  const order = { name, format: as, document };
  return {
    name,
    type: MEDIA[as],
    bytes: await workers.run('official', order, more.signal === undefined ? {} : { signal: more.signal }),
  };
}

/** The id of a report by its code, number or id; null: no report of that name was written here. */
export async function reportNamed(db: ReadDb, wanted: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select id from report where id::text = ${wanted.toLowerCase()} or code = ${wanted} or number = ${wanted}
    order by state = 'withdrawn', created_at desc limit 1`.execute(db);
  return rows[0]?.id ?? null;
}

/** The text of a report for the command line, which sees all of them; 0: as it stands now. */
export async function reportText(db: ReadDb, books: Books, report: string, version: number): Promise<ReportText> {
  if (version > 0) return versionText(db, report, version);
  return textOf(await paperOf(db, books, programViewer('cli'), report));
}

/** The evidence of a signed report in one file: what was signed, its rows, the typeset report, a page that verifies. */
export async function bundleOutput(
  db: ReadDb,
  books: Books,
  workers: DocumentWorkers,
  report: string,
  district: string,
  origin: string | null,
): Promise<Output> {
  const texts = await bundleTexts(db, books, report);
  const text = JSON.parse(texts.get(BUNDLE_FILES.report)!) as ReportText;
  const { root, ...manifest } = JSON.parse(texts.get(BUNDLE_FILES.manifest)!) as Manifest;
  const printed = origin === null ? {} : { code: codeOf(origin, manifest.district.code, report, root) };
  const files = await Promise.all(
    (['docx', 'pdf'] as const).map((as) => reportOutput(workers, text, as, district, printed)),
  );
  const typeset = Object.fromEntries(files.map(({ name, bytes }) => [name, bytes]));
  return { name: bundleName(texts, 'zip'), type: 'application/zip', bytes: await bundleZip(texts, typeset) };
}

/** What a signed report's first page has to be checked by: the public page, and the beginning of its digest. */
export const codeOf = (origin: string, district: string, report: string, root: string) => ({
  link: `${origin}/public/${district}/reports/${report}`,
  words: `扫码核验 ${root.slice(0, 16)}`,
});

export function bundleName(texts: ReadonlyMap<string, string>, ending: string): string {
  const { report } = JSON.parse(texts.get(BUNDLE_FILES.manifest)!) as Manifest;
  return safeFileName(`${report.title}-证据包.${ending}`);
}
