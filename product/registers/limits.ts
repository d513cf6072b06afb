/** The largest attachment taken in. */
export const ATTACHMENT_LIMIT_BYTES = 100 * 2 ** 20;
/** The largest photo: every viewer of the record loads it. */
export const PHOTO_LIMIT_BYTES = 50 * 2 ** 20;
/** Views one person keeps of a register. */
export const MOST_VIEWS = 50;
/** Records drawn in one tile; more is no picture any more. */
export const MOST_DRAWN = 50_000;
