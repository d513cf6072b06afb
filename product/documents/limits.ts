/** The largest file taken in. */
export const UPLOAD_LIMIT_BYTES = 100 * 2 ** 20;
/** The most rows of one table of figures to download. */
export const DOWNLOAD_ROWS = 50_000;
