import { NodeSelection } from 'prosemirror-state';
import { figureIn } from '../document.ts';
import { figurePlaces } from '../editor/figures.ts';
import { digitsAt } from '../editor/places.ts';
import { FigureCard } from '../figure/figure-card.tsx';
import type { Paper } from '../use-paper.ts';
import { CandidateBox } from './candidate-box.tsx';
import { CitesBox } from './cites-box.tsx';
import { FloatingBox } from './floating-box.tsx';
import type { Floating } from './floating.ts';
import { SelectionBar } from './selection-bar.tsx';
import { SourceBox } from './source-box.tsx';
import { useWholeState } from './use-editor-state.ts';

interface Props {
  paper: Paper;
  floating: Floating | null;
  onFloating: (floating: Floating | null) => void;
  onComment: () => void;
}

/** Everything that floats over the paper: at most one window, or the bar of what is selected. */
export function FloatingLayer({ paper: { editor }, floating, onFloating, onComment }: Props) {
  const state = useWholeState(editor);
  const close = (): void => onFloating(null);
  const { view } = editor;
  if (floating === null) {
    const { selection } = state;
    if (selection.empty || selection instanceof NodeSelection || !selection.$from.parent.isTextblock) return null;
    return (
      <SelectionBar
        view={view}
        from={selection.from}
        to={selection.to}
        isWritable={selection.$from.node(1).attrs['isOpen'] === true}
        digits={digitsAt(state)}
        onFloating={onFloating}
        onComment={onComment}
      />
    );
  }
  if (floating.kind === 'figure') {
    const place = figurePlaces(state.doc).find(({ node }) => figureIn(node).id === floating.id);
    if (!place) return null;
    return (
      <FigureCard
        key={floating.id}
        editor={editor}
        place={place}
        isPinned={floating.isPinned}
        onPin={() => onFloating({ ...floating, isPinned: true })}
        onClose={close}
      />
    );
  }
  const { kind, from, to } = floating;
  const words = { bind: '绑定指标', source: '标注出处', cites: '这句话报告的任务' }[kind];
  const content = { bind: CandidateBox, source: SourceBox, cites: CitesBox }[kind];
  const Content = content;
  return (
    <FloatingBox
      key={`${kind} ${from}`}
      view={view}
      from={from}
      to={to}
      label={words}
      className={kind === 'bind' ? 'is-flush' : ''}
      onClose={close}
    >
      <Content editor={editor} from={from} to={to} onClose={close} />
    </FloatingBox>
  );
}
