import { useEffect, useRef } from 'react';

export interface Keys {
  next: () => void;
  previous: () => void;
  accept: () => void;
  edit: () => void;
  reject: () => void;
  undo: () => void;
  help: () => void;
  tab: (index: number) => void;
}

const WORDS: Record<string, Exclude<keyof Keys, 'tab'>> = {
  j: 'next',
  k: 'previous',
  ArrowDown: 'next',
  ArrowUp: 'previous',
  Enter: 'accept',
  e: 'edit',
  x: 'reject',
  u: 'undo',
  '?': 'help',
  '？': 'help',
};

/** Is the person typing, or on something that has its own meaning for the key? */
function isTaken(event: KeyboardEvent): boolean {
  const { target, key } = event;
  if (!(target instanceof HTMLElement)) return false;
  if (target.closest('input, textarea, select, [contenteditable], [role="dialog"], [role="menu"], .ant-select'))
    return true;
  if (key === 'Enter') return target.closest('a, button') !== null && target.closest('[data-row]') === null;
  if (key.startsWith('Arrow')) return target.closest('[role="tab"], [data-scroll]') !== null;
  return false;
}

/** The keyboard of the reading view. Letters work whatever the Chinese input method's case; modifiers are left alone. */
export function useKeys(keys: Keys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTaken(event)) return;
      if (/^[1-6]$/.test(event.key)) {
        latest.current.tab(Number(event.key) - 1);
        return;
      }
      const word = WORDS[event.key] ?? WORDS[event.key.toLowerCase()];
      if (!word) return;
      event.preventDefault();
      latest.current[word]();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
