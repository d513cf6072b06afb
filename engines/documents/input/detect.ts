import { oleKind } from './ole.ts';

/** What the bytes are, whatever the name says. `text` means: nothing else was recognised. */
export type FileKind =
  | 'text'
  | 'zip'
  | 'pdf'
  | 'ole-word'
  | 'ole-encrypted'
  | 'ole-excel'
  | 'ole-powerpoint'
  | 'ole-other'
  | 'rtf'
  | 'html'
  | 'mht'
  | 'xml'
  | 'image'
  | 'archive'
  | 'postscript';

const signatures: readonly (readonly [FileKind, string])[] = [
  ['zip', 'PK\x03\x04'],
  ['zip', 'PK\x05\x06'],
  ['rtf', '{\\rtf'],
  ['image', '\x89PNG'],
  ['image', '\xff\xd8\xff'],
  ['image', 'GIF8'],
  ['image', 'II*\0'],
  ['image', 'MM\0*'],
  ['archive', 'Rar!'],
  ['archive', '7z\xbc\xaf\x27\x1c'],
  ['archive', '\x1f\x8b\x08'],
  ['postscript', '%!PS'],
];

/** Recognises a file by its content. */
export function fileKind(bytes: Uint8Array): FileKind {
  const head = latin1(bytes.subarray(0, 1024));
  if (head.startsWith('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')) return oleKind(bytes);
  for (const [kind, start] of signatures) if (head.startsWith(start)) return kind;
  if (isWebpOrHeic(head) || isBitmap(bytes, head)) return 'image';
  // The PDF standard lets a reader accept the header anywhere in the first 1024 bytes; a text that quotes it in a
  // sentence is not a PDF, so it must start a line there.
  if (/(?:^|[\r\n\0])%PDF-\d/.test(head) || head.startsWith('%PDF-')) return 'pdf';
  return markupKind(head);
}

function isWebpOrHeic(head: string): boolean {
  if (head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP') return true;
  return head.slice(4, 8) === 'ftyp' && /^(heic|heix|mif1|avif)/.test(head.slice(8, 12));
}

/** `BM` may start a text, so the size written behind it must be the file's. */
function isBitmap(bytes: Uint8Array, head: string): boolean {
  if (!head.startsWith('BM') || bytes.length < 26) return false;
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(2, true) === bytes.length;
}

function markupKind(head: string): FileKind {
  // UTF-16 markup shows as the same letters with NULs between them.
  const start = head
    .replace(/^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, '')
    .replaceAll('\0', '')
    .trimStart()
    .slice(0, 600)
    .toLowerCase();
  if (/^<(!doctype html|html|head|body)[\s>]/.test(start.replace(/<!--.*?-->\s*/gs, ''))) return 'html';
  if (start.startsWith('<?xml')) return start.includes('<html') ? 'html' : 'xml';
  if (/^(mime-version|from: ?<saved by)/.test(start) && start.includes('content-type:')) return 'mht';
  return 'text';
}

export function latin1(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}
