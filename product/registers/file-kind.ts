/** What a file is by its first bytes; names lie. */
export interface FileKind {
  readonly type: string;
  /** A browser may show it: raster pictures only, never what can hold a script. */
  readonly isPicture: boolean;
  /** It goes into a field for photos. */
  readonly isPhoto: boolean;
}

const OTHER: FileKind = { type: 'application/octet-stream', isPicture: false, isPhoto: false };
const picture = (type: string): FileKind => ({ type, isPicture: true, isPhoto: true });
const plain = (type: string): FileKind => ({ type, isPicture: false, isPhoto: false });

const SIGNATURES: readonly (readonly [offset: number, signature: string, kind: FileKind])[] = [
  [0, '\xff\xd8\xff', picture('image/jpeg')],
  [0, '\x89PNG\r\n\x1a\n', picture('image/png')],
  [0, 'GIF87a', picture('image/gif')],
  [0, 'GIF89a', picture('image/gif')],
  [8, 'WEBP', picture('image/webp')],
  [4, 'ftypheic', { type: 'image/heic', isPicture: false, isPhoto: true }],
  [4, 'ftypheix', { type: 'image/heic', isPicture: false, isPhoto: true }],
  [4, 'ftypmif1', { type: 'image/heif', isPicture: false, isPhoto: true }],
  [4, 'ftyp', plain('video/mp4')],
  [0, '%PDF-', plain('application/pdf')],
  [0, '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', plain('application/x-ole-storage')],
  [0, 'AC10', plain('image/vnd.dwg')],
  [0, 'Rar!\x1a\x07', plain('application/vnd.rar')],
  [0, '7z\xbc\xaf\x27\x1c', plain('application/x-7z-compressed')],
  [0, 'PK\x03\x04', plain('application/zip')],
];
const OFFICE: readonly (readonly [part: string, type: string])[] = [
  ['word/', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ['xl/', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ['ppt/', 'application/vnd.openxmlformats-officedocument.presentationml.presentation'],
];

/** Text of any kind, also SVG and HTML, is text and nothing else: no browser runs it. */
export function kindOf(head: Uint8Array): FileKind {
  const text = latin(head);
  const found = SIGNATURES.find(([offset, signature]) => text.startsWith(signature, offset));
  if (found?.[2].type === 'image/webp' && !text.startsWith('RIFF')) return OTHER;
  if (found?.[2].type === 'application/zip') return officeOf(text) ?? found[2];
  if (found) return found[2];
  return isText(head) ? plain('text/plain') : OTHER;
}

/** Each byte one character. */
function latin(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
}

function officeOf(text: string): FileKind | null {
  const found = OFFICE.find(([part]) => text.includes(part));
  return found ? plain(found[1]) : null;
}

function isText(bytes: Uint8Array): boolean {
  if (bytes.includes(0)) return false;
  try {
    // The head may end inside a character: streaming does not mind.
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}
