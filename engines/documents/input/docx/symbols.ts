/**
 * Symbol fonts print a picture for a private-use code: the sign a reader would type instead. What is not in the table
 * is a bullet when it marks a list, and a filler `□` in the text, so that nothing disappears without a trace.
 */
const wingdings: Readonly<Record<number, string>> = {
  0x6c: '●',
  0x6d: '○',
  0x6e: '■',
  0x6f: '□',
  0x70: '□',
  0x71: '□',
  0x72: '□',
  0x73: '◆',
  0x74: '◆',
  0x75: '◆',
  0x76: '❖',
  0x77: '◆',
  0x9f: '•',
  0xa7: '■',
  0xa8: '□',
  0xb2: '★',
  0xd8: '➢',
  0xe0: '→',
  0xf0: '⇨',
  0xfb: '✗',
  0xfc: '✓',
  0xfd: '☒',
  0xfe: '☑',
};
const wingdings2: Readonly<Record<number, string>> = {
  0x50: '✓',
  0x52: '☑',
  0x53: '☒',
  0x54: '☒',
  0x2a: '□',
  0xa3: '□',
  0x97: '●',
  0x98: '●',
};
const symbol: Readonly<Record<number, string>> = {
  0x2d: '-',
  0x2b: '+',
  0x3d: '=',
  0x2e: '.',
  0x2c: ',',
  0xa3: '≤',
  0xb0: '°',
  0xb1: '±',
  0xb3: '≥',
  0xb4: '×',
  0xb7: '•',
  0xb8: '÷',
  0xb9: '≠',
  0xae: '→',
  0xd7: '·',
  0x61: 'α',
  0x62: 'β',
  0x67: 'γ',
  0x6d: 'μ',
  0x70: 'π',
  0x57: 'Ω',
  0x44: 'Δ',
  0x53: 'Σ',
};
const tables: Readonly<Record<string, Readonly<Record<number, string>>>> = {
  wingdings: wingdings,
  'wingdings 2': wingdings2,
  symbol: symbol,
};

/** The sign for character `code` of a symbol font; null when the table has none. */
export function symbolOf(font: string, code: number): string | null {
  const table = tables[font.toLowerCase()];
  if (table !== undefined) return table[code >= 0xf000 && code <= 0xf0ff ? code - 0xf000 : code] ?? null;
  return isPrivate(code) ? null : String.fromCodePoint(code);
}

/** Bullets of a list: every private-use code becomes a sign a person would type. */
export function bulletText(text: string, font: string): string {
  return Array.from(text, (character) => symbolOf(font, character.codePointAt(0)!) ?? '•').join('');
}

function isPrivate(code: number): boolean {
  return code >= 0xe000 && code <= 0xf8ff;
}
