import { registerRoutes } from '@quantu/product-registers';
import type { RecordView, RegisterDescription } from '@quantu/registers';
import { useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../shell/api.ts';
import type { Field } from '../model/fields.ts';
import { whyReadOnly } from '../model/read-only.ts';
import { recordKey } from '../record/use-record.ts';
import { useRegister, useRegisterKey } from '../use-register.tsx';

/** What the reader may do with one record. */
export interface Rights {
  readonly isWritable: boolean;
  readonly fields: readonly string[];
}

/** Why a cell cannot be written, or null. Without rights (the row was not looked at yet) the declaration speaks. */
export function whyLocked(
  register: RegisterDescription,
  record: RecordView,
  field: Field,
  rights: Rights | undefined,
): string | null {
  if (!field.isTyped || !field.mayWrite) return whyReadOnly(field);
  if (record.masked.includes(field.key)) return '您看到的是脱敏内容，不能修改';
  if (rights) {
    if (!rights.isWritable) return '这条记录您不能修改：不是您单位的，或者所处的状态不再修改';
    return rights.fields.includes(field.key) ? null : '这条记录的这一项您不能填写';
  }
  const state = register.states.find(({ key }) => key === record.state);
  return state?.isFinal ? `状态是“${state.label}”，不再修改` : null;
}

/** Rights of the rows the cursor has been on: asked row by row, because most rows are never touched. */
export function useRights(): { rightsOf: (id: string) => Rights | undefined; look: (id: string) => void } {
  const { params, asOf } = useRegister();
  const key = useRegisterKey();
  const [looked, setLooked] = useState<readonly string[]>([]);
  const answers = useQueries({
    queries: looked.map((record) => ({
      queryKey: [...recordKey(key, record), asOf],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        call(registerRoutes.record, { params: { ...params, record }, query: {}, signal }),
      staleTime: 60_000,
      // The same object as long as nothing changes, so that the row is not drawn again.
      select: rightsIn,
    })),
  });
  return {
    rightsOf: (id) => answers[looked.indexOf(id)]?.data,
    look: (id) => setLooked((all) => (id === '' || all.includes(id) ? all : [...all.slice(-30), id])),
  };
}

function rightsIn({ can }: { can: { write: boolean; fields: readonly string[] } }): Rights {
  return { isWritable: can.write, fields: can.fields };
}
