import { useEffect, useMemo, useRef } from 'react';

export interface Marked {
  readonly key: string;
  readonly start: number;
  readonly end: number;
  readonly label: string;
}

interface Props {
  text: string;
  marks: readonly Marked[];
  selected: string | null;
  onSelect: (key: string) => void;
}

/** The paper's text with what was taken out of it; the innermost mark of a place is the one that is chosen there. */
export function PaperText({ text, marks, selected, onSelect }: Props) {
  const pane = useRef<HTMLDivElement>(null);
  const pieces = useMemo(() => piecesOf(text, marks), [text, marks]);
  useEffect(() => {
    const found =
      selected === null ? null : pane.current?.querySelector<HTMLElement>(`[data-key~="${CSS.escape(selected)}"]`);
    if (found && pane.current) pane.current.scrollTop = found.offsetTop - pane.current.clientHeight / 3;
  }, [selected]);
  return (
    <div ref={pane} className="paper-text" tabIndex={0} role="region" aria-label="原文，可以滚动">
      {pieces.map(({ start, end, keys }) =>
        keys.length === 0 ? (
          <span key={start}>{text.slice(start, end)}</span>
        ) : (
          <mark
            key={start}
            data-key={keys.join(' ')}
            className={selected !== null && keys.includes(selected) ? 'is-selected' : undefined}
            onClick={() => onSelect(keys.at(-1)!)}
          >
            {text.slice(start, end)}
          </mark>
        ),
      )}
    </div>
  );
}

interface Piece {
  readonly start: number;
  readonly end: number;
  /** Outer first. */
  readonly keys: readonly string[];
}

function piecesOf(text: string, marks: readonly Marked[]): readonly Piece[] {
  const cuts = [...new Set([0, text.length, ...marks.flatMap(({ start, end }) => [start, end])])].toSorted(
    (a, b) => a - b,
  );
  const wide = marks.toSorted((a, b) => b.end - b.start - (a.end - a.start));
  return cuts.slice(0, -1).map((start, at) => {
    const end = cuts[at + 1]!;
    return { start, end, keys: wide.filter((mark) => mark.start <= start && mark.end >= end).map(({ key }) => key) };
  });
}
