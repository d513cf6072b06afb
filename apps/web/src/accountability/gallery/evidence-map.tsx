import type { Evidence } from '@quantu/accountability';
import { Alert } from 'antd';
import { useEffect, useRef } from 'react';
import { listenTo } from '../../map/listen.ts';
import { fit } from '../../map/maplibre.ts';
import { useMap } from '../../map/use-map.ts';
import '../../map/map.css';

const SOURCE = 'evidence';

interface Props {
  evidence: readonly Evidence[];
  marked?: string | null;
  onMark?: (id: string | null) => void;
  /** On the wall nobody touches it. */
  isStill?: boolean;
}

/** Where photos were taken; a click marks the one, which the grid then shows. */
export function EvidenceMap({ evidence, marked = null, onMark, isStill = false }: Props) {
  const { frame, map, problem } = useMap(isStill ? { interactive: false } : {});
  const latest = useRef(onMark);
  useEffect(() => {
    latest.current = onMark;
  });
  const points = JSON.stringify(evidence.map(({ id, lon, lat, summary }) => [id, lon, lat, summary]));
  useEffect(() => {
    if (!map) return;
    const known = JSON.parse(points) as [string, number, number, string][];
    const features = known.map(([id, lon, lat, title]) => ({
      type: 'Feature' as const,
      properties: { id, title },
      geometry: { type: 'Point' as const, coordinates: [lon, lat] },
    }));
    const data = { type: 'FeatureCollection' as const, features };
    const source = map.getSource(SOURCE);
    if (source && 'setData' in source && typeof source.setData === 'function') source.setData(data);
    else {
      map.addSource(SOURCE, { type: 'geojson', data });
      map.addLayer({ id: SOURCE, type: 'circle', source: SOURCE, paint: POINT });
    }
    const [lons, lats] = [known.map(([, lon]) => lon), known.map(([, , lat]) => lat)];
    if (isStill)
      map
        .setPaintProperty('paper', 'background-color', '#173039')
        .setPaintProperty('graticule', 'line-color', '#2a4a55');
    if (known.length > 0) fit(map, [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)], 14);
  }, [map, points, isStill]);
  useEffect(() => {
    if (points === '[]' || !map?.getLayer(SOURCE)) return;
    const isMarked = ['==', ['get', 'id'], marked ?? ''] as ['==', ['get', string], string];
    map.setPaintProperty(SOURCE, 'circle-radius', ['case', isMarked, 12, 7]);
    map.setPaintProperty(SOURCE, 'circle-color', ['case', isMarked, '#b35c00', isStill ? '#4fc3d9' : '#0b5c6b']);
  }, [map, marked, points, isStill]);
  useEffect(() => {
    if (!map || isStill) return undefined;
    return listenTo(map, {
      click: ({ point: { x, y } }) => {
        const [found] = map.queryRenderedFeatures(
          [
            [x - 6, y - 6],
            [x + 6, y + 6],
          ],
          { layers: map.getLayer(SOURCE) ? [SOURCE] : [] },
        );
        latest.current?.(typeof found?.properties['id'] === 'string' ? found.properties['id'] : null);
      },
    });
  }, [map, isStill]);
  return (
    <div className="gallery-map">
      {problem !== null && <Alert type="warning" showIcon title={problem} />}
      <div ref={frame} className="map-frame gallery-frame" aria-label="佐证地图" role="region" />
    </div>
  );
}

const POINT = {
  'circle-radius': 7,
  'circle-color': '#0b5c6b',
  'circle-stroke-color': '#ffffff',
  'circle-stroke-width': 2,
};
