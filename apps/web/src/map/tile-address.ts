import { registerRoutes } from '@quantu/product-registers';

interface Query {
  readonly filter?: string;
  readonly text?: string;
  readonly asOf?: string;
  readonly by?: string;
}

/** The address of a filter's tiles, with {z}, {x} and {y} for the map to fill in. */
export function tileAddress(params: { district: string; register: string }, query: Query): string {
  const path = registerRoutes.tile.path
    .replace(':district', encodeURIComponent(params.district))
    .replace(':register', encodeURIComponent(params.register))
    .replace(/:([zxy])/g, '{$1}');
  const search = new URLSearchParams(Object.entries(query)).toString();
  return `${location.origin}${path}${search === '' ? '' : `?${search}`}`;
}
