import type { GeometryKind } from '@quantu/geometry';
import type { GeoJSONSource, MapMouseEvent, MapTouchEvent } from 'maplibre-gl';
import { useEffect, useRef } from 'react';
import { fewest, middlesOf, position, withCorner, withNewCorner, withoutCorner, type Corners } from './draw.ts';
import { listenToHand } from './listen.ts';
import type { MapLibre } from './maplibre.ts';

interface Drawing {
  readonly kind: GeometryKind;
  readonly corners: Corners;
  /** New corners are being set by clicks. */
  readonly isDrawing: boolean;
  readonly isDisabled: boolean;
  readonly onChange: (corners: Corners, isDone: boolean) => void;
}

const SOURCE = 'corners';
const LAYER = 'corners';

/** Clicks set corners, drags move them, a double click ends the shape or takes a corner away. */
export function useDrawing(map: MapLibre | null, drawing: Drawing): void {
  const latest = useRef(drawing);
  useEffect(() => {
    latest.current = drawing;
  });
  const { kind } = drawing;
  const text = JSON.stringify(drawing.isDisabled ? [] : drawing.corners);
  useEffect(() => {
    if (map) showCorners(map, kind, JSON.parse(text) as Corners);
  }, [map, kind, text]);
  useEffect(() => (map ? listen(map, latest) : undefined), [map]);
}

function showCorners(map: MapLibre, kind: GeometryKind, corners: Corners): void {
  const point = (at: readonly [number, number], properties: Record<string, number>) => ({
    type: 'Feature' as const,
    properties,
    geometry: { type: 'Point' as const, coordinates: [...at] },
  });
  const data = {
    type: 'FeatureCollection' as const,
    features: [
      ...middlesOf(kind, corners).map(({ after, at }) => point(at, { after })),
      ...corners.map((at, corner) => point(at, { corner })),
    ],
  };
  const source = map.getSource<GeoJSONSource>(SOURCE);
  if (source) {
    source.setData(data);
    // The shape's own layers may have come later: corners stay on top.
    map.moveLayer(LAYER);
    return;
  }
  map.addSource(SOURCE, { type: 'geojson', data });
  map.addLayer({
    id: LAYER,
    type: 'circle',
    source: SOURCE,
    paint: {
      'circle-color': ['case', ['has', 'corner'], '#ffffff', '#0b5c6b'],
      'circle-opacity': ['case', ['has', 'corner'], 1, 0.45],
      'circle-radius': ['case', ['has', 'corner'], 7, 5],
      'circle-stroke-color': '#0b5c6b',
      'circle-stroke-width': ['case', ['has', 'corner'], 3, 0],
    },
  });
}

type Event = MapMouseEvent | MapTouchEvent;

function listen(map: MapLibre, latest: { readonly current: Drawing }): () => void {
  let held: number | null = null;
  let isFresh = false;
  const under = ({ point: { x, y } }: Event) => {
    if (!map.getLayer(LAYER)) return undefined;
    const near: [[number, number], [number, number]] = [
      [x - 9, y - 9],
      [x + 9, y + 9],
    ];
    return map.queryRenderedFeatures(near, { layers: [LAYER] }).sort((a, b) => cornerFirst(a) - cornerFirst(b))[0];
  };
  const grab = (event: Event): void => {
    const { corners, isDisabled, onChange } = latest.current;
    const found = isDisabled ? undefined : under(event);
    if (!found) return;
    event.preventDefault();
    const { corner, after } = found.properties;
    if (typeof corner === 'number') held = corner;
    else if (typeof after === 'number') {
      held = after + 1;
      onChange(withNewCorner(corners, after, position(event.lngLat.lng, event.lngLat.lat)), false);
    }
    isFresh = false;
  };
  const drag = (event: Event): void => {
    if (held === null) return;
    isFresh = true;
    const { corners, onChange } = latest.current;
    onChange(withCorner(corners, held, position(event.lngLat.lng, event.lngLat.lat)), false);
  };
  const release = (): void => {
    if (held !== null && isFresh) latest.current.onChange(latest.current.corners, !latest.current.isDrawing);
    held = null;
  };
  const click = (event: MapMouseEvent): void => {
    const { kind, corners, isDrawing, isDisabled, onChange } = latest.current;
    if (isDisabled || under(event)) return;
    const at = position(event.lngLat.lng, event.lngLat.lat);
    if (kind === 'point') onChange([at], true);
    else if (isDrawing) onChange([...corners, at], false);
  };
  const doubleClick = (event: MapMouseEvent): void => {
    const { kind, corners, isDrawing, isDisabled, onChange } = latest.current;
    if (isDisabled) return;
    event.preventDefault();
    // The first of the two clicks has set a corner where the pointer is; drawing ends there.
    if (isDrawing) {
      if (corners.length >= fewest(kind)) onChange(corners, true);
      return;
    }
    const corner: unknown = under(event)?.properties['corner'];
    if (typeof corner === 'number' && corners.length > fewest(kind)) onChange(withoutCorner(corners, corner), true);
  };
  return listenToHand(map, { grab, drag, release, click, doubleClick });
}

const cornerFirst = ({ properties }: { properties: Record<string, unknown> }): number =>
  'corner' in properties ? 0 : 1;
