import { inputFault } from '../faults.ts';
import { walkXml, type XmlContext } from './xml.ts';
import type { ZipArchive } from './zip.ts';

/** The parts of a docx that carry text; style and numbering parts are null when the document has none. */
export interface DocxParts {
  document: Uint8Array;
  styles: Uint8Array | null;
  numbering: Uint8Array | null;
  comments: Uint8Array | null;
  hasMacros: boolean;
  /** Parts the document refers to and the file lacks. */
  missing: string[];
}

/** What kind of zip this is when it is not a docx, and what to do about it; null for a docx. */
export function foreignZip(zip: ZipArchive): { kind: string; advice: string } | null {
  const names = zip.names();
  const any = (start: string) => names.some((name) => name.startsWith(start));
  if (any('word/')) return null;
  if (any('xl/')) return { kind: 'Excel 表格', advice: '请从台账导入，或把正文另存为 .docx 再上传' };
  if (any('ppt/')) return { kind: '演示文稿', advice: '请把文字另存为 .docx 再上传' };
  if (names.includes('ofd.xml')) return { kind: 'OFD 版式文件', advice: '请上传 Word 原稿，或用阅读器转成 PDF 再上传' };
  if (names.includes('mimetype') && names.includes('content.xml')) {
    return { kind: 'OpenDocument 文档', advice: '请另存为 .docx 再上传' };
  }
  if (zip.has('_rels/.rels') && zip.has('[Content_Types].xml')) return null;
  return { kind: 'ZIP 压缩包', advice: '请解压后上传其中的 .docx、.pdf 或 .txt' };
}

/** Finds the parts by the package's own relationships; a lone `word/document.xml` is taken when those are lost. */
export async function docxParts(zip: ZipArchive, context: XmlContext): Promise<DocxParts> {
  const root = await relationships(zip, '_rels/.rels', '', context);
  const main = root.get('officeDocument') ?? 'word/document.xml';
  const document = zip.read(main);
  if (document === null) throw inputFault('input.part-missing', { name: context.name, part: main });
  const slash = main.lastIndexOf('/');
  const folder = main.slice(0, slash + 1);
  const own = await relationships(zip, `${folder}_rels/${main.slice(slash + 1)}.rels`, folder, context);
  const missing: string[] = [];
  const part = (type: string): Uint8Array | null => {
    const path = own.get(type);
    const data = path === undefined ? null : zip.read(path);
    if (path !== undefined && data === null) missing.push(path);
    return data;
  };
  return {
    document,
    styles: part('styles'),
    numbering: part('numbering'),
    comments: own.has('comments') ? zip.read(own.get('comments')!) : null,
    hasMacros: zip.names().some((name) => name.endsWith('vbaproject.bin')),
    missing,
  };
}

/** Relationship type (its last word, alike in both variants) → part path. The first of a type wins. */
async function relationships(
  zip: ZipArchive,
  path: string,
  folder: string,
  context: XmlContext,
): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const bytes = zip.read(path);
  if (bytes === null) return found;
  await walkXml(
    bytes,
    {
      open(element) {
        if (element.name !== 'rel:Relationship' || element.attribute('TargetMode') === 'External') return;
        const type = element.attribute('Type')?.split('/').pop();
        const target = element.attribute('Target');
        if (type !== undefined && target !== null && !found.has(type)) found.set(type, resolvePart(folder, target));
      },
      close: () => {},
      text: () => {},
    },
    context,
  );
  return found;
}

/** `styles.xml` in `word/` is `word/styles.xml`; a leading slash starts at the package's root. */
function resolvePart(folder: string, target: string): string {
  const parts: string[] = [];
  for (const step of (target.startsWith('/') ? target : folder + target).split('/')) {
    if (step === '..') parts.pop();
    else if (step !== '' && step !== '.') parts.push(step);
  }
  return parts.join('/');
}
