import type { RecordView } from '@quantu/registers';

/** An organisation with what stands below it. */
export interface Branch {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly since: string | null;
  /** It is no more from this day on. */
  readonly until: string | null;
  readonly successor: string | null;
  readonly rank: number;
  readonly below: readonly Branch[];
}

/** The text of a record's value; null where there is none. */
export const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/**
 * The tree of the records of 单位, siblings by rank and name. What names a superior that is not there, or stands in a
 * circle, stands at the top: nothing is left out.
 */
export function treeOf(records: readonly RecordView[]): readonly Branch[] {
  const children = new Map<string | null, RecordView[]>();
  const known = new Set(records.map(({ id }) => id));
  for (const record of records) {
    const parent = textOf(record.values['parent']);
    const at = parent !== null && known.has(parent) ? parent : null;
    children.set(at, [...(children.get(at) ?? []), record]);
  }
  const reached = new Set<string>();
  const branch = (record: RecordView): Branch => {
    reached.add(record.id);
    const { values, labels } = record;
    return {
      id: record.id,
      name: textOf(values['name']) ?? record.id,
      kind: labels['kind'] ?? '',
      since: textOf(values['since']),
      until: textOf(values['until']),
      successor: labels['successor'] ?? null,
      rank: typeof values['rank'] === 'number' ? values['rank'] : Number.MAX_SAFE_INTEGER,
      below: sorted((children.get(record.id) ?? []).filter(({ id }) => !reached.has(id)).map(branch)),
    };
  };
  const top = (children.get(null) ?? []).map(branch);
  for (const record of records) if (!reached.has(record.id)) top.push(branch(record));
  return sorted(top);
}

function sorted(branches: readonly Branch[]): readonly Branch[] {
  return [...branches].sort((one, other) => one.rank - other.rank || one.name.localeCompare(other.name, 'zh-CN'));
}

export const isClosed = ({ until }: Branch, day: string): boolean => until !== null && until <= day;

/** Without what was closed by then; what stands below a closed one and is open moves up beside it. */
export function openOnly(branches: readonly Branch[], day: string): readonly Branch[] {
  return branches.flatMap((branch) => {
    const below = openOnly(branch.below, day);
    return isClosed(branch, day) ? below : [{ ...branch, below }];
  });
}

export function flat(branches: readonly Branch[]): readonly Branch[] {
  return branches.flatMap((branch) => [branch, ...flat(branch.below)]);
}
