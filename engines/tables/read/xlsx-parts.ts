import { tableFault } from '../faults.ts';
import { TABLE_LIMITS } from '../limits.ts';
import { builtInFormat, parseFormat, type Format } from './formats.ts';
import { attribute, XmlScanner } from './xml.ts';
import type { Zip } from './zip.ts';

/** Text as Excel escapes it: `_x000D_` is a carriage return. */
export function unescaped(text: string): string {
  const plain = text.includes('_x')
    ? text.replace(/_x([0-9a-fA-F]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text;
  return plain.includes('\r') ? plain.replace(/\r\n?/g, '\n') : plain;
}

/** The shared strings in their order; rich text as plain, phonetic readings left out. */
export async function readSharedStrings(zip: Zip, path: string, name: string): Promise<readonly string[]> {
  const strings: string[] = [];
  let parts = '';
  let isText = false;
  let isPhonetic = false;
  let total = 0;
  const scanner = new XmlScanner({
    open: (tag, _, isEmpty) => {
      if (tag === 't') isText = !isEmpty;
      else if (tag === 'rPh') isPhonetic = !isEmpty;
      else if (tag === 'si' && isEmpty) strings.push('');
    },
    close: (tag) => {
      if (tag === 't') isText = false;
      else if (tag === 'rPh') isPhonetic = false;
      else if (tag === 'si') {
        strings.push(unescaped(parts));
        total += parts.length;
        parts = '';
        if (total > TABLE_LIMITS.sharedText) {
          throw tableFault('table.too-many', { name, what: '文字总量', limit: '2.5 亿字' });
        }
      }
    },
    text: (text) => {
      if (isText && !isPhonetic) parts += text;
    },
  });
  const decoder = new TextDecoder();
  for await (const chunk of zip.stream(path)) scanner.feed(decoder.decode(chunk, { stream: true }));
  scanner.feed(decoder.decode());
  scanner.end();
  return strings;
}

/** What the number format of each cell style means, by the style's index. */
export async function readStyles(zip: Zip, path: string): Promise<readonly Format[]> {
  const own = new Map<number, Format>();
  const formats: Format[] = [];
  let isCells = false;
  const scanner = new XmlScanner({
    open: (name, tag) => {
      if (name === 'numFmt') {
        own.set(Number(attribute(tag, 'numFmtId')), parseFormat(attribute(tag, 'formatCode') ?? ''));
      } else if (name === 'cellXfs') isCells = true;
      else if (name === 'xf' && isCells) {
        const id = Number(attribute(tag, 'numFmtId') ?? 0);
        formats.push(own.get(id) ?? builtInFormat(id) ?? parseFormat('General'));
      }
    },
    close: (name) => {
      if (name === 'cellXfs') isCells = false;
    },
  });
  scanner.feed(await zip.text(path));
  scanner.end();
  return formats;
}
