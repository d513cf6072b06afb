import type { TableRow } from '../cells.ts';
import type { Grid } from './grid.ts';
import {
  bareHead,
  isFiller,
  isNote,
  isTotalLabel,
  normal,
  REASON_HEAD,
  ROW_HEAD,
  unitOfHead,
  unitsOfRemark,
} from './words.ts';

/** How well a text is known as the name of something the register has: 0 to 1. */
export type KnownHead = (text: string) => number;

const LOOK_AT = 60;
const MOST_ROWS = 3;

export interface HeadBlock {
  readonly top: number;
  readonly bottom: number;
  /** A row of column numbers （1）（2）（3） under it. */
  readonly numbering: number | null;
}

/** Where the head of a sheet stands; null when no row looks like one. */
export function findHead(grid: Grid, known: KnownHead): HeadBlock | null {
  const rows = grid.rows.slice(0, LOOK_AT);
  let best: { row: TableRow; score: number } | null = null;
  for (const [i, row] of rows.entries()) {
    const score = headScore(grid, row, known) - i * 0.05;
    if (score > 0 && (best === null || score > best.score)) best = { row, score };
  }
  return best === null ? null : blockAround(grid, best.row.row);
}

/** The block that these rows, chosen by a person, make. */
export function chosenHead(rows: readonly number[]): HeadBlock {
  const [top, bottom] = [Math.min(...rows), Math.max(...rows)];
  return { top, bottom, numbering: null };
}

function headScore(grid: Grid, row: TableRow, known: KnownHead): number {
  const columns = grid.filled(row);
  const texts = columns.map((column) => grid.text(row.row, column));
  const distinct = new Set(texts.map(bareHead)).size;
  if (distinct < 2 && grid.width > 1) return 0;
  if (texts.some((text) => isNote(text) && text.length > 3)) return 0;
  const heads = columns.filter((column) => isHeadText(grid, row.row, column));
  // 180户 and 02 滨江街道 are values rather than heads.
  const isWord = (text: string) => !/^[\d.]/.test(text) && !isFiller(text);
  const words = heads.filter((column) => isWord(normal(grid.text(row.row, column)))).length;
  const recognised = texts.reduce((sum, text) => sum + known(text), 0);
  const share = words / Math.max(texts.length, 1);
  const cover = spreadCount(grid, row.row) / Math.max(grid.width, 1);
  // 资金合计 may well be a column; a row that begins with it and has hardly a word besides is a sum.
  if (isTotalLabel(texts[0] ?? '') && words < 3 && recognised < 2) return 0;
  if (share < 0.6 && recognised < 2) return 0;
  return recognised * 3 + share * 4 + cover * 3 + Math.min(distinct, 12) * 0.1;
}

function spreadCount(grid: Grid, row: number): number {
  let count = 0;
  for (let column = 1; column <= grid.width; column++) if (grid.spread(row, column) !== '') count++;
  return count;
}

function isHeadText(grid: Grid, row: number, column: number): boolean {
  const cell = grid.cell(row, column);
  if (typeof cell !== 'string') return false;
  const text = normal(cell);
  return text.length <= 40 && !/^[-+]?[\d.,%]+$/.test(text) && !/^\d{4}[-/.年]\d/.test(text);
}

function blockAround(grid: Grid, row: number): HeadBlock {
  let [top, bottom] = [row, row];
  for (let column = 1; column <= grid.width; column++) {
    const merge = grid.mergeAt(row, column);
    if (merge && merge.bottom - merge.top < MOST_ROWS) {
      top = Math.min(top, merge.top);
      bottom = Math.max(bottom, merge.bottom);
    }
  }
  while (bottom - top + 1 < MOST_ROWS && isSubHead(grid, bottom, bottom + 1)) bottom++;
  while (bottom - top + 1 < MOST_ROWS && top > 1 && isSubHead(grid, top - 1, top)) top--;
  const numbering = isNumbering(grid, bottom + 1) ? bottom + 1 : null;
  return { top, bottom, numbering };
}

/** Does `below` say parts of what `above` names: 年度投资 over 计划 and 完成? */
function isSubHead(grid: Grid, above: number, below: number): boolean {
  if (!grid.has(above) || !grid.has(below) || isRemark(grid, above)) return false;
  const aboveTexts = new Set<string>();
  let parts = 0;
  for (let column = 1; column <= grid.width; column++) {
    const under = grid.text(below, column);
    const upper = grid.mergeAt(above, column);
    if (grid.spread(above, column) !== '') aboveTexts.add(grid.spread(above, column));
    if (under === '') continue;
    if (!isHeadText(grid, below, column)) return false;
    const isGroup = upper !== null && upper.right > upper.left && upper.bottom === above;
    const isUnmergedGroup = grid.spread(above, column) === '' && groupBefore(grid, above, column);
    const startsGroup =
      grid.text(above, column) !== '' &&
      upper === null &&
      column < grid.width &&
      grid.spread(above, column + 1) === '' &&
      grid.text(below, column + 1) !== '';
    if (isGroup || isUnmergedGroup || startsGroup || isUnitOnly(under)) parts++;
    else if (grid.spread(above, column) !== '') return false;
  }
  return parts >= 2 && aboveTexts.size >= 2;
}

function isRemark(grid: Grid, row: number): boolean {
  for (let column = 1; column <= grid.width; column++) {
    const text = grid.text(row, column);
    if (isNote(text) || unitsOfRemark(text).length > 0) return true;
  }
  return false;
}

const isUnitOnly = (text: string): boolean =>
  text.length <= 8 && unitOfHead(`(${text.replace(/[()（）]/g, '')})`) !== null;

function groupBefore(grid: Grid, row: number, column: number): boolean {
  for (let left = column - 1; left >= 1; left--) if (grid.spread(row, left) !== '') return true;
  return false;
}

/** 1 2 3 4, （1）（2）（3）, 甲 乙 1 2: numbers of columns. */
export function isNumbering(grid: Grid, row: number): boolean {
  const texts: string[] = [];
  for (let column = 1; column <= grid.width; column++) {
    const text = normal(grid.text(row, column)).replace(/[()栏列次]/g, '');
    if (text === '') continue;
    if (!NUMBERING.test(text)) return false;
    texts.push(text);
  }
  const numbers = texts.filter((text) => /^\d{1,2}(=.*)?$/.test(text)).map((text) => Number.parseInt(text, 10));
  if (texts.length < 3 || numbers.length < 3 || numbers.length + 3 < texts.length) return false;
  return numbers.every((value, i) => i === 0 || value === numbers[i - 1]! + 1);
}

const NUMBERING = /^(\d{1,2}(=.*)?|[甲乙丙丁戊]|—|-)$/;

/** The head of each column: what stands above it, from top to bottom, each text once. */
export function headsOf(grid: Grid, { top, bottom }: HeadBlock): readonly string[] {
  const heads: string[] = [];
  for (let column = 1; column <= grid.width; column++) {
    const parts: string[] = [];
    for (let row = top; row <= bottom; row++) {
      const own = grid.spread(row, column) || (row < bottom ? groupOver(grid, row, column, bottom) : '');
      const text = normal(own);
      const over = parts.at(-1);
      if (over !== undefined && text !== over && isUnitOnly(text)) {
        if (unitOfHead(over) === null) parts[parts.length - 1] = `${over}(${text.replace(/[()]/g, '')})`;
      } else if (text !== '' && over !== text) parts.push(text);
    }
    heads.push(parts.join('/'));
  }
  return heads;
}

/** A group written over its first column only, without merging. */
function groupOver(grid: Grid, row: number, column: number, bottom: number): string {
  if (grid.mergeAt(row, column) !== null || grid.text(bottom, column) === '') return '';
  for (let left = column - 1; left >= 1; left--) {
    const text = grid.spread(row, left);
    if (text === '') continue;
    const merge = grid.mergeAt(row, left);
    const isOpen = merge === null && grid.text(bottom, left) !== '';
    return isOpen ? text : '';
  }
  return '';
}

/** Columns that an earlier answer of this program added. */
export const isOwnHead = (head: string): boolean => head === REASON_HEAD || head === ROW_HEAD;
