import type { Proposal } from '@quantu/product-documents';
import { memo, useEffect, useMemo, useRef, useState, type MouseEvent, type ReactNode } from 'react';
import { blockAt, type Block } from './blocks.ts';
import { makeMarkIndex, marksOf, spansOf, type MarkKind } from './marks.ts';
import { TextBlock } from './text-block.tsx';

interface Props {
  text: string;
  blocks: readonly Block[];
  proposals: readonly Proposal[];
  selected: Proposal | null;
  /** Where to scroll: the selected item's first place, or another one the person jumped to. */
  target: number | null;
  hidden: ReadonlySet<MarkKind>;
  onSelect: (id: string) => void;
  children?: ReactNode;
}

const HIDES: Record<MarkKind, string> = {
  figure: 'hide-figure',
  entity: 'hide-entity',
  commitment: 'hide-commitment',
  finding: 'hide-finding',
};

/** The text, set like the document, with its marks. Clicking a mark again goes to the next one under it. */
export const TextPane = memo(function TextPane({
  text,
  blocks,
  proposals,
  selected,
  target,
  hidden,
  onSelect,
  children,
}: Props) {
  const pane = useRef<HTMLDivElement>(null);
  const [index] = useState(makeMarkIndex);
  const kinds = useMemo(() => new Map(proposals.map(({ id, kind }) => [id, kind])), [proposals]);
  const marks = useMemo(() => index(blocks, marksOf(proposals)), [index, blocks, proposals]);
  const touched = useMemo(() => blocksOf(blocks, selected), [blocks, selected]);

  useEffect(() => {
    if (target !== null) reveal(pane.current, blocks, target);
  }, [blocks, target]);

  function onClick(event: MouseEvent): void {
    if (!(event.target instanceof HTMLElement) || !(window.getSelection()?.isCollapsed ?? true)) return;
    const ids = event.target.closest<HTMLElement>('[data-ids]')?.dataset['ids']?.split(' ') ?? [];
    const shown = ids.filter((id) => !hidden.has(kinds.get(id) as MarkKind));
    const next = shown[(shown.indexOf(selected?.id ?? '') + 1) % shown.length];
    if (next !== undefined) onSelect(next);
  }

  const hides = [...hidden].map((kind) => HIDES[kind]).join(' ');
  return (
    <div
      ref={pane}
      className={`text-pane ${hides}`}
      data-scroll
      tabIndex={0}
      role="region"
      aria-label="正文，可以滚动"
      onClick={onClick}
    >
      <article className="document" aria-label="正文">
        {blocks.map((block, i) => (
          <TextBlock
            key={block.start}
            text={text}
            block={block}
            marks={marks[i] ?? []}
            selected={selected && touched.has(i) ? selected.id : null}
          />
        ))}
      </article>
      {children}
    </div>
  );
});

function blocksOf(blocks: readonly Block[], proposal: Proposal | null): ReadonlySet<number> {
  const touched = new Set<number>();
  if (!proposal) return touched;
  for (const [start, end] of spansOf(proposal)) {
    for (let i = blockAt(blocks, start); i <= blockAt(blocks, end - 1); i++) touched.add(i);
  }
  return touched;
}

/**
 * Brings an offset to the upper third of the pane, unless it is on the screen already. Only the pane scrolls, never
 * what is around it. Heights of what was never drawn are guesses, so it looks again once the place is drawn.
 */
function reveal(pane: HTMLElement | null, blocks: readonly Block[], offset: number, tries = 3): void {
  const block = pane?.querySelectorAll('.block')[blockAt(blocks, offset)];
  if (!pane || !block) return;
  const spans = [...block.querySelectorAll<HTMLElement>('[data-s]')].reverse();
  const span = spans.find(({ dataset }) => Number(dataset['s']) <= offset) ?? block;
  const seen = pane.getBoundingClientRect();
  const { top, bottom } = span.getClientRects()[0] ?? span.getBoundingClientRect();
  if (top >= seen.top + 8 && bottom <= seen.bottom - 8) return;
  pane.scrollTop += top - seen.top - pane.clientHeight / 3;
  if (tries > 1) requestAnimationFrame(() => reveal(pane, blocks, offset, tries - 1));
}
