import { registerRoutes } from '@quantu/product-registers';
import type { AnswerOf } from '@quantu/people';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { call } from '../../shell/api.ts';
import { useRegister, useRegisterKey } from '../use-register.tsx';
import { unsorted, type Selection, type ShownHere } from '../use-shown.ts';

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

/** The page of the table that the address asks for: whoever asks for it on this screen shares one call. */
export function usePage({ selection, shown, columns }: ShownHere): UseQueryResult<RecordsAnswer> {
  const { register } = useRegister();
  const declared = register.fields.map(({ key }) => key);
  const fields = fieldsFor(columns, register.title, declared);
  return useRecords(selection, { page: shown.page, size: shown.size, fields }, shown.face === 'table');
}

/** How many records the filter finds: the table's page tells it along with its rows. */
export function useCount(here: ShownHere): number | undefined {
  const { register } = useRegister();
  const isTable = here.shown.face === 'table';
  const page = usePage(here);
  const one = useRecords(unsorted(here.selection), { page: 1, size: 1, fields: [register.title] }, !isTable);
  return (isTable ? page : one).data?.total;
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
