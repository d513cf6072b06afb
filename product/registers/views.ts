import { filterText, parseFilter, SYSTEM_FIELDS, type RegisterDescription } from '@quantu/registers';

/** Parts of a page's address that say what of a register is shown, and so what a view keeps. */
const PARTS = ['filter', 'text', 'sort', 'group', 'columns', 'face', 'size', 'by'];

/** The address of a view without what is only about the moment: page, opened record, day. */
export function viewAddress(address: string): string {
  const given = new URLSearchParams(address);
  const kept = new URLSearchParams();
  for (const part of PARTS) if (given.get(part)) kept.set(part, given.get(part)!);
  return kept.toString();
}

export interface FittedView {
  /** The address without what it names in vain. */
  readonly address: string;
  readonly missing: readonly string[];
}

const listOf = (text: string | null): string[] => (text ?? '').split(',').filter((part) => part !== '');
const bare = (part: string): string => part.replace(/^-/, '');

/**
 * A view as it can be shown to a reader of a register: fields that are gone, or not theirs to see or to filter by, are
 * left out and named.
 */
export function fittedView(address: string, register: RegisterDescription): FittedView {
  const search = new URLSearchParams(address);
  const missing = new Set<string>();
  const isSystem = (name: string): boolean => SYSTEM_FIELDS.some((one) => one === name);
  const shown = (name: string): boolean => isSystem(name) || register.fields.some(({ key }) => key === name);
  const usable = (name: string): boolean =>
    isSystem(name) || register.fields.some(({ key, isMasked }) => key === name && !isMasked);
  const keep = (name: string, isKept: (name: string) => boolean): boolean => {
    if (isKept(name)) return true;
    missing.add(register.fields.find(({ key }) => key === name)?.label ?? name);
    return false;
  };
  const conditions = (parseFilter(search.get('filter') ?? '') ?? []).filter(({ field }) => keep(field, usable));
  setOrDrop(search, 'filter', filterText(conditions));
  setOrDrop(
    search,
    'sort',
    listOf(search.get('sort'))
      .filter((part) => keep(bare(part), usable))
      .join(),
  );
  setOrDrop(
    search,
    'columns',
    listOf(search.get('columns'))
      .filter((name) => keep(name, shown))
      .join(),
  );
  for (const part of ['group', 'by']) {
    const name = search.get(part);
    if (name !== null && !keep(name, usable)) search.delete(part);
  }
  return { address: search.toString(), missing: [...missing] };
}

function setOrDrop(search: URLSearchParams, part: string, value: string): void {
  if (value === '') search.delete(part);
  else search.set(part, value);
}
