/** OLE compound files (.doc, .xls, .ppt, encrypted .docx): only what they are is read, never what they hold. */
export type OleKind = 'ole-word' | 'ole-encrypted' | 'ole-excel' | 'ole-powerpoint' | 'ole-other';

const streams: readonly (readonly [OleKind, string])[] = [
  ['ole-encrypted', 'EncryptedPackage'],
  ['ole-word', 'WordDocument'],
  ['ole-excel', 'Workbook'],
  ['ole-excel', 'Book'],
  ['ole-powerpoint', 'PowerPoint Document'],
];

const ENTRY = 128;
const HEADER = 512;

/**
 * Directory entries are 128 bytes, aligned, each starting with its UTF-16 name and, at byte 64, the name's length.
 * Looking at every aligned place finds them without following a sector chain that may be damaged or circular.
 */
export function oleKind(bytes: Uint8Array): OleKind {
  const found = new Set<OleKind>();
  for (let at = HEADER; at + ENTRY <= bytes.length; at += ENTRY) {
    for (const [kind, name] of streams) if (isEntry(bytes, at, name)) found.add(kind);
  }
  return streams.find(([kind]) => found.has(kind))?.[0] ?? 'ole-other';
}

function isEntry(bytes: Uint8Array, at: number, name: string): boolean {
  if (bytes[at + 64] !== (name.length + 1) * 2 || bytes[at + 65] !== 0) return false;
  for (let i = 0; i < name.length; i++) {
    if (bytes[at + 2 * i] !== name.charCodeAt(i) || bytes[at + 2 * i + 1] !== 0) return false;
  }
  return true;
}
