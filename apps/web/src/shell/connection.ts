import { useSyncExternalStore } from 'react';
import { NetworkLoss } from './api.ts';

/** Is the server within reach? One place, told by every request, watched by the strip under the header. */
let isLost = false;
let probe: ReturnType<typeof setTimeout> | undefined;
const watchers = new Set<() => void>();
const onBack = new Set<() => void>();

const PROBE_EVERY_MS = 3000;

function set(lost: boolean): void {
  if (lost === isLost) return;
  isLost = lost;
  for (const watcher of watchers) watcher();
  if (!lost) for (const listener of onBack) listener();
}

async function ask(): Promise<void> {
  const isBack = await fetch('/healthz', { cache: 'no-store' }).then(
    (answer) => answer.ok,
    () => false,
  );
  probe = undefined;
  if (isBack) set(false);
  else probe = setTimeout(() => void ask(), PROBE_EVERY_MS);
}

/** Called with whatever a request failed with; a network loss starts asking for the server until it answers. */
export function noteFailure(error: unknown): void {
  if (!(error instanceof NetworkLoss)) return;
  set(true);
  probe ??= setTimeout(() => void ask(), PROBE_EVERY_MS);
}

export function noteAnswer(): void {
  set(false);
}

/** Calls back each time the server is within reach again. */
export function whenBack(listener: () => void): () => void {
  onBack.add(listener);
  return () => onBack.delete(listener);
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

export function useIsConnectionLost(): boolean {
  return useSyncExternalStore(watch, () => isLost);
}
