import type { Fault } from '@quantu/base';
import { decodeDocx, decodeMarked } from './docx/decode-docx.ts';
import type { MarkedDocx } from './docx/marked.ts';
import { decodeText } from './decode-text.ts';
import { fileKind, type FileKind } from './detect.ts';
import { inputFault, shownName } from './faults.ts';
import { inputLimits, megabytes, type InputLimits } from './limits.ts';
import { decodePdf } from './pdf/decode-pdf.ts';
import type { InputFile, SourceDocument } from './source.ts';

/**
 * The door through which files come in: recognises a file by its bytes and reads its text.
 *
 * @param name the file's name, for the sentences and to note a wrong extension; it decides nothing.
 * @param more limits of the installation, where they differ from the usual ones.
 * @throws Fault `input.*` with one Chinese sentence when the file cannot be read.
 */
export async function decodeFile(
  bytes: Uint8Array,
  name: string,
  more: Partial<InputLimits> = {},
): Promise<SourceDocument> {
  const file = accepted(bytes, name, more);
  const source = await decodeKind(file, fileKind(bytes));
  return { ...source, notes: [...extensionNotes(name, source.format), ...source.notes] };
}

/**
 * The same door for a docx that comes home: its text with the content controls, tracked changes and comments in it.
 *
 * @throws Fault `input.*` with one Chinese sentence when the file is no docx or cannot be read.
 */
export async function decodeMarkedDocx(
  bytes: Uint8Array,
  name: string,
  more: Partial<InputLimits> = {},
): Promise<MarkedDocx> {
  const file = accepted(bytes, name, more);
  const kind = fileKind(bytes);
  if (kind === 'text' || kind === 'pdf')
    throw inputFault('input.not-docx', { name: shownName(name), kind: SAID[kind] });
  if (kind !== 'zip') throw refusal(file, kind);
  return decodeMarked(file);
}

const SAID = { text: '纯文本', pdf: ' PDF' };

function accepted(bytes: Uint8Array, name: string, more: Partial<InputLimits>): InputFile {
  const limits = { ...inputLimits, ...more };
  const shown = shownName(name);
  if (bytes.length === 0) throw inputFault('input.empty', { name: shown });
  if (bytes.length > limits.fileBytes) {
    const [size, limit] = [megabytes(bytes.length), megabytes(limits.fileBytes)];
    throw inputFault('input.too-large', { name: shown, size, limit });
  }
  return { name, bytes, limits };
}

function decodeKind(file: InputFile, kind: FileKind): SourceDocument | Promise<SourceDocument> {
  if (kind === 'text') return decodeText(file);
  if (kind === 'zip') return decodeDocx(file);
  if (kind === 'pdf') return decodePdf(file);
  throw refusal(file, kind);
}

type Refused = Exclude<FileKind, 'text' | 'zip' | 'pdf' | 'ole-word' | 'ole-encrypted'>;

const refused: Readonly<Record<Refused, readonly [kind: string, advice: string]>> = {
  'ole-excel': ['旧版 Excel 表格（.xls）', '请从台账导入，或把正文另存为 .docx 再上传'],
  'ole-powerpoint': ['旧版演示文稿（.ppt）', '请把文字另存为 .docx 再上传'],
  'ole-other': ['旧版 Office 文件', '请用 Word 或 WPS 打开后另存为 .docx 再上传'],
  rtf: [' RTF 文档', '请用 Word 或 WPS 打开后另存为 .docx 再上传'],
  html: ['网页（HTML）', '请复制正文到 Word，另存为 .docx 再上传'],
  mht: ['网页归档（MHT）', '请用 Word 或 WPS 打开后另存为 .docx 再上传'],
  xml: [' XML 文件', '如果是 Word 文档，请打开后另存为 .docx 再上传'],
  image: ['图片', '请上传 Word 原稿，或经文字识别（OCR）的 PDF'],
  archive: ['压缩包', '请解压后上传其中的 .docx、.pdf 或 .txt'],
  postscript: [' PostScript 文件', '请转成 PDF 再上传'],
};

function refusal(file: InputFile, kind: Refused | 'ole-word' | 'ole-encrypted'): Fault {
  const name = shownName(file.name);
  if (kind === 'ole-encrypted') return inputFault('input.encrypted', { name });
  if ((kind === 'ole-word' || kind === 'ole-other') && /\.wps$/i.test(file.name))
    return inputFault('input.wps', { name });
  if (kind === 'ole-word') return inputFault('input.old-word', { name });
  const [what, advice] = refused[kind];
  return inputFault('input.unsupported', { name, kind: what, advice });
}

const extensions: Readonly<Record<SourceDocument['format'], readonly string[]>> = {
  txt: ['txt', 'text', 'md'],
  docx: ['docx', 'docm', 'dotx', 'dotm'],
  pdf: ['pdf'],
};

function extensionNotes(name: string, format: SourceDocument['format']): string[] {
  const extension = /\.([^./\\]{1,10})$/.exec(name)?.[1]?.toLowerCase();
  if (extension === undefined || extensions[format].includes(extension)) return [];
  return [`扩展名是 .${shownName(extension)}，内容是 .${format}，已按内容读取`];
}
