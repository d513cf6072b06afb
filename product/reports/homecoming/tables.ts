import type { MarkedText } from '@quantu/documents';

import { inOrder, type Unit } from '../diff/align.ts';
import { featuresOf } from '../diff/similarity.ts';
import type { ReportBlock, ReportInline } from '../text.ts';
import { plainOf } from '../text.ts';
import { trackedOf } from './book.ts';
import type { LineEdits, RowStep, Standing } from './change.ts';
import { editedParts, type Telling } from './edits.ts';
import { foundInlines } from './figures.ts';
import { squeezed, type FoundTable } from './found-lines.ts';
import type { SentLine } from './sent-lines.ts';
import { quoted } from './words.ts';

type FoundRow = FoundTable['rows'][number];
type Cells = readonly (readonly ReportInline[])[];

/** What became of a table: its rows and cells, or, when its columns changed, all of it. */
export function editedTable(
  line: SentLine,
  found: FoundTable,
  at: Standing,
  telling: Telling,
): Pick<LineEdits, 'rows' | 'replaced'> {
  const columns = Math.max(...line.rows.map((row) => row.length));
  const isSameGrid =
    Math.max(...found.rows.map(widthOf)) <= columns && found.rows.some(({ cells }) => cells.length >= columns);
  if (!isSameGrid) return { rows: null, replaced: replacedTable(line, found, at, telling) };
  const steps = rowSteps(line, found, at, telling);
  const isChanged = steps.some((step) => step.kind === 'added' || step.removed !== null || step.cells !== null);
  return { rows: isChanged ? steps : null, replaced: null };
}

/** Cells up to the last that holds anything. */
const widthOf = ({ cells }: FoundRow): number => cells.findLastIndex(({ text }) => text.trim() !== '') + 1;

const unitOf = (texts: readonly string[]): Unit => {
  const text = texts.join('\t').trim();
  return { key: squeezed(text), features: featuresOf(text), kind: 'row' };
};

function rowSteps(line: SentLine, found: FoundTable, at: Standing, telling: Telling): RowStep[] {
  const hasHead = line.rows[0]!.length > 0;
  const first = hasHead ? 0 : 1;
  const sent = line.rows.slice(first);
  const pairs = pairedRows(
    sent.map((row) => unitOf(row.map(plainOf))),
    found.rows.map(({ cells }) => unitOf(cells.map(({ text }) => text))),
  );
  const steps: RowStep[] = [];
  let [a, b] = [0, 0];
  for (const [toA, toB] of [...pairs, [sent.length, found.rows.length] as const]) {
    for (; a < toA; a++)
      steps.push({ kind: 'row', row: a + first, removed: removedRow(sent[a]!, at, telling), cells: null });
    for (; b < toB; b++) steps.push(addedRow(found.rows[b]!, line, at, telling));
    if (toA >= sent.length) continue;
    steps.push({
      kind: 'row',
      row: a + first,
      removed: null,
      cells: editedCells(sent[a]!, found.rows[b]!, at, telling),
    });
    a++;
    b++;
  }
  return steps;
}

/** A row between two that came home is the same row however much of it changed, when as many stand there. */
function pairedRows(sent: readonly Unit[], found: readonly Unit[]): (readonly [number, number])[] {
  const pairs: (readonly [number, number])[] = [];
  let [a, b] = [0, 0];
  for (const [toA, toB] of [...inOrder(sent, found), [sent.length, found.length] as const]) {
    if (toA - a === toB - b) for (; a < toA; a++, b++) pairs.push([a, b]);
    if (toA < sent.length) pairs.push([toA, toB]);
    [a, b] = [toA + 1, toB + 1];
  }
  return pairs;
}

function editedCells(row: Cells, found: FoundRow, at: Standing, telling: Telling) {
  const cells = row.map((inlines, index) => {
    const text = found.cells[index];
    if (text === undefined) return null;
    return editedParts([{ inlines, at }], [{ text, range: [0, text.text.length] }], telling)[0]!.pieces;
  });
  if (cells.every((pieces) => pieces === null)) return null;
  return cells.map((pieces, index) => pieces ?? [{ kind: 'kept' as const, inlines: row[index]! }]);
}

function removedRow(row: Cells, at: Standing, { book, claims }: Telling): string {
  const figures = row
    .flat()
    .flatMap((inline) => (inline.kind === 'figure' && claims.count(inline.id) === 0 ? [inline.id] : []));
  const before = row.map(plainOf).join(' | ');
  const words = `删去表中一行${quoted(before)}`;
  return book.add({
    kind: 'rowRemoved',
    ...at,
    before,
    after: '',
    figures,
    digits: [],
    tracked: null,
    touchesData: figures.length > 0,
    words,
  });
}

function addedRow(found: FoundRow, line: SentLine, at: Standing, { book, claims }: Telling): RowStep {
  const columns = Math.max(...line.rows.map((row) => row.length));
  const cells = Array.from({ length: columns }, (_, index) => cellInlines(found.cells[index], { book, claims }));
  const after = cells.map(plainOf).join(' | ');
  const { figures, digits } = newFigures(cells.flat(), after, claims);
  const words = `表中加上一行${quoted(after)}`;
  const change = book.add({
    kind: 'rowAdded',
    ...at,
    before: '',
    after,
    figures,
    digits,
    tracked: trackedOf(found.tracked),
    touchesData: false,
    words,
  });
  return { kind: 'added', change, cells };
}

const cellInlines = (text: MarkedText | undefined, { claims }: Telling): ReportInline[] =>
  text === undefined ? [] : trimmed(foundInlines(text, [0, text.text.length], claims));

const trimmed = (inlines: ReportInline[]): ReportInline[] => inlines.filter(({ text }) => text.trim() !== '');

/** Figures that stand elsewhere, too, and digits that nothing binds. */
export function newFigures(
  inlines: readonly ReportInline[],
  plain: string,
  claims: Telling['claims'],
): { figures: string[]; digits: string[] } {
  const bound = inlines.flatMap((inline) => (inline.kind === 'figure' ? [inline] : []));
  const read = claims.figuresIn(plain).map(({ start, end }) => plain.slice(start, end));
  return {
    figures: bound.filter(({ id }) => claims.count(id) > 1).map(({ id }) => id),
    digits: read.filter((digits) => !bound.some(({ text }) => text.includes(digits) || digits.includes(text))),
  };
}

function replacedTable(line: SentLine, found: FoundTable, at: Standing, telling: Telling): LineEdits['replaced'] {
  const block = freshTable(found, telling, line.caption);
  const before = line.rows.map((row) => row.map(plainOf).join(' | ')).join('\n');
  const after = found.rows.map(({ cells }) => cells.map(({ text }) => text).join(' | ')).join('\n');
  const gone = line.rows
    .flat(2)
    .flatMap((inline) => (inline.kind === 'figure' && telling.claims.count(inline.id) === 0 ? [inline.id] : []));
  const { digits } = newFigures(block.rows.flat(2), after, telling.claims);
  const columns = Math.max(...line.rows.map((row) => row.length));
  const words = `表格由 ${columns} 列改为 ${Math.max(...found.rows.map(widthOf))} 列`;
  const change = telling.book.add({
    kind: 'tableReplaced',
    ...at,
    before,
    after,
    figures: gone,
    digits,
    tracked: null,
    touchesData: gone.length > 0,
    words,
  });
  return { change, block };
}

/** A table as it came; its first row is the head. */
export function freshTable(found: FoundTable, telling: Telling, caption = ''): Extract<ReportBlock, { kind: 'table' }> {
  const columns = Math.max(...found.rows.map(widthOf));
  const rows = found.rows.map(({ cells }) =>
    Array.from({ length: columns }, (_, at) => cellInlines(cells[at], telling)),
  );
  return { kind: 'table', caption, head: (rows[0] ?? []).map((cell) => plainOf(cell).trim()), rows: rows.slice(1) };
}
