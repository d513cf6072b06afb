import type { MapLayer } from '@quantu/plans';
import { useMemo, useState } from 'react';
import { readPlace } from '../../map/place.ts';
import type { MapLibre } from '../../map/maplibre.ts';
import { useMap, type MapHere } from '../../map/use-map.ts';
import { useDistrict } from '../../shell/session.ts';
import { firstShown, lyingOf, type Lying } from '../lying.ts';
import type { MapState, Shown } from '../map-state.ts';
import { useMapState, type MapChange } from '../use-map-state.ts';

/** What the parts of the map page share. */
export interface OneMapHere {
  readonly district: string;
  readonly layers: readonly MapLayer[];
  readonly state: MapState;
  readonly show: (change: MapChange) => void;
  /** As chosen, or as a map opens that nobody has set up. */
  readonly shown: readonly Shown[];
  readonly lying: readonly Lying[];
  readonly frame: MapHere['frame'];
  readonly problem: MapHere['problem'];
  readonly map: MapLibre | null;
  /** Corners being set, before they stand in the address. */
  readonly corners: MapState['drawn'];
  readonly isDrawing: boolean;
  readonly setDrawing: (isDrawing: boolean) => void;
  readonly setCorners: (corners: MapState['drawn']) => void;
}

export function useOneMap(layers: readonly MapLayer[]): OneMapHere {
  const district = useDistrict();
  const [state, show] = useMapState();
  const [first] = useState(() => readPlace(new URLSearchParams(location.search).get('at')));
  const { frame, map, problem } = useMap(first ? { center: first.center, zoom: first.zoom } : {});
  const shown = useMemo(() => state.shown ?? firstShown(layers), [state.shown, layers]);
  const lying = useMemo(() => lyingOf(layers, shown), [layers, shown]);
  const [corners, setCorners] = useState(state.drawn);
  const [isDrawing, setDrawing] = useState(state.drawn.length === 0);
  return {
    district,
    layers,
    state,
    show,
    shown,
    lying,
    frame,
    problem,
    map,
    corners,
    isDrawing,
    setDrawing,
    setCorners,
  };
}
