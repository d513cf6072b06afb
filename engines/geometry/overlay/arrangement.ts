import { polygonsOf, type MultiPolygon, type Polygon } from '../geometry.ts';
import { Edges, type Ring } from './edges.ts';
import { coversOf } from './faces.ts';
import { planarGraph, type PlanarGraph } from './graph.ts';
import { meetingsOf, type Meetings } from './meetings.ts';
import { piecesOf } from './noding.ts';
import { ShapeSets } from './shape-sets.ts';
import { Surroundings } from './surroundings.ts';

/** The planar map of all edges of some shapes, and which shapes cover each of its faces. */
export interface Arrangement {
  readonly edges: Edges;
  readonly meetings: Meetings;
  readonly graph: PlanarGraph;
  /** Which set of shapes covers what lies on the left of each loop. */
  readonly cover: Int32Array;
  readonly sets: ShapeSets;
}

export interface Progress {
  /** Called now and then with the share done. */
  readonly onProgress?: (share: number) => void;
  readonly signal?: AbortSignal;
}

export interface ArrangementOptions extends Progress {
  /** More crossings than this throw `TooTangled`; a line drawn at random crosses itself in the square of its points. */
  readonly mostCrossings?: number;
}

export function ringsOf(area: Polygon | MultiPolygon, shape: number): Ring[] {
  const rings: Ring[] = [];
  pushRings(rings, area, shape);
  return rings;
}

export function pushRings(rings: Ring[], area: Polygon | MultiPolygon, shape: number): void {
  for (const polygon of polygonsOf(area)) for (const positions of polygon) rings.push({ shape, positions });
}

export function arrangement(
  rings: readonly Ring[],
  shapes: number,
  { onProgress, signal, mostCrossings }: ArrangementOptions = {},
): Arrangement {
  const step = (share: number): void => {
    signal?.throwIfAborted();
    onProgress?.(share);
  };
  step(0);
  const sets = new ShapeSets(shapes);
  const edges = new Edges(rings, sets);
  step(0.1);
  const meetings = meetingsOf(edges, (share) => step(0.1 + 0.4 * share), mostCrossings);
  const pieces = piecesOf(edges, meetings);
  step(0.6);
  const graph = planarGraph(edges, pieces);
  step(0.7);
  const cover = coversOf(graph, sets, new Surroundings(rings, sets));
  step(0.8);
  return { edges, meetings, graph, cover, sets };
}
