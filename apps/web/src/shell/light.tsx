/** 灯: always colour, shape and word together. `bare` (a figure without evidence) is everyday, so not red. */
export type LightKind = 'good' | 'watch' | 'bad' | 'clash' | 'bare' | 'plain';

const SHAPE: Record<LightKind, string> = { good: '●', watch: '▲', bad: '■', clash: '◆', bare: '■', plain: '○' };

export function Light({ kind, word, quiet = false }: { kind: LightKind; word: string; quiet?: boolean }) {
  return (
    <span className={`light light-${kind}`} title={quiet ? word : undefined}>
      <span aria-hidden="true">{SHAPE[kind]}</span>
      <span className={quiet ? 'sr-only' : undefined}>{word}</span>
    </span>
  );
}
