import { decimal } from '@quantu/base';
import ExcelJS from 'exceljs';
import { FIGURE_STATE_WORDS, type FigureRow } from './contract.ts';

const COLUMNS = [
  ['序号', 6],
  ['指标', 36],
  ['数值', 20],
  ['上限', 14],
  ['单位', 10],
  ['约数', 8],
  ['时期', 18],
  ['原文', 20],
  ['状态', 14],
  ['台账指标', 28],
  ['台账现值', 18],
  ['公文', 40],
  ['发文字号', 24],
  ['位置', 16],
] as const;

/** Figures as a workbook: numbers as numbers where a cell holds them exactly, everything else as text. */
export async function figuresWorkbook(figures: readonly FigureRow[], mark: string | null): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  book.creator = '泉图 quantu';
  const sheet = book.addWorksheet('数字', { views: [{ state: 'frozen', ySplit: mark ? 2 : 1 }] });
  sheet.columns = COLUMNS.map(([, width]) => ({ width }));
  if (mark) {
    sheet.addRow([mark]).font = { bold: true, color: { argb: 'FFC7000B' } };
    sheet.mergeCells(1, 1, 1, COLUMNS.length);
    sheet.headerFooter.oddHeader = mark;
  }
  sheet.addRow(COLUMNS.map(([title]) => title)).font = { bold: true };
  for (const [i, figure] of figures.entries()) sheet.addRow([i + 1, ...cellsOf(figure)]);
  return new Uint8Array(await book.xlsx.writeBuffer());
}

function cellsOf(figure: FigureRow): (string | number)[] {
  const { document } = figure;
  return [
    safe(figure.subject),
    numeric(figure.value),
    figure.value2 === null ? '' : numeric(figure.value2),
    safe(figure.unit),
    figure.approx === 'exact' ? '' : safe(figure.approx),
    safe(figure.period ?? ''),
    safe(figure.surface),
    FIGURE_STATE_WORDS[figure.state],
    safe(figure.evidence?.isProposed === false ? figure.evidence.label : ''),
    safe(figure.evidence?.isProposed === false ? (figure.evidence.shown ?? '无法判定') : ''),
    safe(document.title),
    safe(document.number ?? ''),
    safe(figure.path.join(' ')),
  ];
}

/** Excel keeps fifteen digits: a longer number stays text rather than lose its end. */
function numeric(value: string): string | number {
  const digits = value.replace(/^-|\./g, '').replace(/^0+/, '').length;
  return digits <= 15 ? decimal(value).toNumber() : `'${value}`;
}

/** A text that a spreadsheet would take for a formula, here or after a detour through CSV, is held back by a quote. */
export function safe(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}
