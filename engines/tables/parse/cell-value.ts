import { plain, type Decimal } from '@quantu/base';
import { parseValue, type Field, type Value } from '@quantu/registers';
import { cellText, isBlank, numberText, type Cell } from '../cells.ts';
import { unneutralised } from '../write/neutralise.ts';
import { readDate } from './days.ts';
import { readNumber, unitFactor, type ReadNumber } from './numbers.ts';
import { readPlace } from './places.ts';
import { readYesNo, type ChoiceFinder } from './choices.ts';

/** What a cell becomes in a field. `look` is a text that only the database can turn into a record. */
export type CellValue =
  | { readonly value: Value; readonly others?: readonly string[] }
  | { readonly look: string }
  | { readonly problem: string; readonly among?: readonly string[] };

export interface CellContext {
  /** The unit of the column, when the cell names none. */
  readonly unit: string | null;
  /** Nobody said that unit: it is what the field is shown in. */
  readonly isUnitAssumed?: boolean | undefined;
  /** Of a code field: its choices. */
  readonly choices?: ChoiceFinder | undefined;
}

/** Marks that stand for nothing: a dash, a slash. */
const NOTHING = /^(?:[-－—–―/／\\]+|无|暂无)$/;

/** What a cell says for a field, exactly as the field keeps it, or one sentence why it cannot. */
export function cellValue(field: Field, cell: Cell, context: CellContext): CellValue {
  if (isBlank(cell) || cell === null) return { value: null };
  if (typeof cell === 'object' && (cell.is === 'error' || cell.is === 'formula')) return badCell(field, cell);
  const isText = field.kind === 'text' || field.kind === 'long-text';
  if (
    !isText &&
    typeof cell === 'string' &&
    NOTHING.test(cell.trim()) &&
    !(field.kind === 'yes-no' && cell.trim() === '无')
  ) {
    return { value: null };
  }
  const found = byKind(field, cell, context);
  return 'problem' in found && !found.problem.startsWith(field.label)
    ? { ...found, problem: `${field.label}：${found.problem}` }
    : found;
}

function badCell(field: Field, { is, text }: { is: 'error' | 'formula'; text: string }): CellValue {
  return {
    problem:
      is === 'error'
        ? `${field.label}：单元格是错误值 ${text}`
        : `${field.label}：单元格是公式，但文件里没有它的计算结果，请用 Excel 打开保存后再导入，或粘贴为数值`,
  };
}

function byKind(field: Field, cell: Exclude<Cell, null>, context: CellContext): CellValue {
  switch (field.kind) {
    case 'text':
    case 'long-text':
      return textValue(field, cell);
    case 'integer':
    case 'decimal':
    case 'money':
    case 'ratio':
      return numberValue(field, cell, context);
    case 'day':
    case 'month':
    case 'instant':
      return dateValue(field, cell);
    case 'yes-no': {
      const answer = typeof cell === 'boolean' ? cell : readYesNo(cellText(cell));
      return answer === null ? { problem: `“${cellText(cell)}”不是“是”或“否”` } : { value: answer };
    }
    case 'code':
      return context.choices?.find(unneutralised(cellText(cell)), '编码表') ?? { problem: '没有编码表' };
    case 'reference':
      return { look: unneutralised(cellText(cell)).trim() };
    case 'point':
    case 'line':
    case 'area': {
      const place = readPlace(cellText(cell));
      return 'problem' in place ? place : parseValue(field, place.geometry);
    }
    case 'computed':
    case 'attachments':
    case 'photos':
      return { problem: '不能由表格填写' };
  }
}

function textValue(field: Field, cell: Exclude<Cell, null>): CellValue {
  const number = typeof cell === 'number' ? cell : typeof cell === 'object' && cell.is === 'number' ? cell.value : null;
  if (number !== null && Math.abs(number) >= 1e15) {
    return { problem: `“${number}”超过 15 位，Excel 已经丢失后面的数字，请把单元格改为文本后重新填写` };
  }
  if (typeof cell === 'object' && cell.is === 'number' && cell.unit === '%') return parseValue(field, cellText(cell));
  if (typeof cell === 'boolean') return parseValue(field, cell ? '是' : '否');
  if (typeof cell === 'string' && ROUNDED.test(cell.trim())) {
    return { problem: `“${cell.trim()}”是科学计数法，后面的数字已经丢失，请把单元格改为文本后重新填写` };
  }
  return parseValue(field, unneutralised(cellText(cell)));
}

/** 3.50521E+17, 1.00E+05: what a csv has left of a number that was long, or looked like one. */
const ROUNDED = /^\d(?:\.\d+)?E\+\d{2}$/;

type NumberField = Extract<Field, { kind: 'integer' | 'decimal' | 'money' | 'ratio' }>;

function numberValue(field: NumberField, cell: Exclude<Cell, null>, context: CellContext): CellValue {
  const { unit: columnUnit, isUnitAssumed = false } = context;
  const quick = typeof cell === 'number' && field.kind === 'money' ? moneyText(cell, columnUnit, isUnitAssumed) : null;
  if (quick !== null) return parseValue(field, quick);
  const found = readNumber(cell);
  if ('problem' in found) return found;
  const read = field.kind === 'money' ? found : withoutYuan(found, cell, columnUnit);
  const unit = read.unit ?? columnUnit;
  if (field.kind === 'ratio') return ratioValue(field, read.value, unit);
  const target = field.kind === 'money' ? '元' : (field.unit ?? '');
  let value = read.value;
  if (unit !== null && unit !== target) {
    if (field.kind !== 'money' && unit === '%' && target === '%') return parseValue(field, plain(value));
    const factor = isYear(field, unit) ? ([1, 1] as const) : unitFactor(unit, target);
    if (factor === null) return { problem: `“${cellText(cell)}”的单位“${unit}”不能换算成${target || '这个字段的数'}` };
    value = factor[1] === 1 ? value.times(factor[0]) : value.times(factor[0]).div(factor[1]);
  }
  const isUnsure = read.unit === null && (isUnitAssumed || (typeof cell === 'string' && PRICED.test(cell)));
  if (field.kind === 'money' && isUnsure && value.abs().gt(MOST_YUAN)) return tooMuch(cell, unit);
  // A number of the file is binary, and one with another unit was multiplied: both are rounded, a written one is not.
  const isRounded = read.isBinary || unit !== target;
  const places = field.kind === 'money' ? 2 : field.kind === 'decimal' ? field.places : undefined;
  return parseValue(
    field,
    plain(isRounded && places !== undefined && value.dp() > places ? value.toDecimalPlaces(places) : value),
  );
}

/** A sum of 元, 万元 or 亿元 in 元: most sums of most files only have their point moved. Null where more is to do. */
function moneyText(cell: number, unit: string | null, isUnitAssumed: boolean): string | null {
  const shift = unit === null ? 0 : SHIFTS[unit];
  const match = shift === undefined ? null : /^(\d{1,15})(?:\.(\d{1,8}))?$/.exec(numberText(cell));
  if (!match || shift === undefined) return null;
  const [, whole = '', part = ''] = match;
  if (part.length > shift + 2 || (isUnitAssumed && whole.length + shift > 13)) return null; // it is rounded, or too much
  const moved = `${whole}${part.slice(0, shift).padEnd(shift, '0')}`.replace(/^0+(?=\d)/, '');
  return part.length > shift ? `${moved}.${part.slice(shift)}` : moved;
}

/** Ten trillion: more than any district plans, so the sum was in another unit than its column. */
const MOST_YUAN = 1e13;
/** 3万 of land or households is no sum: it is 30000 of what the column counts, or 3 of a column in 万. */
function withoutYuan(read: ReadNumber, cell: Exclude<Cell, null>, columnUnit: string | null): ReadNumber {
  const many = typeof cell !== 'string' || cell.includes('元') ? undefined : MANY[read.unit ?? ''];
  if (many === undefined) return read;
  const isCounted = columnUnit?.startsWith(many.word) === true;
  return { ...read, unit: null, value: isCounted ? read.value : read.value.times(many.factor) };
}

const MANY: Readonly<Record<string, { readonly word: string; readonly factor: number }>> = {
  万元: { word: '万', factor: 1e4 },
  亿元: { word: '亿', factor: 1e8 },
};

/** Who writes ¥ means 元, whatever the head says. */
const PRICED = /^\s*[¥￥]/;

const tooMuch = (cell: Exclude<Cell, null>, unit: string | null): CellValue => ({
  problem: `“${cellText(cell)}”按${unit ?? '元'}读入超过 10 万亿元，请核对单位，或在数字后面写明，如 ${cellText(cell)}元`,
});

/** 1998年 of a year, which is counted in nothing. */
const isYear = (field: NumberField, unit: string): boolean =>
  field.kind === 'integer' && field.unit === undefined && (unit === '年' || unit === '年度');

const SHIFTS: Readonly<Record<string, number>> = { 元: 0, 千元: 3, 万元: 4, 百万元: 6, 千万元: 7, 亿元: 8 };

function ratioValue(field: NumberField, value: Decimal, unit: string | null): CellValue {
  if (unit === '‰') return parseValue(field, plain(value.div(1000)));
  if (unit === '%') return parseValue(field, plain(value.div(100)));
  if (value.abs().gt(1.5))
    return { problem: `“${plain(value)}”没有百分号，请写成 ${plain(value)}%，或在列的单位里选 %` };
  return parseValue(field, plain(value));
}

/** Who is asked for a month is not shown a day. */
const ofMonth = (problem: string): string =>
  problem.replace('不是日期，请写成 2024-03-05 这样', '不是月份，请写成 2024-03 这样');

function dateValue(field: Field, cell: Exclude<Cell, null>): CellValue {
  const read = readDate(cell);
  if ('problem' in read) return field.kind === 'month' ? { problem: ofMonth(read.problem) } : read;
  const { year, month, day, time } = read;
  if (field.kind === 'month') return parseValue(field, `${year}-${String(month).padStart(2, '0')}`);
  if (day === null) return { problem: `“${cellText(cell)}”只写到月，请补上日` };
  if (field.kind === 'day') return parseValue(field, day);
  return parseValue(field, `${day}T${time ?? '00:00:00'}+08:00`);
}
