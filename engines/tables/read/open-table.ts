import type { Workbook } from '../cells.ts';
import { shownFileName, tableFault } from '../faults.ts';
import { TABLE_LIMITS } from '../limits.ts';
import { readCsv } from './csv.ts';
import { readGeoJson } from './geojson.ts';
import { readHtml } from './html.ts';
import { readXls } from './xls.ts';
import { readXlsx, unsupported } from './xlsx.ts';

/** Reads a table file by what it is, not by how it is called. Throws the fault that says why it cannot be read. */
export async function readWorkbook(
  bytes: Uint8Array,
  fileName: string,
  onProgress?: (fraction: number) => void,
): Promise<Workbook> {
  const name = shownFileName(fileName);
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.length === 0) throw tableFault('table.empty', { name });
  if (buffer.length > TABLE_LIMITS.fileBytes) {
    const [size, limit] = [buffer.length, TABLE_LIMITS.fileBytes].map((count) => `${Math.round(count / 2 ** 20)} MB`);
    throw tableFault('table.too-large', { name, size: size!, limit: limit! });
  }
  const book = await byKind(buffer, name, onProgress);
  if (book.sheets.every(({ rows }) => rows.length === 0)) throw tableFault('table.no-cells', { name });
  return book;
}

async function byKind(bytes: Buffer, name: string, onProgress?: (fraction: number) => void): Promise<Workbook> {
  const magic = bytes.toString('latin1', 0, 8);
  if (magic.startsWith('PK')) return readXlsx(bytes, name, onProgress);
  if (magic.startsWith('\xd0\xcf\x11\xe0')) return readOle(bytes, name);
  if (magic.startsWith('%PDF')) throw unsupported(name, ' PDF 文件');
  if (magic.startsWith('\x09\x08') || magic.startsWith('\x09\x04')) return readXls(bytes, name); // BIFF without a container
  if (['\x89PNG', '\xff\xd8\xff', 'GIF8', 'Rar!', '7z', '\x1f\x8b'].some((one) => magic.startsWith(one)))
    throw unsupported(name, '图片或压缩包');
  if (magic.startsWith('{\\rtf')) throw unsupported(name, ' RTF 文档');
  const start = beginning(bytes);
  if (/urn:schemas-microsoft-com:office:spreadsheet/.test(start) && /<\w*:?Workbook/i.test(start)) {
    return readXls(bytes, name);
  }
  if (/urn:oasis:names:tc:opendocument/.test(start)) throw unsupported(name, 'OpenDocument 文件（.fods）');
  if (/^(ID;P|TABLE\r?\n0,1)/.test(start)) throw unsupported(name, '数据交换文件（.slk、.dif）');
  if (/^\s*mime-version:/i.test(start)) throw unsupported(name, '单个文件网页（.mht）');
  if (/<(html|table|!doctype html|meta|div|head)\b/i.test(start)) return readHtml(bytes, name);
  if (/^\s*[{[]"?/.test(start) && /^\s*(\{|\[\s*[{"])/.test(start)) return readGeoJson(bytes, name);
  return readCsv(bytes, name);
}

/** The first characters, of whatever encoding, for recognising markup. */
function beginning(bytes: Buffer): string {
  const isWide = bytes[0] === 0xff && bytes[1] === 0xfe;
  if (isWide) return bytes.toString('utf16le', 2, 4096);
  return bytes.toString('latin1', 0, 4096).replace(/^\u00ef\u00bb\u00bf/, '');
}

/** A container of Microsoft's: an old workbook, or an xlsx under a password. */
function readOle(bytes: Buffer, name: string): Promise<Workbook> {
  const has = (stream: string): boolean => bytes.includes(Buffer.from(stream, 'utf16le'));
  if (has('EncryptedPackage') || has('EncryptionInfo')) throw tableFault('table.encrypted', { name });
  if (has('WordDocument')) throw unsupported(name, ' Word 文档');
  if (has('PowerPoint Document')) throw unsupported(name, '演示文稿');
  if (!has('Workbook') && !has('Book')) throw unsupported(name, '不认识的 Office 文件');
  return readXls(bytes, name);
}
