import { useEffect } from 'react';
import { useDistrict } from '../../shell/session.ts';
import { listenTo } from '../listen.ts';
import type { MapLibre } from '../maplibre.ts';
import { BasemapNote } from './basemap-note.ts';
import { chosenOf, creditOf, groundOf, isOfBasemap, lossOf, putBasemap, type Ground } from './put-basemap.ts';
import { useBasemaps, useOwnBasemap } from './use-basemaps.ts';
import './basemap.css';

/** Lays the chosen ground under a map, says whose it is, and says so when it does not come. */
export function useBasemap(map: MapLibre | null): void {
  const district = useDistrict();
  const all = useBasemaps().data?.data;
  const own = useOwnBasemap();
  const text = JSON.stringify(all ? groundOf(all, chosenOf(all, own)) : null);
  useEffect(() => {
    if (!map) return undefined;
    const laid = JSON.parse(text) as Ground | null;
    putBasemap(map, district, laid);
    if (!laid) return undefined;
    const note = new BasemapNote(creditOf(laid));
    map.addControl(note, 'bottom-right');
    const stop = listenTo(map, {
      error: (event) => isOfBasemap(event) && note.tell(lossOf(laid)),
      sourcedata: (event) => isOfBasemap(event) && 'tile' in event && note.tell(null),
    });
    return () => {
      stop();
      // A map that goes takes its controls along.
      if (map.hasControl(note)) map.removeControl(note);
    };
  }, [map, district, text]);
}
