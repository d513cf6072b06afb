/**
 * How a field is compared. `is`/`is-not` take several values (any of them; references and codes also match what lies
 * below them in their tree), `between` takes two (ends included), `within` a box `minLon,minLat,maxLon,maxLat`.
 */
export const OPS = [
  'is',
  'is-not',
  'contains',
  'starts-with',
  'at-least',
  'at-most',
  'between',
  'empty',
  'not-empty',
  'within',
] as const;
export type Op = (typeof OPS)[number];

/**
 * One condition of a filter; all conditions of a filter hold together. Also what a figure counts by. `field` is a
 * field of the register or one of `SYSTEM_FIELDS`; values are as in JSON answers, always text.
 */
export interface Condition {
  readonly field: string;
  readonly op: Op;
  readonly values: readonly string[];
}

/** What every record has besides its declared fields; no declared field may be called so. */
export const SYSTEM_FIELDS = [
  'state',
  'stateSince',
  'stateDue',
  'createdAt',
  'createdBy',
  'changedAt',
  'changedBy',
] as const;
export type SystemField = (typeof SYSTEM_FIELDS)[number];
export const RESERVED_NAMES: readonly string[] = [
  ...SYSTEM_FIELDS,
  'id',
  'version',
  'words',
  'recordedFrom',
  'recordedIn',
  // What the history keeps of every version; `h` is what it calls one.
  'recordedTo',
  'endedIn',
  'actor',
  'action',
  'h',
  // What PostgreSQL itself keeps of every row.
  'tableoid',
  'ctid',
  'xmin',
  'xmax',
  'cmin',
  'cmax',
];

/** `where('stage', 'is', 'signed', 'started')`. */
export const where = (field: string, op: Op, ...values: readonly string[]): Condition => ({ field, op, values });

/** A filter in an address: `[["programme","is","traffic"],["plannedYuan","at-least","100000000"]]`. */
export function filterText(conditions: readonly Condition[]): string {
  return conditions.length === 0
    ? ''
    : JSON.stringify(conditions.map(({ field, op, values }) => [field, op, ...values]));
}

/** The filter of an address; null when the text is not one. Whether its fields exist is asked elsewhere. */
export function parseFilter(text: string): readonly Condition[] | null {
  if (text === '') return [];
  let list: unknown;
  try {
    list = JSON.parse(text);
  } catch {
    return null;
  }
  if (!Array.isArray(list)) return null;
  const conditions = list.map(conditionOf);
  return conditions.every((condition) => condition !== null) ? conditions : null;
}

function conditionOf(entry: unknown): Condition | null {
  if (!Array.isArray(entry) || !entry.every((part) => typeof part === 'string')) return null;
  const [field, op, ...values] = entry;
  const known = OPS.find((one) => one === op);
  return field === undefined || known === undefined ? null : { field, op: known, values };
}
