import type { Proposal } from '@quantu/product-documents';
import { blockAt, type Block } from './blocks.ts';

export type MarkKind = 'figure' | 'entity' | 'commitment' | 'finding';

/** A place in the text that an item speaks of. */
export interface Mark {
  id: string;
  kind: MarkKind;
  start: number;
  end: number;
  /** What a corrected figure is printed as, where that differs from the text. */
  printed: string | null;
  /** The classes it adds to its characters. */
  look: string;
}

export function spansOf(proposal: Proposal): readonly (readonly [number, number])[] {
  switch (proposal.kind) {
    case 'figure':
    case 'commitment':
      return [[proposal.value.start, proposal.value.end]];
    case 'entity':
      return proposal.value.mentions;
    case 'finding':
      return [proposal.value.at, ...proposal.value.also];
    case 'head':
    case 'opinion':
    case 'measure':
      return [];
  }
}

function lookOf(proposal: Proposal): string {
  if (proposal.kind === 'finding') return `m-finding m-${proposal.value.severity} is-${proposal.state}`;
  return `m-${proposal.kind} is-${proposal.state}`;
}

/** Only what a person reprinted: what was read is what stands there. */
function printedOf({ kind, state, value, read }: Proposal): string | null {
  if (kind !== 'figure' || state !== 'corrected' || read === null) return null;
  const isMoved = value.start !== read.start || value.end !== read.end;
  return isMoved || value.surface === read.surface ? null : value.surface;
}

export function marksOf(proposals: readonly Proposal[]): Mark[] {
  return proposals.flatMap((proposal) => {
    const { id, kind } = proposal;
    if (kind === 'head' || kind === 'opinion' || kind === 'measure') return [];
    const printed = printedOf(proposal);
    const look = printed === null ? lookOf(proposal) : `${lookOf(proposal)} is-reprinted`;
    return spansOf(proposal)
      .filter(([start, end]) => end > start)
      .map(([start, end]) => ({ id, kind, start, end, printed, look }));
  });
}

/**
 * Marks by block. A block whose marks did not change keeps its array from last time, so that correcting one figure
 * draws one block again, not the document.
 */
export function makeMarkIndex(): (blocks: readonly Block[], marks: readonly Mark[]) => readonly (readonly Mark[])[] {
  let before: readonly (readonly Mark[])[] = [];
  return (blocks, marks) => {
    const index = blocks.map((): Mark[] => []);
    for (const mark of marks) {
      for (let i = blockAt(blocks, mark.start); i < blocks.length && blocks[i]!.start < mark.end; i++) {
        if (blocks[i]!.end > mark.start) index[i]!.push(mark);
      }
    }
    before = index.map((own, i) => (isSame(own, before[i]) ? before[i]! : own));
    return before;
  };
}

function isSame(a: readonly Mark[], b: readonly Mark[] | undefined): boolean {
  return (
    b !== undefined &&
    a.length === b.length &&
    a.every(({ id, start, end, printed, look }, i) => {
      const other = b[i]!;
      return (
        id === other.id &&
        start === other.start &&
        end === other.end &&
        printed === other.printed &&
        look === other.look
      );
    })
  );
}
