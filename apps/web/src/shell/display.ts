import { useSyncExternalStore } from 'react';
import type { BodySize } from './theme.ts';

const ELDER_KEY = 'quantu.elder';
const watchers = new Set<() => void>();

/** Below this many characters of body text across, panes become tabs and tables become cards. */
const NARROW_EM = 68;

export interface Display {
  isElder: boolean;
  isPhone: boolean;
  isNarrow: boolean;
  size: BodySize;
}

function readElder(): boolean {
  try {
    return localStorage.getItem(ELDER_KEY) === '1';
  } catch {
    return false;
  }
}

let shown = measure(readElder());

function measure(isElder: boolean): Display {
  const isPhone = window.innerWidth < 640;
  const size: BodySize = isElder ? 24 : isPhone ? 16 : 14;
  return { isElder, isPhone, isNarrow: window.innerWidth / size < NARROW_EM, size };
}

function refresh(isElder = shown.isElder): void {
  const next = measure(isElder);
  const isSame = Object.entries(next).every(([key, value]) => Reflect.get(shown, key) === value);
  if (isSame) return;
  shown = next;
  for (const watcher of watchers) watcher();
}

/** 关怀模式: letters of 18 points. Remembered on this computer. */
export function setElder(isElder: boolean): void {
  try {
    localStorage.setItem(ELDER_KEY, isElder ? '1' : '0');
  } catch {
    // A browser that keeps nothing (private window) still shows large letters until it is closed.
  }
  refresh(isElder);
}

function watch(watcher: () => void): () => void {
  if (watchers.size === 0) {
    window.addEventListener('resize', onResize);
    window.addEventListener('storage', onStorage);
  }
  watchers.add(watcher);
  return () => {
    watchers.delete(watcher);
    if (watchers.size > 0) return;
    window.removeEventListener('resize', onResize);
    window.removeEventListener('storage', onStorage);
  };
}

function onResize(): void {
  refresh();
}

/** Chosen in another window: it holds in this one too. */
function onStorage({ key }: StorageEvent): void {
  if (key === ELDER_KEY) refresh(readElder());
}

export function useDisplay(): Display {
  return useSyncExternalStore(watch, () => shown);
}
