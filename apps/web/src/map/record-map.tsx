import { useEffect, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { MapGeoJSONFeature, MapMouseEvent } from 'maplibre-gl';
import { Alert } from 'antd';
import { useRegister } from '../registers/use-register.tsx';
import type { Selection } from '../registers/use-shown.ts';
import { isOfBasemap } from './basemap/put-basemap.ts';
import { OTHER_COLOUR, type MapClass } from './classes.ts';
import { addMarks } from './marks.ts';
import { listenTo } from './listen.ts';
import { fit, type MapLibre } from './maplibre.ts';
import { CLICKED, recordLayers, RECORDS } from './record-layers.ts';
import { tileAddress } from './tile-address.ts';
import { useMap } from './use-map.ts';
import { readPlace, writePlace } from './place.ts';

interface Props {
  selection: Omit<Selection, 'sort'>;
  by: string;
  classes: readonly MapClass[];
  box: readonly number[] | null;
  /** Counts the wishes to see everything. */
  fitCount: number;
  opened: string | null;
  onOpen: (id: string) => void;
  /** One panel of a page among others: the address bar does not follow it. */
  isPanel?: boolean;
}

/** The map itself: tiles of the current filter, a click opens, the place stands in the address. */
export function RecordMap({ selection, by, classes, box, fitCount, opened, onOpen, isPanel = false }: Props) {
  const { register, params } = useRegister();
  const [search, setSearch] = useSearchParams();
  const [first] = useState(() => readPlace(search.get('at')));
  const { frame, map, problem } = useMap(first ? { center: first.center, zoom: first.zoom } : {});
  const [hovered, setHovered] = useState<{ x: number; y: number; text: string } | null>(null);
  const [isFailed, setFailed] = useState(false);
  const tiles = tileAddress(params, { ...selection, ...(by === '' || by === 'state' ? {} : { by }) });
  const property = by === 'state' || by === '' ? 'state' : 'by';
  const latest = useRef({ onOpen, setSearch, isPanel });
  useEffect(() => {
    latest.current = { onOpen, setSearch, isPanel };
  });

  // The data of the filter; when the filter changes, only they are exchanged.
  useEffect(() => {
    if (!map) return;
    const source = map.getSource(RECORDS);
    if (source && 'setTiles' in source && typeof source.setTiles === 'function') source.setTiles([tiles]);
    else map.addSource(RECORDS, { type: 'vector', tiles: [tiles], minzoom: 0, maxzoom: 16 });
    setFailed(false);
  }, [map, tiles]);

  const drawn = JSON.stringify([classes.map(({ value, colour, shape }) => [value, colour, shape]), opened, property]);
  useEffect(() => {
    if (!map) return;
    addMarks(map, [...classes, { colour: OTHER_COLOUR, shape: 'ring' }]);
    for (const layer of recordLayers(register.key, property, classes, opened)) {
      if (map.getLayer(layer.id)) map.removeLayer(layer.id);
      map.addLayer(layer);
    }
    // `drawn` says all that the layers depend on.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [map, drawn, register.key]);

  const boxText = JSON.stringify(box);
  const hasPlace = useRef(first !== null);
  useEffect(() => {
    if (!map) return;
    if (hasPlace.current) hasPlace.current = false;
    else fit(map, JSON.parse(boxText) as Props['box']);
  }, [map, boxText, fitCount]);

  useEffect(() => {
    if (!map) return undefined;
    return listen(map, {
      open: (id) => latest.current.onOpen(id),
      hover: setHovered,
      moved: (at) => {
        if (latest.current.isPanel) return;
        latest.current.setSearch(
          (before) => {
            const next = new URLSearchParams(before);
            next.set('at', at);
            return next;
          },
          { replace: true, preventScrollReset: true },
        );
      },
      failed: () => setFailed(true),
    });
  }, [map]);

  return (
    <>
      {problem !== null && <Alert type="warning" showIcon title={problem} />}
      {isFailed && <Alert type="error" showIcon closable title="有的地图数据没有取到，移动或缩放地图会再取一次" />}
      <div ref={frame} className="map-frame map-large" aria-label={`${register.label}地图`} role="region" />
      {hovered && (
        <div className="map-tip" style={{ left: hovered.x + 12, top: hovered.y + 12 }}>
          {hovered.text}
        </div>
      )}
    </>
  );
}

interface Ears {
  open: (id: string) => void;
  hover: (at: { x: number; y: number; text: string } | null) => void;
  moved: (at: string) => void;
  failed: () => void;
}

function listen(map: MapLibre, { open, hover, moved, failed }: Ears): () => void {
  const found = (event: MapMouseEvent): MapGeoJSONFeature | undefined => {
    const layers = CLICKED.filter((id) => map.getLayer(id));
    const { x, y } = event.point;
    const near: [[number, number], [number, number]] = [
      [x - 4, y - 4],
      [x + 4, y + 4],
    ];
    return map.queryRenderedFeatures(near, { layers })[0];
  };
  const onClick = (event: MapMouseEvent): void => {
    const feature = found(event);
    if (!feature) return;
    const { id, n } = feature.properties;
    if (typeof n === 'number' && n > 1) map.easeTo({ center: event.lngLat, zoom: map.getZoom() + 2, animate: false });
    else if (typeof id === 'string') open(id);
  };
  const onMove = (event: MapMouseEvent): void => {
    const feature = found(event);
    map.getCanvas().style.cursor = feature ? 'pointer' : '';
    const { title, n } = feature?.properties ?? {};
    const text = typeof n === 'number' && n > 1 ? `这里有 ${n} 条，点开放大` : String(title ?? '');
    hover(feature && text !== '' ? { x: event.point.x, y: event.point.y, text } : null);
  };
  const onMoveEnd = (): void => moved(writePlace(map.getZoom(), map.getCenter()));
  const onError = (event: object): void => {
    if (!isOfBasemap(event)) failed();
  };
  const onOut = (): void => hover(null);
  return listenTo(map, { click: onClick, mousemove: onMove, mouseout: onOut, moveend: onMoveEnd, error: onError });
}
