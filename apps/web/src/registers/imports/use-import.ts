import { importRoutes } from '@quantu/product-registers';
import type { AnswerOf } from '@quantu/people';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../../shell/api.ts';
import { useForget, useRegister, useRegisterKey } from '../use-register.tsx';

export type Import = AnswerOf<typeof importRoutes.import>['data'];
export type Sheet = Import['sheets'][number];
export type Column = Sheet['columns'][number];
export type ImportRow = AnswerOf<typeof importRoutes.rows>['data'][number];

const RUNNING: readonly Import['state'][] = ['reading', 'checking', 'writing', 'undoing'];
const LOOK_EVERY_MS = 800;

export const isRunning = ({ state }: Import): boolean => RUNNING.includes(state);

/** One import; while a step runs it is looked at again and again, so a reload finds it where it is. */
export function useImport(id: string) {
  const { params } = useRegister();
  const key = [...useRegisterKey(), 'import', id];
  const client = useQueryClient();
  const forget = useForget();
  const here = { ...params, import: id };
  const query = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => call(importRoutes.import, { params: here, signal }),
    refetchInterval: ({ state }) => (state.data && isRunning(state.data.data) ? LOOK_EVERY_MS : false),
  });
  const taken = (answer: { data: Import }): void => {
    client.setQueryData(key, answer);
  };
  const act = useMutation({
    mutationFn: (step: 'check' | 'write' | 'undo' | 'cancel') => call(importRoutes[step], { params: here }),
    onSuccess: async (answer) => {
      taken(answer);
      await forget();
    },
  });
  const map = useMutation({
    mutationFn: (sheets: readonly Sheet[]) =>
      call(importRoutes.map, { params: here, body: { sheets: sheets.map(mappingOf) } }),
    onSuccess: taken,
  });
  return { query, act, map, params: here };
}

/** What a person decided about a sheet, as the route takes it. */
function mappingOf({ name, isUsed, headRows, columns }: Sheet) {
  return {
    name,
    isUsed,
    headRows: [...headRows],
    columns: columns.map(({ column, field, unit }) => ({ column, field, unit })),
  };
}
