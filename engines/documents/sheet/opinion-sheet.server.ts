import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { loadFonts } from '../official/fonts.server.ts';
import { OPINION_COLOURS, type OpinionSheet } from './opinion-sheet.ts';

const template = new URL('./opinion-sheet.typ', import.meta.url);

/** The opinion as PDF with its fonts in it, maps as vectors; the same opinion gives the same bytes. */
export function typesetOpinionPdf(sheet: OpinionSheet): Uint8Array {
  const fonts = loadFonts();
  const workspace = fonts.directories[0]!;
  const compiler = NodeCompiler.create({ workspace, fontArgs: [{ fontPaths: fonts.directories }] });
  const sections = sheet.sections.map((section, at) => {
    if (section.picture === null) return section;
    const { svg, ...picture } = section.picture;
    const path = `/picture-${at}.svg`;
    compiler.mapShadow(
      join(workspace, path),
      Buffer.from(svg.replaceAll('{{font}}', fonts.families.hei[0] ?? 'sans-serif')),
    );
    return { ...section, picture: { ...picture, path } };
  });
  const inputs = {
    sheet: JSON.stringify({ ...sheet, sections }),
    fonts: JSON.stringify(fonts.families),
    colours: JSON.stringify(OPINION_COLOURS),
  };
  const result = compiler.compile({ mainFileContent: readFileSync(template, 'utf8'), inputs });
  if (!result.result) throw new Error(`typst: ${JSON.stringify(result.takeError()?.shortDiagnostics)}`);
  return compiler.pdf(result.result, { pdfStandard: 'a-2b' });
}
