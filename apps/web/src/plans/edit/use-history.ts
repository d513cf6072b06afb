import { useState } from 'react';
import type { EditFeature, Features } from './topology.ts';

interface Timeline {
  readonly past: readonly Features[];
  readonly now: Features;
  readonly future: readonly Features[];
}

export interface History {
  readonly original: Features;
  readonly now: Features;
  /** A step that can be taken back. */
  readonly step: (next: Features) => void;
  readonly undo: () => void;
  readonly redo: () => void;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** Features that come into view; what is edited stays as it is. */
  readonly bring: (features: readonly EditFeature[]) => void;
  /** Begins anew with nothing. */
  readonly reset: () => void;
}

const NOTHING: Features = new Map();
const MOST_STEPS = 200;

/** What was there, what it has become, and every step between. */
export function useHistory(): History {
  const [original, setOriginal] = useState(NOTHING);
  const [{ past, now, future }, setTimeline] = useState<Timeline>({ past: [], now: NOTHING, future: [] });
  return {
    original,
    now,
    step: (next) =>
      setTimeline((before) => ({ past: [...before.past.slice(-MOST_STEPS), before.now], now: next, future: [] })),
    undo: () =>
      setTimeline((before) => {
        const last = before.past.at(-1);
        if (!last) return before;
        return { past: before.past.slice(0, -1), now: last, future: [before.now, ...before.future] };
      }),
    redo: () =>
      setTimeline((before) => {
        const [next, ...rest] = before.future;
        return next ? { past: [...before.past, before.now], now: next, future: rest } : before;
      }),
    canUndo: past.length > 0,
    canRedo: future.length > 0,
    bring: (features) => {
      const fresh = features.filter(({ key }) => !original.has(key));
      if (fresh.length === 0) return;
      const added = (to: Features): Features => new Map([...to, ...fresh.map((one) => [one.key, one] as const)]);
      setOriginal(added);
      // What is out of view is in every step of the past as well.
      setTimeline((before) => ({
        past: before.past.map(added),
        now: added(before.now),
        future: before.future.map(added),
      }));
    },
    reset: () => {
      setOriginal(NOTHING);
      setTimeline({ past: [], now: NOTHING, future: [] });
    },
  };
}
