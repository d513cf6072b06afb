import type { EditorView } from 'prosemirror-view';
import { useEffect, useLayoutEffect, useRef, type ReactNode } from 'react';

interface Props {
  view: EditorView;
  from: number;
  to: number;
  label: string;
  /** Above the place, so that what is selected stays in sight. */
  isAbove?: boolean;
  className?: string;
  onClose: () => void;
  onPointerEnter?: () => void;
  onPointerLeave?: () => void;
  children: ReactNode;
}

/** A small window at a place of the paper; it goes along when the paper is scrolled. Esc closes it. */
export function FloatingBox({ view, from, to, label, isAbove = false, className = '', onClose, ...rest }: Props) {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = box.current;
    const ground = element?.offsetParent;
    if (!element || !ground || view.isDestroyed) return;
    const size = view.state.doc.content.size;
    const start = view.coordsAtPos(Math.min(from, size), 1);
    const end = view.coordsAtPos(Math.min(to, size), -1);
    const around = ground.getBoundingClientRect();
    const left = Math.min(start.left - around.left, around.width - element.offsetWidth - 8);
    const above = start.top - around.top - element.offsetHeight - 6;
    const below = Math.max(start.bottom, end.bottom) - around.top + 6;
    element.style.left = `${Math.max(4, left)}px`;
    element.style.top = `${isAbove && above > 0 ? above : below}px`;
  });
  // Only once it stands at its place; the last place may lie below the edge of the pane.
  useEffect(() => {
    if (isAbove) return;
    box.current?.querySelector<HTMLElement>('[data-first]')?.focus({ preventScroll: true });
    box.current?.scrollIntoView({ block: 'nearest' });
  }, [isAbove]);
  const { children, onPointerEnter, onPointerLeave } = rest;
  return (
    <div
      ref={box}
      role="dialog"
      aria-label={label}
      className={`floating ${className}`}
      onPointerEnter={onPointerEnter}
      onPointerLeave={onPointerLeave}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
        view.focus();
      }}
    >
      {children}
    </div>
  );
}
