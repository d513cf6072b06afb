import type { RegisterDescription } from '@quantu/registers';
import { isFilesKind, numberKind, type Field } from '../model/fields.ts';
import type { Column, Sheet } from './use-import.ts';

/** Below this the guess is looked at by a person first; what a person left out, or only counts rows, is not. */
const SURE = 0.8;

export const isUnsure = ({ confidence, samples }: Column): boolean => samples.length > 0 && confidence < SURE;

/** Columns a person has to look at come first, then the mapped ones, then the empty. */
export function inOrderOfDoubt(columns: readonly Column[]): readonly Column[] {
  const rank = (column: Column): number => (isUnsure(column) ? 0 : column.field !== null ? 1 : 2);
  return [...columns].sort((a, b) => rank(a) - rank(b) || a.column - b.column);
}

/** Fields a sheet can fill. */
export function importable(register: RegisterDescription): readonly Field[] {
  return register.fields.filter(({ isTyped, mayWrite, kind }) => isTyped && mayWrite && !isFilesKind(kind));
}

/** Fields that every new record needs and no used column gives. */
export function missingFields(register: RegisterDescription, sheets: readonly Sheet[]): readonly Field[] {
  const used = sheets.filter(({ isUsed }) => isUsed);
  return register.fields.filter(
    ({ key, isRequired }) =>
      (isRequired || register.keyFields.includes(key)) &&
      used.some(({ columns }) => !columns.some(({ field }) => field === key)),
  );
}

/** One field is filled by one column: who takes it over takes it away from the other. */
export function withField(sheet: Sheet, column: number, field: string | null): Sheet {
  return {
    ...sheet,
    columns: sheet.columns.map((one) => {
      if (one.column === column) return { ...one, field, confidence: 1 };
      return field !== null && one.field === field ? { ...one, field: null, confidence: 0 } : one;
    }),
  };
}

export function withUnit(sheet: Sheet, column: number, unit: string | null): Sheet {
  return { ...sheet, columns: sheet.columns.map((one) => (one.column === column ? { ...one, unit } : one)) };
}

/** A row becomes a head row, or stops being one. */
export function withHeadRow(sheet: Sheet, row: number): Sheet {
  const rows = sheet.headRows.includes(row) ? sheet.headRows.filter((one) => one !== row) : [...sheet.headRows, row];
  return { ...sheet, headRows: rows.sort((a, b) => a - b) };
}

const AREA_UNITS = ['平方米', '亩', '公顷', '平方公里'];
const LENGTH_UNITS = ['米', '公里'];

/** Units in which a column can be meant, for fields with a unit. */
export function unitsFor(field: Field): readonly string[] {
  const kind = numberKind(field);
  if (kind === 'money') return ['元', '万元', '亿元'];
  if (kind === 'ratio') return ['%', '小数'];
  if (field.unit === null) return [];
  const family = [AREA_UNITS, LENGTH_UNITS].find((units) => units.includes(field.unit ?? ''));
  return family ?? [field.unit, `万${field.unit}`];
}
