import type { WrittenRow } from '@quantu/registers/server';

/** The values of one field in rows, before and after. */
export function idsIn(rows: readonly WrittenRow[], field: string): string[] {
  const ids = rows.flatMap(({ before, after }) => [before?.[field], after?.[field]]);
  return [...new Set(ids.filter((id) => typeof id === 'string'))];
}

/** The rows that came into one of these states by what was written. */
export const entered = (rows: readonly WrittenRow[], ...states: readonly string[]): readonly WrittenRow[] =>
  rows.filter(({ stateBefore, stateAfter }) => stateBefore !== stateAfter && states.includes(stateAfter ?? ''));

export const textOf = (row: WrittenRow, field: string): string | null => {
  const value = row.after?.[field];
  return typeof value === 'string' ? value : null;
};

/** Names for a sentence: the first few, and how many there are. */
export function named(names: readonly string[]): string {
  const shown = names.slice(0, 5).join('、');
  return names.length > 5 ? `${shown} 等 ${names.length} 件` : shown;
}
