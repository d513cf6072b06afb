import { basemapRoutes as routes } from '@quantu/plans';
import { useQuery } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { call } from '../../shell/api.ts';
import { useDistrict } from '../../shell/session.ts';

export const basemapsKey = (district: string): readonly unknown[] => ['basemaps', district];

/** What the district has to lay under a map. */
export function useBasemaps() {
  const district = useDistrict();
  return useQuery({
    queryKey: basemapsKey(district),
    queryFn: ({ signal }) => call(routes.basemaps, { params: { district }, signal }),
    staleTime: 300_000,
    enabled: district !== '',
  });
}

const keyOf = (district: string): string => `quantu.basemap.${district}`;
const watchers = new Set<() => void>();

function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => void watchers.delete(watcher);
}

function kept(district: string): string | null {
  try {
    return localStorage.getItem(keyOf(district));
  } catch {
    return null;
  }
}

/** What this reader has chosen on this computer; null: what the district lays. */
export function useOwnBasemap(): string | null {
  const district = useDistrict();
  return useSyncExternalStore(watch, () => kept(district));
}

/** Keeps a reader's choice; every map that is open follows. */
export function keepBasemap(district: string, chosen: string): void {
  try {
    localStorage.setItem(keyOf(district), chosen);
  } catch {
    // A browser that keeps nothing shows what the district lays.
  }
  for (const watcher of watchers) watcher();
}
