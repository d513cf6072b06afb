import type { MultiPolygon, Polygon } from '../geometry.ts';
import { Areas } from './areas.ts';
import type { Arrangement } from './arrangement.ts';
import { areasOf } from './faces.ts';
import { outlineGraph } from './graph.ts';
import type { Pieces } from './noding.ts';

/** An area; geometry null and 0 m² when it is empty. */
export interface Area {
  readonly geometry: Polygon | MultiPolygon | null;
  /** On the ellipsoid, by the official formula. */
  readonly areaM2: number;
}

/** The faces of an arrangement whose cover is wanted, as one area without borders inside it. */
export function merged({ edges, graph, faces }: Arrangement, isWanted: (cover: number) => boolean): Area {
  const isIn = Uint8Array.from(faces.cover, (cover) => (isWanted(cover) ? 1 : 0));
  const sideOf = (half: number): number => isIn[graph.loop[half]!]!;
  const kept: number[] = [];
  for (let p = 0; p < graph.pieces.count; p++) if (sideOf(2 * p) !== sideOf(2 * p + 1)) kept.push(p);
  if (kept.length === 0) return { geometry: null, areaM2: 0 };
  const outline = outlineGraph(edges, onlyPieces(graph.pieces, kept));
  const loops: number[] = [];
  for (const [loop, half] of outline.loops.entries()) {
    if (sideOf(2 * kept[half >> 1]! + (half & 1)) === 1) loops.push(loop);
  }
  const areas = areasOf(outline);
  return {
    geometry: new Areas(outline).area(loops),
    areaM2: loops.reduce((sum, loop) => sum + areas[loop]!, 0),
  };
}

function onlyPieces(pieces: Pieces, kept: readonly number[]): Pieces {
  const pick = (values: Int32Array): Int32Array => Int32Array.from(kept, (p) => values[p]!);
  return {
    ...pieces,
    count: kept.length,
    from: pick(pieces.from),
    to: pick(pieces.to),
    toggles: pick(pieces.toggles),
    edge: pick(pieces.edge),
  };
}
