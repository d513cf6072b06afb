import type { MultiPolygon, Polygon } from '@quantu/geometry';
import type { FoundConflict } from './analyse.ts';
import type { RunLayer } from './contract.ts';
import { titleOf } from './register-conflicts.server.ts';
import type { ConflictKind } from './kinds.ts';

/** A conflict as the map and an export have it. */
export interface PlaceFeature {
  readonly type: 'Feature';
  readonly geometry: Polygon | MultiPolygon;
  readonly properties: {
    /** The record; null in a trial. */
    readonly id: string | null;
    readonly number: string;
    readonly kind: ConflictKind;
    readonly title: string;
    readonly town: string | null;
    readonly areaM2: number;
    readonly classA: string | null;
    readonly classB: string | null;
    readonly yields: string;
    readonly clause: string;
  };
}

/** The conflicts of a run as GeoJSON, the largest first. */
export function placesText(
  conflicts: readonly FoundConflict[],
  layers: readonly RunLayer[],
  records: readonly { readonly id: string; readonly number: string }[] | null,
): string {
  const features = conflicts.map((one, at): PlaceFeature => {
    const { kind, town, areaM2, classA, classB, yields, clause, geometry } = one;
    const { id, number } = records?.[at] ?? { id: null, number: `${kind}-试算${at + 1}` };
    const title = titleOf(one, layers);
    return {
      type: 'Feature',
      geometry,
      properties: { id, number, kind, title, town, areaM2, classA, classB, yields, clause },
    };
  });
  features.sort((x, y) => y.properties.areaM2 - x.properties.areaM2);
  return JSON.stringify({ type: 'FeatureCollection', features });
}
