import type { EditorView } from 'prosemirror-view';
import { useDesk } from '../desk.ts';
import { FloatingBox } from './floating-box.tsx';
import type { Floating } from './floating.ts';

interface Props {
  view: EditorView;
  from: number;
  to: number;
  isWritable: boolean;
  /** The digits within what is selected. */
  digits: { readonly from: number; readonly to: number } | null;
  onFloating: (floating: Floating) => void;
  onComment: () => void;
}

/** What can be done with what is selected. */
export function SelectionBar({ view, from, to, isWritable, digits, onFloating, onComment }: Props) {
  const { report } = useDesk();
  const offers: readonly (readonly [word: string, act: () => void])[] = [
    ...(isWritable && digits
      ? ([
          ['绑定指标', () => onFloating({ kind: 'bind', ...digits })],
          ['标注出处', () => onFloating({ kind: 'source', ...digits })],
        ] as const)
      : []),
    ...(isWritable ? ([['所报任务', () => onFloating({ kind: 'cites', from, to })]] as const) : []),
    ...(report.can.comment ? ([['批注', onComment]] as const) : []),
  ];
  if (offers.length === 0) return null;
  return (
    <FloatingBox
      view={view}
      from={from}
      to={to}
      label="选中的文字"
      isAbove
      className="selection-bar"
      onClose={() => {}}
    >
      {offers.map(([word, act]) => (
        <button key={word} type="button" onMouseDown={(event) => event.preventDefault()} onClick={act}>
          {word}
        </button>
      ))}
    </FloatingBox>
  );
}
