import { registerRoutes } from '@quantu/product-registers';
import type { RecordView } from '@quantu/registers';
import { useMutation } from '@tanstack/react-query';
import { App } from 'antd';
import { useState } from 'react';
import { call } from '../../shell/api.ts';
import { toSend, type Edits } from '../model/edits.ts';
import type { Values } from '../model/merge.ts';
import { useForget, useRegister } from '../use-register.tsx';

const MOST_AT_ONCE = 2000;

interface RowToSend {
  readonly id: string;
  readonly version: number;
  readonly values: Values;
}

/** Saves the collected cells; rows that others changed meanwhile come back to be merged, refused rows with why. */
export function useSaveEdits(onSaved: (ids: readonly string[]) => void) {
  const { params } = useRegister();
  const forget = useForget();
  const { message } = App.useApp();
  const [stale, setStale] = useState<readonly RecordView[]>([]);
  const [refused, setRefused] = useState<Readonly<Record<string, string>>>({});
  const saving = useMutation({
    mutationFn: async (rows: readonly RowToSend[]) => {
      const outcomes = [];
      for (let i = 0; i < rows.length; i += MOST_AT_ONCE) {
        const records = rows.slice(i, i + MOST_AT_ONCE).map((row) => ({ ...row, values: { ...row.values } }));
        outcomes.push(...(await call(registerRoutes.bulk, { params, body: { records } })).data);
      }
      const staleIds = outcomes.filter(({ outcome }) => outcome === 'stale').map(({ id }) => id);
      const current = await Promise.all(
        staleIds.map(
          async (record) => (await call(registerRoutes.record, { params: { ...params, record }, query: {} })).data,
        ),
      );
      return { outcomes, current };
    },
    onSuccess: async ({ outcomes, current }) => {
      const done = outcomes
        .filter(({ outcome }) => outcome === 'changed' || outcome === 'unchanged')
        .map(({ id }) => id);
      onSaved(done);
      setStale((before) => [...before.filter(({ id }) => !outcomes.some((one) => one.id === id)), ...current]);
      setRefused(
        Object.fromEntries(outcomes.flatMap((one) => (one.outcome === 'refused' ? [[one.id, one.text]] : []))),
      );
      if (done.length > 0) message.success(`已保存 ${done.length} 行`);
      await forget();
    },
  });
  return {
    save: (edits: Edits) => saving.mutate(toSend(edits)),
    sendMerged: (row: RowToSend) => saving.mutate([row]),
    /** Mine are given up for theirs. */
    giveUp: (id: string) => {
      setStale((all) => all.filter((one) => one.id !== id));
      onSaved([id]);
    },
    isSaving: saving.isPending,
    error: saving.error,
    stale,
    refused,
  };
}
