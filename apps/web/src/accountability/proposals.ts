import { accountabilityRoutes } from '@quantu/accountability';
import type { RecordView, TransitionDescription } from '@quantu/registers';
import { useQuery } from '@tanstack/react-query';
import { call } from '../shell/api.ts';

/** What a step's fields are opened with where they are empty, and from what: an item's result from its tasks. */
export function useProposals(
  district: string,
  register: string,
  { id }: RecordView,
  { requires }: TransitionDescription,
): Readonly<Record<string, { value: string; label: string; because: string }>> {
  const found = useQuery({
    queryKey: ['reviews', district, 'result', id],
    queryFn: ({ signal }) => call(accountabilityRoutes.itemResult, { params: { district, item: id }, signal }),
    enabled: register === 'review-item' && requires.includes('resultText'),
  });
  return found.data?.data ?? {};
}
