import { boxOf } from '@quantu/geometry';
import type { Geometry } from '@quantu/registers';
import { useEffect } from 'react';
import { useRegister } from '../registers/use-register.tsx';
import { fit } from './maplibre.ts';
import { drawShape, removeShape } from './shape-layers.ts';
import { tileAddress } from './tile-address.ts';
import { useMap } from './use-map.ts';
import './map.css';

/** One record's place, among the others of its register in grey. */
export function GeometryView({ geometry, label }: { geometry: Geometry; label: string }) {
  const { params, asOf } = useRegister();
  const { frame, map, problem } = useMap({ scrollZoom: false, cooperativeGestures: false });
  const others = tileAddress(params, asOf === null ? {} : { asOf });
  const text = JSON.stringify(geometry);
  useEffect(() => {
    if (!map) return undefined;
    const shape = JSON.parse(text) as Geometry;
    drawShape(map, shape, { tiles: others, layer: params.register });
    fit(map, boxOf(shape), 15);
    return () => removeShape(map);
  }, [map, text, others, params.register]);
  if (problem !== null) return <p className="quiet">{problem}</p>;
  return <div ref={frame} className="map-frame" role="region" aria-label={`${label}的位置图`} />;
}
