import type { Edges } from './edges.ts';
import { ALIKE, crossingShare, type Meetings } from './meetings.ts';
import { Doubles, grouped, Ints, rootOf } from './numbers.ts';
import { wholeNumbers } from './predicates.ts';
import { NOTHING } from './shape-sets.ts';

/** Pieces of edges that meet in their ends only, each once. */
export interface Pieces {
  readonly count: number;
  /** All nodes; the first `vertices` of them are vertices of rings. */
  readonly nodes: number;
  readonly vertices: number;
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Nodes of each piece; it runs the way of the edge it is a piece of. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly toggles: Int32Array;
  /** Which edge gives each piece its exact direction. */
  readonly edge: Int32Array;
}

/** Cuts edges where nodes lie in them, and lets pieces that coincide become one. */
export function piecesOf(edges: Edges, meetings: Meetings): Pieces {
  const originals = edges.count;
  const { first, order } = grouped(meetings.edge.data, meetings.edge.length, originals);
  const along = new Along(edges, meetings);
  const cuts = order.map((at) => meetings.node.data[at]!);
  for (let e = 0; e < originals; e++) {
    if (first[e + 1]! - first[e]! > 1) along.sort(e, cuts.subarray(first[e], first[e + 1]));
  }
  const origin: number[] = [];
  for (let e = 0; e < originals; e++) {
    if (first[e] === first[e + 1]) continue;
    const toggles = edges.toggles.data[e]!;
    let before = edges.a.data[e]!;
    for (let i = first[e]!; i <= first[e + 1]!; i++) {
      const node = i < first[e + 1]! ? rootOf(along.same, cuts[i]!) : edges.b.data[e]!;
      if (node !== before && edges.add(before, node, toggles)) origin.push(e);
      before = node;
    }
  }
  return bounding(
    edges,
    (e) => e >= originals || first[e] === first[e + 1],
    (e) => (e < originals ? e : origin[e - originals]!),
    meetings,
  );
}

/** The edges that are whole, where something begins or ends. */
function bounding(
  edges: Edges,
  isWhole: (edge: number) => boolean,
  originOf: (edge: number) => number,
  { x, y, vertices }: Meetings,
): Pieces {
  const kept = new Ints(edges.count);
  for (let e = 0; e < edges.count; e++) if (edges.toggles.data[e] !== NOTHING && isWhole(e)) kept.push(e);
  const whole = kept.data.subarray(0, kept.length);
  return {
    count: whole.length,
    nodes: x.length,
    vertices,
    x: x.data,
    y: y.data,
    from: whole.map((e) => edges.a.data[e]!),
    to: whole.map((e) => edges.b.data[e]!),
    toggles: whole.map((e) => edges.toggles.data[e]!),
    edge: whole.map(originOf),
  };
}

const MANY = 16;

/** Orders nodes along edges, exactly, and finds nodes that are one point. */
class Along {
  /** Nodes that are one point have one root, a vertex where one is among them. */
  readonly same: Int32Array;
  readonly #edges: Edges;
  readonly #meetings: Meetings;
  readonly #shares = new Doubles();

  constructor(edges: Edges, meetings: Meetings) {
    this.#edges = edges;
    this.#meetings = meetings;
    this.same = Int32Array.from({ length: meetings.x.length }, (_, i) => i);
  }

  /** Insertion sort for the few nodes that edges usually have. */
  sort(edge: number, nodes: Int32Array): void {
    const shares = this.#shares;
    shares.length = 0;
    for (const node of nodes) shares.push(this.#share(edge, node));
    if (nodes.length > MANY) return this.#sortMany(edge, nodes);
    for (let i = 1; i < nodes.length; i++) {
      const [node, share] = [nodes[i]!, shares.data[i]!];
      let j = i - 1;
      for (; j >= 0; j--) {
        const order = this.#order(edge, nodes[j]!, shares.data[j]!, node, share);
        if (order === 0) this.#unite(nodes[j]!, node);
        if (order <= 0) break;
        nodes[j + 1] = nodes[j]!;
        shares.data[j + 1] = shares.data[j]!;
      }
      nodes[j + 1] = node;
      shares.data[j + 1] = share;
    }
  }

  #sortMany(edge: number, nodes: Int32Array): void {
    const shares = this.#shares.data;
    const compare = (i: number, j: number): number => this.#order(edge, nodes[i]!, shares[i]!, nodes[j]!, shares[j]!);
    const order = Array.from(nodes.keys()).sort(compare);
    for (let i = 1; i < order.length; i++) {
      if (compare(order[i - 1]!, order[i]!) === 0) this.#unite(nodes[order[i - 1]!]!, nodes[order[i]!]!);
    }
    nodes.set(order.map((i) => nodes[i]!));
  }

  #order(edge: number, one: number, oneShare: number, other: number, otherShare: number): number {
    const apart = oneShare - otherShare;
    if (Math.abs(apart) > ALIKE) return apart;
    return one === other ? 0 : this.#compare(edge, one, other);
  }

  #unite(one: number, other: number): void {
    const [p, q] = [rootOf(this.same, one), rootOf(this.same, other)];
    // Vertices have the smaller numbers.
    this.same[Math.max(p, q)] = Math.min(p, q);
  }

  #ends(edge: number): [number, number, number, number] {
    const { a, b, x, y } = this.#edges;
    const [from, to] = [a.data[edge]!, b.data[edge]!];
    return [x.data[from]!, y.data[from]!, x.data[to]!, y.data[to]!];
  }

  #share(edge: number, node: number): number {
    const { a, b, x, y } = this.#edges;
    const [from, to] = [a.data[edge]!, b.data[edge]!];
    const [ax, ay, bx, by] = [x.data[from]!, y.data[from]!, x.data[to]!, y.data[to]!];
    const crossing = node - this.#meetings.vertices;
    if (crossing >= 0) {
      const other = this.#otherEdge(edge, crossing);
      const [c, d] = [a.data[other]!, b.data[other]!];
      return crossingShare(ax, ay, bx, by, x.data[c]!, y.data[c]!, x.data[d]!, y.data[d]!);
    }
    return Math.abs(bx - ax) > Math.abs(by - ay) ? (x.data[node]! - ax) / (bx - ax) : (y.data[node]! - ay) / (by - ay);
  }

  #otherEdge(edge: number, crossing: number): number {
    const { one, other } = this.#meetings;
    return one.data[crossing] === edge ? other.data[crossing]! : one.data[crossing]!;
  }

  /** Compares exact places of two nodes along an edge. */
  #compare(edge: number, one: number, other: number): number {
    const [p, q] = this.#exactShare(edge, one);
    const [r, s] = this.#exactShare(edge, other);
    const apart = p * s - r * q;
    if (apart === 0n) return 0;
    return apart > 0n ? 1 : -1;
  }

  /** The share of the way as a fraction; the denominator is positive. */
  #exactShare(edge: number, node: number): [bigint, bigint] {
    const { vertices, x, y } = this.#meetings;
    const ends = this.#ends(edge);
    const crossing = node - vertices;
    if (crossing < 0) {
      const of: 0 | 1 = Math.abs(ends[2] - ends[0]) > Math.abs(ends[3] - ends[1]) ? 0 : 1;
      const [whole] = wholeNumbers([ends[of], ends[2 + of]!, (of === 0 ? x : y).data[node]!]);
      const [from, to, at] = whole;
      return to! > from! ? [at! - from!, to! - from!] : [from! - at!, from! - to!];
    }
    const [whole] = wholeNumbers([...ends, ...this.#ends(this.#otherEdge(edge, crossing))]);
    const [ax, ay, bx, by, cx, cy, dx, dy] = whole;
    const ofA = (cx! - ax!) * (dy! - ay!) - (cy! - ay!) * (dx! - ax!);
    const ofB = (cx! - bx!) * (dy! - by!) - (cy! - by!) * (dx! - bx!);
    return ofA > ofB ? [ofA, ofA - ofB] : [-ofA, ofB - ofA];
  }
}
