import { useEffect, useRef } from 'react';
import type { MapMouseEvent } from 'maplibre-gl';
import { listenTo } from '../../map/listen.ts';
import type { MapLibre } from '../../map/maplibre.ts';
import { grouped } from '../../shell/figure-text.ts';
import { degreesText, zoneText } from '../words.ts';

const METRES_PER_DOT = 0.0254 / 96;
const EARTH_ROUND_M = 40_075_016.7;
const TILE_PIXELS = 512;

/** 23,456 → 23,000: a scale on a screen is no more exact. */
const twoDigits = (value: number): number => {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(value)) - 1);
  return Math.round(value / step) * step;
};

/** Where the pointer is (on a touch screen: the middle), in degrees and in its 3-degree zone, and the scale. */
export function Coordinates({ map }: { map: MapLibre | null }) {
  const line = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (!map) return undefined;
    // Written past React: it changes with every move of the pointer.
    const tell = (at: readonly [number, number]): void => {
      const scale =
        (EARTH_ROUND_M * Math.cos((at[1] * Math.PI) / 180)) / (TILE_PIXELS * 2 ** map.getZoom()) / METRES_PER_DOT;
      const parts = [`经纬度 ${degreesText(at)}`, zoneText(at), `约 1:${grouped(String(twoDigits(scale)))}`];
      if (line.current) line.current.textContent = parts.filter((part) => part !== null).join('　');
    };
    const onMove = ({ lngLat }: MapMouseEvent): void => tell([lngLat.lng, lngLat.lat]);
    const onView = (): void => tell([map.getCenter().lng, map.getCenter().lat]);
    onView();
    return listenTo(map, { mousemove: onMove, move: onView });
  }, [map]);
  return <p ref={line} role="note" className="map-coordinates" aria-label="坐标" />;
}
