import { filterText, parseFilter, type Condition, type RegisterDescription, type Sort } from '@quantu/registers';
import { canFilter, fieldOf, isColumn, isGroupable } from './fields.ts';

export const FACES = ['table', 'map', 'board'] as const;
export type Face = (typeof FACES)[number];
export const PAGE_SIZES = [50, 100, 200] as const;
const PAGE_SIZE = 100;

/** What a register page shows; all of it stands in the address bar. */
export interface Shown {
  readonly face: Face;
  readonly conditions: readonly Condition[];
  readonly text: string;
  readonly sort: readonly Sort[];
  /** Fields by which rows are put together; null: not. */
  readonly group: string | null;
  /** Chosen columns; null: as the register is declared. */
  readonly columns: readonly string[] | null;
  readonly page: number;
  readonly size: number;
  /** A day of the past, or ''. */
  readonly asOf: string;
  /** The opened record. */
  readonly record: string | null;
  /** The field whose values are the colours of the map or the columns of the board. */
  readonly by: string | null;
  readonly isEditing: boolean;
}

export function readAddress(search: URLSearchParams): Shown {
  const get = (key: string): string => search.get(key) ?? '';
  const size = Number(get('size'));
  const page = Number(get('page'));
  return {
    face: FACES.find((face) => face === get('face')) ?? 'table',
    conditions: parseFilter(get('filter')) ?? [],
    text: get('text'),
    sort: parseSort(get('sort')),
    group: get('group') || null,
    columns: search.has('columns') ? listOf(get('columns')) : null,
    page: Number.isInteger(page) && page >= 1 ? page : 1,
    size: PAGE_SIZES.find((one) => one === size) ?? PAGE_SIZE,
    asOf: /^\d{4}-\d{2}-\d{2}$/.test(get('asOf')) ? get('asOf') : '',
    record: get('record') || null,
    by: get('by') || null,
    isEditing: get('edit') === '1',
  };
}

const listOf = (text: string): string[] => text.split(',').filter((part) => part !== '');

export function parseSort(text: string): readonly Sort[] {
  return listOf(text).map((part) =>
    part.startsWith('-') ? { field: part.slice(1), isDescending: true } : { field: part, isDescending: false },
  );
}

export function sortText(sort: readonly Sort[]): string {
  return sort.map(({ field, isDescending }) => `${isDescending ? '-' : ''}${field}`).join(',');
}

/** Changes of an address: null takes a part away. What changes the rows goes back to the first page. */
export function writeAddress(search: URLSearchParams, change: Partial<Shown>): URLSearchParams {
  const next = new URLSearchParams(search);
  const set = (key: string, value: string): void => {
    if (value === '') next.delete(key);
    else next.set(key, value);
  };
  if (change.conditions) set('filter', filterText(change.conditions));
  if (change.text !== undefined) set('text', change.text);
  if (change.sort) set('sort', sortText(change.sort));
  if (change.group !== undefined) set('group', change.group ?? '');
  if (change.columns !== undefined) set('columns', change.columns?.join(',') ?? '');
  if (change.face) set('face', change.face === 'table' ? '' : change.face);
  if (change.size) set('size', change.size === PAGE_SIZE ? '' : String(change.size));
  if (change.record !== undefined) set('record', change.record ?? '');
  if (change.by !== undefined) set('by', change.by ?? '');
  if (change.asOf !== undefined) set('asOf', change.asOf);
  if (change.isEditing !== undefined) set('edit', change.isEditing ? '1' : '');
  const keepsRows = Object.keys(change).every((key) => ['record', 'columns', 'isEditing', 'page'].includes(key));
  if (!keepsRows) next.delete('page');
  if (change.page !== undefined) set('page', change.page === 1 ? '' : String(change.page));
  return next;
}

const VIEW_PARTS = ['filter', 'text', 'sort', 'group', 'columns', 'face', 'size', 'by'];

/** What a saved view keeps of an address: neither the page, nor the day, nor what is opened. */
export function viewAddress(search: URLSearchParams): string {
  const kept = new URLSearchParams();
  for (const key of VIEW_PARTS) {
    const value = search.get(key);
    if (value) kept.set(key, value);
  }
  return kept.toString();
}

/** Leaves out what the register does not have, or no longer; `missing` says what. */
export function fitting(register: RegisterDescription, shown: Shown): { shown: Shown; missing: readonly string[] } {
  const missing = new Set<string>();
  const has = (key: string, fits: (field: NonNullable<ReturnType<typeof fieldOf>>) => boolean): boolean => {
    const field = fieldOf(register, key);
    const isFit = field !== undefined && fits(field);
    if (!isFit) missing.add(field?.label ?? key);
    return isFit;
  };
  const conditions = shown.conditions.filter(({ field }) => has(field, canFilter));
  const sort = shown.sort.filter(({ field }) => has(field, ({ isFilterable }) => isFilterable));
  const columns = shown.columns?.filter((key) => has(key, isColumn)) ?? null;
  const group = shown.group !== null && has(shown.group, isGroupable) ? shown.group : null;
  const by = shown.by !== null && has(shown.by, isGroupable) ? shown.by : null;
  return { shown: { ...shown, conditions, sort, columns, group, by }, missing: [...missing] };
}

/** A click on a head: ascending, descending, none; with others kept it is one more sort. */
export function nextSort(sort: readonly Sort[], field: string, isMore: boolean): readonly Sort[] {
  const before = sort.find((one) => one.field === field);
  const others = isMore ? sort : [];
  if (!before) return [...others, { field, isDescending: false }];
  const flipped = { field, isDescending: true };
  if (!before.isDescending) return isMore ? sort.map((one) => (one === before ? flipped : one)) : [flipped];
  return isMore ? sort.filter((one) => one !== before) : [];
}
