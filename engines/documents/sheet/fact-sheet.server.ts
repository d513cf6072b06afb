import { readFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { loadFonts } from '../official/fonts.server.ts';
import type { FactSheet } from './fact-sheet.ts';

const template = new URL('./fact-sheet.typ', import.meta.url);

/** The sheet as PDF with its fonts in it; the same sheet gives the same bytes. A picture that is gone is left out. */
export async function typesetFactSheet(sheet: FactSheet): Promise<Uint8Array> {
  const fonts = loadFonts();
  const workspace = fonts.directories[0]!;
  const compiler = NodeCompiler.create({ workspace, fontArgs: [{ fontPaths: fonts.directories }] });
  const photos: FactSheet['photos'][number][] = [];
  for (const [at, photo] of sheet.photos.entries()) {
    const bytes = await readFile(photo.path).catch(() => null);
    if (bytes === null) continue;
    const path = `/photo-${at}.${photo.format}`;
    compiler.mapShadow(join(workspace, path), bytes);
    photos.push({ ...photo, path });
  }
  const inputs = { sheet: JSON.stringify({ ...sheet, photos }), fonts: JSON.stringify(fonts.families) };
  const result = compiler.compile({ mainFileContent: readFileSync(template, 'utf8'), inputs });
  if (!result.result) throw new Error(`typst: ${JSON.stringify(result.takeError()?.shortDiagnostics)}`);
  return compiler.pdf(result.result, { pdfStandard: 'a-2b' });
}
