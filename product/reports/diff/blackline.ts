import type { ReportBlock, ReportHead, ReportInline, ReportSection, ReportText } from '../text.ts';
import { inOrder, moved, type Pair } from './align.ts';
import { allRuns, markedRuns, type MarkedRun } from './inlines.ts';
import { kindOf, rowUnit, unitOf } from './units.ts';

/** Two versions of a report as one text in which every difference is marked. */
export interface Blackline {
  readonly isSame: boolean;
  readonly head: readonly HeadLine[];
  readonly sections: readonly SectionLine[];
}

/** A field of the head that differs; lists as their lines. */
export interface HeadLine {
  readonly field: keyof ReportHead;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

export interface SectionLine {
  readonly id: string;
  readonly state: 'kept' | 'added' | 'removed';
  readonly level: 1 | 2;
  /** When it was another one. */
  readonly wasLevel: 1 | 2 | null;
  readonly title: readonly MarkedRun[];
  readonly lines: readonly BlockLine[];
}

export interface BlockPlace {
  readonly section: string;
  readonly block: number;
}

export interface BlockLine {
  /** A block that moved stands twice: `arrived` where it is now, `left` where it was. Either may have changed, too. */
  readonly state: 'kept' | 'changed' | 'added' | 'removed' | 'arrived' | 'left';
  readonly before: BlockPlace | null;
  readonly after: BlockPlace | null;
  /** `heading2` to `heading4`, `paragraph`, `table`, `pageBreak`; `was` when it was another kind. */
  readonly kind: string;
  readonly was: string | null;
  /** Text of a heading or paragraph, caption of a table. */
  readonly runs: readonly MarkedRun[];
  readonly rows: readonly RowLine[];
}

export interface RowLine {
  readonly state: 'kept' | 'changed' | 'added' | 'removed';
  readonly isHead: boolean;
  readonly cells: readonly (readonly MarkedRun[])[];
}

export function blackline(before: ReportText, after: ReportText): Blackline {
  const head = headLines(before.head, after.head);
  const sections = sectionLines(before.sections, after.sections);
  const isSame = head.length === 0 && sections.every(isKept);
  return { isSame, head, sections };
}

const isKept = ({ state, wasLevel, title, lines }: SectionLine): boolean =>
  state === 'kept' &&
  wasLevel === null &&
  title.every((run) => run.state === 'kept') &&
  lines.every((line) => line.state === 'kept');

export function headLines(before: ReportHead, after: ReportHead): HeadLine[] {
  const fields = Object.keys(before) as (keyof ReportHead)[];
  const lines = (value: string | readonly string[]): readonly string[] =>
    typeof value === 'string' ? (value === '' ? [] : [value]) : value;
  return fields
    .map((field) => ({ field, before: lines(before[field]), after: lines(after[field]) }))
    .filter((line) => line.before.join('\n') !== line.after.join('\n'));
}

interface Placed {
  readonly block: ReportBlock;
  readonly place: BlockPlace;
}

const placedOf = (sections: readonly ReportSection[]): Placed[] =>
  sections.flatMap(({ id, blocks }) => blocks.map((block, at) => ({ block, place: { section: id, block: at } })));

function sectionLines(before: readonly ReportSection[], after: readonly ReportSection[]): SectionLine[] {
  const was = new Map(before.map((section) => [section.id, section]));
  const is = new Set(after.map(({ id }) => id));
  const matched = matchedBlocks(before, after);
  const lines = after.map((section) => oneSection(was.get(section.id) ?? null, section, matched));
  for (const [at, section] of before.entries()) {
    if (is.has(section.id)) continue;
    const previous = before[at - 1]?.id;
    const place = previous === undefined ? 0 : lines.findIndex(({ id }) => id === previous) + 1;
    lines.splice(place, 0, oneSection(section, null, matched));
  }
  return lines;
}

function oneSection(was: ReportSection | null, is: ReportSection | null, matched: Matched): SectionLine {
  const [title, oldTitle] = [textOf(is?.title ?? ''), textOf(was?.title ?? '')];
  const { id, level } = is ?? was!;
  return {
    id,
    state: was === null ? 'added' : is === null ? 'removed' : 'kept',
    level,
    wasLevel: was !== null && was.level !== level ? was.level : null,
    title: markedRuns(oldTitle, title),
    lines: blockLines(was?.blocks ?? [], is?.blocks ?? [], id, matched),
  };
}

const textOf = (text: string): ReportInline[] => [{ kind: 'text', text }];

/** Which block of the one version is which of the other, and which of them stand in their old order. */
interface Matched {
  readonly before: ReadonlyMap<string, Match>;
  readonly after: ReadonlyMap<string, Match>;
}
interface Match {
  readonly other: Placed;
  readonly isMoved: boolean;
}

const nameOf = ({ section, block }: BlockPlace): string => `${block}/${section}`;

function matchedBlocks(before: readonly ReportSection[], after: readonly ReportSection[]): Matched {
  const [old, now] = [placedOf(before), placedOf(after)];
  const [oldUnits, nowUnits] = [old, now].map((placed) => placed.map(({ block }) => unitOf(block))) as [Units, Units];
  const inPlace = after.flatMap(({ id }): Pair[] => {
    const [a, b] = [placesIn(old, id), placesIn(now, id)];
    const pairs = inOrder(
      a.map((at) => oldUnits[at]!),
      b.map((at) => nowUnits[at]!),
    );
    return pairs.map(([i, j]) => [a[i]!, b[j]!]);
  });
  const maps = { before: new Map<string, Match>(), after: new Map<string, Match>() };
  const note = (pairs: readonly Pair[], isMoved: boolean): void => {
    for (const [a, b] of pairs) {
      maps.before.set(nameOf(old[a]!.place), { other: now[b]!, isMoved });
      maps.after.set(nameOf(now[b]!.place), { other: old[a]!, isMoved });
    }
  };
  note(inPlace, false);
  note(moved(oldUnits, nowUnits, inPlace), true);
  return maps;
}
type Units = ReturnType<typeof unitOf>[];

const placesIn = (placed: readonly Placed[], section: string): number[] =>
  placed.flatMap(({ place }, at) => (place.section === section ? [at] : []));

/** The blocks of a section now, and among them, where they stood, those that are gone. */
function blockLines(
  was: readonly ReportBlock[],
  is: readonly ReportBlock[],
  section: string,
  matched: Matched,
): BlockLine[] {
  const lines: BlockLine[] = [];
  let old = 0;
  const gone = (until: number): void => {
    for (; old < until; old++) {
      const before = { section, block: old };
      const match = matched.before.get(nameOf(before));
      if (match === undefined) lines.push({ ...whole(was[old]!, 'removed'), state: 'removed', before, after: null });
      else if (match.isMoved)
        lines.push({ ...whole(was[old]!, 'removed'), state: 'left', before, after: match.other.place });
    }
  };
  for (const [at, block] of is.entries()) {
    const after = { section, block: at };
    const match = matched.after.get(nameOf(after));
    if (match !== undefined && !match.isMoved) gone(match.other.place.block);
    lines.push(lineOf(block, after, match));
    if (match !== undefined && !match.isMoved) old = match.other.place.block + 1;
  }
  gone(was.length);
  return lines;
}

function lineOf(block: ReportBlock, after: BlockPlace, match: Match | undefined): BlockLine {
  if (match === undefined) return { ...whole(block, 'added'), state: 'added', before: null, after };
  const before = match.other.place;
  const drawn = compared(match.other.block, block);
  const isChanged =
    drawn.was !== null ||
    drawn.runs.some(({ state }) => state !== 'kept') ||
    drawn.rows.some(({ state }) => state !== 'kept');
  return { ...drawn, state: match.isMoved ? 'arrived' : isChanged ? 'changed' : 'kept', before, after };
}

type Drawn = Pick<BlockLine, 'kind' | 'was' | 'runs' | 'rows'>;

const textRuns = (block: ReportBlock): readonly ReportInline[] =>
  block.kind === 'table' ? textOf(block.caption) : block.kind === 'pageBreak' ? [] : block.inlines;

/** A table's head and rows alike, as cells of runs. */
const rowsOf = (block: ReportBlock): (readonly (readonly ReportInline[])[])[] =>
  block.kind === 'table' ? [...(block.head.length > 0 ? [block.head.map(textOf)] : []), ...block.rows] : [];

const hasHead = (block: ReportBlock): boolean => block.kind === 'table' && block.head.length > 0;

function whole(block: ReportBlock, state: 'added' | 'removed'): Drawn {
  const rows = rowsOf(block).map((row, at): RowLine => ({
    state,
    isHead: at === 0 && hasHead(block),
    cells: row.map((cell) => allRuns(cell, state)),
  }));
  return { kind: kindOf(block), was: null, runs: allRuns(textRuns(block), state), rows };
}

function compared(before: ReportBlock, after: ReportBlock): Drawn {
  const [kind, was] = [kindOf(after), kindOf(before)];
  return {
    kind,
    was: was === kind ? null : was,
    runs: markedRuns(textRuns(before), textRuns(after)),
    rows: rowLines(before, after),
  };
}

function rowLines(before: ReportBlock, after: ReportBlock): RowLine[] {
  const [old, now] = [rowsOf(before), rowsOf(after)];
  const lines: RowLine[] = [];
  const row = (cells: RowLine['cells'], state: RowLine['state'], isHead: boolean): void =>
    void lines.push({ state, isHead, cells });
  let [a, b] = [0, 0];
  for (const [toA, toB] of [...inOrder(old.map(rowUnit), now.map(rowUnit)), [old.length, now.length] as const]) {
    for (; a < toA; a++)
      row(
        old[a]!.map((cell) => allRuns(cell, 'removed')),
        'removed',
        a === 0 && hasHead(before),
      );
    for (; b < toB; b++)
      row(
        now[b]!.map((cell) => allRuns(cell, 'added')),
        'added',
        b === 0 && hasHead(after),
      );
    if (toA === old.length || toB === now.length) continue;
    const cells = cellRuns(old[a++]!, now[b]!);
    const isChanged = cells.some((runs) => runs.some(({ state }) => state !== 'kept'));
    row(cells, isChanged ? 'changed' : 'kept', b++ === 0 && hasHead(after));
  }
  return lines;
}

type Cells = readonly (readonly ReportInline[])[];

const cellRuns = (old: Cells, now: Cells): MarkedRun[][] =>
  Array.from({ length: Math.max(old.length, now.length) }, (_, at) => markedRuns(old[at] ?? [], now[at] ?? []));
