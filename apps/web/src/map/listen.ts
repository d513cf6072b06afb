import { flushSync } from 'react-dom';
import type { MapEventType, MapMouseEvent, MapTouchEvent } from 'maplibre-gl';
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

interface Hand {
  readonly grab: (event: MapMouseEvent | MapTouchEvent) => void;
  readonly drag: (event: MapMouseEvent | MapTouchEvent) => void;
  readonly release: () => void;
  readonly click: (event: MapMouseEvent) => void;
  readonly doubleClick: (event: MapMouseEvent) => void;
}

/** Listens to what a mouse or a finger does to what is drawn. */
export function listenToHand(map: MapLibre, { grab, drag, release, click, doubleClick }: Hand): () => void {
  return listenTo(map, {
    mousedown: grab,
    touchstart: grab,
    mousemove: drag,
    touchmove: drag,
    mouseup: release,
    touchend: release,
    // At once: the second click of a double click has to see what the first one did.
    click: (event) => flushSync(() => click(event)),
    dblclick: (event) => flushSync(() => doubleClick(event)),
  });
}
