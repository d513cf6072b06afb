import { useSearchParams } from 'react-router';

/** The state of a table in the address bar: setting a filter goes back to page 1; an empty value is left out. */
export function useSearchState(): [URLSearchParams, (part: Record<string, string>) => void] {
  const [search, setSearch] = useSearchParams();
  const show = (part: Record<string, string>): void =>
    setSearch((before) => {
      const next = new URLSearchParams(before);
      next.delete('page');
      for (const [key, value] of Object.entries(part)) {
        if (value === '') next.delete(key);
        else next.set(key, value);
      }
      return next;
    });
  return [search, show];
}

/** The page number of an address, 1 for anything that is none. */
export function pageOf(search: URLSearchParams): number {
  const page = Number(search.get('page') ?? 1);
  return Number.isInteger(page) && page >= 1 ? page : 1;
}
