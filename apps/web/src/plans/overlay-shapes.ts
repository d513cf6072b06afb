import type { Geometry } from '@quantu/geometry';
import type { GeoJSONSource } from 'maplibre-gl';
import type { MapLibre } from '../map/maplibre.ts';

/** One shape that is pointed out, in a colour of its own. */
export interface Pointed {
  readonly shape: Geometry;
  readonly colour: string;
  readonly label?: string;
  /** The outline only. */
  readonly isBare?: boolean;
}

type GeoJson = Exclude<Parameters<GeoJSONSource['setData']>[0], string>;

/** Draws shapes above everything, under a name: called again it exchanges them, with none they go. */
export function putShapes(map: MapLibre, name: string, shapes: readonly Pointed[]): void {
  // The map itself may be gone already; then its style is gone too.
  if (!map.style) return;
  // A geometry of the contract is what GeoJSON calls one.
  const data = {
    type: 'FeatureCollection',
    features: shapes.map(({ shape, colour, label = '', isBare = false }) => ({
      type: 'Feature',
      geometry: shape,
      properties: { colour, label, fill: isBare ? 0 : 0.18 },
    })),
  } as unknown as GeoJson;
  const source = map.getSource<GeoJSONSource>(name);
  if (source) {
    source.setData(data);
    return;
  }
  if (shapes.length === 0) return;
  map.addSource(name, { type: 'geojson', data, tolerance: 0 });
  map.addLayer({
    id: `${name}-fill`,
    type: 'fill',
    source: name,
    filter: ['==', ['geometry-type'], 'Polygon'],
    paint: { 'fill-color': ['get', 'colour'], 'fill-opacity': ['get', 'fill'] },
  });
  map.addLayer({
    id: `${name}-halo`,
    type: 'line',
    source: name,
    filter: ['!=', ['geometry-type'], 'Point'],
    paint: { 'line-color': '#ffffff', 'line-width': 5, 'line-opacity': 0.8 },
  });
  map.addLayer({
    id: `${name}-line`,
    type: 'line',
    source: name,
    filter: ['!=', ['geometry-type'], 'Point'],
    paint: { 'line-color': ['get', 'colour'], 'line-width': 2.5 },
  });
  map.addLayer({
    id: `${name}-point`,
    type: 'circle',
    source: name,
    filter: ['==', ['geometry-type'], 'Point'],
    paint: {
      'circle-color': ['get', 'colour'],
      'circle-radius': 7,
      'circle-stroke-color': '#ffffff',
      'circle-stroke-width': 2,
    },
  });
  map.addLayer({
    id: `${name}-label`,
    type: 'symbol',
    source: name,
    layout: { 'text-field': ['get', 'label'], 'text-size': 12 },
    paint: { 'text-color': '#1f2329', 'text-halo-color': '#ffffff', 'text-halo-width': 1.4 },
  });
}
