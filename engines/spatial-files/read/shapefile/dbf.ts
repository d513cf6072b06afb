import { EncodingVote } from '../encoding.ts';
import type { AttributeValue, SpatialField } from '../layer.ts';
import { Pull, type ByteSource } from '../source.ts';

/** A column of a .dbf. */
interface Column {
  readonly nameBytes: Buffer;
  readonly type: string;
  readonly width: number;
  readonly decimals: number;
  /** In the record, which begins with its mark of deletion. */
  readonly offset: number;
}

export interface DbfHead {
  readonly count: number;
  readonly headLength: number;
  readonly recordLength: number;
  readonly columns: readonly Column[];
  /** The language byte: 0x4D is GBK. */
  readonly language: number;
}

const DESCRIPTOR = 32;
const MOST_HEAD = 65_536;

/** The head of a .dbf; null when it is none. */
export async function dbfHead(source: ByteSource): Promise<DbfHead | null> {
  const bytes = await source.read(0, MOST_HEAD);
  if (bytes.length < DESCRIPTOR + 1) return null;
  const headLength = bytes.readUInt16LE(8);
  const columns: Column[] = [];
  let offset = 1;
  for (let at = DESCRIPTOR; at + DESCRIPTOR <= Math.min(headLength, bytes.length); at += DESCRIPTOR) {
    if (bytes[at] === 0x0d) break;
    const end = bytes.subarray(at, at + 11).indexOf(0);
    const nameBytes = bytes.subarray(at, at + (end < 0 ? 11 : end));
    const [type, width, decimals] = [String.fromCharCode(bytes[at + 11]!), bytes[at + 16]!, bytes[at + 17]!];
    // Texts of more than 255 bytes keep the rest of their width where others have decimals.
    const isLong = type === 'C' && decimals > 0;
    columns.push({ nameBytes, type, width: isLong ? width + decimals * 256 : width, decimals, offset });
    offset += columns.at(-1)!.width;
  }
  const recordLength = bytes.readUInt16LE(10);
  if (columns.length === 0 || recordLength < offset) return null;
  return { count: bytes.readUInt32LE(4), headLength, recordLength, columns, language: bytes[29]! };
}

export interface DbfLook {
  /** How the texts are written: every one is looked at, names of columns too. */
  readonly encoding: 'utf-8' | 'gb18030' | null;
  readonly deleted: number;
}

/** Marks a row that was deleted and not yet taken out. */
export const DELETED = 0x2a;

export async function lookThrough(source: ByteSource, head: DbfHead): Promise<DbfLook> {
  const vote = new EncodingVote();
  for (const { nameBytes } of head.columns) if (hasMore(nameBytes)) vote.add(nameBytes, nameBytes.length >= 10);
  const texts = head.columns.filter(({ type }) => type === 'C');
  let deleted = 0;
  for await (const record of dbfRecords(source, head)) {
    if (record[0] === DELETED) deleted++;
    for (const { offset, width } of texts) {
      const bytes = trimmed(record, offset, width);
      if (hasMore(bytes)) vote.add(bytes, bytes.length >= width - 1);
    }
  }
  return { encoding: vote.winner, deleted };
}

function hasMore(bytes: Buffer): boolean {
  for (let i = 0; i < bytes.length; i++) if (bytes[i]! >= 0x80) return true;
  return false;
}

/** The bytes of a cell without the spaces and zeros behind it. */
function trimmed(record: Buffer, offset: number, width: number): Buffer {
  let end = Math.min(offset + width, record.length);
  while (end > offset && (record[end - 1] === 0x20 || record[end - 1] === 0)) end--;
  return record.subarray(offset, end);
}

/** Records one after the other; each lives until the next. */
export async function* dbfRecords(source: ByteSource, head: DbfHead): AsyncGenerator<Buffer> {
  const pull = new Pull(source);
  try {
    if ((await pull.take(head.headLength)) === null) return;
    for (let i = 0; i < head.count; i++) {
      const record = pull.takeNow(head.recordLength) ?? (await pull.take(head.recordLength));
      if (record === null) return;
      yield record;
    }
  } finally {
    await pull.close();
  }
}

/** Turns records into attributes. */
export class DbfReader {
  readonly fields: readonly SpatialField[];
  readonly #cells: readonly ((record: Buffer) => AttributeValue)[];
  readonly #names: readonly string[];

  constructor(head: DbfHead, encoding: string) {
    const decoder = new TextDecoder(encoding);
    const text = (bytes: Buffer): string => textOf(decoder, bytes);
    this.#names = unique(head.columns.map(({ nameBytes }, at) => text(nameBytes).trim() || `字段${at + 1}`));
    this.fields = head.columns.map((column, at) => ({
      name: this.#names[at]!,
      label: null,
      type: typeOf(column),
      width: column.width,
    }));
    this.#cells = head.columns.map((column) => cellReader(column, text));
  }

  read(record: Buffer): Record<string, AttributeValue> {
    const attributes: Record<string, AttributeValue> = {};
    for (let i = 0; i < this.#cells.length; i++) attributes[this.#names[i]!] = this.#cells[i]!(record);
    return attributes;
  }
}

const LONG = 32;

function textOf(decoder: TextDecoder, bytes: Buffer): string {
  if (bytes.length <= LONG && !hasMore(bytes)) return bytes.toString('latin1', 0, bytes.length);
  // A sign cut in two by the width of the field is no sign.
  return decoder.decode(bytes).replace(/\ufffd+$/, '');
}

function unique(names: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return names.map((name) => {
    const before = seen.get(name) ?? 0;
    seen.set(name, before + 1);
    return before === 0 ? name : `${name}_${before}`;
  });
}

function typeOf({ type, width, decimals }: Column): SpatialField['type'] {
  if (type === 'D') return 'day';
  if (type === 'L') return 'boolean';
  if (type === 'I' || type === '+') return 'integer';
  if (type === 'N' && decimals === 0 && width <= 15) return 'integer';
  return 'NFBO'.includes(type) ? 'number' : 'text';
}

function cellReader(column: Column, text: (bytes: Buffer) => string): (record: Buffer) => AttributeValue {
  const { type, offset, width } = column;
  if (type === 'N' || type === 'F') return (record) => numberOf(record, offset, width);
  if (type === 'D') return (record) => dayOf(record.toString('latin1', offset, offset + width));
  if (type === 'L') return (record) => yesOf(record[offset]);
  if (type === 'I' || type === '+') return (record) => record.readInt32LE(offset);
  if ((type === 'B' || type === 'O') && width === 8) return (record) => finite(record.readDoubleLE(offset));
  return (record) => {
    const bytes = trimmed(record, offset, width);
    return bytes.length === 0 ? null : text(bytes);
  };
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

/** A number printed into its field; stars are one that did not fit. */
function numberOf(record: Buffer, offset: number, width: number): number | string | null {
  let start = offset;
  const end = offset + width;
  while (start < end && (record[start] === 0x20 || record[start] === 0)) start++;
  if (start === end) return null;
  const text = record.toString('latin1', start, end);
  // Codes of eighteen digits are kept in columns of numbers, and are more than a number can hold.
  if (end - start > 15 && /^\d{16,}$/.test(text)) return text;
  const value = Number(text.replace(',', '.').replaceAll('\0', ''));
  return Number.isNaN(value) ? null : value;
}

/** `20240305` as `2024-03-05`; what is no day stays as it is written. */
function dayOf(text: string): string | null {
  const plain = text.replaceAll('\0', '').trim();
  if (plain === '' || /^0+$/.test(plain)) return null;
  return /^\d{8}$/.test(plain) ? `${plain.slice(0, 4)}-${plain.slice(4, 6)}-${plain.slice(6)}` : plain;
}

function yesOf(byte: number | undefined): boolean | null {
  if (byte === undefined) return null;
  const sign = String.fromCharCode(byte);
  if ('YyTt1'.includes(sign)) return true;
  return 'NnFf0'.includes(sign) ? false : null;
}
