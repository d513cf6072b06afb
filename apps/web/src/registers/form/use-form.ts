import type { RecordView, Value } from '@quantu/registers';
import { useEffect, useState } from 'react';
import type { Entry } from '../inputs/entry.ts';
import { isSame, type Values } from '../model/merge.ts';
import { readStored, store } from '../model/storage.ts';
import type { Given } from './given.ts';

/** What was typed and not saved, with what it was typed over; kept on this computer. */
interface Draft {
  readonly at: string;
  readonly version: number;
  readonly base: Values;
  readonly entries: Readonly<Record<string, Entry>>;
}

export interface Form {
  readonly entryOf: (field: string) => Entry;
  readonly set: (field: string, entry: Entry) => void;
  /** Values that differ from what was opened. */
  readonly changed: Values;
  readonly labels: Readonly<Record<string, string>>;
  readonly base: Values;
  /** The version that was typed over; null for a new record. */
  readonly version: number | null;
  readonly isDirty: boolean;
  readonly hasProblem: boolean;
  /** When the restored draft was typed; null when nothing was restored. */
  readonly restoredAt: string | null;
  /** Forgets what was typed. */
  readonly discard: () => void;
}

/** What is typed into a form, over a record or over nothing; `given` stands in it as if it had been typed. */
export function useForm(draftKey: string, record: RecordView | null, given: Given = {}): Form {
  const [first] = useState(() => readDraft(draftKey));
  const [entries, setEntries] = useState<Draft['entries']>(() => ({ ...first?.entries, ...entriesOf(given) }));
  const [restoredAt, setRestoredAt] = useState(first?.at ?? null);
  // A restored draft keeps the version it was typed over: if somebody changed the record since, it is merged.
  const [over, setOver] = useState(() => ({
    base: first?.base ?? record?.values ?? {},
    version: first?.version ?? record?.version ?? null,
  }));
  const isDirty = Object.keys(entries).length > 0;
  useEffect(() => {
    const draft: Draft = { at: new Date().toISOString(), version: over.version ?? 0, base: over.base, entries };
    store(draftKey, isDirty ? draft : null);
  }, [draftKey, entries, over, isDirty]);
  const set = (field: string, entry: Entry): void =>
    setEntries((all) => {
      const isBack = entry.problem === undefined && isSame(over.base[field] ?? null, entry.value);
      const rest = Object.fromEntries(Object.entries(all).filter(([key]) => key !== field));
      return isBack ? rest : { ...rest, [field]: entry };
    });
  const discard = (): void => {
    setEntries({});
    setRestoredAt(null);
    setOver({ base: record?.values ?? {}, version: record?.version ?? null });
    store(draftKey, null);
  };
  const right = Object.entries(entries).filter(([, { problem }]) => problem === undefined);
  return {
    entryOf: (field) => entries[field] ?? { value: over.base[field] ?? null, label: record?.labels[field] },
    set,
    changed: Object.fromEntries(right.map(([field, { value }]): [string, Value] => [field, value])),
    labels: Object.fromEntries(right.flatMap(([field, { label }]) => (label === undefined ? [] : [[field, label]]))),
    base: over.base,
    version: over.version,
    isDirty,
    hasProblem: right.length < Object.keys(entries).length,
    restoredAt,
    discard,
  };
}

const entriesOf = (given: Given): Draft['entries'] =>
  Object.fromEntries(
    Object.entries(given).map(([field, [value, label]]): [string, Entry] => [field, { value, label }]),
  );

function readDraft(key: string): Draft | null {
  const stored = readStored(key);
  const isDraft = typeof stored === 'object' && stored !== null && 'entries' in stored && 'base' in stored;
  // Written by this module only; a draft of another shape has other keys and is left alone.
  return isDraft ? (stored as Draft) : null;
}
