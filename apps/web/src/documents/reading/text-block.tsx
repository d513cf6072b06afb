import { Fragment, memo, useMemo } from 'react';
import type { Block } from './blocks.ts';
import type { Mark } from './marks.ts';
import { segmentsOf, type Segment } from './segments.ts';

interface Props {
  text: string;
  block: Block;
  marks: readonly Mark[];
  /** The selected item when it stands in this block, else null. */
  selected: string | null;
}

/** About how many characters stand on a line: only to guess the height of what is not on the screen yet. */
const CHARACTERS_A_LINE = 38;

function classOf({ marks, level }: Segment, selected: string | null): string {
  const words = new Set(marks.flatMap(({ look }) => look.split(' ')));
  if (marks.length > 0) words.add('m');
  if (level > 0) words.add(`run-${Math.min(level, 3)}`);
  if (selected !== null && marks.some(({ id }) => id === selected)) words.add('is-selected');
  return [...words].join(' ');
}

/** Figures that end here and are printed otherwise since a person corrected them. */
function reprintsOf({ end, marks }: Segment): readonly Mark[] {
  return marks.filter((mark) => mark.printed !== null && mark.end === end);
}

/** One paragraph. Drawn again only when its own marks or its own selection change. */
export const TextBlock = memo(function TextBlock({ text, block, marks, selected }: Props) {
  const segments = useMemo(() => segmentsOf(block, marks), [block, marks]);
  const lines = Math.ceil((block.end - block.start) / CHARACTERS_A_LINE);
  return (
    <p className={`block block-${block.role}`} style={{ containIntrinsicSize: `auto ${lines * 2}em` }}>
      {segments.map((segment) => (
        <Fragment key={segment.start}>
          <span
            data-s={segment.start}
            data-ids={segment.marks.length > 0 ? segment.marks.map(({ id }) => id).join(' ') : undefined}
            className={classOf(segment, selected) || undefined}
          >
            {text.slice(segment.start, segment.end)}
          </span>
          {reprintsOf(segment).map(({ id, printed }) => (
            <ins key={id} data-ids={id} className="m m-figure is-corrected">
              {printed}
            </ins>
          ))}
        </Fragment>
      ))}
    </p>
  );
});
