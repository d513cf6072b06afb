import Flatbush from 'flatbush';
import type { MultiPolygon, Polygon, Position } from '../geometry.ts';
import type { PlanarGraph } from './graph.ts';
import { Ints } from './numbers.ts';
import { Bands, boxOfRing } from './surroundings.ts';

type Ring = readonly Position[];

interface Shell {
  readonly rings: Ring[];
  /** In square degrees: only to find the smallest shell around a hole. */
  readonly size: number;
}

/** Makes areas of loops: the outer rings counter-clockwise, their holes clockwise, each touching itself nowhere. */
export class Areas {
  readonly #graph: PlanarGraph;
  /** Of loops on the outside of a connected part: its westernmost vertex + 1. */
  readonly #vertexOf: Int32Array;
  /** One position per node, of vertices the one given: cells that share an edge share its ends. */
  readonly #given: readonly Position[];
  readonly #crossings: (Position | undefined)[] = [];
  /** Where in the walk a node was passed, + 1; 0: not yet. */
  readonly #passed: Int32Array;
  readonly #walk = new Ints();
  #isRounded = false;

  constructor(graph: PlanarGraph, given: readonly Position[]) {
    this.#graph = graph;
    this.#vertexOf = new Int32Array(graph.loops.length);
    for (const { loop, vertex } of graph.parts) this.#vertexOf[loop] = vertex + 1;
    this.#given = given;
    this.#passed = new Int32Array(graph.pieces.nodes);
  }

  /** Whether the area made last has a crossing point: rounded, and so not quite where its edges cross. */
  get isRounded(): boolean {
    return this.#isRounded;
  }

  /** The area that loops bound; null when it is so small that rounding leaves nothing of it. */
  area(loops: ArrayLike<number>, start = 0, end = loops.length): Polygon | MultiPolygon | null {
    this.#isRounded = false;
    if (end - start === 1 && this.#vertexOf[loops[start]!] === 0) {
      const ring = this.#onlyRing(loops[start]!);
      if (ring !== null && sizeOf(ring) > 0) return { type: 'Polygon', coordinates: [ring] };
    }
    const shells: Shell[] = [];
    for (let i = start; i < end; i++) if (this.#vertexOf[loops[i]!] === 0) this.#addShells(loops[i]!, shells);
    if (shells.length === 0) return null;
    const find = shells.length === 1 ? null : new ShellFinder(shells);
    for (let i = start; i < end; i++) {
      const vertex = this.#vertexOf[loops[i]!]! - 1;
      if (vertex < 0) continue;
      const { x, y } = this.#graph.pieces;
      const shell = find === null ? shells[0]! : find.around(x[vertex]!, y[vertex]!);
      for (const ring of this.#rings(loops[i]!)) if (sizeOf(ring) < 0) shell.rings.push(ring);
    }
    if (shells.length === 1) return { type: 'Polygon', coordinates: shells[0]!.rings };
    return { type: 'MultiPolygon', coordinates: shells.map(({ rings }) => rings) };
  }

  /** A loop that is no outside goes once around its face; where it passes a node twice, a hole touches the shell. */
  #addShells(loop: number, shells: Shell[]): void {
    let own: Shell | null = null;
    const holes: Ring[] = [];
    for (const ring of this.#rings(loop)) {
      const size = sizeOf(ring);
      if (size < 0) holes.push(ring);
      if (size <= 0) continue;
      const shell: Shell = { rings: [ring], size };
      shells.push(shell);
      if (own === null || size > own.size) own = shell;
    }
    own?.rings.push(...holes);
  }

  /** What most loops are: one ring that passes no node twice and loses no point to rounding; null: this one is not. */
  #onlyRing(loop: number): Ring | null {
    const { next, loops, pieces } = this.#graph;
    const first = loops[loop]!;
    const walk = this.#walk;
    walk.length = 0;
    let isOnly = true;
    let half = first;
    do {
      const node = half & 1 ? pieces.to[half >> 1]! : pieces.from[half >> 1]!;
      if (this.#passed[node] !== 0) isOnly = false;
      this.#passed[node] = 1;
      walk.push(node);
      half = next[half]!;
    } while (half !== first);
    for (let i = 0; i < walk.length; i++) this.#passed[walk.data[i]!] = 0;
    return isOnly && walk.length > 2 ? this.#wholeRing() : null;
  }

  #wholeRing(): Ring | null {
    const { data: walk, length } = this.#walk;
    const { x, y, vertices } = this.#graph.pieces;
    const [one, two] = [walk[length - 1]!, walk[length - 2]!];
    let [x1, y1, x2, y2] = [x[one]!, y[one]!, x[two]!, y[two]!];
    // As long as it will be: rings are many, and one that grows takes room for seventeen points at once.
    const ring = Array<Position>(length + 1);
    for (let i = 0; i < length; i++) {
      const node = walk[i]!;
      const [x0, y0] = [x[node]!, y[node]!];
      if ((x0 === x1 && y0 === y1) || (x0 === x2 && y0 === y2)) return null;
      if (node >= vertices) this.#isRounded = true;
      ring[i] = this.#position(node);
      [x2, y2, x1, y1] = [x1, y1, x0, y0];
    }
    ring[length] = ring[0]!;
    return ring;
  }

  /** A loop as rings that pass no node twice; rings of which rounding left less than a triangle are left out. */
  #rings(loop: number): Ring[] {
    const { next, loops, pieces } = this.#graph;
    const first = loops[loop]!;
    const rings: Ring[] = [];
    const walk = this.#walk;
    walk.length = 0;
    let half = first;
    do {
      const node = half & 1 ? pieces.to[half >> 1]! : pieces.from[half >> 1]!;
      const passed = this.#passed[node]! - 1;
      if (passed >= 0) this.#close(passed, rings);
      this.#passed[node] = walk.length + 1;
      walk.push(node);
      half = next[half]!;
    } while (half !== first);
    this.#close(0, rings);
    return rings;
  }

  #close(from: number, rings: Ring[]): void {
    const walk = this.#walk.data;
    const positions: Position[] = [];
    for (let i = from; i < this.#walk.length; i++) {
      this.#passed[walk[i]!] = 0;
      if (walk[i]! >= this.#graph.pieces.vertices) this.#isRounded = true;
      pushDistinct(positions, this.#position(walk[i]!));
    }
    this.#walk.length = from;
    while (positions.length > 2 && isSame(positions.at(-1)!, positions[0]!)) positions.pop();
    if (positions.length < 3) return;
    positions.push(positions[0]!);
    rings.push(positions);
  }

  #position(node: number): Position {
    const { x, y, vertices } = this.#graph.pieces;
    if (node < vertices) return this.#given[node]!;
    return (this.#crossings[node - vertices] ??= [x[node]!, y[node]!]);
  }
}

const isSame = (one: Position, other: Position): boolean => one[0] === other[0] && one[1] === other[1];

/** Leaves out points that rounding made equal, and the way to a point and straight back. */
function pushDistinct(positions: Position[], position: Position): void {
  if (positions.length > 0 && isSame(positions.at(-1)!, position)) return;
  if (positions.length > 1 && isSame(positions.at(-2)!, position)) positions.pop();
  else positions.push(position);
}

/** Signed area of a closed ring in square degrees. */
export function sizeOf(ring: Ring): number {
  const [x0, y0] = ring[0]!;
  let sum = 0;
  for (let i = 2; i < ring.length; i++) {
    const [before, at] = [ring[i - 1]!, ring[i]!];
    sum += (before[0] - x0) * (at[1] - y0) - (at[0] - x0) * (before[1] - y0);
  }
  return sum / 2;
}

class ShellFinder {
  readonly #shells: readonly Shell[];
  readonly #index: Flatbush;
  readonly #bands = new Map<Shell, Bands>();

  constructor(shells: readonly Shell[]) {
    this.#shells = shells;
    this.#index = new Flatbush(shells.length);
    for (const { rings } of shells) this.#index.add(...boxOfRing(rings[0]!));
    this.#index.finish();
  }

  /** The smallest shell around a place; some shell where rounding has moved all of them away. */
  around(x: number, y: number): Shell {
    const near = this.#index.search(x, y, x, y).map((at) => this.#shells[at]!);
    if (near.length === 0) return this.#shells[0]!;
    const around = near.length === 1 ? near : near.filter((shell) => this.#bandsOf(shell).isEast(x, y));
    return (around.length > 0 ? around : near).reduce((best, shell) => (shell.size < best.size ? shell : best));
  }

  #bandsOf(shell: Shell): Bands {
    let bands = this.#bands.get(shell);
    if (bands === undefined) this.#bands.set(shell, (bands = new Bands(shell.rings[0]!)));
    return bands;
  }
}
