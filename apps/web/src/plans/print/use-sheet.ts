import { boxAround, type Box } from '@quantu/geometry';
import { frameOf, printRoutes, type MapLayer, type SheetWish } from '@quantu/plans';
import { addressOf } from '@quantu/people';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import { csrfHeaders, faultOf, NetworkLoss } from '../../shell/api.ts';
import { useDistrict } from '../../shell/session.ts';
import { fit, type MapLibre } from '../../map/maplibre.ts';
import { readPlace } from '../../map/place.ts';
import { firstShown, lyingOf, type Lying } from '../lying.ts';
import { readShown } from '../map-state.ts';
import { putShapes } from '../overlay-shapes.ts';
import { usePlanLayers } from '../use-plan-layers.ts';

type Chosen = Pick<SheetWish, 'title' | 'paper' | 'isLandscape' | 'scale' | 'approval' | 'maker'>;

export interface SheetHere {
  readonly wish: Chosen;
  readonly put: (part: Partial<Chosen>) => void;
  /** What the sheet is called when nobody says otherwise. */
  readonly usualTitle: string;
  readonly lying: readonly Lying[];
  readonly take: () => void;
  /** Brings the whole frame into view. */
  readonly look: () => void;
  readonly isBusy: boolean;
  readonly error: unknown;
}

const FRAME = '#c7000b';

/** The sheet being set up: its frame lies on the map around the middle of what is seen. */
export function useSheet(map: MapLibre | null, layers: readonly MapLayer[]): SheetHere {
  const district = useDistrict();
  const [search] = useSearchParams();
  const [wish, setWish] = useState<Chosen>({
    title: '',
    paper: 'A3',
    isLandscape: true,
    scale: 10_000,
    approval: '',
    maker: '',
  });
  const lying = useMemo(() => lyingOf(layers, readShown(search.get('on')) ?? firstShown(layers)), [layers, search]);
  const usualTitle = lying[0] ? `${lying[0].layer.name}图` : '';
  usePlanLayers(map, district, lying);
  const [place] = useState(() => readPlace(search.get('at')));
  const [center, setCenter] = useState<[number, number] | null>(null);
  const frame = useMemo(() => (center ? frameOf({ ...wish, center }) : null), [wish, center]);
  useEffect(() => {
    if (!map) return undefined;
    const follow = (): void => setCenter([map.getCenter().lng, map.getCenter().lat]);
    map.on('move', follow);
    if (place) map.jumpTo({ center: place.center, zoom: place.zoom });
    else fit(map, boxAround(layers.flatMap(({ box }) => (box ? [box as unknown as Box] : []))), 16);
    follow();
    return () => {
      map.off('move', follow);
    };
    // Where the map begins is decided once.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [map]);
  useEffect(() => {
    if (map && frame)
      putShapes(map, 'frame', [{ shape: { type: 'Polygon', coordinates: [frame.ring] }, colour: FRAME, isBare: true }]);
  }, [map, frame]);
  const look = (): void => {
    if (map && frame) fit(map, frame.box, 20);
  };
  // Another paper or scale: the frame comes into view as a whole.
  const size = `${wish.paper}${wish.isLandscape}${wish.scale}`;
  const latest = useRef(look);
  useEffect(() => {
    latest.current = look;
  });
  const hasCenter = center !== null;
  useEffect(() => {
    if (hasCenter) latest.current();
  }, [size, hasCenter]);
  const print = useMutation({
    mutationFn: async () => {
      if (!center) return;
      const body: SheetWish = {
        ...wish,
        title: wish.title.trim() || usualTitle,
        center,
        layers: lying.map(({ layer, version, opacity }) => ({ layer: layer.id, version, opacity: opacity / 100 })),
      };
      save(await fetchSheet(addressOf(printRoutes.print, { params: { district } }), body), `${body.title}.pdf`);
    },
  });
  return {
    wish,
    put: (part) => setWish((before) => ({ ...before, ...part })),
    usualTitle,
    lying,
    take: () => print.mutate(),
    look,
    isBusy: print.isPending,
    error: print.error,
  };
}

/** A file that answers what is sent: `call` reads JSON only. */
async function fetchSheet(address: string, body: SheetWish): Promise<Blob> {
  const headers = { ...csrfHeaders(), 'content-type': 'application/json' };
  const sent = fetch(address, { method: 'POST', headers, credentials: 'same-origin', body: JSON.stringify(body) });
  const response = await sent.catch(() => {
    throw new NetworkLoss();
  });
  if (!response.ok) throw faultOf(response.status, await response.text());
  return response.blob();
}

function save(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The browser has taken the address by the next turn.
  setTimeout(() => URL.revokeObjectURL(link.href), 0);
}
