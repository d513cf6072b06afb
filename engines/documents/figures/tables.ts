import { Decimal } from '@quantu/base';
import type { FigureKind } from '../reading.ts';
import type { Block } from '../structure/index.ts';
import { quantityAt, type Quantity } from './quantity.ts';

/** What a column's head (or the caption over the table) says of its cells: 完成投资（万元）, 单位：亿元. */
export interface Column {
  head: string;
  unit: string | null;
  kind: FigureKind;
  power: number;
}

/** A row of a table flattened by tabs: what it is about, and its columns. */
export interface Row {
  label: string;
  columns: readonly Column[];
}

const CAPTION = /单位[:：]\s*([^\s，。；）)]{1,8})/;
const HEAD_UNIT = /[（(]([^（）()]{1,10})[）)]\s*$/;
const NUMBERING = /^(?:序号|编号|No\.?|年份|年度|代码|排名|名次|位次|电话|联系电话)$/i;
const NUMERIC = /^[-－+]?\d[\d,.\s]*[%％]?$/;

/** The rows of all tables, by block; a block without a tab is no row. */
export function tableRows(blocks: readonly Block[]): Map<Block, Row> {
  const rows = new Map<Block, Row>();
  let columns: Column[] | null = null;
  for (const [i, block] of blocks.entries()) {
    if (!block.text.includes('\t')) {
      columns = null;
      continue;
    }
    const cells = block.text.split('\t').map((cell) => cell.trim());
    columns ??= columnsOf(cells, captionAbove(blocks, i));
    rows.set(block, { label: labelOf(cells, columns), columns });
  }
  return rows;
}

function captionAbove(blocks: readonly Block[], i: number): string | null {
  for (const block of blocks.slice(Math.max(0, i - 3), i + 1)) {
    const caption = block.text.length > 200 ? null : CAPTION.exec(block.text)?.[1];
    if (caption) return caption;
  }
  return null;
}

function columnsOf(cells: readonly string[], caption: string | null): Column[] {
  return cells.map((cell) => {
    const head = cell.replace(HEAD_UNIT, '').replace(/\s+/g, '');
    if (NUMBERING.test(head)) return { head, unit: null, kind: 'count', power: 0 };
    const printed = HEAD_UNIT.exec(cell)?.[1] ?? (/[%％]/.test(cell) ? '%' : caption);
    return { head, ...unitOf(printed) };
  });
}

/** 万元 is 元 with four zeros. */
function unitOf(printed: string | null): Pick<Column, 'unit' | 'kind' | 'power'> {
  const sample = printed === null ? null : quantityAt(`1${printed.replace(/\s+/g, '').replace('％', '%')}`, 0);
  return { unit: sample?.unit ?? null, kind: sample?.kind ?? 'count', power: sample?.power ?? 0 };
}

function labelOf(cells: readonly string[], columns: readonly Column[]): string {
  const label = cells.find((cell, i) => cell !== '' && !NUMERIC.test(cell) && !NUMBERING.test(columns[i]?.head ?? ''));
  return label?.replace(/\s+/g, '') ?? '';
}

/** Gives numbers that fill their cell the unit of their column, and says what each cell is about: row and column. */
export function fillRow(text: string, quantities: readonly Quantity[], row: Row): Map<Quantity, string> {
  const subjects = new Map<Quantity, string>();
  let cell = 0;
  let at = 0;
  for (const quantity of quantities) {
    for (; at < quantity.from; at++) if (text[at] === '\t') cell++;
    const column = row.columns[cell];
    subjects.set(quantity, row.label + (column?.head ?? ''));
    const fills = /^$|\t/.test(text[quantity.lead - 1] ?? '') && /^$|\t/.test(text[quantity.end] ?? '');
    if (fills && column !== undefined) takeUnit(quantity, column);
  }
  return subjects;
}

function takeUnit(quantity: Quantity, { unit, kind, power }: Column): void {
  if (quantity.unit !== null || unit === null) return;
  quantity.unit = unit;
  quantity.kind = kind;
  quantity.power += power;
  quantity.value = quantity.value.times(new Decimal(10).pow(power));
}
