import type { MultiPolygon, Polygon } from '../geometry.ts';
import { Areas } from './areas.ts';
import type { Arrangement } from './arrangement.ts';
import { areasOf } from './faces.ts';
import { outlineGraph, type PlanarGraph } from './graph.ts';
import type { Pieces } from './noding.ts';

/** An area; geometry null and 0 m² when it is empty. */
export interface Area {
  readonly geometry: Polygon | MultiPolygon | null;
  /** On the ellipsoid, by the official formula. */
  readonly areaM2: number;
}

/** The faces of an arrangement whose cover is wanted, as one area without borders inside it. */
export function merged(map: Arrangement, isWanted: (cover: number) => boolean): Area {
  const outline = outlineOf(map, isWanted);
  const loopM2 = areasOf(outline.graph);
  return {
    geometry: new Areas(outline.graph, map.edges.given).area(outline.loops),
    areaM2: outline.loops.reduce((sum, loop) => sum + loopM2[loop]!, 0),
  };
}

/** The same in whatever unit the arrangement is in, not measured. */
export function mergedShape(map: Arrangement, isWanted: (cover: number) => boolean): Polygon | MultiPolygon | null {
  const { graph, loops } = outlineOf(map, isWanted);
  return new Areas(graph, map.edges.given).area(loops);
}

/** The borders between what is wanted and what is not, and the loops that have what is wanted on their left. */
function outlineOf(
  { edges, graph, cover }: Arrangement,
  isWanted: (cover: number) => boolean,
): { graph: PlanarGraph; loops: number[] } {
  const isIn = Uint8Array.from(cover, (set) => (isWanted(set) ? 1 : 0));
  const sideOf = (half: number): number => isIn[graph.loop[half]!]!;
  const kept: number[] = [];
  for (let p = 0; p < graph.pieces.count; p++) if (sideOf(2 * p) !== sideOf(2 * p + 1)) kept.push(p);
  const outline = outlineGraph(edges, onlyPieces(graph.pieces, kept));
  const loops: number[] = [];
  for (const [loop, half] of outline.loops.entries()) {
    if (sideOf(2 * kept[half >> 1]! + (half & 1)) === 1) loops.push(loop);
  }
  return { graph: outline, loops };
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
