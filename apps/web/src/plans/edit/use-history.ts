import type { Box } from '@quantu/geometry';
import { useMemo, useState } from 'react';
import { brought, featuresNow, NOTHING, redone, stepped, undone } from './timeline.ts';
import type { EditFeature, Features } from './topology.ts';

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
  readonly bring: (features: readonly EditFeature[], view: Box) => void;
  /** Begins anew with nothing. */
  readonly reset: () => void;
}

/** What was there, what it has become, and every step between. */
export function useHistory(): History {
  const [timeline, setTimeline] = useState(NOTHING);
  const now = useMemo(() => featuresNow(timeline), [timeline]);
  return {
    original: timeline.original,
    now,
    step: (next) => setTimeline((before) => stepped(before, next)),
    undo: () => setTimeline(undone),
    redo: () => setTimeline(redone),
    canUndo: timeline.past.length > 0,
    canRedo: timeline.future.length > 0,
    bring: (features, view) => setTimeline((before) => brought(before, features, view)),
    reset: () => setTimeline(NOTHING),
  };
}
