import type { Edges } from './edges.ts';
import { rootOf } from './numbers.ts';
import type { Pieces } from './noding.ts';
import { turn } from './predicates.ts';

/**
 * A planar map. Piece p has the half-edges 2p (its own way) and 2p + 1 (back); each runs with one face on its left and
 * belongs to one loop around or within that face.
 */
export interface PlanarGraph {
  readonly pieces: Pieces;
  /** Half-edge that follows on the boundary of the same face. */
  readonly next: Int32Array;
  readonly loop: Int32Array;
  /** One half-edge of each loop. */
  readonly loops: Int32Array;
  /** Of each connected part: the loop on its outside and a node there; in a whole map its westernmost vertex. */
  readonly parts: readonly { readonly loop: number; readonly vertex: number }[];
}

export function planarGraph(edges: Edges, pieces: Pieces): PlanarGraph {
  const around = new Around(edges, pieces);
  const next = around.next();
  const { loop, loops } = loopsOf(next);
  const parts = around.outsides().map(({ half, vertex }) => ({ loop: loop[half]!, vertex }));
  return { pieces, next, loop, loops, parts };
}

/**
 * The same for some of the pieces of a map, where a connected part may have crossings alone: which of its loops is on
 * the outside is then told by area, the one that is not counter-clockwise.
 */
export function outlineGraph(edges: Edges, pieces: Pieces): PlanarGraph {
  const next = new Around(edges, pieces).next();
  const { loop, loops } = loopsOf(next);
  const part = Int32Array.from(loops.keys());
  for (let p = 0; p < pieces.count; p++) {
    const [one, other] = [rootOf(part, loop[2 * p]!), rootOf(part, loop[2 * p + 1]!)];
    if (one !== other) part[Math.max(one, other)] = Math.min(one, other);
  }
  const outside = new Map<number, { loop: number; vertex: number; size: number }>();
  for (let at = 0; at < loops.length; at++) {
    const size = loopSize(pieces, next, loops[at]!);
    const root = rootOf(part, at);
    const best = outside.get(root);
    const half = loops[at]!;
    const vertex = half & 1 ? pieces.to[half >> 1]! : pieces.from[half >> 1]!;
    if (best === undefined || size < best.size) outside.set(root, { loop: at, vertex, size });
  }
  return { pieces, next, loop, loops, parts: [...outside.values()] };
}

/** Signed area in square degrees, doubled. */
function loopSize({ from, to, x, y }: Pieces, next: Int32Array, first: number): number {
  const [x0, y0] = [x[from[first >> 1]!]!, y[from[first >> 1]!]!];
  let sum = 0;
  let half = first;
  do {
    const [a, b] = [from[half >> 1]!, to[half >> 1]!];
    const cross = (x[a]! - x0) * (y[b]! - y0) - (x[b]! - x0) * (y[a]! - y0);
    sum += half & 1 ? -cross : cross;
    half = next[half]!;
  } while (half !== first);
  return sum;
}

function loopsOf(next: Int32Array): { loop: Int32Array; loops: Int32Array } {
  const loop = new Int32Array(next.length).fill(-1);
  const loops: number[] = [];
  for (let half = 0; half < next.length; half++) {
    if (loop[half] !== -1) continue;
    for (let at = half; loop[at] === -1; at = next[at]!) loop[at] = loops.length;
    loops.push(half);
  }
  return { loop, loops: Int32Array.from(loops) };
}

/** Half-edges around nodes, by exact direction. */
class Around {
  readonly #edges: Edges;
  readonly #pieces: Pieces;
  readonly #first: Int32Array;
  readonly #out: Int32Array;

  constructor(edges: Edges, pieces: Pieces) {
    this.#edges = edges;
    this.#pieces = pieces;
    const { from, to, count, nodes } = pieces;
    const first = new Int32Array(nodes + 1);
    for (let p = 0; p < count; p++) {
      first[from[p]! + 1]!++;
      first[to[p]! + 1]!++;
    }
    for (let n = 0; n < nodes; n++) first[n + 1]! += first[n]!;
    const at = first.slice(0, nodes);
    this.#out = new Int32Array(count * 2);
    for (let p = 0; p < count; p++) {
      this.#out[at[from[p]!]!++] = 2 * p;
      this.#out[at[to[p]!]!++] = 2 * p + 1;
    }
    this.#first = first;
    for (let n = 0; n < nodes; n++) if (first[n + 1]! - first[n]! > 2) this.#sort(first[n]!, first[n + 1]!);
  }

  /** Counter-clockwise from due east. */
  #sort(start: number, end: number): void {
    const out = this.#out;
    for (let i = start + 1; i < end; i++) {
      const half = out[i]!;
      let j = i - 1;
      for (; j >= start && this.#compare(out[j]!, half) > 0; j--) out[j + 1] = out[j]!;
      out[j + 1] = half;
    }
  }

  /** Ends of the edge a half-edge runs along, in its direction. */
  #ends(half: number): [from: number, to: number] {
    const edge = this.#pieces.edge[half >> 1]!;
    const [a, b] = [this.#edges.a.data[edge]!, this.#edges.b.data[edge]!];
    return half & 1 ? [b, a] : [a, b];
  }

  #compare(one: number, other: number): number {
    const [x, y] = [this.#edges.x.data, this.#edges.y.data];
    const [a, b] = this.#ends(one);
    const [c, d] = this.#ends(other);
    const isSouthern = isSouth(x[a]!, y[a]!, x[b]!, y[b]!);
    if (isSouthern !== isSouth(x[c]!, y[c]!, x[d]!, y[d]!)) return isSouthern ? 1 : -1;
    return -turn(x[a]!, y[a]!, x[b]!, y[b]!, x[c]!, y[c]!, x[d]!, y[d]!);
  }

  next(): Int32Array {
    const [first, out] = [this.#first, this.#out];
    const next = new Int32Array(out.length);
    for (let n = 0; n + 1 < first.length; n++) {
      const [start, end] = [first[n]!, first[n + 1]!];
      // A half-edge that arrives goes on by the one clockwise of its way back.
      for (let i = start; i < end; i++) next[out[i]! ^ 1] = out[i === start ? end - 1 : i - 1]!;
    }
    return next;
  }

  /** Of each connected part its westernmost, then southernmost vertex, and a half-edge that has the outside on its left. */
  outsides(): { half: number; vertex: number }[] {
    const [x, y] = [this.#edges.x.data, this.#edges.y.data];
    const { from, to, count, nodes, vertices } = this.#pieces;
    const part = Int32Array.from({ length: nodes }, (_, i) => i);
    for (let p = 0; p < count; p++) {
      const [one, other] = [rootOf(part, from[p]!), rootOf(part, to[p]!)];
      if (one !== other) part[Math.max(one, other)] = Math.min(one, other);
    }
    const west = new Int32Array(nodes).fill(-1);
    for (let n = 0; n < vertices; n++) {
      if (this.#first[n] === this.#first[n + 1]) continue;
      const root = rootOf(part, n);
      const best = west[root]!;
      if (best === -1 || x[n]! < x[best]! || (x[n] === x[best] && y[n]! < y[best]!)) west[root] = n;
    }
    const outsides: { half: number; vertex: number }[] = [];
    for (const vertex of west) if (vertex !== -1) outsides.push({ vertex, half: this.#outside(vertex) });
    return outsides;
  }

  /** Of the half-edges that leave a westernmost vertex, the first clockwise from due north: no other is left of it. */
  #outside(vertex: number): number {
    const leaving = this.#out.subarray(this.#first[vertex], this.#first[vertex + 1]);
    const rank = (half: number): number => {
      const [a, b] = this.#ends(half);
      return isSouth(this.#edges.x.data[a]!, this.#edges.y.data[a]!, this.#edges.x.data[b]!, this.#edges.y.data[b]!)
        ? 1
        : 0;
    };
    return leaving.reduce((best, half) => {
      if (rank(best) !== rank(half)) return rank(best) < rank(half) ? best : half;
      return this.#compare(best, half) > 0 ? best : half;
    });
  }
}

/** Does a direction lie in 180°…360°, counter-clockwise from due east? */
const isSouth = (ax: number, ay: number, bx: number, by: number): boolean => by < ay || (by === ay && bx < ax);
