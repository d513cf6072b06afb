import type { ReportBlock } from '../text.ts';
import { mergeItems, type MergedItem } from './merge-items.ts';
import { mergeInlines } from './merge-inlines.ts';
import { kindOf, rowUnit, unitOf } from './units.ts';

/** What two writers made of one block and cannot stand together. A side that removed it is null. */
export interface MergeConflict {
  /** Where in `blocks` the common ancestor of the two stands (or stood, when it is null). */
  readonly blockIndex: number;
  readonly base: ReportBlock | null;
  /** The block as it would be with all that could be merged and this side's part of the rest. */
  readonly mine: ReportBlock | null;
  readonly theirs: ReportBlock | null;
}

export interface Merged {
  readonly blocks: readonly ReportBlock[];
  readonly conflicts: readonly MergeConflict[];
}

/**
 * Merges what two writers made of one section: block by block, sentence by sentence, word by word. What both did alike
 * is done once; what cannot stand together keeps the common ancestor's words and is a conflict that holds both versions.
 */
export function merge(
  base: readonly ReportBlock[],
  mine: readonly ReportBlock[],
  theirs: readonly ReportBlock[],
): Merged {
  const items = mergeItems({ base, mine, theirs }, { unitOf, exactOf, merge: mergeBlock });
  const blocks: ReportBlock[] = [];
  const conflicts: MergeConflict[] = [];
  for (const item of items) {
    if (item.kind === 'conflict')
      conflicts.push({ blockIndex: blocks.length, base: item.item, mine: item.mine, theirs: item.theirs });
    if (item.item !== null) blocks.push(item.item);
  }
  return { blocks, conflicts };
}

const exactOf = (value: unknown): string => JSON.stringify(value);

function mergeBlock(base: ReportBlock, mine: ReportBlock, theirs: ReportBlock): MergedItem<ReportBlock> {
  if (base.kind === 'table' || mine.kind === 'table' || theirs.kind === 'table') return mergeTable(base, mine, theirs);
  if (base.kind === 'pageBreak' || mine.kind === 'pageBreak' || theirs.kind === 'pageBreak')
    return { kind: 'conflict', item: base, mine, theirs };
  const merged = mergeInlines(base.inlines, mine.inlines, theirs.inlines);
  const kinds = chosenKind(base, mine, theirs);
  const made = (shape: TextBlock, inlines: TextBlock['inlines']): ReportBlock => ({ ...shape, inlines });
  if (!merged.isConflict && kinds !== null) return { kind: 'merged', item: made(kinds, merged.merged) };
  return {
    kind: 'conflict',
    item: made(kinds ?? base, merged.merged),
    mine: made(kinds ?? mine, merged.mine),
    theirs: made(kinds ?? theirs, merged.theirs),
  };
}

type TextBlock = Extract<ReportBlock, { kind: 'heading' | 'paragraph' }>;

/** The block whose kind and level hold; null when both sides chose different ones. */
function chosenKind(base: TextBlock, mine: TextBlock, theirs: TextBlock): TextBlock | null {
  const [was, is, isToo] = [base, mine, theirs].map(kindOf);
  if (is === isToo || isToo === was) return mine;
  return is === was ? theirs : null;
}

type Table = Extract<ReportBlock, { kind: 'table' }>;
type TableRow = Table['rows'][number];

function mergeTable(base: ReportBlock, mine: ReportBlock, theirs: ReportBlock): MergedItem<ReportBlock> {
  if (base.kind !== 'table' || mine.kind !== 'table' || theirs.kind !== 'table')
    return { kind: 'conflict', item: base, mine, theirs };
  const caption = chosen(base.caption, mine.caption, theirs.caption);
  const head = chosen(base.head, mine.head, theirs.head);
  const items = mergeItems(
    { base: base.rows, mine: mine.rows, theirs: theirs.rows },
    { unitOf: rowUnit, exactOf, merge: mergeRow },
  );
  const isConflict = caption === null || head === null || items.some((item) => item.kind === 'conflict');
  const table = (side: Table, row: (item: MergedItem<TableRow>) => TableRow | null): Table => ({
    kind: 'table',
    caption: caption ?? side.caption,
    head: head ?? side.head,
    rows: items.map(row).filter((each) => each !== null),
  });
  const item = table(base, (each) => each.item);
  if (!isConflict) return { kind: 'merged', item };
  return {
    kind: 'conflict',
    item,
    mine: table(mine, (each) => (each.kind === 'conflict' ? each.mine : each.item)),
    theirs: table(theirs, (each) => (each.kind === 'conflict' ? each.theirs : each.item)),
  };
}

function chosen<T>(base: T, mine: T, theirs: T): T | null {
  const [was, is, isToo] = [base, mine, theirs].map(exactOf);
  if (is === isToo || isToo === was) return mine;
  return is === was ? theirs : null;
}

function mergeRow(base: TableRow, mine: TableRow, theirs: TableRow): MergedItem<TableRow> {
  if (mine.length !== base.length || theirs.length !== base.length)
    return { kind: 'conflict', item: base, mine, theirs };
  const cells = base.map((cell, at) => mergeInlines(cell, mine[at]!, theirs[at]!));
  const item = cells.map(({ merged }) => merged);
  if (!cells.some(({ isConflict }) => isConflict)) return { kind: 'merged', item };
  return { kind: 'conflict', item, mine: cells.map((cell) => cell.mine), theirs: cells.map((cell) => cell.theirs) };
}
