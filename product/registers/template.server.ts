import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { dayInChina, instantOf } from '@quantu/base';
import type { FileAnswer } from '@quantu/people/server';
import { describeRegister, type Choice, type FieldDescription, type FieldKind } from '@quantu/registers';
import { choicesOf } from '@quantu/registers/server';
import { EXAMPLE_MARK, letterOf } from '@quantu/tables';
import { writeWorkbook, type OutCell, type OutSheet } from '@quantu/tables/server';
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
  const columns: Column[] = [];
  for (const field of fields) {
    const known = await labelsOf(desk, field);
    columns.push({ field, known, how: howTo(field, known) });
  }
  const sheets = [formSheet(sheetNameOf(register.label), columns), choiceSheet(columns), helpSheet(columns)];
  const bytes = new Uint8Array(await buffer(Readable.from(writeWorkbook(sheets), { objectMode: false })));
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  return { name: `${register.label}导入模板.xlsx`, type, bytes };
}

interface Column {
  readonly field: FieldDescription;
  /** What can be chosen, where that is little. */
  readonly known: readonly string[] | null;
  readonly how: string;
}

const CHOICES = '可选值';

/** The sheet to fill in. A drop-down points at another sheet: a list written into the cell itself is cut at 255 characters. */
function formSheet(name: string, columns: readonly Column[]): OutSheet {
  const heads = columns.map(({ field }): OutCell => ({
    value: headOf(field),
    look: field.isRequired ? 'required' : 'head',
  }));
  const example = columns.map(({ field, known }, at): OutCell => {
    const shown = known?.[0] ?? EXAMPLES[field.kind] ?? '';
    return { value: at === 0 ? `${EXAMPLE_MARK}${shown}` : shown, look: 'example' };
  });
  const choices = columns.flatMap(({ known }, at) => {
    const letter = letterOf(at + 1);
    const list = `${CHOICES}!$${letter}$1:$${letter}$${known?.length ?? 0}`;
    return known === null ? [] : [{ column: at + 1, from: 3, until: READY_ROWS, list }];
  });
  return {
    name,
    widths: columns.map(({ field }) => Math.min(40, Math.max(12, headOf(field).length * 2 + 2))),
    heads: [heads],
    rows: rowsOf([example]),
    choices,
    notes: columns.map(({ field, how }, at) => ({
      row: 1,
      column: at + 1,
      text: field.isRequired ? `必填。${how}` : how,
    })),
  };
}

function choiceSheet(columns: readonly Column[]): OutSheet {
  const most = Math.max(0, ...columns.map(({ known }) => known?.length ?? 0));
  const rows = Array.from({ length: most }, (_, row) => columns.map(({ known }) => known?.[row] ?? null));
  return { name: CHOICES, isHidden: true, widths: columns.map(() => 20), heads: [], rows: rowsOf(rows) };
}

function helpSheet(columns: readonly Column[]): OutSheet {
  const rows = columns.map(({ field, how }) => [field.label, field.isRequired ? '是' : '', how]);
  const example = ['填写示例', '', `以“${EXAMPLE_MARK}”开头的一行只作示范，导入时跳过`];
  const heads = [['字段', '必填', '怎么填']];
  return { name: '填写说明', widths: [24, 8, 60], heads, rows: rowsOf([...rows, example]) };
}

async function* rowsOf(rows: readonly (readonly OutCell[])[]): AsyncGenerator<readonly (readonly OutCell[])[]> {
  yield rows;
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
