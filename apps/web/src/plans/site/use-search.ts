import { siteRoutes, type SearchWish } from '@quantu/plans';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { call } from '../../shell/api.ts';
import { useDistrict } from '../../shell/session.ts';
import { plansKey } from '../use-plans.ts';

const LOOK_EVERY_MS = 500;

/** The search that the address names: while it goes on it is looked at again and again, so a reload finds it. */
export function useSearch() {
  const district = useDistrict();
  const client = useQueryClient();
  const [address, setAddress] = useSearchParams();
  const id = address.get('search');
  const keyOf = (search: string | null) => [...plansKey(district), 'site-search', search];
  const query = useQuery({
    queryKey: keyOf(id),
    enabled: id !== null,
    queryFn: ({ signal }) => call(siteRoutes.search, { params: { district, search: id ?? '' }, signal }),
    refetchInterval: ({ state }) => (state.data?.data.can.cancel === true ? LOOK_EVERY_MS : false),
    staleTime: LOOK_EVERY_MS,
  });
  const start = useMutation({
    mutationFn: (body: SearchWish) => call(siteRoutes.startSearch, { params: { district }, body }),
    onSuccess: (answer) => {
      client.setQueryData(keyOf(answer.data.id), answer);
      setAddress({ search: answer.data.id });
    },
  });
  const cancel = useMutation({
    mutationFn: () => call(siteRoutes.cancelSearch, { params: { district, search: id ?? '' } }),
    onSuccess: (answer) => client.setQueryData(keyOf(id), answer),
  });
  const search = id === null ? null : (query.data?.data ?? null);
  return { search, error: query.error, start, cancel };
}
