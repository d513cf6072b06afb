import type { Geometry } from '@quantu/registers';
import type { GeoJSONSource } from 'maplibre-gl';
import type { MapLibre } from './maplibre.ts';

const COLOUR = '#0b5c6b';
const LAYERS = ['shape-others-line', 'shape-others-point', 'shape-fill', 'shape-line', 'shape-point'];
const SOURCES = ['shape', 'shape-others'];

/** Draws one shape, and what lies around it in grey. Called again it moves the shape. */
export function drawShape(map: MapLibre, geometry: Geometry | null, others?: { tiles: string; layer: string }): void {
  // A geometry of the contract is what GeoJSON calls one.
  const data = (geometry === null
    ? { type: 'FeatureCollection', features: [] }
    : { type: 'Feature', properties: {}, geometry }) as unknown as Exclude<
    Parameters<GeoJSONSource['setData']>[0],
    string
  >;
  const source = map.getSource<GeoJSONSource>('shape');
  if (source) {
    source.setData(data);
    return;
  }
  if (others) addOthers(map, others);
  map.addSource('shape', { type: 'geojson', data });
  map.addLayer({
    id: 'shape-fill',
    type: 'fill',
    source: 'shape',
    filter: ['==', ['geometry-type'], 'Polygon'],
    paint: { 'fill-color': COLOUR, 'fill-opacity': 0.25 },
  });
  map.addLayer({
    id: 'shape-line',
    type: 'line',
    source: 'shape',
    filter: ['!=', ['geometry-type'], 'Point'],
    paint: { 'line-color': COLOUR, 'line-width': 2.5 },
  });
  map.addLayer({
    id: 'shape-point',
    type: 'circle',
    source: 'shape',
    filter: ['==', ['geometry-type'], 'Point'],
    paint: { 'circle-color': COLOUR, 'circle-radius': 7, 'circle-stroke-color': '#fff', 'circle-stroke-width': 2 },
  });
}

function addOthers(map: MapLibre, { tiles, layer }: { tiles: string; layer: string }): void {
  map.addSource('shape-others', { type: 'vector', tiles: [tiles], minzoom: 0, maxzoom: 16 });
  const from = { source: 'shape-others', 'source-layer': layer } as const;
  map.addLayer({
    id: 'shape-others-line',
    type: 'line',
    ...from,
    filter: ['!=', ['geometry-type'], 'Point'],
    paint: { 'line-color': '#a3acb1', 'line-width': 1 },
  });
  map.addLayer({
    id: 'shape-others-point',
    type: 'circle',
    ...from,
    filter: ['==', ['geometry-type'], 'Point'],
    paint: { 'circle-color': '#b3bbbf', 'circle-radius': 3.5 },
  });
}

export function removeShape(map: MapLibre): void {
  // The map itself may be gone already; then its style is gone too.
  if (!map.style) return;
  for (const layer of LAYERS) if (map.getLayer(layer)) map.removeLayer(layer);
  for (const source of SOURCES) if (map.getSource(source)) map.removeSource(source);
}
