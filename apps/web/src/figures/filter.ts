import type { QueryOf } from '@quantu/people';
import { FIGURE_KINDS, FIGURE_STATES, type documentRoutes } from '@quantu/product-documents';

export type FigureFilter = QueryOf<typeof documentRoutes.downloadFigures>;

const SORTS = ['document', 'subject', 'value', 'unit'] as const;

/** The filter an address stands for; what it does not know is left out. */
export function filterOf(search: URLSearchParams): FigureFilter {
  const filter: FigureFilter = {};
  const text = search.get('text');
  const unit = search.get('unit');
  const document = search.get('document');
  const kind = FIGURE_KINDS.find((known) => known === search.get('kind'));
  const state = FIGURE_STATES.find((known) => known === search.get('state'));
  const sort = SORTS.find((known) => known === search.get('sort'));
  if (text) filter.text = text;
  if (unit) filter.unit = unit;
  if (document) filter.document = document;
  if (kind) filter.kind = kind;
  if (state) filter.state = state;
  if (sort) filter.sort = sort;
  if (sort && search.get('order') === 'desc') filter.order = 'desc';
  return filter;
}
