import type { Value } from '@quantu/registers';

export type Values = Readonly<Record<string, Value>>;

/** A field that somebody changed meanwhile, seen from three sides. */
export interface Difference {
  readonly field: string;
  readonly base: Value;
  readonly mine: Value;
  readonly theirs: Value;
  /** Both changed it, to different values: a person has to choose. */
  readonly isConflict: boolean;
}

export function isSame(a: Value, b: Value): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

/** Three-way merge: what differs between what was opened (base), what is typed (mine) and what is there now (theirs). */
export function differences(base: Values, mine: Values, theirs: Values): readonly Difference[] {
  const fields = new Set([...Object.keys(mine), ...Object.keys(theirs)]);
  return [...fields].flatMap((field) => {
    const before = base[field] ?? null;
    const now = theirs[field] ?? null;
    const typed = field in mine ? (mine[field] ?? null) : before;
    const isTheirs = !isSame(before, now);
    const isMine = !isSame(before, typed);
    if (!isTheirs && !isMine) return [];
    return [{ field, base: before, mine: typed, theirs: now, isConflict: isTheirs && isMine && !isSame(typed, now) }];
  });
}

export type Side = 'mine' | 'theirs';

/** What is to be sent after merging: my values where mine are kept, against the version that is there now. */
export function merged(found: readonly Difference[], choice: Readonly<Record<string, Side>>): Values {
  const kept = found.filter(({ field, base, mine, theirs, isConflict }) => {
    if (isConflict) return choice[field] !== 'theirs';
    return !isSame(base, mine) && !isSame(mine, theirs);
  });
  return Object.fromEntries(kept.map(({ field, mine }) => [field, mine]));
}
