import { boxOf, type Box } from '@quantu/geometry';
import type { EditFeature, Features } from './topology.ts';

/** What differs from what was brought: a feature as it has become, or null where it is taken out. */
type Changes = ReadonlyMap<string, EditFeature | null>;

/** Steps hold what they changed only, so that what comes into view costs nothing in any of them. */
export interface Timeline {
  /** Features as they were brought. */
  readonly original: Features;
  readonly past: readonly Changes[];
  readonly changes: Changes;
  readonly future: readonly Changes[];
}

export const NOTHING: Timeline = { original: new Map(), past: [], changes: new Map(), future: [] };

const MOST_STEPS = 200;
/** So many features are held; more of them, and those that are far from view and untouched are let go. */
const MOST_HELD = 6000;

export function featuresNow({ original, changes }: Timeline): Features {
  if (changes.size === 0) return original;
  const now = new Map(original);
  for (const [key, one] of changes) {
    if (one === null) now.delete(key);
    else now.set(key, one);
  }
  return now;
}

/** A step that can be taken back: everything as it is to be. */
export function stepped(before: Timeline, next: Features): Timeline {
  const changes = new Map<string, EditFeature | null>();
  for (const [key, one] of next) if (before.original.get(key) !== one) changes.set(key, one);
  for (const key of before.original.keys()) if (!next.has(key)) changes.set(key, null);
  return { ...before, past: [...before.past.slice(-MOST_STEPS), before.changes], changes, future: [] };
}

export function undone(before: Timeline): Timeline {
  const last = before.past.at(-1);
  if (!last) return before;
  return { ...before, past: before.past.slice(0, -1), changes: last, future: [before.changes, ...before.future] };
}

export function redone(before: Timeline): Timeline {
  const [next, ...rest] = before.future;
  return next ? { ...before, past: [...before.past, before.changes], changes: next, future: rest } : before;
}

/** Features that come into view; what is there already stays as it is. */
export function brought(before: Timeline, features: readonly EditFeature[], view: Box): Timeline {
  const fresh = features.filter(({ key }) => !before.original.has(key));
  if (fresh.length === 0) return before;
  const original = new Map(before.original);
  for (const one of fresh) original.set(one.key, one);
  return { ...before, original: original.size > MOST_HELD ? near(before, original, view) : original };
}

function near({ past, changes, future }: Timeline, original: Features, view: Box): Features {
  const touched = new Set([...past, changes, ...future].flatMap((one) => [...one.keys()]));
  return new Map([...original].filter(([key, { shape }]) => touched.has(key) || meets(boxOf(shape), view)));
}

const meets = (a: Box, b: Box): boolean => a[0] <= b[2] && a[2] >= b[0] && a[1] <= b[3] && a[3] >= b[1];
