const MB = 2 ** 20;

/** How much a table file may ask of us; checked while reading, never only against what a header claims. */
export const TABLE_LIMITS = {
  fileBytes: 100 * MB,
  /** Everything inflated from one xlsx. */
  inflatedBytes: 1_500 * MB,
  /** Inflated to compressed size of a part, looked at once it is larger than `ratioFreeBytes`. */
  inflateRatio: 400,
  ratioFreeBytes: 64 * MB,
  zipEntries: 20_000,
  /** Cells that have something in them. */
  cells: 8_000_000,
  columns: 2_000,
  sheets: 300,
  /** One piece of text between two tags. */
  textLength: 4 * MB,
  /** Characters of all shared strings. */
  sharedText: 256 * MB,
  /** An old xls is read in one piece. */
  oldBytes: 60 * MB,
} as const;
