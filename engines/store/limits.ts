/** How long one reading statement may take. */
export const READ_LIMIT_S = 60;
/** How long one writing statement may take. */
export const WRITE_LIMIT_S = 600;
