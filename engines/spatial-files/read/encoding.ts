import { isUtf8 } from 'node:buffer';
import { spatialFault } from '../faults.ts';

/** A label that `TextDecoder` knows, by what files and people call an encoding; null for an unknown word. */
export function encodingOf(word: string): string | null {
  const plain = word
    .trim()
    .toLowerCase()
    .replace(/^ansi\s+|^cp|^windows-?|^oem\s+|^ms-?/, '');
  if (/^utf-?8$|^65001$/.test(plain)) return 'utf-8';
  if (/^(gb|euc-?cn|936|54936|hz)/.test(plain) || plain === 'x-gbk') return 'gb18030';
  if (/^(big-?5|950)/.test(plain)) return 'big5';
  return /^(iso-?8859-?1|latin-?1|88591|1252)$/.test(plain) ? 'windows-1252' : null;
}

/** What people call it. */
export const shownEncoding = (label: string): string => (label === 'gb18030' ? 'GBK' : label.toUpperCase());

export function chosenEncoding(word: string | undefined): string | null {
  if (word === undefined) return null;
  const label = encodingOf(word);
  if (label === null) throw spatialFault('spatial.encoding', { encoding: word.slice(0, 40) });
  return label;
}

/** Votes of values that have more than ASCII: fields cut them anywhere, so an incomplete last sign says nothing. */
export class EncodingVote {
  #utf8 = 0;
  #other = 0;

  add(bytes: Buffer, isFull: boolean): void {
    if (isUtf8(bytes) || (isFull && isUtf8(withoutCutSign(bytes)))) this.#utf8++;
    else this.#other++;
  }

  /** UTF-8 when every value is: no Chinese text of any length happens to be. Null without a vote. */
  get winner(): 'utf-8' | 'gb18030' | null {
    if (this.#utf8 + this.#other === 0) return null;
    return this.#other === 0 ? 'utf-8' : 'gb18030';
  }
}

function withoutCutSign(bytes: Buffer): Buffer {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    if (bytes[bytes.length - back]! >= 0xc0) return bytes.subarray(0, bytes.length - back);
  }
  return bytes;
}

/** A whole text: by its mark, else UTF-8 where it is, else GB 18030. */
export function decodeText(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return new TextDecoder(isUtf8(bytes) ? 'utf-8' : 'gb18030').decode(bytes);
}
