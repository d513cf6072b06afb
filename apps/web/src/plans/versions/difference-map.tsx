import { mapRoutes, type MapLayer } from '@quantu/plans';
import { boxAround, type Box } from '@quantu/geometry';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef } from 'react';
import { call } from '../../shell/api.ts';
import { useDistrict } from '../../shell/session.ts';
import { fit } from '../../map/maplibre.ts';
import { useMap } from '../../map/use-map.ts';
import { Coordinates } from '../one-map/coordinates.tsx';
import { putShapes, type Pointed } from '../overlay-shapes.ts';
import { plansKey } from '../use-plans.ts';
import { usePlanLayers } from '../use-plan-layers.ts';
import { versionText } from '../words.ts';
import { KINDS, type Difference } from './kinds.ts';
import '../../map/map.css';

interface Props {
  layer: MapLayer;
  from: number;
  to: number;
  rows: readonly Difference[];
  chosen: Difference | null;
}

const BELOW = 40;
const BEFORE = '#b8000a';
const AFTER = '#1d6b3a';

/** The newer version, pale; what differs is framed, what is chosen is shown as it was and as it is. */
export function DifferenceMap({ layer, from, to, rows, chosen }: Props) {
  const district = useDistrict();
  const { frame, map, problem } = useMap();
  const drawn = useMemo(() => [{ layer, version: to, opacity: BELOW }], [layer, to]);
  usePlanLayers(map, district, drawn);
  const shapes = useBothShapes(layer.id, chosen, from, to).data;
  const frames = JSON.stringify(rows.map(({ box, kind }) => [box, KINDS[kind].colour]));
  useEffect(() => {
    if (!map) return;
    const all = JSON.parse(frames) as [Box, string][];
    putShapes(
      map,
      'differences',
      all.map(([box, colour]) => ({ shape: rectangle(box), colour, isBare: true })),
    );
  }, [map, frames]);
  const isFitted = useRef(false);
  useEffect(() => {
    if (!map || isFitted.current) return;
    isFitted.current = rows.length > 0;
    const around = boxAround(rows.map(({ box }) => box as unknown as Box));
    fit(map, around ?? layer.box, 17);
  }, [map, rows, layer.box]);
  useEffect(() => {
    if (!map) return;
    putShapes(map, 'chosen', chosen ? (shapes ?? []) : []);
    if (chosen) fit(map, chosen.box, 18);
  }, [map, shapes, chosen]);
  if (problem !== null) return <p className="quiet">{problem}</p>;
  return (
    <div className="map-paper difference-map">
      <div ref={frame} className="map-sheet" role="region" aria-label="差异地图" />
      {chosen && (
        <p className="map-draft-strip">
          <span style={{ color: BEFORE }}>■</span> {versionText(layer, from)}　<span style={{ color: AFTER }}>■</span>{' '}
          {versionText(layer, to)}
        </p>
      )}
      <Coordinates map={map} />
    </div>
  );
}

/** The chosen feature in the older version and in the newer, where it is in them. */
function useBothShapes(layer: string, chosen: Difference | null, from: number, to: number) {
  const district = useDistrict();
  return useQuery({
    queryKey: [...plansKey(district), 'both', layer, chosen?.key, from, to],
    queryFn: async ({ signal }): Promise<Pointed[]> => {
      if (!chosen) return [];
      const wanted = [
        ...(chosen.before ? [{ version: from, colour: BEFORE }] : []),
        ...(chosen.after ? [{ version: to, colour: AFTER }] : []),
      ];
      return Promise.all(
        wanted.map(async ({ version, colour }) => {
          const query = { key: chosen.key, version };
          const { data } = await call(mapRoutes.feature, { params: { district, layer }, query, signal });
          return { shape: data.shape, colour };
        }),
      );
    },
    enabled: chosen !== null,
  });
}

function rectangle([west, south, east, north]: Box) {
  const ring = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ] as const;
  return { type: 'Polygon' as const, coordinates: [ring] };
}
