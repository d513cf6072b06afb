/** Another record of the plan: replaced by its id when it is written. */
export interface Ref {
  readonly ref: string;
}
export const to = (register: string, key: string): Ref => ({ ref: `${register}:${key}` });

export type Planned = string | number | boolean | null | Ref | { readonly type: string; readonly coordinates: unknown };

/** Something that happened in the invented district: a record that was made, changed, or corrected. */
export interface Happening {
  readonly on: string;
  readonly register: string;
  /** By what the plan calls the record; the first happening of a key makes it. */
  readonly key: string;
  readonly values: Readonly<Record<string, Planned>>;
  readonly state?: string;
  /** A correction of something settled: the step and why. */
  readonly step?: { readonly transition: string; readonly reason: string };
}

/** One transaction: what was recorded in a month or half of one, by the order in which registers need each other. */
export interface Batch {
  readonly on: string;
  readonly happenings: readonly Happening[];
}

/** Earlier years are told by the month; in the last one it matters what was there before and after a report's day. */
const FINE_FROM = '2026-08';
const partOf = (on: string): string => (on >= FINE_FROM && on.slice(8) > '15' ? `${on.slice(0, 7)}-b` : on.slice(0, 7));

/** Happenings in transactions, oldest first. What happened twice to a record in one of them becomes one. */
export function batchesOf(happenings: readonly Happening[], registers: readonly string[]): Batch[] {
  const batches = new Map<string, Map<string, Happening>>();
  const corrections: Batch[] = [];
  for (const one of happenings.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))) {
    if (one.step) {
      corrections.push({ on: one.on, happenings: [one] });
      continue;
    }
    const batch = batches.get(partOf(one.on)) ?? new Map<string, Happening>();
    batches.set(partOf(one.on), batch);
    const name = `${one.register}:${one.key}`;
    const before = batch.get(name);
    batch.set(name, before ? { ...before, ...one, values: { ...before.values, ...one.values } } : one);
  }
  const rank = ({ register }: Happening) => registers.indexOf(register);
  const ordered = [...batches.values()].map((batch) => [...batch.values()].toSorted((a, b) => rank(a) - rank(b)));
  const made = ordered.map((list) => ({
    on: list.reduce((last, { on }) => (on > last ? on : last), ''),
    happenings: list,
  }));
  return [...made, ...corrections].toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
}
