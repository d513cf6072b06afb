import {
  AlignmentType,
  BorderStyle,
  HeightRule,
  LineRuleType,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlignTable,
  WidthType,
  type FileChild,
} from 'docx';

import { headingFace, isTitleLine, listItem } from '../compose.ts';
import type { Inline, OfficialBlock } from '../model.ts';
import { CELL_PITCH, tablePlan, type CellAlign, type Table as TableBlock, type TablePlan } from '../table-plan.ts';
import { run, type InlineWriter } from './inline.ts';
import { line, style, twips } from './styles.ts';

/** A child of the page, `turned` when it wants a page in landscape. */
export interface Placed {
  child: FileChild;
  turned: boolean;
}

const upright = (child: FileChild): Placed => ({ child, turned: false });

export function blockChildren(block: OfficialBlock, write: InlineWriter, isSigned: boolean): Placed[] {
  switch (block.kind) {
    case 'heading':
      return [upright(headingParagraph(block, write, isSigned))];
    case 'paragraph':
      return [upright(new Paragraph({ ...(isSigned ? KEPT : {}), children: write.children(block.inlines) }))];
    case 'list':
      return block.items.map((item) => upright(new Paragraph({ children: write.children(listItem(item)) })));
    case 'table':
      return tableChildren(block, write);
    case 'pageBreak':
      return [];
  }
}

/** Two lines of it at least go with what follows. */
const KEPT = { keepNext: true, widowControl: true };

function headingParagraph(
  block: Extract<OfficialBlock, { kind: 'heading' }>,
  write: InlineWriter,
  isSigned: boolean,
): Paragraph {
  const own = headingFace(block.level);
  const face = own === 'bold' ? 'fang' : own;
  const runOn = block.runOn ?? [];
  return new Paragraph({
    style: style.heading[block.level - 1]!,
    ...(isSigned ? KEPT : isTitleLine(block) ? { keepNext: true } : {}),
    children: [...write.children(block.inlines, face), ...write.children(runOn, 'fang')],
  });
}

function tableChildren(block: TableBlock, write: InlineWriter): Placed[] {
  const plan = tablePlan(block, (text) => text, write.advance);
  const columns = plan.widths.length;
  const full = (row: Inline[][]): Inline[][] => [...row, ...Array.from({ length: columns - row.length }, () => [])];
  const head = block.head.map((row) => full(row.map((text) => [{ kind: 'text', text }])));
  const widths = plan.widths.map(twips);
  const caption =
    plan.caption === '' ? [] : [new Paragraph({ style: style.caption, children: [run(plan.caption, 'hei')] })];
  const rows = [
    ...head.map((row, at) => tableRow(row, plan.head[at]!.rows, plan, write, true)),
    ...block.rows.map((row, at) => tableRow(full(row), plan.body[at]!.rows, plan, write, false)),
  ];
  const table = new Table({
    width: { size: widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    borders: BORDERS,
    margins: { top: 0, bottom: 0, left: 60, right: 60, marginUnitType: WidthType.DXA },
    rows,
  });
  return [...caption, ...(rows.length > 0 ? [table] : [])].map((child) => ({ child, turned: plan.landscape }));
}

const THIN = { style: BorderStyle.SINGLE, size: 4, color: '000000' };
const BORDERS = { top: THIN, bottom: THIN, left: THIN, right: THIN, insideHorizontal: THIN, insideVertical: THIN };

const ALIGN = { left: AlignmentType.LEFT, center: AlignmentType.CENTER, right: AlignmentType.RIGHT };

/** LibreOffice adds its borders to a row; what they take is given up, so that as many rows fit a page as in the PDF. */
const BORDER = 4;

function tableRow(cells: Inline[][], rows: number, plan: TablePlan, write: InlineWriter, isHead: boolean): TableRow {
  const isLong = rows > plan.tallest;
  return new TableRow({
    tableHeader: isHead && plan.repeats,
    cantSplit: !isLong,
    height: { value: (isLong ? 1 : rows) * line - BORDER, rule: HeightRule.ATLEAST },
    children: cells.map(
      (cell, at) =>
        new TableCell({
          width: { size: twips(plan.widths[at]!), type: WidthType.DXA },
          verticalAlign: VerticalAlignTable.CENTER,
          children: [cellParagraph(cell, plan.size, isHead ? 'center' : plan.align[at]!, write, isHead)],
        }),
    ),
  });
}

function cellParagraph(
  cell: Inline[],
  size: number,
  align: CellAlign,
  write: InlineWriter,
  isHead: boolean,
): Paragraph {
  return new Paragraph({
    style: style.cell,
    alignment: ALIGN[align],
    spacing: { before: 0, after: 0, line: twips(CELL_PITCH * size), lineRule: LineRuleType.EXACT },
    children: write.children(cell, isHead ? 'hei' : 'fang', { size: 2 * size }),
  });
}
