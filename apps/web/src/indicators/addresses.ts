import { registerAddress } from '../shell/catalogue.ts';

export interface Narrowed {
  readonly period?: string | null;
  readonly scope?: string | null;
}

export function indicatorAddress(district: string, register: string, figure: string, narrowed: Narrowed = {}): string {
  const search = new URLSearchParams();
  if (narrowed.period) search.set('period', narrowed.period);
  if (narrowed.scope) search.set('scope', narrowed.scope);
  const text = search.toString();
  return `/d/${encodeURIComponent(district)}/indicators/${register}/${figure}${text === '' ? '' : `?${text}`}`;
}

/** The rows that make up a figure, in the list or on the map of its register. */
export function rowsAddress(
  district: string,
  register: string,
  filter: string,
  face: 'table' | 'map' = 'table',
): string {
  const search = new URLSearchParams();
  if (filter !== '') search.set('filter', filter);
  if (face === 'map') search.set('face', 'map');
  return registerAddress(district, register, search.toString());
}
