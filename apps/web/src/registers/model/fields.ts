import type { FieldDescription, RegisterDescription, SystemField, Value } from '@quantu/registers';

/** What a column, a condition or a sort names: a declared field, or one that every record has. */
export type Field = FieldDescription;

const SYSTEM: readonly [SystemField, string, FieldDescription['kind']][] = [
  ['state', '状态', 'code'],
  ['stateSince', '进入状态', 'instant'],
  ['stateDue', '状态期限', 'day'],
  ['createdAt', '新增时间', 'instant'],
  ['createdBy', '新增人', 'text'],
  ['changedAt', '修改时间', 'instant'],
  ['changedBy', '修改人', 'text'],
];

const STATE_FIELDS = ['state', 'stateSince', 'stateDue'];

/** What every record of this register has besides its declared fields. */
export function systemFields({ states }: Pick<RegisterDescription, 'states'>): readonly Field[] {
  return SYSTEM.filter(([key]) => states.length > 0 || !STATE_FIELDS.includes(key)).map(([key, label, kind]) =>
    systemField(key, label, kind),
  );
}

function systemField(key: string, label: string, kind: Field['kind']): Field {
  return {
    key,
    kind,
    label,
    help: null,
    group: null,
    isRequired: false,
    unit: null,
    show: null,
    places: null,
    maxLength: null,
    set: null,
    to: null,
    as: null,
    formula: null,
    computing: null,
    isTyped: false,
    mayWrite: false,
    isMasked: false,
    isFilterable: true,
    isNumeric: false,
  };
}

/** Declared fields first, then what every record has. */
export function allFields(register: RegisterDescription): readonly Field[] {
  return [...register.fields, ...systemFields(register)];
}

export function fieldOf(register: RegisterDescription, key: string): Field | undefined {
  return allFields(register).find((field) => field.key === key);
}

export const isGeometryKind = (kind: Field['kind']): boolean => kind === 'point' || kind === 'line' || kind === 'area';
export const isFilesKind = (kind: Field['kind']): boolean => kind === 'attachments' || kind === 'photos';

/** Can be asked for in a filter: shapes and files only whether they are there. */
export function canFilter({ kind, isFilterable, isMasked }: Field): boolean {
  return isFilterable || (!isMasked && (isGeometryKind(kind) || isFilesKind(kind)));
}

/** Can stand as a column of the table. */
export function isColumn({ kind }: Field): boolean {
  return !isFilesKind(kind) && !isGeometryKind(kind);
}

/** Records can be put together by it: a few values, each with many records. */
export function isGroupable({ key, kind, isFilterable }: Field): boolean {
  return isFilterable && (key === 'state' || ['code', 'reference', 'yes-no', 'month'].includes(kind));
}

/** Values of it are chosen, not typed. */
export function isChosen({ key, kind }: Field): boolean {
  return ['state', 'createdBy', 'changedBy'].includes(key) || kind === 'code' || kind === 'reference';
}

/** Adding it up makes sense: amounts and quantities, no rates. */
export function isSummable({ kind, as, isMasked }: Field): boolean {
  if (isMasked) return false;
  return kind === 'computed' ? as !== 'ratio' : ['integer', 'decimal', 'money'].includes(kind);
}

/** How a number field counts: a computed field as what it is declared to be. */
export function numberKind(field: Field): 'integer' | 'decimal' | 'money' | 'ratio' | null {
  if (field.kind === 'computed') return field.as ?? 'decimal';
  const { kind } = field;
  return kind === 'integer' || kind === 'decimal' || kind === 'money' || kind === 'ratio' ? kind : null;
}

/** The unit that stands in the head of the column, or after a single value. */
export function unitOf(field: Field): string {
  const kind = numberKind(field);
  if (kind === 'money') return field.show ?? '元';
  return kind === 'ratio' ? '%' : (field.unit ?? '');
}

/** A record's value for a field, wherever it stands. */
export function valueOf(record: RecordParts, key: string): Value {
  switch (key) {
    case 'state':
    case 'stateSince':
    case 'stateDue':
    case 'createdAt':
    case 'createdBy':
    case 'changedAt':
    case 'changedBy':
      return record[key];
    default:
      return record.values[key] ?? null;
  }
}

type RecordParts = Readonly<Record<SystemField, string | null>> & { readonly values: Readonly<Record<string, Value>> };
