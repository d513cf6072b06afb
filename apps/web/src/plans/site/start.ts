import type { Geometry } from '@quantu/geometry';
import type { SiteWish } from '@quantu/plans';

/** What a check begins with when another page leads to it: a place, and what was asked about it before. */
export interface Start extends Omit<SiteWish, 'site' | 'project' | 'investment' | 'asOf'> {
  readonly site: Geometry;
  readonly from: string;
}

const MARK = 'quantu-site-start';

/** As it travels in the browser's history, so that going back and reloading keep it. */
export const startState = (start: Start): Readonly<Record<string, Start>> => ({ [MARK]: start });

export function startFrom(state: unknown): Start | null {
  if (typeof state !== 'object' || state === null || !(MARK in state)) return null;
  // Only `startState` writes it.
  return state[MARK] as Start;
}
