import type { MapEventType } from 'maplibre-gl';
import type { MapLibre } from './maplibre.ts';

type Listeners = { readonly [Name in keyof MapEventType]?: (event: MapEventType[Name]) => void };

/** Listens to a map until the function it gives back is called. */
export function listenTo(map: MapLibre, listeners: Listeners): () => void {
  const names = Object.keys(listeners) as (keyof MapEventType)[];
  const heard = names.map((name) => map.on(name, listeners[name]!));
  return () => {
    for (const one of heard) one.unsubscribe();
  };
}
