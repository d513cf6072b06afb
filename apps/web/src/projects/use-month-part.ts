import { useSearchParams } from 'react-router';
import { useAsOf } from '../shell/as-of.ts';

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;

/**
 * The month an address asks for. Looking at a past day, never a later one than that day's month: what had been reported
 * then ends there.
 */
export function useMonthPart(): { month?: string } {
  const [search] = useSearchParams();
  const day = useAsOf();
  const asked = search.get('month') ?? '';
  const latest = day?.slice(0, 7);
  if (!MONTH.test(asked)) return latest === undefined ? {} : { month: latest };
  return { month: latest !== undefined && asked > latest ? latest : asked };
}
