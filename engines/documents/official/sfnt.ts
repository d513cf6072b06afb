/** What a font file says of itself: enough to know which characters it has and how wide they are. */
export interface FontFace {
  family: string;
  /** Glyph id of a code point, 0 when the font has none. */
  glyph(codePoint: number): number;
  /** Advance of a code point in em, 0 when the font has none. */
  advance(codePoint: number): number;
}

/** Gives `length` bytes of a font file from `offset`; fewer at its end. */
export type ReadBytes = (offset: number, length: number) => Uint8Array;

/**
 * Reads the tables `cmap` (formats 4 and 12), `hmtx` and `name` of a TrueType or OpenType font, or of a collection's
 * first font, and nothing else of the file.
 */
export function readFont(read: ReadBytes): FontFace {
  const tables = tableRecords(read);
  const table = (tag: string): DataView => {
    const record = tables.get(tag);
    if (record === undefined) throw new Error(`font without a ${tag} table`);
    return viewOf(read(record.offset, record.length));
  };
  const unitsPerEm = table('head').getUint16(18);
  const metrics = table('hhea').getUint16(34);
  const hmtx = table('hmtx');
  const glyph = characterMap(table('cmap'));
  const advance = (codePoint: number): number => {
    const id = glyph(codePoint);
    return id === 0 ? 0 : hmtx.getUint16(4 * Math.min(id, metrics - 1)) / unitsPerEm;
  };
  return { family: familyName(table('name')), glyph, advance };
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

function tableRecords(read: ReadBytes): Map<string, { offset: number; length: number }> {
  const head = viewOf(read(0, 16));
  const start = head.getUint32(0) === 0x74746366 ? head.getUint32(12) : 0;
  const count = viewOf(read(start, 12)).getUint16(4);
  const records = viewOf(read(start + 12, 16 * count));
  return new Map(
    Array.from({ length: count }, (_, i) => {
      const tag = String.fromCharCode(...[0, 1, 2, 3].map((byte) => records.getUint8(16 * i + byte)));
      return [tag, { offset: records.getUint32(16 * i + 8), length: records.getUint32(16 * i + 12) }];
    }),
  );
}

function characterMap(view: DataView): (codePoint: number) => number {
  let best = { rank: 0, offset: 0 };
  for (let i = 0; i < view.getUint16(2); i++) {
    const offset = view.getUint32(8 + 8 * i);
    const platform = view.getUint16(4 + 8 * i);
    const rank = platform === 1 ? 0 : { 4: 1, 12: 2 }[view.getUint16(offset)];
    if (rank && rank > best.rank) best = { rank, offset };
  }
  if (best.rank === 2) return (codePoint) => groupedGlyph(view, best.offset, codePoint);
  if (best.rank === 1) return (codePoint) => segmentGlyph(view, best.offset, codePoint);
  return () => 0;
}

/** cmap format 12: sorted groups of start, end, first glyph. */
function groupedGlyph(view: DataView, offset: number, codePoint: number): number {
  let low = 0;
  let high = view.getUint32(offset + 12) - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const group = offset + 16 + 12 * middle;
    if (codePoint < view.getUint32(group)) high = middle - 1;
    else if (codePoint > view.getUint32(group + 4)) low = middle + 1;
    else return view.getUint32(group + 8) + codePoint - view.getUint32(group);
  }
  return 0;
}

/** cmap format 4: segments by their end, with a delta or an index into a glyph array. */
function segmentGlyph(view: DataView, offset: number, codePoint: number): number {
  if (codePoint > 0xffff) return 0;
  const twice = view.getUint16(offset + 6);
  const ends = offset + 14;
  const starts = ends + twice + 2;
  let segment = 0;
  while (segment < twice && view.getUint16(ends + segment) < codePoint) segment += 2;
  const start = view.getUint16(starts + segment);
  if (segment >= twice || codePoint < start) return 0;
  const delta = view.getUint16(starts + twice + segment);
  const rangeAt = starts + 2 * twice + segment;
  const range = view.getUint16(rangeAt);
  if (range === 0) return (codePoint + delta) & 0xffff;
  const id = view.getUint16(rangeAt + range + 2 * (codePoint - start));
  return id === 0 ? 0 : (id + delta) & 0xffff;
}

/** The first Unicode record of name 1, which is also what the typesetter calls the family by. */
function familyName(view: DataView): string {
  const strings = view.getUint16(4);
  for (let i = 0; i < view.getUint16(2); i++) {
    const record = 6 + 12 * i;
    const platform = view.getUint16(record);
    if (view.getUint16(record + 6) !== 1 || (platform !== 0 && platform !== 3)) continue;
    const length = view.getUint16(record + 8) / 2;
    const start = strings + view.getUint16(record + 10);
    return String.fromCharCode(...Array.from({ length }, (_, at) => view.getUint16(start + 2 * at)));
  }
  return '';
}
