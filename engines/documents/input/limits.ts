/** How much a file may ask of us. Every limit is checked while reading, never only against what a header claims. */
export interface InputLimits {
  /** Size of the file as it arrives. */
  fileBytes: number;
  /** Size of a text file, and of the text any decoder may produce, in UTF-16 units. */
  textLength: number;
  /** Sum of everything inflated from one docx. */
  inflatedBytes: number;
  /** Inflated to compressed size, looked at once a part is larger than `ratioFreeBytes`. */
  inflateRatio: number;
  ratioFreeBytes: number;
  /** Entries in a zip's directory, and nesting of XML elements. */
  zipEntries: number;
  xmlDepth: number;
  /** Elements of one XML part, attributes of one element; paragraphs, cells and controls kept from a docx. */
  xmlElements: number;
  xmlAttributes: number;
  docxBlocks: number;
  /** One decoded stream of a PDF, the memory its reading may add to the process, its pages, glyphs and seconds. */
  pdfStreamBytes: number;
  pdfMemoryBytes: number;
  pdfPages: number;
  pdfGlyphs: number;
  pdfMilliseconds: number;
}

const MB = 1024 * 1024;

export const inputLimits: Readonly<InputLimits> = {
  fileBytes: 100 * MB,
  textLength: 20 * MB,
  inflatedBytes: 192 * MB,
  inflateRatio: 200,
  ratioFreeBytes: 16 * MB,
  zipEntries: 20_000,
  xmlDepth: 1_000,
  xmlElements: 6_000_000,
  xmlAttributes: 200,
  docxBlocks: 1_000_000,
  pdfStreamBytes: 32 * MB,
  pdfMemoryBytes: 1_024 * MB,
  pdfPages: 5_000,
  pdfGlyphs: 4_000_000,
  pdfMilliseconds: 60_000,
};

/** `100 MB`, as a person says it. */
export function megabytes(bytes: number): string {
  const value = bytes / MB;
  return `${value < 10 ? value.toFixed(1).replace(/\.0$/, '') : Math.round(value)} MB`;
}
