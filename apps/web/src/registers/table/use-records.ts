import { registerRoutes } from '@quantu/product-registers';
import type { AnswerOf } from '@quantu/people';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { call } from '../../shell/api.ts';
import { useRegister, useRegisterKey } from '../use-register.tsx';
import type { Selection } from '../use-shown.ts';

export type RecordsAnswer = AnswerOf<typeof registerRoutes.records>;
export type GroupsAnswer = AnswerOf<typeof registerRoutes.groups>;

interface Page {
  readonly page: number;
  readonly size: number;
  /** The fields wanted, so that wide registers send only what is shown. */
  readonly fields: readonly string[];
}

/** One page of the current filter; the page before stays while the next is on its way. */
export function useRecords(selection: Selection, page: Page, isWanted = true): UseQueryResult<RecordsAnswer> {
  const { params } = useRegister();
  const key = useRegisterKey();
  const query = { ...selection, page: page.page, size: page.size, fields: page.fields.join(',') };
  return useQuery({
    queryKey: [...key, 'records', query],
    queryFn: ({ signal }) => call(registerRoutes.records, { params, query, signal }),
    placeholderData: (before) => before,
    enabled: isWanted,
  });
}

/** Groups of the current filter with their counts and sums. */
export function useGroups(
  selection: Omit<Selection, 'sort'>,
  by: string,
  sums: readonly string[],
): UseQueryResult<GroupsAnswer> {
  const { params } = useRegister();
  const key = useRegisterKey();
  const query = { ...selection, by, ...(sums.length === 0 ? {} : { sums: sums.join(',') }) };
  return useQuery({
    queryKey: [...key, 'groups', query],
    queryFn: ({ signal }) => call(registerRoutes.groups, { params, query, signal }),
    placeholderData: (before) => before,
    enabled: by !== '',
  });
}

/** The fields to ask for so that these columns can be shown: no system fields, they come anyway. */
export function fieldsFor(columns: readonly string[], title: string, declared: readonly string[]): readonly string[] {
  return [...new Set([title, ...columns])].filter((key) => declared.includes(key));
}
