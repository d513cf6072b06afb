import type { Instant } from '@quantu/base';
import { sm3 } from '@quantu/base/server';
import { definitionOn } from '@quantu/figures';
import { COMPUTER, signedLines, titlesAt } from '@quantu/indicators/server';
import { columnOf, geometryOf, type Books, type Register } from '@quantu/registers';
import type { ReadDb } from '@quantu/store';
import { strToU8, zip } from 'fflate';
import { sql } from 'kysely';
import { reportFault } from '../faults.ts';
import { versionText } from '../versions.server.ts';
import { BUNDLE_FILES, type Manifest, type ProvenFigure, type RowTitle } from './bundle.ts';
import { verifierPage } from './page.server.ts';

/** What was stored when a report was signed, or the sentence that it was not. */
export async function proofOf(
  db: ReadDb,
  report: string,
): Promise<{ manifest: Manifest; figures: readonly ProvenFigure[] }> {
  const row = await db.selectFrom('report_proof').selectAll().where('report', '=', report).executeTakeFirst();
  if (!row) throw reportFault('drafting.not-signed');
  return { manifest: row.manifest, figures: row.figures };
}

/** The text files of a bundle by their names: derived from the history of the rows, as they were when it was signed. */
export async function bundleTexts(db: ReadDb, books: Books, report: string): Promise<ReadonlyMap<string, string>> {
  const [{ manifest, figures }, version] = await Promise.all([proofOf(db, report), signedVersion(db, report)]);
  const files = new Map<string, string>([
    [BUNDLE_FILES.manifest, textOfJson(manifest)],
    [BUNDLE_FILES.report, textOfJson(await versionText(db, report, version))],
    [BUNDLE_FILES.figures, textOfJson(figures)],
  ]);
  const later = laterVersions(books, figures);
  if (Object.keys(later).length > 0) files.set(BUNDLE_FILES.later, textOfJson(later));
  for (const { signed } of figures) {
    for (const part of signed.parts) {
      const name = BUNDLE_FILES.rows(part.rowsDigest);
      if (files.has(name)) continue;
      const at = { asOf: signed.asOf as Instant, trailEntry: signed.trailEntry };
      const lines = await signedLines(db, books, part, at);
      files.set(name, lines);
      files.set(
        BUNDLE_FILES.titles(part.rowsDigest),
        textOfJson(await titles(db, books, part.recipe.register, lines, at.asOf)),
      );
    }
  }
  return files;
}

/** What was redefined since it was signed: the signed rule verifies all the same, and a reader is told. */
function laterVersions(books: Books, figures: readonly ProvenFigure[]): Readonly<Record<string, number>> {
  return Object.fromEntries(
    figures.flatMap(({ id, bound, signed }) => {
      const figure = books.registers.get(bound.register)?.figures?.[bound.figure];
      const version = figure ? definitionOn(figure, null).version : 0;
      return version === signed.definitionVersion ? [] : [[id, version] as const];
    }),
  );
}

const textOfJson = (value: unknown): string => `${JSON.stringify(value, null, 1)}\n`;

export async function signedVersion(db: ReadDb, report: string): Promise<number> {
  const row = await db
    .selectFrom('report_version')
    .select('number')
    .where('report', '=', report)
    .where('kind', '=', 'signed')
    .orderBy('number', 'desc')
    .executeTakeFirst();
  if (!row) throw reportFault('drafting.not-signed');
  return row.number;
}

/** The digest of a signed report, when the version is the signed one or the text as it stands; else null. */
export async function rootOf(db: ReadDb, report: string, version: number): Promise<string | null> {
  const row = await db.selectFrom('report_proof').select('root').where('report', '=', report).executeTakeFirst();
  if (!row) return null;
  return version === 0 || version === (await signedVersion(db, report)) ? row.root : null;
}

const MOST_TITLES = 20_000;

/** For the reader, beside what is hashed: how the counted records are called and where they lie. */
async function titles(db: ReadDb, books: Books, key: string, lines: string, at: Instant): Promise<RowTitle[]> {
  const ids = lines
    .split('\n')
    .flatMap((line) => (line === '' ? [] : [line.slice(0, line.indexOf(' '))]))
    .slice(0, MOST_TITLES);
  const register = books.registers.get(key)!;
  const [names, places] = await Promise.all([
    titlesAt(db, books, register, COMPUTER, ids, at),
    placesOf(db, register, ids),
  ]);
  return ids.map((id) => ({ id, title: names.get(id) ?? '', at: places.get(id) ?? null }));
}

/** The middle of each record's box, where the register has a geometry. */
async function placesOf(
  db: ReadDb,
  register: Register,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly [number, number]>> {
  const field = geometryOf(register);
  if (field === null || ids.length === 0) return new Map();
  const box = sql.ref(`${columnOf(field)}_box`);
  const { rows } = await sql<{ id: string; x: number; y: number }>`
    select id, (center(${box}))[0] as x, (center(${box}))[1] as y from ${sql.table(register.table)}
    where id = any(${ids}::uuid[]) and ${box} is not null`.execute(db);
  return new Map(rows.map(({ id, x, y }) => [id, [x, y] as const]));
}

/** Everything in one file for another machine: what was signed, its rows, the typeset report, and a page that verifies. */
export async function bundleZip(
  texts: ReadonlyMap<string, string>,
  typeset: Readonly<Record<string, Uint8Array>>,
): Promise<Uint8Array> {
  const page = await verifierPage(texts);
  const files: Record<string, Uint8Array> = { ...typeset, [BUNDLE_FILES.page]: strToU8(page) };
  for (const [name, text] of texts) files[name] = strToU8(text);
  const digests = Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, sm3(bytes)]));
  files[BUNDLE_FILES.files] = strToU8(textOfJson(digests));
  return new Promise((resolve, reject) => {
    // One time for all entries, so that the same bundle has the same bytes.
    zip(files, { level: 6, mtime: new Date('1980-01-01T00:00:00Z') }, (error, bytes) =>
      error ? reject(error) : resolve(bytes),
    );
  });
}
