export interface PageWish {
  readonly page?: number | undefined;
  readonly size?: number | undefined;
}

/** The page asked for, 50 rows when the size is left out. */
export function pageSlice({ page = 1, size = 50 }: PageWish): { page: number; size: number; offset: number } {
  return { page, size, offset: (page - 1) * size };
}

/** The pattern that finds a text anywhere: what LIKE treats specially is taken as it is. No text finds everything. */
export function escapedLike(text: string | undefined): string {
  return `%${(text ?? '').trim().replace(/[\\%_]/g, '\\$&')}%`;
}
