import { dayInChina, instantOf } from '@quantu/base';
import type { FileAnswer } from '@quantu/people/server';
import { describeRegister, type Choice, type FieldDescription, type FieldKind } from '@quantu/registers';
import { choicesOf } from '@quantu/registers/server';
import { EXAMPLE_MARK } from '@quantu/tables';
import ExcelJS from 'exceljs';
import type { Desk } from './desk.server.ts';
import { headOf } from './export-cells.ts';
import { sheetNameOf } from './export-workbook.server.ts';

/** Rows that have a drop-down; more are pasted anyway. */
const READY_ROWS = 2000;
const MOST_CHOICES = 500;

/** An empty workbook to fill in: the heads the import knows, drop-downs of codes, and what goes where. */
export async function templateOf(desk: Desk): Promise<FileAnswer> {
  const { register, person } = desk;
  const fields = describeRegister(register, person.viewer).fields.filter(
    ({ isTyped, kind }) => isTyped && kind !== 'attachments' && kind !== 'photos',
  );
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet(sheetNameOf(register.label), { views: [{ state: 'frozen', ySplit: 1 }] });
  const choices = book.addWorksheet('可选值', { state: 'hidden' });
  const help = book.addWorksheet('填写说明');
  help.columns = [{ width: 24 }, { width: 8 }, { width: 60 }];
  help.addRow(['字段', '必填', '怎么填']).font = { bold: true };
  const example = sheet.getRow(2);
  example.font = { italic: true, color: { argb: 'FF808080' } };
  for (const [at, field] of fields.entries()) {
    const head = sheet.getCell(1, at + 1);
    head.value = headOf(field);
    head.font = { bold: true, ...(field.isRequired ? { color: { argb: 'FFC7000B' } } : {}) };
    sheet.getColumn(at + 1).width = Math.min(40, Math.max(12, headOf(field).length * 2 + 2));
    const known = await labelsOf(desk, field);
    if (known !== null) offer(sheet, choices, at + 1, known);
    const how = howTo(field, known);
    head.note = field.isRequired ? `必填。${how}` : how;
    const shown = known?.[0] ?? EXAMPLES[field.kind] ?? '';
    example.getCell(at + 1).value = at === 0 ? `${EXAMPLE_MARK}${shown}` : shown;
    help.addRow([field.label, field.isRequired ? '是' : '', how]);
  }
  help.addRow(['填写示例', '', `以“${EXAMPLE_MARK}”开头的一行只作示范，导入时跳过`]);
  const bytes = new Uint8Array(await book.xlsx.writeBuffer());
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  return { name: `${register.label}导入模板.xlsx`, type, bytes };
}

/** What can be put into a field of few choices; null where anything can, or too much. */
async function labelsOf(desk: Desk, { key, kind }: FieldDescription): Promise<readonly string[] | null> {
  if (kind === 'yes-no') return ['是', '否'];
  if (kind !== 'code' && kind !== 'reference') return null;
  const { db, books, register, person } = desk;
  const on = dayInChina(instantOf(new Date()));
  const found = await choicesOf(db, books, register, person.viewer, key, { on });
  const open = found.filter(({ isClosed }: Choice) => !isClosed).map(({ label }) => label);
  return open.length > 0 && open.length <= MOST_CHOICES ? open : null;
}

/** A drop-down that points at a hidden sheet: a list written into the cell itself is cut at 255 characters. */
function offer(sheet: ExcelJS.Worksheet, choices: ExcelJS.Worksheet, column: number, labels: readonly string[]): void {
  for (const [at, label] of labels.entries()) choices.getCell(at + 1, column).value = label;
  const letter = choices.getColumn(column).letter;
  const formulae = [`可选值!$${letter}$1:$${letter}$${labels.length}`];
  for (let row = 3; row <= READY_ROWS; row++) {
    sheet.getCell(row, column).dataValidation = { type: 'list', allowBlank: true, formulae };
  }
}

const EXAMPLES: Readonly<Partial<Record<FieldKind, string | number>>> = {
  text: '文字',
  'long-text': '一段文字',
  integer: 12,
  decimal: 12.5,
  money: 1200,
  ratio: '78.5%',
  day: '2026-07-10',
  month: '2026-07',
  instant: '2026-07-10 09:30',
  reference: '名称',
  point: '118.9123,25.1234',
};

const HOW: Readonly<Partial<Record<FieldKind, string>>> = {
  integer: '整数',
  decimal: '数字',
  money: '金额',
  ratio: '比例，如 78.5%',
  day: '日期，如 2026-07-10',
  month: '月份，如 2026-07',
  instant: '时间，如 2026-07-10 09:30',
  'yes-no': '是或否',
  code: '从下拉列表中选择',
  reference: '写名称，要与台账中的名称一致',
  point: '经度,纬度，如 118.9123,25.1234（CGCS2000）',
  line: 'GeoJSON 或 WKT 线（CGCS2000 经纬度）',
  area: 'GeoJSON 或 WKT 面（CGCS2000 经纬度）',
};

function howTo(field: FieldDescription, choices: readonly string[] | null): string {
  const { kind, show, unit, places, maxLength, help } = field;
  const parts = [
    HOW[kind] ?? '文字',
    (show ?? unit) ? `单位：${show ?? unit}` : '',
    kind === 'decimal' && places !== null ? `最多 ${places} 位小数` : '',
    maxLength === null ? '' : `最多 ${maxLength} 字`,
    help ?? '',
    kind === 'code' && choices ? `可选：${choices.slice(0, 30).join('、')}${choices.length > 30 ? ' …' : ''}` : '',
  ];
  return parts.filter(Boolean).join('；');
}
