import { boxOf } from '@quantu/geometry';
import type { ConflictView, Proposal } from '@quantu/plans';
import { useEffect, useMemo } from 'react';
import { fit } from '../../map/maplibre.ts';
import { useMap } from '../../map/use-map.ts';
import { useDistrict } from '../../shell/session.ts';
import { putShapes } from '../overlay-shapes.ts';
import { usePlanLayers } from '../use-plan-layers.ts';
import { useMapLayers } from '../use-plans.ts';
import { KIND_COLOURS } from './kinds.ts';
import '../../map/map.css';

const AFTER = '#0b5c6b';
const BELOW = 45;

/** The place of a conflict above both its layers, and what would be left of the features that give way. */
export function ConflictMap({ conflict, proposal }: { conflict: ConflictView; proposal: Proposal | null }) {
  const district = useDistrict();
  const { frame, map, problem } = useMap();
  const layers = useMapLayers().data?.data;
  const [idA, idB] = [conflict.layerA?.id, conflict.layerB?.id];
  const below = useMemo(
    () =>
      (layers ?? []).flatMap((layer) =>
        (layer.id === idA || layer.id === idB) && layer.version !== null
          ? [{ layer, version: layer.version.number, opacity: BELOW }]
          : [],
      ),
    [layers, idA, idB],
  );
  usePlanLayers(map, district, below);
  const { place, kind } = conflict;
  const after = proposal?.features;
  useEffect(() => {
    if (!map) return;
    const left = (after ?? []).flatMap((feature) =>
      feature.after === null ? [] : [{ shape: feature.after, colour: AFTER, label: '调整后', isBare: true }],
    );
    putShapes(map, 'conflict-after', left);
    putShapes(map, 'conflict', place === null ? [] : [{ shape: place, colour: KIND_COLOURS[kind], label: '差异图斑' }]);
  }, [map, place, kind, after]);
  useEffect(() => {
    if (map && place !== null) fit(map, boxOf(place), 17);
  }, [map, place]);
  return (
    <section aria-label="图斑地图" className="overlay-map">
      {problem !== null && <p className="quiet">{problem}</p>}
      <div ref={frame} className="map-frame map-large" role="region" aria-label={`${conflict.number}的位置图`} />
      <p className="quiet">
        <span className="swatch" style={{ background: KIND_COLOURS[kind] }} /> 差异图斑
        {after && (
          <>
            {'　'}
            <span className="swatch" style={{ borderColor: AFTER, borderWidth: 2 }} /> 调整后的边界
          </>
        )}
      </p>
    </section>
  );
}
