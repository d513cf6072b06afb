import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import qrcode from 'qrcode';

import { cleanDocument, cleanText } from './clean.ts';
import { compose } from './compose.ts';
import { LATIN, loadFonts, type Fonts, type Role } from './fonts.server.ts';
import type { Face } from './lines.ts';
import type { OfficialDocument } from './model.ts';
import { ascent, pitch, size, tracking, typeArea } from './page.ts';
import { redHeadTop } from './red-head.ts';

export interface TypesetOptions {
  /** A folder with the office's own fonts (方正小标宋, 仿宋_GB2312, 楷体_GB2312, 黑体 …); each goes before the shipped one. */
  fontsDir?: string;
  /** Told in one Chinese sentence what could not be printed as written. */
  onNote?: (note: string) => void;
}

const compilers = new Map<string, NodeCompiler>();
const templateFile = fileURLToPath(new URL('./gongwen.typ', import.meta.url));
let template: string | undefined;

/** One compiler per process and font folder: it keeps its fonts open and remembers what it has laid out. */
function compilerFor(fonts: Fonts): NodeCompiler {
  const key = fonts.directories.join('\n');
  let compiler = compilers.get(key);
  if (!compiler) {
    compiler = NodeCompiler.create({ workspace: fonts.directories[0]!, fontArgs: [{ fontPaths: fonts.directories }] });
    compilers.set(key, compiler);
  }
  return compiler;
}

/**
 * The document as PDF/A after GB/T 9704-2012, fonts embedded; the same document gives the same bytes.
 * Any text is printed as it stands; what no font has becomes □ and a note.
 */
export function typesetPdf(doc: OfficialDocument, options: TypesetOptions = {}): Promise<Uint8Array> {
  return Promise.resolve().then(() => typesetPdfNow(doc, options));
}

function typesetPdfNow(doc: OfficialDocument, { fontsDir, onNote }: TypesetOptions): Uint8Array {
  const fonts = loadFonts(fontsDir);
  for (const note of fonts.notes) onNote?.(note);
  const missing = new Set<string>();
  const composed = compose(
    cleanDocument(doc),
    (char, face) => fonts.advance(char, roleOf(face)),
    (char) => missing.add(char),
  );
  if (missing.size > 0) onNote?.(missingNote([...missing]));
  template ??= readFileSync(templateFile, 'utf8');
  const compiler = compilerFor(fonts);
  const inputs = { doc: JSON.stringify({ ...composed, code: codeOf(doc.code), fonts: fonts.families, page: PAGE }) };
  const result = compiler.compile({ mainFileContent: template, inputs });
  if (!result.result) throw new Error(`typst: ${JSON.stringify(result.takeError()?.shortDiagnostics)}`);
  const pdf = compiler.pdf(result.result, { pdfStandard: 'a-2b' });
  compiler.evictCache(10);
  return pdf;
}

/** The modules of a QR code (ISO/IEC 18004, level M), row by row: 1 is dark. */
function codeOf(code: OfficialDocument['code']): { rows: string[]; words: string } | null {
  if (code === undefined) return null;
  const { modules } = qrcode.create(code.link, { errorCorrectionLevel: 'M' });
  const row = (y: number): string =>
    Array.from({ length: modules.size }, (_, x) => (modules.get(y, x) ? '1' : '0')).join('');
  return { rows: Array.from({ length: modules.size }, (_, y) => row(y)), words: cleanText(code.words) };
}

const PAGE = {
  pitch,
  width: typeArea.width,
  size: size.no3,
  tracking,
  ascent,
  latin: LATIN,
  redHeadTop,
};

const roleOf = (face: Face | 'title'): Role => (face === 'bold' ? 'fang' : face);

function missingNote(chars: string[]): string {
  const named = chars.slice(0, 10).map((char) => `${char}（U+${char.codePointAt(0)!.toString(16).toUpperCase()}）`);
  const more = chars.length > 10 ? `等 ${chars.length} 个字符` : '';
  return `字体中没有 ${named.join('、')}${more}，PDF 中印为 □；可在字体目录放入含有这些字的字体`;
}
