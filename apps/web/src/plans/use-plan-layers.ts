import { mapRoutes } from '@quantu/plans';
import type { LayerSpecification } from 'maplibre-gl';
import { useEffect } from 'react';
import type { MapLibre } from '../map/maplibre.ts';
import { drawnLayers, labelSourceOf, sourceOf, type Drawn } from './layer-style.ts';

const PREFIX = 'plan-';
/** Layers of plans lie below it, what is drawn on them above. */
const CEILING = 'above-plans';

const SHAPES_TO_ZOOM = 16;
/** From here on tiles hold shapes whole (and no dots for small ones), and few shapes lie in several. */
const LABELS_TO_ZOOM = 13;

/** Keeps the map's plan layers as they are asked for, the first on top; only what differs is touched. */
export function usePlanLayers(map: MapLibre | null, district: string, drawn: readonly Drawn[]): void {
  const text = JSON.stringify(drawn);
  useEffect(() => {
    if (map) putLayers(map, district, JSON.parse(text) as readonly Drawn[]);
  }, [map, district, text]);
}

interface Tiled {
  readonly one: Drawn;
  readonly maxzoom: number;
}

function putLayers(map: MapLibre, district: string, drawn: readonly Drawn[]): void {
  if (!map.getLayer(CEILING)) {
    map.addLayer({ id: CEILING, type: 'background', layout: { visibility: 'none' } });
  }
  const wanted = [...drawn].reverse().flatMap(drawnLayers);
  const sources = new Map<string, Tiled>();
  for (const one of drawn) {
    sources.set(sourceOf(one), { one, maxzoom: SHAPES_TO_ZOOM });
    sources.set(labelSourceOf(one), { one, maxzoom: LABELS_TO_ZOOM });
  }
  const ids = new Set(wanted.map(({ id }) => id));
  for (const id of layerIds(map)) if (!ids.has(id)) map.removeLayer(id);
  for (const id of Object.keys(map.getStyle().sources))
    if (id.startsWith(PREFIX) && !sources.has(id)) map.removeSource(id);
  for (const [id, { one, maxzoom }] of sources) {
    if (map.getSource(id)) continue;
    map.addSource(id, { type: 'vector', tiles: [planTiles(district, one)], minzoom: 0, maxzoom });
  }
  for (const layer of wanted) putLayer(map, layer);
  if (layerIds(map).join() !== wanted.map(({ id }) => id).join())
    for (const { id } of wanted) map.moveLayer(id, CEILING);
}

const layerIds = (map: MapLibre): readonly string[] => map.getLayersOrder().filter((id) => id.startsWith(PREFIX));

function putLayer(map: MapLibre, layer: LayerSpecification): void {
  if (!map.getLayer(layer.id)) {
    map.addLayer(layer, CEILING);
    return;
  }
  for (const [name, value] of Object.entries(layer.paint ?? {})) {
    const before: unknown = map.getPaintProperty(layer.id, name);
    if (JSON.stringify(before) !== JSON.stringify(value)) map.setPaintProperty(layer.id, name, value);
  }
}

/** The address of a version's tiles, with {z}, {x} and {y} for the map to fill in. */
function planTiles(district: string, { layer, version, theme }: Drawn): string {
  const path = mapRoutes.tile.path
    .replace(':district', encodeURIComponent(district))
    .replace(':layer', encodeURIComponent(layer.id))
    .replace(/:([zxy])/g, '{$1}');
  const search = new URLSearchParams({ version: String(version), ...(theme ? { by: theme.field } : {}) });
  return `${location.origin}${path}?${search.toString()}`;
}
