import { describeRegister, type Field, type Register, type Viewer } from '@quantu/registers';
import { isImported, STATE_FIELD, type ColumnMapping } from '@quantu/tables';
import { importFault } from './faults.ts';
import type { BareNumbers, LookedSheet, UsedSheet } from './worker/orders.ts';

/** A sheet of an import as it is kept: what was found, and how it is mapped. */
export interface StoredSheet extends Omit<LookedSheet, 'guess' | 'doubtful'> {
  readonly mapping: readonly ColumnMapping[];
  readonly isUsed: boolean;
  /** Not known of imports from before there were any. */
  readonly doubtful?: LookedSheet['doubtful'];
  /** Rows of those that are data after all: their key names a record. */
  readonly named?: readonly number[];
  /** What the last dry run took for granted, a sentence each. */
  readonly warnings?: readonly string[];
}

/**
 * The register as far as this person can fill it from a file: fields they never write, or see masked, are left out;
 * the key stays, for a record has to be found.
 */
export function importable(register: Register, viewer: Viewer): Register {
  const open = new Set(
    describeRegister(register, viewer)
      .fields.filter(({ mayWrite, isMasked }) => mayWrite && !isMasked)
      .map(({ key }) => key),
  );
  const fields = Object.fromEntries(
    Object.entries(register.fields).filter(
      ([name, field]) => isImported(field) && (open.has(name) || viewer.isProgram || register.key.includes(name)),
    ),
  );
  return { ...register, fields };
}

export const isMappable = ({ fields, states }: Register, field: string): boolean =>
  field in fields || (field === STATE_FIELD && states !== undefined);

/** What is read of a sheet, checked against the register. */
export function usedSheets(register: Register, sheets: readonly StoredSheet[]): readonly UsedSheet[] {
  const used = sheets.filter(({ isUsed, headRows }) => isUsed && headRows.length > 0);
  if (used.length === 0) throw importFault('import.no-sheet', { found: sheets.map(found).join('；') });
  return used.map(({ name, headRows, named = [], mapping }) => {
    checkMapping(register, name, mapping);
    const columns = mapping.map(({ column, field, unit, isUnitAssumed }) => ({
      column,
      field,
      unit,
      ...(isUnitAssumed === true ? { isUnitAssumed } : {}),
    }));
    return { name, headRows, named, columns };
  });
}

function found({ name, headRows, columns, mapping }: StoredSheet): string {
  if (headRows.length === 0) return `${shownSheet(name)}：没有找到表头`;
  const known = mapping.filter(({ field }) => field !== null).length;
  const heads = columns.filter(({ isIgnored }) => !isIgnored).map(({ head }) => head);
  const twice = new Set(heads.filter((head, i) => head !== '' && heads.indexOf(head) < i));
  const why = twice.size === 0 ? '' : `，表头“${[...twice].slice(0, 3).join('、')}”出现不止一次，不知道该用哪一列`;
  return `${shownSheet(name)}：${columns.length} 列里认出 ${known} 列${why}`;
}

function checkMapping(register: Register, sheet: string, mapping: readonly ColumnMapping[]): void {
  const taken = new Map<string, number>();
  for (const { field } of mapping) {
    if (field === null) continue;
    if (!isMappable(register, field)) throw importFault('import.field', { register: register.label, field });
    taken.set(field, (taken.get(field) ?? 0) + 1);
  }
  const label = (field: string) => register.fields[field]?.label ?? '状态';
  // A point may come in two columns, longitude and latitude.
  const twice = [...taken].find(([field, count]) => count > (register.fields[field]?.kind === 'point' ? 2 : 1));
  if (twice) throw importFault('import.twice', { sheet: shownSheet(sheet), field: label(twice[0]) });
  const missing = register.key.filter((field) => !taken.has(field));
  if (missing.length > 0) {
    throw importFault('import.no-key', { sheet: shownSheet(sheet), key: missing.map(label).join('、') });
  }
}

/** The sheets with what a dry run took for granted of their numbers. */
export function withWarnings(
  { fields }: Register,
  sheets: readonly StoredSheet[],
  bare: readonly BareNumbers[],
  closed: readonly ClosedName[],
): readonly StoredSheet[] {
  return sheets.map((sheet) => {
    const isOwn = (one: { readonly sheet: string }): boolean => one.sheet === sheet.name;
    const warnings = [
      ...bare.filter(isOwn).map((one) => bareText(fields[one.field]!, one)),
      ...closed.filter(isOwn).map((one) => closedText(fields[one.field]!, one)),
    ];
    return { ...sheet, warnings };
  });
}

/** What a file newly refers to though it is no more, as the file calls it. */
export interface ClosedName {
  readonly sheet: string;
  readonly field: string;
  readonly text: string;
  readonly count: number;
}

const closedText = ({ label }: Field, { text, count }: ClosedName): string =>
  `“${label}”有 ${count} 行写的是已撤销的“${text}”，如果已由别的单位接手，请改写后再导入`;

function bareText({ label, kind }: Field, { unit, count, example }: BareNumbers): string {
  if (kind === 'money') {
    return `“${label}”有 ${count} 个数没有写单位，按${unit}读入，如不对请改对应，给这一列选单位`;
  }
  const read = unit === '%' ? `按百分数读入，即 ${example}%` : '按小数读入，0.5 即 50%';
  const other = unit === '%' ? '小数' : '%';
  return `“${label}”有 ${count} 个数没有百分号（如 ${example}），${read}，如不对请改对应，给这一列选单位“${other}”`;
}

/** What the sheets that are read are taken for; a person who chose the unit is told no more. */
export const warningsOf = (sheets: readonly StoredSheet[]): readonly string[] =>
  sheets.flatMap(({ isUsed, warnings = [] }) => (isUsed ? warnings : []));

export const shownSheet = (name: string): string => name || '文件';
