import { Alert } from 'antd';
import { boxAround, type Box } from '@quantu/geometry';
import { useEffect, useRef, useState } from 'react';
import type { MapMouseEvent } from 'maplibre-gl';
import { isOfBasemap } from '../../map/basemap/put-basemap.ts';
import { geometryOf } from '../../map/draw.ts';
import { listenTo } from '../../map/listen.ts';
import { fit } from '../../map/maplibre.ts';
import { writePlace } from '../../map/place.ts';
import { useDrawing } from '../../map/use-drawing.ts';
import { HARBOUR } from '../../shell/theme.ts';
import type { Tool } from '../map-state.ts';
import { putShapes } from '../overlay-shapes.ts';
import { usePlanLayers } from '../use-plan-layers.ts';
import { Coordinates } from './coordinates.tsx';
import { useDrawn } from './thematic-layers.ts';
import type { OneMapHere } from './use-one-map.ts';
import '../../map/map.css';

export const DRAWS: Readonly<Partial<Record<Tool, 'line' | 'area'>>> = {
  line: 'line',
  area: 'area',
  statistics: 'area',
};

/** The map itself: layers, what is picked and drawn on it, where the pointer is. */
export function MapStage({ here }: { here: OneMapHere }) {
  const { map, frame, problem, state, district, corners, isDrawing } = here;
  const [isFailed, setFailed] = useState(false);
  const kind = DRAWS[state.tool];
  usePlanLayers(map, district, useDrawn(here));
  useDrawing(map, {
    kind: kind ?? 'area',
    corners: kind ? corners : [],
    isDrawing,
    isDisabled: kind === undefined,
    onChange: (next, isDone) => {
      here.setCorners(next);
      if (!isDone) return;
      here.setDrawing(false);
      here.show({ drawn: next });
    },
  });
  const sketch = kind ? JSON.stringify(geometryOf(kind, corners) ?? geometryOf('line', corners)) : 'null';
  useEffect(() => {
    if (!map) return;
    const shape = JSON.parse(sketch) as ReturnType<typeof geometryOf>;
    putShapes(map, 'sketch', shape ? [{ shape, colour: HARBOUR }] : []);
  }, [map, sketch]);
  useFirstView(here);
  const latest = useRef(here);
  useEffect(() => {
    latest.current = here;
  });
  useEffect(() => {
    if (!map) return undefined;
    const onMoveEnd = (): void => latest.current.show({ at: writePlace(map.getZoom(), map.getCenter()) });
    const onClick = ({ lngLat }: MapMouseEvent): void => {
      const { state, show } = latest.current;
      if (!DRAWS[state.tool]) show({ pick: [lngLat.lng, lngLat.lat], open: null });
    };
    const onError = (event: object): void => {
      if (!isOfBasemap(event)) setFailed(true);
    };
    return listenTo(map, { moveend: onMoveEnd, click: onClick, error: onError });
  }, [map]);
  const drafts = here.lying.filter(({ isDraft, scenario }) => isDraft || scenario !== null);
  return (
    <div className="map-paper">
      {problem !== null && <Alert type="warning" showIcon title={problem} />}
      {isFailed && (
        <Alert
          className="map-alert"
          type="error"
          showIcon
          closable
          onClose={() => setFailed(false)}
          title="有的地图数据没有取到，移动或缩放地图会再取一次"
        />
      )}
      <div
        ref={frame}
        className={kind && isDrawing ? 'map-sheet map-drawing' : 'map-sheet'}
        role="region"
        aria-label="一张图地图"
      />
      {drafts.length > 0 && (
        <p className="map-draft-strip">
          ▲ 不是现行版本：
          {drafts
            .map(({ layer, scenario }) => `${layer.name}（${scenario === null ? '草稿' : `方案“${scenario}”`}）`)
            .join('、')}
        </p>
      )}
      <Coordinates map={map} />
    </div>
  );
}

/** A map without a place in its address opens where what lies on it is. */
function useFirstView({ map, layers, lying, state }: OneMapHere): void {
  const isPlaced = useRef(state.place !== null);
  useEffect(() => {
    if (!map || isPlaced.current) return;
    isPlaced.current = true;
    const all = lying.length > 0 ? lying.map(({ layer }) => layer) : layers;
    fit(map, boxAround(all.flatMap(({ box }) => (box ? [box as unknown as Box] : []))), 16);
  }, [map, layers, lying]);
}
