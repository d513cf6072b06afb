const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  copy: '©',
  nbsp: ' ',
};

/** What a file says in HTML, as a line of plain text: it is shown, never run. */
export function plainText(value: unknown, most: number): string {
  if (typeof value !== 'string') return '';
  return value
    .slice(0, 20 * most)
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(?:#(\d{1,7})|(\w{1,6}));/g, (whole, number: string | undefined, name: string | undefined) =>
      number === undefined ? (ENTITIES[name ?? ''] ?? whole) : codePoint(Number(number)),
    )
    .replace(/\p{C}/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, most);
}

const codePoint = (number: number): string => (number > 0 && number <= 0x10ffff ? String.fromCodePoint(number) : '');
