import { filterText } from '@quantu/registers';
import { useSearchParams } from 'react-router';
import { fitting, readAddress, sortText, writeAddress, type Shown } from './model/address.ts';
import { isComplete } from './model/conditions.ts';
import { readStored } from './model/storage.ts';
import { useRegister } from './use-register.tsx';

export interface ShownHere {
  readonly shown: Shown;
  /** Fields that the address names and the register does not have. */
  readonly missing: readonly string[];
  readonly show: (change: Partial<Shown>, options?: { replace?: boolean }) => void;
  /** The columns of the table: chosen in the address, else remembered on this computer, else as declared. */
  readonly columns: readonly string[];
  /** What the routes take: the same for list, groups, export and map. */
  readonly selection: Selection;
}

export interface Selection {
  readonly filter?: string;
  readonly text?: string;
  readonly asOf?: string;
  readonly sort?: string;
}

export const columnsKey = (register: string): string => `columns.${register}`;

/** What the page shows, out of the address bar and back into it. */
export function useShown(): ShownHere {
  const { register, asOf } = useRegister();
  const [search, setSearch] = useSearchParams();
  const { shown, missing } = fitting(register, readAddress(search));
  const show: ShownHere['show'] = (change, { replace = false } = {}) =>
    setSearch((before) => writeAddress(before, change), { replace });
  return { shown, missing, show, columns: columnsOf(register, shown), selection: selectionOf(register, shown, asOf) };
}

type Register = ReturnType<typeof useRegister>['register'];

function columnsOf(register: Register, shown: Shown): readonly string[] {
  if (shown.columns && shown.columns.length > 0) return shown.columns;
  const stored = readStored(columnsKey(register.key));
  const kept = Array.isArray(stored) ? stored.filter((key): key is string => typeof key === 'string') : [];
  const { shown: fit } = fitting(register, { ...shown, columns: kept });
  return fit.columns && fit.columns.length > 0 ? fit.columns : register.columns;
}

function selectionOf(register: Register, shown: Shown, asOf: string | null): Selection {
  const filter = filterText(shown.conditions.filter((condition) => isComplete(register, condition)));
  return {
    ...(filter === '' ? {} : { filter }),
    ...(shown.text === '' ? {} : { text: shown.text }),
    ...(asOf === null ? {} : { asOf }),
    ...(shown.sort.length === 0 ? {} : { sort: sortText(shown.sort) }),
  };
}

/** Without the sort: groups, extents and tiles have none. */
export function unsorted({ filter, text, asOf }: Selection): Omit<Selection, 'sort'> {
  return {
    ...(filter === undefined ? {} : { filter }),
    ...(text === undefined ? {} : { text }),
    ...(asOf === undefined ? {} : { asOf }),
  };
}
