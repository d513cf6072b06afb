import { spatialImportRoutes, type ImportedLayer } from '@quantu/plans';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { boxAround, boxOf, type Box } from '@quantu/geometry';
import { call } from '../../shell/api.ts';
import { grouped } from '../../shell/figure-text.ts';
import { useDistrict } from '../../shell/session.ts';
import { FaultLine } from '../../shell/states.tsx';
import { fit } from '../../map/maplibre.ts';
import { useMap } from '../../map/use-map.ts';
import { firstShown, lyingOf } from '../lying.ts';
import { putShapes } from '../overlay-shapes.ts';
import { plansKey, useMapLayers } from '../use-plans.ts';
import { usePlanLayers } from '../use-plan-layers.ts';
import { Coordinates } from '../one-map/coordinates.tsx';
import '../../map/map.css';

interface Props {
  layer: ImportedLayer;
  part: number;
  id: string;
  /** A place to look at: a row of the dry run. */
  focus?: readonly number[] | null;
}

const MINE = '#c7000b';
const BELOW = 35;

/** Where the file comes to lie by the chosen system, above what the district has already. */
export function Preview({ layer, part, id, focus = null }: Props) {
  const district = useDistrict();
  const { frame, map, problem } = useMap();
  const layers = useMapLayers().data?.data;
  const crs = layer.chosenCrs;
  const preview = useQuery({
    queryKey: [...plansKey(district), 'import', id, 'preview', part, crs],
    queryFn: ({ signal }) =>
      call(spatialImportRoutes.preview, {
        params: { district, import: id },
        query: { part, ...(crs === null ? {} : { crs }) },
        signal,
      }),
    enabled: crs !== null,
    placeholderData: (before) => before,
  });
  const below = useMemo(
    () => lyingOf(layers ?? [], firstShown(layers ?? [])).map((one) => ({ ...one, opacity: BELOW })),
    [layers],
  );
  usePlanLayers(map, district, below);
  const features = preview.data?.features;
  useEffect(() => {
    if (!map || !features) return;
    putShapes(
      map,
      'preview',
      features.map(({ geometry }) => ({ shape: geometry, colour: MINE })),
    );
    fit(map, boxAround(features.map(({ geometry }) => boxOf(geometry))), 16);
  }, [map, features]);
  const focusText = JSON.stringify(focus);
  useEffect(() => {
    const box = JSON.parse(focusText) as Box | null;
    if (!map) return;
    putShapes(map, 'focus', box ? [{ shape: frameOf(box), colour: '#0b5c6b' }] : []);
    if (box) fit(map, box, 18);
  }, [map, focusText]);
  const outside = whereabouts(features?.map(({ geometry }) => boxOf(geometry)) ?? [], layers ?? []);
  return (
    <div className="preview">
      <FaultLine error={preview.error} onRetry={() => void preview.refetch()} />
      {problem !== null && <p className="quiet">{problem}</p>}
      <div className="map-paper">
        <div ref={frame} className="map-sheet" role="region" aria-label={`预览：${layer.name}`} />
        <Coordinates map={map} />
      </div>
      <p className={outside === null ? 'quiet' : 'problem'}>
        {outside ?? '红色是文件里的数据，浅色是一张图上已有的。位置对不上就换坐标系。'}
        {preview.data && preview.data.total > preview.data.features.length && (
          <>
            　预览前 {grouped(String(preview.data.features.length))} 个，共 {grouped(String(preview.data.total))} 个
          </>
        )}
      </p>
    </div>
  );
}

function frameOf([west, south, east, north]: Box) {
  const ring = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ] as const;
  return { type: 'LineString' as const, coordinates: ring };
}

/** A sentence when the file does not touch what the district has; null when it does, or there is nothing yet. */
function whereabouts(boxes: readonly Box[], layers: readonly { readonly box: readonly number[] | null }[]) {
  const own = boxAround(layers.flatMap(({ box }) => (box ? [box as unknown as Box] : [])));
  const here = boxAround(boxes);
  if (!own || !here) return null;
  const touches = here[0] <= own[2] && here[2] >= own[0] && here[1] <= own[3] && here[3] >= own[1];
  return touches ? null : '■ 按这个坐标系，数据不在一张图已有的范围内，请换一个坐标系试试';
}
