/** What encoding a text file is in, decided by its bytes alone. */
export interface DecodedText {
  /** The characters as they stand in the file, without a byte order mark. */
  text: string;
  encoding: 'UTF-8' | 'UTF-16LE' | 'UTF-16BE' | 'GB 18030';
}

export type EncodingProblem = { problem: 'binary' | 'encoding'; at: number };

/**
 * A byte order mark decides; else UTF-16 if NULs say so; else UTF-8 if every byte fits; else GB 18030 if every byte
 * fits. Two cases need more than "it fits": short GBK words are sometimes valid UTF-8 (Greek, Cyrillic or Hebrew
 * letters to it), and damaged UTF-8 is nearly always valid GB 18030 (to which it is gibberish).
 */
export function decodeBytes(bytes: Uint8Array): DecodedText | EncodingProblem {
  if (startsWith(bytes, [0xef, 0xbb, 0xbf])) return orProblem(decodeAs(bytes.subarray(3), 'UTF-8'), bytes, 3);
  if (startsWith(bytes, [0xff, 0xfe])) return orProblem(decodeAs(bytes.subarray(2), 'UTF-16LE'), bytes, 2);
  if (startsWith(bytes, [0xfe, 0xff])) return orProblem(decodeAs(bytes.subarray(2), 'UTF-16BE'), bytes, 2);
  if (bytes.includes(0)) return bareUtf16(bytes) ?? { problem: 'binary', at: bytes.indexOf(0) + 1 };
  const utf8 = decodeAs(bytes, 'UTF-8');
  if (utf8 !== null) return (looksForeign(utf8.text) ? shortGb18030(bytes) : null) ?? utf8;
  if (isMostlyUtf8(bytes)) return { problem: 'encoding', at: firstBadUtf8(bytes) };
  return orProblem(decodeAs(bytes, 'GB 18030'), bytes, 0);
}

function decodeAs(bytes: Uint8Array, encoding: DecodedText['encoding']): DecodedText | null {
  const label = encoding === 'GB 18030' ? 'gb18030' : encoding.toLowerCase();
  try {
    return { text: new TextDecoder(label, { fatal: true, ignoreBOM: true }).decode(bytes), encoding };
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/** A byte order mark is a promise: bytes that break it are reported, not guessed at. */
function orProblem(decoded: DecodedText | null, bytes: Uint8Array, skipped: number): DecodedText | EncodingProblem {
  if (decoded !== null) return decoded;
  return { problem: 'encoding', at: skipped + firstBadUtf8(bytes.subarray(skipped)) };
}

/** UTF-16 without a mark: nearly all characters must be what Chinese offices write. */
function bareUtf16(bytes: Uint8Array): DecodedText | null {
  if (bytes.length % 2 !== 0) return null;
  const readings = (['UTF-16LE', 'UTF-16BE'] as const).flatMap((encoding) => decodeAs(bytes, encoding) ?? []);
  return readings.find(({ text }) => officeShare(text) > 0.95) ?? null;
}

/** Share of hanzi, CJK punctuation, full-width forms, printable ASCII and line ends. */
function officeShare(text: string): number {
  const usual = text.match(/[\u4e00-\u9fff\u3000-\u303f\uff00-\uffef\u2010-\u203f\x20-\x7e\t\r\n]/g);
  return text.length === 0 ? 0 : (usual?.length ?? 0) / text.length;
}

/**
 * Only two-byte UTF-8 letters, with at least two in a row, and not just the signs (· × ° ±) and Greek letters that
 * stand in Chinese texts anyway.
 */
function looksForeign(text: string): boolean {
  if (!/[\u0080-\u07ff]{2}/.test(text) || /[\u0800-\uffff]/.test(text)) return false;
  return /[^\0-\u00bf\u00d7\u00f7\u0391-\u03c9]/.test(text);
}

/** The GB 18030 reading of a doubtful text, if all of it is everyday GB 2312 hanzi and punctuation. */
function shortGb18030(bytes: Uint8Array): DecodedText | null {
  for (let at = 0; at < bytes.length; at++) {
    const lead = bytes[at]!;
    if (lead < 0x80) continue;
    const trail = bytes[++at] ?? 0;
    const everyday = (lead >= 0xa1 && lead <= 0xa3) || (lead >= 0xb0 && lead <= 0xd7);
    if (!everyday || trail < 0xa1 || trail === 0xff) return null;
  }
  return decodeAs(bytes, 'GB 18030');
}

/** More than nine in ten of the bytes above 0x7f belong to well-formed sequences of three or four. */
function isMostlyUtf8(bytes: Uint8Array): boolean {
  let high = 0;
  let wellFormed = 0;
  for (let at = 0; at < bytes.length;) {
    const length = sequenceLength(bytes, at);
    if (bytes[at]! >= 0x80) {
      high += Math.max(length, 1);
      if (length >= 3) wellFormed += length;
    }
    at += Math.max(length, 1);
  }
  return wellFormed >= 6 && wellFormed > high * 0.9;
}

/** 1-based position of the first byte that is not UTF-8. */
function firstBadUtf8(bytes: Uint8Array): number {
  let at = 0;
  while (at < bytes.length) {
    const length = sequenceLength(bytes, at);
    if (length === 0) break;
    at += length;
  }
  return at + 1;
}

/** Length of the well-formed UTF-8 sequence at `at`, 0 when there is none. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at]!;
  if (lead < 0x80) return 1;
  const length =
    lead >= 0xc2 && lead < 0xe0 ? 2 : lead >= 0xe0 && lead < 0xf0 ? 3 : lead >= 0xf0 && lead < 0xf5 ? 4 : 0;
  for (let i = 1; i < length; i++) if (((bytes[at + i] ?? 0) & 0xc0) !== 0x80) return 0;
  return length;
}

function startsWith(bytes: Uint8Array, start: number[]): boolean {
  return start.every((byte, i) => bytes[i] === byte);
}
