/** The built pages of exactly these sources, or null. */
export function builtPages(): string | null;
