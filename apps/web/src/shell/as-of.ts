import { addDays, chineseDay, dayInChina, dayOf, instantOf, parseDay, type Day } from '@quantu/base';
import { useSearchParams } from 'react-router';

/** 截至: the day whose data the whole application shows, in the address as `asOf=2026-06-30`. */
const KEY = 'asOf';

export function todayInChina(now = new Date()): Day {
  return dayInChina(instantOf(now));
}

/** The past day an address asks for; null for today, a day to come, or what is no day. */
export function asOfIn(search: URLSearchParams, today = todayInChina()): Day | null {
  const day = parseDay(search.get(KEY) ?? '');
  return day !== null && day < today ? day : null;
}

/** The past day being looked at, or null for now. While it is a day nothing may be changed: hide what writes. */
export function useAsOf(): Day | null {
  const [search] = useSearchParams();
  return asOfIn(search);
}

/** For queries: `query: { ...useAsOfQuery() }`. */
export function useAsOfQuery(): { asOf?: string } {
  const day = useAsOf();
  return day === null ? {} : { asOf: day };
}

export function useSetAsOf(): (day: Day | null) => void {
  const [, setSearch] = useSearchParams();
  return (day) =>
    setSearch((before) => {
      const next = new URLSearchParams(before);
      if (day === null || day >= todayInChina()) next.delete(KEY);
      else next.set(KEY, day);
      return next;
    });
}

/** The same place, on the day that is being looked at: an address to another page takes the day along. */
export function onDay(address: string, day: Day | null): string {
  if (day === null || !/^\/(?!sign-in|welcome|invitation)/.test(address)) return address;
  const url = new URL(address, 'http://here');
  if (url.searchParams.has(KEY)) return address;
  url.searchParams.set(KEY, day);
  return url.pathname + url.search + url.hash;
}

/**
 * Pages that show what is there now, whatever the day: reports as they were signed, what is being read in, people and
 * settings. They say so.
 */
export function isTimeless(pathname: string): boolean {
  return (
    !pathname.startsWith('/d/') ||
    /^\/d\/[^/]+\/(documents|reports|compare|figures|burden|codes|registers\/[^/]+\/imports|map\/imports|map\/layers\/[^/]+\/edit)/.test(
      pathname,
    )
  );
}

/** The past day of the page that is open, where the page shows that day; null where it may be written. */
export function pastOf({ pathname, search }: { pathname: string; search: string }): Day | null {
  return isTimeless(pathname) ? null : asOfIn(new URLSearchParams(search));
}

/** Days that people ask for: the ends of the last month, quarter and year. */
export function usualDays(today: Day): { label: string; day: Day }[] {
  const year = Number(today.slice(0, 4));
  const month = Number(today.slice(5, 7));
  const quarter = Math.floor((month - 1) / 3) * 3 + 1;
  const before = (label: string, first: Day | null) => (first ? [{ label, day: addDays(first, -1) }] : []);
  return [
    ...before('上月末', dayOf(year, month, 1)),
    ...before('上季度末', dayOf(year, quarter, 1)),
    ...before('上年末', dayOf(year, 1, 1)),
  ];
}

export const dayWord = chineseDay;
