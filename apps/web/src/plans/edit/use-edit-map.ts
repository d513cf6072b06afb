import { boxOf, type Geometry, type Position } from '@quantu/geometry';
import type { LngLatBounds, MapMouseEvent, MapTouchEvent } from 'maplibre-gl';
import { useEffect, useRef } from 'react';
import { listenToHand } from '../../map/listen.ts';
import type { MapLibre } from '../../map/maplibre.ts';
import { fewest, geometryOf } from '../../map/draw.ts';
import { putShapes } from '../overlay-shapes.ts';
import { cornerUnder, keyUnder, showCorners, showFeatures } from './edit-shapes.ts';
import { moveVertex, removeVertex, snap, weave, type Features } from './topology.ts';
import type { Editor } from './use-editor.ts';

const SNAP_PIXELS = 10;

/** The map's side of editing: clicks select or set corners, drags move shared corners, a double click ends or removes. */
export function useEditMap(map: MapLibre | null, editor: Editor): void {
  const latest = useRef(editor);
  useEffect(() => {
    latest.current = editor;
  });
  const { history, selected, corners, mode, layer } = editor;
  const { now, original } = history;
  useEffect(() => {
    if (!map) return;
    const touched = new Set([...now].flatMap(([key, one]) => (original.get(key)?.shape === one.shape ? [] : [key])));
    showFeatures(map, { features: now.values(), selected, touched });
    showCorners(map, mode === 'select' ? [...selected].flatMap((key) => now.get(key) ?? []) : []);
  }, [map, now, original, selected, mode]);
  useEffect(() => {
    if (!map) return;
    const kind = mode === 'split' ? 'line' : layer.shape;
    const shape = geometryOf(kind, corners) ?? geometryOf('line', corners) ?? geometryOf('point', corners);
    putShapes(map, 'sketch', shape ? [{ shape, colour: '#c7000b' }] : []);
  }, [map, corners, mode, layer.shape]);
  useEffect(() => (map ? listen(map, latest) : undefined), [map]);
}

function listen(map: MapLibre, latest: { readonly current: Editor }): () => void {
  let held: { from: Position; features: Features; to: Position } | null = null;
  let frame = 0;
  const snapped = ({ lngLat }: MapMouseEvent | MapTouchEvent, features: Features): Position => {
    const metres = 78_271.5 / 2 ** map.getZoom();
    const squeeze = Math.cos((lngLat.lat * Math.PI) / 180);
    const reach = (SNAP_PIXELS * metres * squeeze) / 111_320;
    const seen = map.getBounds();
    const near = [...features.values()].filter(({ shape }) => touches(shape, seen));
    return snap(near, [lngLat.lng, lngLat.lat], reach, squeeze).at;
  };
  const draw = (): void => {
    frame = 0;
    if (!held) return;
    const moved = moveVertex(held.features, held.from, held.to);
    const { selected } = latest.current;
    showFeatures(map, { features: moved.values(), selected, touched: new Set() });
    showCorners(
      map,
      [...selected].flatMap((key) => moved.get(key) ?? []),
    );
  };
  // What can be pulled says so under the pointer.
  const cursorAt = ({ point }: MapMouseEvent | MapTouchEvent): string => {
    if (latest.current.mode !== 'select') return '';
    if (cornerUnder(map, point)) return 'move';
    return keyUnder(map, point) === null ? '' : 'pointer';
  };
  const grab = (event: MapMouseEvent | MapTouchEvent): void => {
    const { mode, history } = latest.current;
    const found = mode === 'select' ? cornerUnder(map, event.point) : null;
    if (!found) return;
    event.preventDefault();
    const from = found.corner ?? found.middle!;
    held = { from, to: from, features: found.middle ? weave(history.now, found.middle) : history.now };
  };
  const drag = (event: MapMouseEvent | MapTouchEvent): void => {
    if (!held) {
      map.getCanvas().style.cursor = cursorAt(event);
      return;
    }
    const { from, features } = held;
    // The corner itself is no place to be drawn to.
    held = { from, features, to: snapped(event, without(features, from)) };
    frame ||= requestAnimationFrame(draw);
  };
  const release = (): void => {
    if (!held) return;
    const { from, to, features } = held;
    held = null;
    if (from[0] !== to[0] || from[1] !== to[1]) {
      latest.current.history.step(weave(moveVertex(features, from, to), to));
    }
  };
  const click = (event: MapMouseEvent): void => {
    const { mode, selected, select, corners, setCorners, history, layer } = latest.current;
    if (mode === 'select') {
      if (cornerUnder(map, event.point)) return;
      const key = keyUnder(map, event.point);
      const isMore = event.originalEvent.shiftKey || event.originalEvent.ctrlKey || event.originalEvent.metaKey;
      if (key === null) select(isMore ? [...selected] : []);
      else if (!isMore) select([key]);
      else select(selected.has(key) ? [...selected].filter((one) => one !== key) : [...selected, key]);
      return;
    }
    const at = mode === 'draw' ? snapped(event, history.now) : ([event.lngLat.lng, event.lngLat.lat] as const);
    const last = corners.at(-1);
    // The second click of a double click lands where the first did.
    if (last && last[0] === at[0] && last[1] === at[1]) return;
    setCorners(layer.shape === 'point' && mode === 'draw' ? [at] : [...corners, at]);
  };
  const doubleClick = (event: MapMouseEvent): void => {
    event.preventDefault();
    const { mode, finish, corners, layer, history } = latest.current;
    if (mode !== 'select') {
      if (corners.length >= (mode === 'split' ? 2 : fewest(layer.shape))) finish();
      return;
    }
    const corner = cornerUnder(map, event.point)?.corner;
    const next = corner ? removeVertex(history.now, corner) : null;
    if (next) history.step(next);
  };
  const stop = listenToHand(map, { grab, drag, release, click, doubleClick });
  return () => {
    cancelAnimationFrame(frame);
    stop();
  };
}

/** Features without the shapes that have this corner: it is being moved, and they with it. */
function without(features: Features, corner: Position): Features {
  const moved = moveVertex(features, corner, [NaN, NaN]);
  return new Map([...moved].filter(([key, one]) => features.get(key) === one));
}

function touches(shape: Geometry, seen: LngLatBounds): boolean {
  const [west, south, east, north] = boxOf(shape);
  return west <= seen.getEast() && east >= seen.getWest() && south <= seen.getNorth() && north >= seen.getSouth();
}
