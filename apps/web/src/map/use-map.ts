import type { MapOptions } from 'maplibre-gl';
import { useEffect, useRef, useState, type RefObject } from 'react';
import { useBasemap } from './basemap/use-basemap.ts';
import { makeMap, type MapLibre } from './maplibre.ts';

export interface MapHere {
  readonly frame: RefObject<HTMLDivElement | null>;
  /** The map once its paper lies there. */
  readonly map: MapLibre | null;
  /** Why there is none. */
  readonly problem: string | null;
}

/** A map in a frame, on the ground that the reader has chosen; it goes when the frame goes. */
export function useMap(options: Partial<MapOptions> = {}): MapHere {
  const here = usePlainMap(options);
  useBasemap(here.map);
  return here;
}

/** A map on paper: for what is printed as it is seen. */
export function usePlainMap(options: Partial<MapOptions> = {}): MapHere {
  const frame = useRef<HTMLDivElement>(null);
  const first = useRef(options);
  const [map, setMap] = useState<MapLibre | null>(null);
  const [problem] = useState(() => (hasWebGl() ? null : NO_WEBGL));
  useEffect(() => {
    if (!frame.current || problem !== null) return undefined;
    const made = makeMap(frame.current, first.current);
    made.on('load', () => setMap(made));
    return () => {
      setMap(null);
      made.remove();
    };
  }, [problem]);
  return { frame, map, problem };
}

const NO_WEBGL = '这台电脑的浏览器不能显示地图（没有启用 WebGL）。表格和导出不受影响';

let isWebGlThere: boolean | null = null;

/** Asked once: a browser has only a few contexts, and this one is given back. */
function hasWebGl(): boolean {
  if (isWebGlThere !== null) return isWebGlThere;
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('webgl2') ?? canvas.getContext('webgl');
  context?.getExtension('WEBGL_lose_context')?.loseContext();
  isWebGlThere = context !== null;
  return isWebGlThere;
}
