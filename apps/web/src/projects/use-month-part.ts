import { useSearchParams } from 'react-router';
import { useAsOfQuery } from '../shell/as-of.ts';

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;

/** The month and the day that an address asks for; without a month the latest that had been reported by then. */
export function useMonthPart(): { month?: string; asOf?: string } {
  const [search] = useSearchParams();
  const asOf = useAsOfQuery();
  const month = search.get('month') ?? '';
  return MONTH.test(month) ? { month, ...asOf } : asOf;
}
