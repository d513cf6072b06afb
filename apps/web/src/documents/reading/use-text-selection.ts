import { useEffect, useState } from 'react';

export interface SelectedText {
  start: number;
  end: number;
  /** Where the selection ends on the screen. */
  x: number;
  y: number;
}

const LONGEST = 60;

/** The offset of a place in the document's text, from the segment it stands in. */
function offsetOf(node: Node, offset: number): number | null {
  const span = (node instanceof HTMLElement ? node : node.parentElement)?.closest<HTMLElement>('[data-s]');
  return span?.dataset['s'] === undefined ? null : Number(span.dataset['s']) + offset;
}

function read(): SelectedText | null {
  const selection = window.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const inText = range.startContainer.nodeType === Node.TEXT_NODE && range.endContainer.nodeType === Node.TEXT_NODE;
  const start = inText ? offsetOf(range.startContainer, range.startOffset) : null;
  const end = inText ? offsetOf(range.endContainer, range.endOffset) : null;
  if (start === null || end === null || end <= start || end - start > LONGEST) return null;
  const { right, bottom } = range.getBoundingClientRect();
  return { start, end, x: right, y: bottom };
}

/** A short selection in the text, once the person lets go. */
export function useTextSelection(): [SelectedText | null, () => void] {
  const [selected, setSelected] = useState<SelectedText | null>(null);
  useEffect(() => {
    const settle = (): void => setSelected(read());
    const clear = (): void => {
      if (window.getSelection()?.isCollapsed) setSelected(null);
    };
    window.document.addEventListener('mouseup', settle);
    window.document.addEventListener('touchend', settle);
    window.document.addEventListener('keyup', settle);
    window.document.addEventListener('selectionchange', clear);
    return () => {
      window.document.removeEventListener('mouseup', settle);
      window.document.removeEventListener('touchend', settle);
      window.document.removeEventListener('keyup', settle);
      window.document.removeEventListener('selectionchange', clear);
    };
  }, []);
  return [selected, () => setSelected(null)];
}
