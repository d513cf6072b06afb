import type { MarkKind } from './marks.ts';

const KINDS: { kind: MarkKind; word: string }[] = [
  { kind: 'figure', word: '数字' },
  { kind: 'entity', word: '实体' },
  { kind: 'commitment', word: '承诺' },
  { kind: 'finding', word: '发现' },
];

interface Props {
  hidden: ReadonlySet<MarkKind>;
  onHidden: (hidden: ReadonlySet<MarkKind>) => void;
}

/** Each kind of mark can be shown or not; the button wears the mark itself, so it is the legend too. */
export function MarkToggles({ hidden, onHidden }: Props) {
  const toggle = (kind: MarkKind): void => {
    const next = new Set(hidden);
    if (!next.delete(kind)) next.add(kind);
    onHidden(next);
  };
  return (
    <div className="toggles" role="group" aria-label="正文里的标记">
      {KINDS.map(({ kind, word }) => (
        <button
          key={kind}
          type="button"
          aria-pressed={!hidden.has(kind)}
          className="toggle"
          onClick={() => toggle(kind)}
        >
          <span className={`m m-${kind} is-proposed ${kind === 'finding' ? 'm-warn' : ''}`}>{word}</span>
        </button>
      ))}
    </div>
  );
}
