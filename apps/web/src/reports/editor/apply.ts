import type { Node } from 'prosemirror-model';
import type { Transaction } from 'prosemirror-state';

interface Hunk {
  /** Index of the first differing child in the old section, and how many differ. */
  readonly at: number;
  readonly removed: readonly Node[];
  readonly put: readonly Node[];
}

/** Beyond so many comparisons a hunk is taken whole. */
const PATIENCE = 250_000;

/**
 * Puts a section's new content in its place, touching only what differs: a caret in a paragraph that stayed the same
 * stays where it is, one in a paragraph that changed stays before or after the change.
 */
export function putContent(tr: Transaction, start: number, before: Node, after: Node): void {
  const offsets: number[] = [];
  before.forEach((_, offset) => offsets.push(start + 1 + offset));
  const end = start + before.nodeSize - 1;
  for (const { at, removed, put } of hunksBetween(before.children, after.children).reverse()) {
    const pos = offsets[at] ?? end;
    if (removed.length === 1 && put.length === 1 && putWithin(tr, pos, removed[0]!, put[0]!)) continue;
    const size = removed.reduce((sum, { nodeSize }) => sum + nodeSize, 0);
    tr.replaceWith(pos, pos + size, [...put]);
  }
}

/** Of one block of the same kind only the characters that differ. */
function putWithin(tr: Transaction, pos: number, before: Node, after: Node): boolean {
  if (!before.sameMarkup(after) || !before.isTextblock) return false;
  const first = before.content.findDiffStart(after.content);
  const last = before.content.findDiffEnd(after.content);
  if (first === null || last === null) return true;
  // Where what was put repeats what stands before it, the two ends cross.
  const crossing = Math.max(0, first - Math.min(last.a, last.b));
  tr.replace(pos + 1 + first, pos + 1 + last.a + crossing, after.slice(first, last.b + crossing));
  return true;
}

function hunksBetween(before: readonly Node[], after: readonly Node[]): Hunk[] {
  let head = 0;
  while (head < before.length && head < after.length && before[head]!.eq(after[head]!)) head++;
  let tail = 0;
  const most = Math.min(before.length, after.length) - head;
  while (tail < most && before.at(-1 - tail)!.eq(after.at(-1 - tail)!)) tail++;
  const was = before.slice(head, before.length - tail);
  const is = after.slice(head, after.length - tail);
  if (was.length === 0 && is.length === 0) return [];
  if (was.length * is.length > PATIENCE) return [{ at: head, removed: was, put: is }];
  return paired(was, is, head);
}

/** The longest common subsequence of blocks; what lies between its members are the hunks. */
function paired(was: readonly Node[], is: readonly Node[], head: number): Hunk[] {
  const width = is.length + 1;
  const length = new Uint16Array((was.length + 1) * width);
  for (let i = was.length - 1; i >= 0; i--) {
    for (let j = is.length - 1; j >= 0; j--) {
      length[i * width + j] = was[i]!.eq(is[j]!)
        ? length[(i + 1) * width + j + 1]! + 1
        : Math.max(length[(i + 1) * width + j]!, length[i * width + j + 1]!);
    }
  }
  const hunks: Hunk[] = [];
  let [i, j, fromI, fromJ] = [0, 0, 0, 0];
  const close = (): void => {
    if (i > fromI || j > fromJ) hunks.push(...evened(head + fromI, was.slice(fromI, i), is.slice(fromJ, j)));
  };
  while (i < was.length && j < is.length) {
    if (was[i]!.eq(is[j]!)) {
      close();
      [i, j] = [i + 1, j + 1];
      [fromI, fromJ] = [i, j];
    } else if (length[(i + 1) * width + j]! >= length[i * width + j + 1]!) i++;
    else j++;
  }
  [i, j] = [was.length, is.length];
  close();
  return hunks;
}

/** As many out as in: each is the change of one block. */
function evened(at: number, removed: readonly Node[], put: readonly Node[]): Hunk[] {
  if (removed.length !== put.length) return [{ at, removed, put }];
  return removed.map((node, i) => ({ at: at + i, removed: [node], put: [put[i]!] }));
}
