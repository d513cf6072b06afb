import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { loadFonts } from '../official/fonts.server.ts';
import type { MapSheet } from './map-sheet.ts';

const template = new URL('./map-sheet.typ', import.meta.url);

/** The sheet as PDF, all of it vectors, one millimetre of the picture one of the paper. */
export function typesetMapSheet({ svg, ...sheet }: MapSheet): Uint8Array {
  const fonts = loadFonts();
  const workspace = fonts.directories[0]!;
  const compiler = NodeCompiler.create({ workspace, fontArgs: [{ fontPaths: fonts.directories }] });
  const picture = svg.replaceAll('{{font}}', fonts.families.hei[0] ?? 'sans-serif');
  compiler.mapShadow(join(workspace, '/map.svg'), Buffer.from(picture));
  const inputs = { sheet: JSON.stringify(sheet), fonts: JSON.stringify(fonts.families) };
  const result = compiler.compile({ mainFileContent: readFileSync(template, 'utf8'), inputs });
  if (!result.result) throw new Error(`typst: ${JSON.stringify(result.takeError()?.shortDiagnostics)}`);
  return compiler.pdf(result.result, { pdfStandard: 'a-2b' });
}
