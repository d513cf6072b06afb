import type { Position } from '@quantu/geometry';
import type { ExpressionSpecification, GeoJSONSource } from 'maplibre-gl';
import type { MapLibre } from '../../map/maplibre.ts';
import { isSame, mapParts, type EditFeature } from './topology.ts';

type GeoJson = Exclude<Parameters<GeoJSONSource['setData']>[0], string>;
interface Feature {
  readonly type: 'Feature';
  readonly properties: Readonly<Record<string, unknown>>;
  readonly geometry: unknown;
}
const collection = (features: readonly Feature[]): GeoJson => ({ type: 'FeatureCollection', features }) as GeoJson;
const pointAt = (at: Position, properties: Feature['properties']): Feature => ({
  type: 'Feature',
  properties,
  geometry: { type: 'Point', coordinates: [...at] },
});

const AREAS = 'edit-areas';
const CORNERS = 'edit-corners';

export interface Shown {
  readonly features: Iterable<EditFeature>;
  readonly selected: ReadonlySet<string>;
  readonly touched: ReadonlySet<string>;
}

/** Draws what is edited: pale what stayed, yellow what was touched, strong what is selected. */
export function showFeatures(map: MapLibre, { features, selected, touched }: Shown): void {
  const data = collection(
    [...features].map(({ key, shape, code }) => ({
      type: 'Feature',
      geometry: shape,
      properties: { key, code: code ?? '', state: selected.has(key) ? 'selected' : touched.has(key) ? 'touched' : '' },
    })),
  );
  const source = map.getSource<GeoJSONSource>(AREAS);
  if (source) source.setData(data);
  else addAreas(map, data);
}

/** Corners of what is selected, and middles of its edges. */
export function showCorners(map: MapLibre, features: Iterable<EditFeature>): void {
  const points: Feature[] = [];
  for (const { shape } of features) {
    mapParts(shape, (part, isRing) => {
      part.forEach((at, i) => {
        if (!isRing || i < part.length - 1) points.push(pointAt(at, { lon: at[0], lat: at[1] }));
        const next = part[i + 1];
        if (next && !isSame(at, next) && !shape.type.endsWith('Point'))
          points.push(pointAt([(at[0] + next[0]) / 2, (at[1] + next[1]) / 2], { isMiddle: true }));
      });
      return part;
    });
  }
  const source = map.getSource<GeoJSONSource>(CORNERS);
  if (source) source.setData(collection(points));
  else addCorners(map, collection(points));
}

export interface Found {
  readonly corner: Position | null;
  /** The middle of an edge: pulled, it becomes a corner. */
  readonly middle: Position | null;
}

/** The corner or middle under the pointer. */
export function cornerUnder(map: MapLibre, { x, y }: { x: number; y: number }): Found | null {
  if (!map.getLayer(CORNERS)) return null;
  const near: [[number, number], [number, number]] = [
    [x - 9, y - 9],
    [x + 9, y + 9],
  ];
  const all = map.queryRenderedFeatures(near, { layers: [CORNERS] });
  const found = all.find(({ properties }) => properties['isMiddle'] !== true) ?? all[0];
  if (!found) return null;
  const { lon, lat, isMiddle }: Record<string, unknown> = found.properties;
  if (isMiddle !== true && typeof lon === 'number' && typeof lat === 'number')
    return { corner: [lon, lat], middle: null };
  if (found.geometry.type !== 'Point') return null;
  const [x2 = 0, y2 = 0] = found.geometry.coordinates;
  return { corner: null, middle: [x2, y2] };
}

export function keyUnder(map: MapLibre, { x, y }: { x: number; y: number }): string | null {
  const layers = ['edit-fill', 'edit-line', 'edit-point'].filter((id) => map.getLayer(id));
  const near: [[number, number], [number, number]] = [
    [x - 4, y - 4],
    [x + 4, y + 4],
  ];
  const exact = map.queryRenderedFeatures([x, y], { layers })[0] ?? map.queryRenderedFeatures(near, { layers })[0];
  const key: unknown = exact?.properties['key'];
  return typeof key === 'string' ? key : null;
}

function addAreas(map: MapLibre, data: GeoJson): void {
  const colour: ExpressionSpecification = [
    'match',
    ['get', 'state'],
    'selected',
    '#0b5c6b',
    'touched',
    '#b26b00',
    '#6b737a',
  ];
  map.addSource(AREAS, { type: 'geojson', data, tolerance: 0 });
  map.addLayer({
    id: 'edit-fill',
    type: 'fill',
    source: AREAS,
    filter: ['==', ['geometry-type'], 'Polygon'],
    paint: {
      'fill-color': colour,
      'fill-opacity': ['match', ['get', 'state'], 'selected', 0.35, 'touched', 0.3, 0.1],
    },
  });
  map.addLayer({
    id: 'edit-line',
    type: 'line',
    source: AREAS,
    filter: ['!=', ['geometry-type'], 'Point'],
    paint: { 'line-color': colour, 'line-width': ['match', ['get', 'state'], 'selected', 2.5, 1.2] },
  });
  map.addLayer({
    id: 'edit-point',
    type: 'circle',
    source: AREAS,
    filter: ['==', ['geometry-type'], 'Point'],
    paint: { 'circle-color': colour, 'circle-radius': 6, 'circle-stroke-color': '#fff', 'circle-stroke-width': 2 },
  });
  map.addLayer({
    id: 'edit-code',
    type: 'symbol',
    source: AREAS,
    minzoom: 14.5,
    layout: { 'text-field': ['get', 'code'], 'text-size': 11 },
    paint: { 'text-color': '#1f2329', 'text-halo-color': '#ffffff', 'text-halo-width': 1.2 },
  });
}

function addCorners(map: MapLibre, data: GeoJson): void {
  const isMiddle: ExpressionSpecification = ['has', 'isMiddle'];
  map.addSource(CORNERS, { type: 'geojson', data, tolerance: 0 });
  map.addLayer({
    id: CORNERS,
    type: 'circle',
    source: CORNERS,
    paint: {
      'circle-color': ['case', isMiddle, '#0b5c6b', '#ffffff'],
      'circle-opacity': ['case', isMiddle, 0.45, 1],
      'circle-radius': ['case', isMiddle, 4, 6],
      'circle-stroke-color': '#0b5c6b',
      'circle-stroke-width': ['case', isMiddle, 0, 2.5],
    },
  });
}
