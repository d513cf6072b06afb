import type { Sheet, Workbook } from '../cells.ts';
import { Fault } from '@quantu/base';
import { tableFault } from '../faults.ts';
import { TABLE_LIMITS } from '../limits.ts';
import { SheetReader } from './xlsx-sheet.ts';
import { readSharedStrings, readStyles } from './xlsx-parts.ts';
import { attribute, XmlProblem, XmlScanner } from './xml.ts';
import { Zip } from './zip.ts';

interface NamedSheet {
  readonly name: string;
  readonly isHidden: boolean;
  readonly path: string;
}

/** Reads an xlsx or xlsm: values as the file carries them, no formula is computed, no macro run. */
export async function readXlsx(
  bytes: Buffer,
  name: string,
  onProgress: (fraction: number) => void = () => undefined,
): Promise<Workbook> {
  try {
    return await read(new Zip(bytes, name), name, onProgress);
  } catch (error) {
    if (!(error instanceof XmlProblem)) throw error;
    throw error.isDoctype
      ? tableFault('table.doctype', { name })
      : tableFault('table.damaged', { name, reason: error.message });
  }
}

async function read(zip: Zip, name: string, onProgress: (fraction: number) => void): Promise<Workbook> {
  const main = await mainPart(zip, name);
  const { sheets, is1904 } = await readWorkbook(zip, main);
  const folder = main.slice(0, main.lastIndexOf('/') + 1);
  const related = await relations(zip, main);
  const part = (kind: string, ending: string): string | undefined =>
    zip.paths.find((path) => path.toLowerCase() === `${folder}${ending}`.toLowerCase()) ??
    related.find(({ type, target }) => type === kind && zip.has(target))?.target;
  const stylesPath = part('styles', 'styles.xml');
  const stringsPath = part('sharedStrings', 'sharedStrings.xml');
  const formats = stylesPath === undefined ? [] : await readStyles(zip, stylesPath);
  const strings = stringsPath === undefined ? [] : await readSharedStrings(zip, stringsPath, name);
  onProgress(0.2);
  const found: Sheet[] = [];
  let cells = 0;
  for (const [i, sheet] of sheets.entries()) {
    const reader = new SheetReader({ strings, formats, is1904 });
    await scan(zip, sheet.path, reader, () => {
      if (cells + reader.cellCount > TABLE_LIMITS.cells) {
        throw tableFault('table.too-many', { name, what: '单元格数', limit: `${TABLE_LIMITS.cells / 10_000} 万` });
      }
    });
    cells += reader.cellCount;
    found.push(reader.sheet(sheet.name, sheet.isHidden));
    onProgress(0.2 + (0.8 * (i + 1)) / sheets.length);
  }
  if (found.length === 0) throw tableFault('table.no-cells', { name });
  const hasMacros = zip.paths.some((path) => path.toLowerCase().endsWith('vbaproject.bin'));
  return { format: 'xlsx', sheets: found, notes: hasMacros ? ['文件含有宏，宏没有运行，只读取了单元格'] : [] };
}

async function scan(zip: Zip, path: string, reader: SheetReader, check: () => void): Promise<void> {
  const scanner = new XmlScanner(reader);
  const decoder = new TextDecoder();
  for await (const chunk of zip.stream(path)) {
    scanner.feed(decoder.decode(chunk, { stream: true }));
    check();
  }
  scanner.feed(decoder.decode());
  scanner.end();
}

/** The workbook part, wherever the package says it is. */
async function mainPart(zip: Zip, name: string): Promise<string> {
  if (zip.has('mimetype') && (await zip.text('mimetype')).includes('opendocument')) {
    throw unsupported(name, 'OpenDocument 文件（.ods）');
  }
  if (zip.paths.some((path) => path.startsWith('word/'))) throw unsupported(name, 'Word 文档');
  if (zip.paths.some((path) => path.startsWith('ppt/'))) throw unsupported(name, '演示文稿');
  const path =
    zip.paths.find((one) => /(^|\/)workbook\d*\.xml$/i.test(one) && !one.includes('_rels')) ??
    (await relations(zip, '')).find(({ type, target }) => type === 'officeDocument' && isXml(zip, target))?.target;
  if (path !== undefined) return path;
  if (zip.paths.some((one) => one.endsWith('workbook.bin'))) throw unsupported(name, '二进制工作簿（.xlsb）');
  if (zip.paths.some((one) => one.startsWith('Index/'))) throw unsupported(name, 'Numbers 表格');
  throw unsupported(name, '压缩包');
}

const isXml = (zip: Zip, path: string): boolean => zip.has(path) && path.toLowerCase().endsWith('.xml');

export function unsupported(name: string, kind: string): Fault {
  return tableFault('table.unsupported', { name, kind, advice: '请另存为 .xlsx 或 .csv 再导入' });
}

async function readWorkbook(zip: Zip, path: string): Promise<{ sheets: readonly NamedSheet[]; is1904: boolean }> {
  const related = new Map((await relations(zip, path)).map((one) => [one.id, one]));
  const sheets: NamedSheet[] = [];
  let is1904 = false;
  await scanText(zip, path, (name, tag) => {
    if (name === 'workbookPr') is1904 = ['1', 'true'].includes(attribute(tag, 'date1904') ?? '');
    if (name !== 'sheet') return;
    const { type, target = '' } = related.get(attribute(tag, 'id') ?? '') ?? {};
    // Chart sheets and dialogs have no cells.
    const isSheet = type === 'worksheet' || (type === '' && /sheets?\d*\.xml$/i.test(target));
    if (!isSheet || !isXml(zip, target)) return;
    const isHidden = (attribute(tag, 'state') ?? 'visible') !== 'visible';
    sheets.push({ name: attribute(tag, 'name') ?? '', isHidden, path: target });
  });
  return { sheets: sheets.slice(0, TABLE_LIMITS.sheets), is1904 };
}

interface Relation {
  readonly id: string;
  /** The last word of its type: `worksheet`, `styles`. */
  readonly type: string;
  readonly target: string;
}

/** What a part refers to; of the path '' the package itself. */
async function relations(zip: Zip, path: string): Promise<readonly Relation[]> {
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const rels = `${folder}_rels/${path.slice(folder.length)}.rels`;
  const found: Relation[] = [];
  if (!zip.has(rels)) return found;
  await scanText(zip, rels, (name, tag) => {
    if (name !== 'Relationship') return;
    const target = attribute(tag, 'Target') ?? '';
    const whole = target.startsWith('/') ? target.slice(1) : `${folder}${target}`.replace(/[^/]+\/\.\.\//g, '');
    const type = (attribute(tag, 'Type') ?? '').replace(/^.*\//, '');
    found.push({ id: attribute(tag, 'Id') ?? '', type, target: whole });
  });
  return found;
}

async function scanText(zip: Zip, path: string, open: (name: string, tag: string) => void): Promise<void> {
  const scanner = new XmlScanner({ open, close: () => undefined });
  scanner.feed(await zip.text(path));
  scanner.end();
}
