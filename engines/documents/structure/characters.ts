/** Characters that print nothing: byte order marks, zero-width and bidirectional marks, soft hyphens, NUL. */
// oxlint-disable no-control-regex -- control characters are what is looked for
const INVISIBLE =
  /[\u0000-\u0008\u000e-\u001f\u007f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/;
const INVISIBLE_ALL = new RegExp(INVISIBLE, 'g');

export function isInvisible(char: string): boolean {
  return INVISIBLE.test(char);
}

export function withoutInvisible(text: string): string {
  return INVISIBLE.test(text) ? text.replace(INVISIBLE_ALL, '') : text;
}

/** Blank in print: white space of any width, or nothing at all. */
export function isBlank(char: string): boolean {
  return /\s/.test(char) || isInvisible(char);
}

/** Columns a line takes in a fixed-width listing: two for a Han character, one for a Latin one. */
export function columns(text: string): number {
  let width = 0;
  for (let i = 0; i < text.length; i++) width += text.charCodeAt(i) < 0x2000 ? 1 : 2;
  return width;
}

/**
 * A name or title as one line: the blanks that line breaks and scraping left between Han characters go, those
 * inside quotation marks stay, for there they separate (“提品质 聚人气 强城区”).
 */
export function tidy(text: string): string {
  let out = '';
  let depth = 0;
  for (const word of withoutInvisible(text).trim().split(/\s+/)) {
    out += out !== '' && keepsBlank(out.at(-1)!, word[0] ?? '', depth) ? ` ${word}` : word;
    for (const char of word) {
      if (char === '“' || char === '‘') depth++;
      else if (char === '”' || char === '’') depth = Math.max(0, depth - 1);
    }
  }
  return out;
}

function keepsBlank(last: string, next: string, quotes: number): boolean {
  if (/[A-Za-z0-9]/.test(last) && /[A-Za-z0-9]/.test(next)) return true;
  return quotes > 0 && !/[“‘]/.test(last) && !/[”’]/.test(next);
}

/** A set of characters asked for once per character of a text: a table by code is several times a pattern's speed. */
export function characterSet(characters: Iterable<string> | RegExp): (text: string, at: number) => boolean {
  const table = new Uint8Array(0x10000);
  if (characters instanceof RegExp)
    for (let code = 0; code < table.length; code++) table[code] = characters.test(String.fromCharCode(code)) ? 1 : 0;
  else for (const character of characters) table[character.charCodeAt(0)] = 1;
  return (text, at) => table[text.charCodeAt(at)] === 1;
}

/** Blank in print, or nothing at all, by position. */
export const isBlankAt = characterSet(new RegExp(`\\s|${INVISIBLE.source}`));
