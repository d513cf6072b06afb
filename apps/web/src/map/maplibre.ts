import maplibre from 'maplibre-gl/dist/maplibre-gl-csp';
import worker from 'maplibre-gl/dist/maplibre-gl-csp-worker?url';
import type { LngLatBoundsLike, Map as MapLibre, MapOptions, StyleSpecification } from 'maplibre-gl';
import { graticule, stepOf } from './graticule.ts';
import 'maplibre-gl/dist/maplibre-gl.css';

maplibre.setWorkerUrl(worker);

export type { MapLibre };

/** No foreign map beneath: paper, a grid of degrees, and the district's own data. */
const PAPER: StyleSpecification = {
  version: 8,
  sources: { graticule: { type: 'geojson', data: { type: 'FeatureCollection', features: [] } } },
  layers: [
    { id: 'paper', type: 'background', paint: { 'background-color': '#f4f6f5' } },
    { id: 'graticule', type: 'line', source: 'graticule', paint: { 'line-color': '#d5dbdb', 'line-width': 0.7 } },
  ],
};

const CHINESE_WORDS = {
  'NavigationControl.ZoomIn': '放大',
  'NavigationControl.ZoomOut': '缩小',
  'NavigationControl.ResetBearing': '指北',
  'ScaleControl.Meters': '米',
  'ScaleControl.Kilometers': '公里',
  'Map.Title': '地图',
};

/** A map on calm paper. Throws where the browser has no WebGL. */
export function makeMap(container: HTMLElement, options: Partial<MapOptions> = {}): MapLibre {
  const map = new maplibre.Map({
    container,
    style: PAPER,
    center: [118.9, 25.1],
    zoom: 9,
    maxZoom: 20,
    attributionControl: false,
    // Text is drawn with the fonts of this computer: there is no font server.
    localIdeographFontFamily: '"PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC Variable",sans-serif',
    dragRotate: false,
    pitchWithRotate: false,
    fadeDuration: 0,
    locale: CHINESE_WORDS,
    ...options,
  });
  map.touchZoomRotate.disableRotation();
  map.addControl(new maplibre.ScaleControl({ unit: 'metric' }), 'bottom-left');
  if (options.interactive !== false)
    map.addControl(new maplibre.NavigationControl({ showCompass: false }), 'top-right');
  const redraw = (): void => {
    const source = map.getSource('graticule');
    if (!source || source.type !== 'geojson') return;
    const bounds = map.getBounds();
    const box = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()] as const;
    (source as maplibre.GeoJSONSource).setData(graticule(box, stepOf(bounds.getEast() - bounds.getWest())));
  };
  map.on('load', redraw);
  map.on('moveend', redraw);
  map.on('resize', redraw);
  return map;
}

/** Shows a box with room around it; a single place is not looked at through a microscope. */
export function fit(map: MapLibre, box: readonly number[] | null, maxZoom = 16): void {
  const [west, south, east, north] = box ?? [];
  if (west === undefined || south === undefined || east === undefined || north === undefined) return;
  const bounds: LngLatBoundsLike = [west, south, east, north];
  map.fitBounds(bounds, { padding: 48, maxZoom, animate: false });
}
