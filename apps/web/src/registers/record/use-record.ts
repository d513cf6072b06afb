import { registerRoutes } from '@quantu/product-registers';
import type { AnswerOf } from '@quantu/people';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { call } from '../../shell/api.ts';
import { useRegister, useRegisterKey } from '../use-register.tsx';

export type RecordAnswer = AnswerOf<typeof registerRoutes.record>;

export const recordKey = (key: readonly unknown[], id: string): readonly unknown[] => [...key, 'record', id];

/** One record with what its reader may do with it, on the day that is looked at. */
export function useRecord(id: string): UseQueryResult<RecordAnswer> {
  const { params, asOf } = useRegister();
  const key = useRegisterKey();
  return useQuery({
    queryKey: [...recordKey(key, id), asOf],
    queryFn: ({ signal }) =>
      call(registerRoutes.record, {
        params: { ...params, record: id },
        query: asOf === null ? {} : { asOf },
        signal,
      }),
    enabled: id !== '',
  });
}
