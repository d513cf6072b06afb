import { siteRoutes, type SiteWish } from '@quantu/plans';
import type { AnswerOf } from '@quantu/people';
import { registerRoutes } from '@quantu/product-registers';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../../shell/api.ts';
import { useDistrict } from '../../shell/session.ts';
import { mapAddress, plansKey } from '../use-plans.ts';

export type Checked = AnswerOf<typeof siteRoutes.checked>;
export const checkAddress = (district: string, id: string): string => mapAddress(district, `/site-checks/${id}`);

/** What a coded or referring field of a check may be; of references those whose title has the text. */
export function useSiteChoices(field: 'use' | 'project' | 'investment', text = ''): { value: string; label: string }[] {
  const district = useDistrict();
  const query = text === '' ? {} : { text };
  const choices = useQuery({
    queryKey: ['register', district, 'site-check', 'choices', field, text, null],
    queryFn: async ({ signal }) =>
      (await call(registerRoutes.choices, { params: { district, register: 'site-check', field }, query, signal })).data,
    staleTime: 60_000,
    placeholderData: (before) => before,
  });
  return (choices.data ?? []).map(({ value, label }) => ({ value, label }));
}

export function useChecked(id: string) {
  const district = useDistrict();
  return useQuery({
    queryKey: [...plansKey(district), 'site-check', id],
    queryFn: ({ signal }) => call(siteRoutes.checked, { params: { district, check: id }, signal }),
    staleTime: Infinity,
  });
}

/** Checks anew, or once more what was checked; the answer is kept before it is shown. */
export function useCheck(onDone: (id: string) => void) {
  const district = useDistrict();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (wish: SiteWish | { readonly again: string }) =>
      'again' in wish
        ? call(siteRoutes.recheck, { params: { district, check: wish.again } })
        : call(siteRoutes.check, { params: { district }, body: wish }),
    onSuccess: async (answer) => {
      client.setQueryData([...plansKey(district), 'site-check', answer.record.id], answer);
      await client.invalidateQueries({ queryKey: ['register', district, 'site-check'] });
      onDone(answer.record.id);
    },
  });
}
