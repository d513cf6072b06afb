import type { Box } from '@quantu/geometry';
import { drawingRoutes, type MapLayer } from '@quantu/plans';
import { useEffect, useState } from 'react';
import { fit, type MapLibre } from '../../map/maplibre.ts';
import { call } from '../../shell/api.ts';
import { grouped } from '../../shell/figure-text.ts';
import type { History } from './use-history.ts';

interface Edited {
  readonly district: string;
  readonly layer: MapLayer;
  readonly base: number;
}

/** More at once is no drawing any more: the map below shows them, and one comes closer. */
const MOST_IN_VIEW = 3000;

/** Brings the features of what is in view as they are stored; a sentence while there are too many of them. */
export function useFeaturesInView(
  map: MapLibre | null,
  { district, layer: { id, box }, base }: Edited,
  history: History,
): string | null {
  const [notice, setNotice] = useState<string | null>(null);
  const [view, setView] = useState<string | null>(null);
  useEffect(() => {
    if (!map) return undefined;
    const look = (): void =>
      setView(
        viewOf(map)
          .map((one) => one.toFixed(7))
          .join(),
      );
    map.on('moveend', look);
    if (box) fit(map, box, 17);
    look();
    return () => {
      map.off('moveend', look);
    };
    // Where the map begins is decided once.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [map]);
  useEffect(() => {
    if (view === null || base === 0) return undefined;
    const asked = new AbortController();
    const bring = async (): Promise<void> => {
      try {
        const params = { district, layer: id };
        const query = { box: view, version: base, most: MOST_IN_VIEW };
        const { data, total } = await call(drawingRoutes.shapes, { params, query, signal: asked.signal });
        const count = grouped(String(total));
        setNotice(total > MOST_IN_VIEW ? `这里有 ${count} 个要素，放大到 ${MOST_IN_VIEW} 个以内就能编辑` : null);
        const [west = 0, south = 0, east = 0, north = 0] = view.split(',').map(Number);
        history.bring(
          data.map(({ key, code, name, attributes, shape }) => ({ key, code, name, attributes, shape, isNew: false })),
          [west, south, east, north],
        );
      } catch (error) {
        if (!asked.signal.aborted) setNotice(error instanceof Error ? error.message : '要素没有取到，请移动地图再试');
      }
    };
    void bring();
    return () => asked.abort();
    // The history takes in what comes; it does not ask for it.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [view, base, id, district]);
  return notice;
}

function viewOf(map: MapLibre): Box {
  const bounds = map.getBounds();
  return [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
}
