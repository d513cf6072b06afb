import { useEffect, useState } from 'react';
import { withEdits, withoutRows, type CellEdit, type Edits } from '../model/edits.ts';
import { readStored, store } from '../model/storage.ts';
import { useRegister } from '../use-register.tsx';

export interface EditsHere {
  readonly edits: Edits;
  readonly put: (cells: readonly CellEdit[]) => void;
  readonly undo: () => void;
  readonly canUndo: boolean;
  readonly forget: (ids: readonly string[]) => void;
  readonly discard: () => void;
}

const MOST_STEPS = 100;

/** Cells changed in the table, kept on this computer until they are saved or given up. */
export function useEdits(): EditsHere {
  const { district, register } = useRegister();
  const key = `edits.${district}.${register.key}`;
  const [edits, setEdits] = useState<Edits>(() => readEdits(key));
  const [past, setPast] = useState<readonly Edits[]>([]);
  useEffect(() => store(key, Object.keys(edits).length === 0 ? null : edits), [key, edits]);
  return {
    edits,
    put: (cells) => {
      setPast((all) => [...all.slice(-MOST_STEPS), edits]);
      setEdits((all) => withEdits(all, cells));
    },
    undo: () => {
      const before = past.at(-1);
      if (!before) return;
      setPast(past.slice(0, -1));
      setEdits(before);
    },
    canUndo: past.length > 0,
    forget: (ids) => {
      // What is saved cannot be undone cell by cell any more.
      setPast([]);
      setEdits((all) => withoutRows(all, ids));
    },
    discard: () => {
      setPast([]);
      setEdits({});
    },
  };
}

function readEdits(key: string): Edits {
  const stored = readStored(key);
  // Written by this module only.
  return typeof stored === 'object' && stored !== null ? (stored as Edits) : {};
}
