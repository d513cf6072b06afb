import { boxAround, boxOf, type Geometry } from '@quantu/geometry';
import { Alert } from 'antd';
import { useEffect } from 'react';
import { geometryOf, type Corners } from '../../map/draw.ts';
import { fit } from '../../map/maplibre.ts';
import { useDrawing } from '../../map/use-drawing.ts';
import type { MapHere } from '../../map/use-map.ts';
import { useDistrict } from '../../shell/session.ts';
import { HARBOUR } from '../../shell/theme.ts';
import { putShapes, type Pointed } from '../overlay-shapes.ts';
import { firstShown, lyingOf } from '../lying.ts';
import { usePlanLayers } from '../use-plan-layers.ts';
import { useMapLayers } from '../use-plans.ts';
import '../../map/map.css';

interface Props {
  stage: MapHere;
  label: string;
  /** What is pointed out beside the site. */
  shapes: readonly Pointed[];
  site: Geometry | null;
  /** Given where a site can be drawn. */
  drawing?: { corners: Corners; isDrawing: boolean; onChange: (corners: Corners, isDone: boolean) => void };
  /** Where to look; the site when nothing is said. */
  view?: Geometry | null;
}

/** The layers of the district with a site on them. */
export function SiteMap({ stage, label, shapes, site, drawing, view }: Props) {
  const district = useDistrict();
  const { map, frame, problem } = stage;
  const layers = useMapLayers().data?.data ?? [];
  const lying = lyingOf(layers, firstShown(layers));
  usePlanLayers(
    map,
    district,
    lying.map(({ layer, version, opacity }) => ({ layer, version, opacity })),
  );
  useDrawing(map, {
    kind: 'area',
    corners: drawing?.corners ?? [],
    isDrawing: drawing?.isDrawing ?? false,
    isDisabled: drawing === undefined,
    onChange: (corners, isDone) => drawing?.onChange(corners, isDone),
  });
  const sketch = drawing ? geometryOf('area', drawing.corners) : null;
  const pointed = JSON.stringify([
    ...shapes,
    ...(site ? [{ shape: site, colour: HARBOUR }] : sketch ? [{ shape: sketch, colour: HARBOUR }] : []),
  ]);
  useEffect(() => {
    if (map) putShapes(map, 'site', JSON.parse(pointed) as readonly Pointed[]);
  }, [map, pointed]);
  const target = view ?? site;
  const place = target === null ? boxAround(layers.flatMap(({ box }) => (box ? [box] : []))) : boxOf(target);
  const looked = place === null ? '' : place.join();
  useEffect(() => {
    if (!map || looked === '') return;
    const [west = 0, south = 0, east = 0, north = 0] = looked.split(',').map(Number);
    fit(map, [west, south, east, north], 17);
  }, [map, looked]);
  return (
    <div className="site-map">
      {problem !== null && <Alert type="warning" showIcon title={problem} />}
      <div
        ref={frame}
        className={drawing?.isDrawing ? 'map-sheet map-drawing' : 'map-sheet'}
        role="region"
        aria-label={label}
        aria-busy={map === null && problem === null}
      />
    </div>
  );
}
