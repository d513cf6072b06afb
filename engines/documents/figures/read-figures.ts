import { plain } from '@quantu/base';
import type { FigureKind, ReadFigure } from '../reading.ts';
import { innermostSection, markerAt, sourceSpan, type Block, type Outline } from '../structure/index.ts';
import { isBareMeasure } from './bare.ts';
import { clauseAt, clausesOf, type Clauses } from './clauses.ts';
import { asPrinted, fold, type Folded } from './folded.ts';
import { tieQuantities } from './lists.ts';
import { comparisonOf, isDecrease, kindOf, type Around } from './meaning.ts';
import { periodOf } from './period.ts';
import type { Quantity } from './quantity.ts';
import { scan } from './scan.ts';
import { subjectsOf } from './subjects.ts';
import { subsetsOf } from './subsets.ts';
import { fillRow, tableRows, type Row } from './tables.ts';

/** The figures of a document in order, by docs/reading-figures.md. Never throws, linear in the text. */
export function readFigures(outline: Outline): ReadFigure[] {
  const section = innermostSection(outline.sections);
  const starts = outline.sections.map(({ start }) => start);
  const figures: ReadFigure[] = [];
  let next = 0;
  const rows = tableRows(outline.blocks);
  for (const block of outline.blocks) {
    const marks: number[] = [];
    while (next < starts.length && starts[next]! < block.end) marks.push(starts[next++]!);
    // Not push(...found): a paragraph may hold more figures than a call takes arguments.
    const found = figuresOf({
      source: outline.text,
      block,
      marks,
      section,
      before: figures.length,
      row: rows.get(block) ?? null,
    });
    for (const figure of found) figures.push(figure);
  }
  return figures;
}

/** One paragraph and what is known of it from the document. */
interface Place {
  source: string;
  block: Block;
  /** Offsets at which sections begin in it. */
  marks: readonly number[];
  section: (offset: number) => string | null;
  /** How many figures came before it. */
  before: number;
  row: Row | null;
}

function figuresOf({ source, block, marks, section, before, row }: Place): ReadFigure[] {
  const folded = fold(block);
  const { text } = folded;
  const markers = markerSpans(folded, marks);
  const found = scan(folded, (at) => markers.get(at) ?? at);
  if (found.quantities.length === 0) return [];
  const cells = row && fillRow(text, found.quantities, row);
  const { kept: quantities, ties } = tieQuantities(text, found.quantities, (quantity) => isBareMeasure(text, quantity));
  const clauses = clausesOf(text, quantities, [...markers].flat());
  const arounds = quantities.map((quantity) => aroundOf(text, quantity, clauses));
  quantities.forEach((quantity, i) => applySign(quantity, arounds[i]!, ties.level.get(i)));
  for (const [i, { first }] of ties.shared) shareSign(quantities[i]!, quantities[first]!, arounds[i]!);
  const kinds = quantities.map((quantity, i) => ties.level.get(i) ?? kindOf(quantity, arounds[i]!, quantity.approx));
  for (const [i, { first }] of ties.shared)
    if (quantities[i]!.unit === quantities[first]!.unit && kinds[i] === 'rate') kinds[i] = kinds[first]!;
  const subsets = subsetsOf(text, quantities, kinds, clauses);
  const printed = asPrinted(folded);
  const subjects = subjectsOf({ text, quantities, dates: found.dates, clauses, ties, subsets });
  return quantities.map((quantity, i) => {
    const [start, end] = sourceSpan(block, folded.index[quantity.from]!, folded.index[quantity.end - 1]! + 1);
    const subset = subsets[i] ?? null;
    return {
      start,
      end,
      surface: source.slice(start, end),
      value: plain(quantity.value),
      value2: quantity.value2 && plain(quantity.value2),
      unit: printed(quantity.unit ?? ''),
      approx: quantity.approx,
      kind: kinds[i]!,
      subject: cells?.get(quantity) ?? printed(subjects[i]!),
      subsetOf: subset === null ? null : subset + before,
      comparison: ties.level.has(i) ? { type: '由到' as const } : comparisonOf(quantity, arounds[i]!),
      period: periodOf(text, quantity, found.dates, clauses),
      section: section(start),
      confidence: confidenceOf(quantity, kinds[i]!, subjects[i]!),
    };
  });
}

/** Folded start and end of each list marker in the paragraph. */
function markerSpans({ text, block, index }: Folded, marks: readonly number[]): Map<number, number> {
  const spans = new Map<number, number>();
  let at = 0;
  for (const mark of marks) {
    while (at < index.length && block.at(index[at]!) < mark) at++;
    const marker = markerAt(text, at);
    spans.set(at, at + (marker?.length ?? 0));
  }
  return spans;
}

function aroundOf(text: string, quantity: Quantity, clauses: Clauses): Around {
  const start = Math.max(clauses.starts[clauseAt(clauses, quantity.from)]!, quantity.from - 80);
  return { before: text.slice(start, quantity.from), after: text.slice(quantity.end, quantity.end + 12) };
}

function applySign(quantity: Quantity, around: Around, level: 'from' | 'to' | undefined): void {
  if (level !== undefined || quantity.value.isNegative() || !isDecrease(around)) return;
  quantity.value = quantity.value.negated();
  quantity.value2 = quantity.value2?.negated() ?? null;
}

/** 环比分别少2起、1人: what falls falls for the whole list, unless an item has a word of its own. */
function shareSign(item: Quantity, first: Quantity, { before }: Around): void {
  if (!first.value.isNegative() || !item.value.isPositive() || item === first) return;
  if (/[减少降增长升高]/.test(before.slice(-8).replace(/^.*[、，\d]/s, ''))) return;
  item.value = item.value.negated();
}

/** How sure the reading is: every liberty it took costs. */
function confidenceOf(quantity: Quantity, kind: FigureKind, subject: string): number {
  let sure = 0.98;
  if (quantity.form === 'chinese') sure -= 0.08;
  if (quantity.unit === '') sure -= 0.3;
  if (subject === '') sure -= 0.15;
  if (kind === 'from' || kind === 'to' || kind === 'range') sure -= 0.03;
  return Math.round(sure * 100) / 100;
}
