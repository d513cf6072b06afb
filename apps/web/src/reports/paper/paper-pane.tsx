import { useRef, type MouseEvent } from 'react';
import { useDesk } from '../desk.ts';
import { FloatingLayer } from './floating-layer.tsx';
import type { Floating } from './floating.ts';
import { FormatBar } from './format-bar.tsx';
import { PaperFoot, PaperHead } from './paper-head.tsx';

interface Props {
  mount: (place: HTMLElement | null) => void;
  floating: Floating | null;
  onFloating: (floating: Floating | null) => void;
  onComment: () => void;
  onHelp: () => void;
}

/** So long the pointer rests on a figure before it is opened, and so long it may be away before it is closed. */
const REST_MS = 250;

/** The paper as it will be printed, with the bar above it and what floats over it. */
export function PaperPane({ mount, floating, onFloating, onComment, onHelp }: Props) {
  const { report, paper } = useDesk();
  const rest = useRef<ReturnType<typeof setTimeout>>(undefined);
  const isWritable = report.sectionsOf.some(({ can }) => can.write);
  const isPinned = floating !== null && (floating.kind !== 'figure' || floating.isPinned);

  function onOver({ target }: MouseEvent): void {
    if (isPinned || !(target instanceof Element)) return;
    clearTimeout(rest.current);
    const id = figureId(target);
    if (id === null && target.closest('.floating')) return;
    const next: Floating | null = id === null ? null : { kind: 'figure', id, isPinned: false };
    if (next?.id !== (floating?.kind === 'figure' ? floating.id : undefined)) {
      rest.current = setTimeout(() => onFloating(next), REST_MS);
    }
  }

  function onClick({ target }: MouseEvent): void {
    if (!(target instanceof Element) || target.closest('.floating')) return;
    clearTimeout(rest.current);
    const id = figureId(target);
    onFloating(id === null ? null : { kind: 'figure', id, isPinned: true });
  }

  return (
    <div className="paper-pane">
      {paper && isWritable && (
        <FormatBar
          onBind={(at) => onFloating({ kind: 'bind', ...at })}
          onCites={(at) => onFloating({ kind: 'cites', ...at })}
          onHelp={onHelp}
        />
      )}
      <div className="text-pane paper-scroll" data-scroll>
        <div className="paper-ground" onMouseOver={onOver} onClick={onClick}>
          <article className="paper" aria-label="报告">
            <PaperHead head={report.head} />
            {report.sectionsOf.length === 0 && (
              <p className="quiet paper-nothing">
                还没有章节。
                {report.can.arrange ? '在左边“增加章节”，再分给各单位执笔。' : '政府办分好章节以后在这里写。'}
              </p>
            )}
            <div ref={mount} className="paper-text" />
            <PaperFoot head={report.head} />
          </article>
          {paper && <FloatingLayer paper={paper} floating={floating} onFloating={onFloating} onComment={onComment} />}
        </div>
      </div>
    </div>
  );
}

const figureId = (target: Element): string | null =>
  target.closest<HTMLElement>('.paper-text .fig')?.dataset['figure'] ?? null;
