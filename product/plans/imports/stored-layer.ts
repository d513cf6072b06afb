import type { Axes } from '@quantu/spatial-files';
import type { ImportedLayer } from '../contract.ts';

/** A layer of a file as an import keeps it: what a page is shown, and what the steps need besides. */
export interface StoredLayer extends ImportedLayer {
  /** Of the system that was found; a system that a person chooses is judged anew. */
  readonly axes: Axes;
  /** The format says which number comes first. */
  readonly isAxesFixed: boolean;
  /** Why the coordinates are not to be trusted before a person has looked: a sentence. */
  readonly doubt: string | null;
  /** The import has made the record of the layer. */
  readonly isMade: boolean;
}

export function shownLayer(layer: StoredLayer): ImportedLayer {
  const { axes: _, isAxesFixed: __, doubt, isMade: ___, ...shown } = layer;
  if (doubt === null || shown.crs === null || shown.crs.why.includes(doubt)) return shown;
  return { ...shown, crs: { ...shown.crs, why: `${shown.crs.why}；${doubt}` } };
}
