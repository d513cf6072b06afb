import { isGeometry, isTyped, parseValue, type Field, type Register } from '@quantu/registers';
import { SHAPE_HEAD } from '../cells.ts';
import { readDate } from '../parse/days.ts';
import { readNumber, unitFactor } from '../parse/numbers.ts';
import { readPlace } from '../parse/places.ts';
import { readYesNo } from '../parse/choices.ts';
import { SECTION_COLUMN, SHEET_COLUMN, type SheetColumn, type UnderstoodSheet } from '../understand/sheet.ts';
import { bareHead, normal } from '../understand/words.ts';

/** What becomes of a column. */
export interface ColumnMapping {
  readonly column: number;
  /** Null: left out. `state` is the state of records that have states. */
  readonly field: string | null;
  readonly unit: string | null;
  /** 0 to 1; chosen by a person: 1. */
  readonly confidence: number;
  /** Nothing in the file says the unit, and no person did: sums as the register shows them, shares by their size. */
  readonly isUnitAssumed?: boolean;
}

/** A column of a point's longitude or latitude has this in place of a unit. */
export const LONGITUDE = '经度';
export const LATITUDE = '纬度';
export const STATE_FIELD = 'state';

const SURE_ENOUGH = 0.5;

/** The heads under which a field may stand. */
function namesOf(register: Register): readonly (readonly [string, readonly string[]])[] {
  const fields = Object.entries(register.fields).filter(([, field]) => isImported(field));
  const own = fields.map(([key, { label, aliases = [] }]) => [key, [label, ...aliases].map(bareHead)] as const);
  return register.states
    ? [...own, [STATE_FIELD, ['状态', '当前状态', '阶段', '当前阶段'].map(bareHead)] as const]
    : own;
}

export function isImported(field: Field): boolean {
  return isTyped(field) && field.kind !== 'attachments' && field.kind !== 'photos';
}

/** How well a text is known as a head of this register, for finding the head of a sheet. */
export function knownHeads(register: Register): (text: string) => number {
  const names = new Set(namesOf(register).flatMap(([, texts]) => texts));
  for (const { label } of Object.values(register.fields)) names.add(bareHead(label));
  return (text) => (names.has(bareHead(text)) ? 1 : 0);
}

/** Guesses the field of each column: the surest pair first, no field twice. */
export function guessMapping(register: Register, sheet: UnderstoodSheet): readonly ColumnMapping[] {
  const names = namesOf(register);
  const pairs = sheet.columns
    .filter(({ isIgnored }) => !isIgnored)
    .flatMap((column) =>
      names.map(([key, texts]) => ({ column, key, score: pairScore(register.fields[key], column, texts) })),
    )
    .filter(({ score }) => score >= SURE_ENOUGH)
    .sort((a, b) => b.score - a.score);
  const taken = new Map<number, ColumnMapping>();
  const used = new Set<string>();
  for (const [at, { column, key, score }] of pairs.entries()) {
    if (taken.has(column.column) || used.has(key)) continue;
    used.add(key);
    // 上年/完成投资 and 本年/完成投资: which one is meant a person has to say.
    const isTied = pairs
      .slice(at + 1)
      .some((one) => one.key === key && one.score === score && !taken.has(one.column.column));
    if (isTied) continue;
    const unit = unitFor(register.fields[key], column, sheet.unit);
    const assumed = isAssumed(register.fields[key], column, sheet.unit) ? { isUnitAssumed: true } : {};
    taken.set(column.column, { column: column.column, field: key, unit, confidence: round(score), ...assumed });
  }
  for (const mapping of coordinates(register, sheet.columns, used)) taken.set(mapping.column, mapping);
  for (const mapping of shapeOfFeatures(register, sheet.columns, used)) taken.set(mapping.column, mapping);
  for (const mapping of keeperOfSheet(register, sheet.columns, used)) taken.set(mapping.column, mapping);
  return sheet.columns.map(
    ({ column, unit, isIgnored }) => taken.get(column) ?? { column, field: null, unit, confidence: isIgnored ? 1 : 0 },
  );
}

const round = (score: number): number => Math.round(Math.min(score, 1) * 100) / 100;

function pairScore(field: Field | undefined, column: SheetColumn, names: readonly string[]): number {
  const likeness = Math.max(...names.map((name, i) => headScore(column.head, name) * (i === 0 ? 1 : 0.98)));
  if (likeness < SURE_ENOUGH) return 0;
  const isAdded = column.column === SHEET_COLUMN || column.column === SECTION_COLUMN;
  const fit = field === undefined ? 1 : fitOf(field, column);
  return likeness * (0.6 + 0.4 * fit) * (isAdded ? 0.7 : 1) * (column.isHidden ? 0.9 : 1);
}

/** How much a head and a name say the same: 年度投资/计划 and 年度计划投资 share all their characters. */
function headScore(head: string, name: string): number {
  const whole = bareHead(head);
  if (whole === name) return 1;
  if (sameWords(whole) === sameWords(name)) return 0.95;
  const last = bareHead(head.split('/').at(-1) ?? '');
  if (last === name && last.length >= 2) return 0.92;
  if (isNamedBy(whole, name) || isNamedBy(last, name)) return 0.85;
  const [one, other] = [sameWords(last.length >= 2 ? last : whole), sameWords(name)];
  if (one.length >= 2 && other.length >= 2 && (one.endsWith(other) || other.endsWith(one))) {
    return 0.6 + 0.25 * (Math.min(one.length, other.length) / Math.max(one.length, other.length));
  }
  return Math.max(dice(whole, name) * 0.85, sameCharacters(whole, name) * 0.88);
}

/** 专项类别, 责任单位名称: the name with a word that only says what kind of thing it is. */
const isNamedBy = (head: string, name: string): boolean =>
  name.length >= 2 &&
  head.startsWith(name) &&
  /^(类别|类型|种类|名称|单位|情况|全称|日期|时间|年月|数|数量)$/.test(head.slice(name.length));

/** Words that offices use for one another. */
const SAME: readonly (readonly [RegExp, string])[] = [
  [/编码|编号|代号/g, '代码'],
  [/类型|种类|分类/g, '类别'],
  [/时间/g, '日期'],
  [/名字/g, '名称'],
  [/电话号码|联系方式/g, '电话'],
  [/说明/g, '备注'],
  [/(牵头|主管|责任)(单位|部门)/g, '责任单位'],
  [/所在|所属|属地/g, '属地'],
  [/栋|幢/g, '幢'],
];
const sameWords = (text: string): string => SAME.reduce((now, [word, by]) => now.replace(word, by), text);

/** Share of neighbouring pairs of characters that two texts have in common. */
function dice(a: string, b: string): number {
  const pairs = (text: string): string[] =>
    Array.from({ length: Math.max(text.length - 1, 0) }, (_, i) => text.slice(i, i + 2));
  const [left, right] = [pairs(a), pairs(b)];
  if (left.length === 0 || right.length === 0) return 0;
  const rest = [...right];
  const common = left.filter((pair) => {
    const at = rest.indexOf(pair);
    if (at >= 0) rest.splice(at, 1);
    return at >= 0;
  }).length;
  return (2 * common) / (left.length + right.length);
}

function sameCharacters(a: string, b: string): number {
  const sorted = (text: string): string => [...text].sort().join('');
  return sorted(a) === sorted(b) ? 1 : 0;
}

/** Share of a column's samples that the field could read; a column without values fits half. */
function fitOf(field: Field, { samples }: SheetColumn): number {
  if (samples.length === 0) return 0.75;
  return samples.filter((sample) => isReadable(field, sample)).length / samples.length;
}

function isReadable(field: Field, sample: string): boolean {
  switch (field.kind) {
    case 'integer':
    case 'decimal':
    case 'money':
    case 'ratio':
      return !('problem' in readNumber(sample));
    case 'day':
    case 'month':
    case 'instant':
      return !('problem' in readDate(sample));
    case 'yes-no':
      return readYesNo(sample) !== null;
    case 'point':
    case 'line':
    case 'area':
      return !('problem' in readPlace(sample)) || /^-?\d+(\.\d+)?/.test(sample);
    case 'text':
      return sample.length <= (field.maxLength ?? 200);
    case 'long-text':
    case 'code':
    case 'reference':
      return true;
    case 'computed':
    case 'attachments':
    case 'photos':
      return false;
  }
}

/** The unit of a column: its head's, else the sheet's if it fits, else what the field is shown in. */
function unitFor(field: Field | undefined, column: SheetColumn, sheetUnit: string | null): string | null {
  if (field?.kind === 'money') {
    if (column.unit !== null && unitFactor(column.unit, '元') !== null) return column.unit;
    return sheetUnit !== null && unitFactor(sheetUnit, '元') !== null ? sheetUnit : field.show;
  }
  if (field?.kind === 'ratio') {
    const isPercent = column.samples.map((sample) => readNumber(sample)).some(isBareAboveOne);
    return column.unit === '%' || isPercent ? '%' : column.unit;
  }
  if (field?.kind !== 'decimal' && field?.kind !== 'integer') return null;
  const target = field.unit ?? '';
  if (column.unit !== null) return column.unit;
  return sheetUnit !== null && target !== '' && unitFactor(sheetUnit, target) !== null && sheetUnit !== '元'
    ? sheetUnit
    : null;
}

function isAssumed(field: Field | undefined, column: SheetColumn, sheetUnit: string | null): boolean {
  if (field?.kind === 'ratio') return true;
  const isSaid = [column.unit, sheetUnit].some((unit) => unit !== null && unitFactor(unit, '元') !== null);
  return field?.kind === 'money' && !isSaid;
}

/** 78.5 without a percent sign: such a column is meant in percent. */
function isBareAboveOne(read: ReturnType<typeof readNumber>): boolean {
  return !('problem' in read) && read.unit === null && read.value.abs().gt(1.5);
}

/** A sheet called 区住建局 says whose rows it holds, when no column does. */
function keeperOfSheet(
  register: Register,
  columns: readonly SheetColumn[],
  used: Set<string>,
): readonly ColumnMapping[] {
  const { keeper } = register;
  const named = columns.find(({ column }) => column === SHEET_COLUMN);
  const isOffice = (name: string) => /(局|委|办|镇|街道|乡|公司|集团|中心|管委会|指挥部)$/.test(name.trim());
  if (keeper === undefined || used.has(keeper) || !named || named.samples.length === 0) return [];
  if (!named.samples.every(isOffice)) return [];
  used.add(keeper);
  return [{ column: named.column, field: keeper, unit: null, confidence: 0.6 }];
}

/** The geometry of GeoJSON is the first field that takes such a shape. */
function shapeOfFeatures(
  register: Register,
  columns: readonly SheetColumn[],
  used: Set<string>,
): readonly ColumnMapping[] {
  const column = columns.find(({ head }) => head === SHAPE_HEAD);
  const field = Object.entries(register.fields).find(
    ([key, one]) => isGeometry(one) && !used.has(key) && column?.samples.some((sample) => isShapeOf(one, sample)),
  )?.[0];
  if (!column || field === undefined) return [];
  used.add(field);
  return [{ column: column.column, field, unit: null, confidence: 0.95 }];
}

function isShapeOf(field: Field, sample: string): boolean {
  const read = readPlace(sample);
  return !('problem' in read) && !('problem' in parseValue(field, read.geometry));
}

/** Heads of coordinates, in Chinese and as programs write them. */
const HEADS = {
  [LONGITUDE]: /经度|^(lon|lng|long|longitude)$/i,
  [LATITUDE]: /纬度|^(lat|latitude)$/i,
} as const;
/** What map services shift on purpose, and older datums: read as they stand they would lie beside where they are. */
const OTHER_DATUM = /gcj|bd-?09|高德|百度|腾讯|火星|54|80/i;

/** Two columns, 经度 and 纬度, are one point. */
function coordinates(register: Register, columns: readonly SheetColumn[], used: Set<string>): readonly ColumnMapping[] {
  const point = Object.entries(register.fields).find(([key, { kind }]) => kind === 'point' && !used.has(key))?.[0];
  const named = (word: keyof typeof HEADS) =>
    columns.find(({ head }) => HEADS[word].test(normal(head)) && !OTHER_DATUM.test(normal(head)));
  const [longitude, latitude] = [named(LONGITUDE), named(LATITUDE)];
  if (point === undefined || !longitude || !latitude || longitude === latitude) return [];
  used.add(point);
  return [
    { column: longitude.column, field: point, unit: LONGITUDE, confidence: 0.95 },
    { column: latitude.column, field: point, unit: LATITUDE, confidence: 0.95 },
  ];
}
