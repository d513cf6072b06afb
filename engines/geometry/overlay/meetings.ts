import Flatbush from 'flatbush';
import type { Edges } from './edges.ts';
import { Doubles, Ints } from './numbers.ts';
import { orient, orientPrecise } from './predicates.ts';

/**
 * Where edges meet. Nodes are the vertices and, numbered after them, the points where two edges cross; `edge` and `node`
 * list which node lies inside which edge (ends not counted).
 */
export interface Meetings {
  readonly vertices: number;
  /** All nodes; crossings are rounded to the nearest doubles. */
  readonly x: Doubles;
  readonly y: Doubles;
  /** The two edges of each crossing. */
  readonly one: Ints;
  readonly other: Ints;
  readonly edge: Ints;
  readonly node: Ints;
}

export class TooTangled extends Error {}

/**
 * Finds all meetings of edges, exactly. `onProgress` is told a share now and then and may throw; more crossings than
 * `most` throw `TooTangled`.
 */
export function meetingsOf(edges: Edges, onProgress: (share: number) => void, most = Infinity): Meetings {
  const finder = new Finder(edges);
  const { chains } = edges;
  if (chains.length === 0) return finder;
  const boxes = boxesOf(edges);
  const index = new Flatbush(chains.length);
  for (let c = 0; c < boxes.length; c += 4) index.add(boxes[c]!, boxes[c + 1]!, boxes[c + 2], boxes[c + 3]);
  index.finish();
  let chain = 0;
  const compare = (other: number): boolean => {
    if (other > chain) finder.compareChains(chain, other, boxes);
    return false;
  };
  for (; chain < chains.length; chain++) {
    if (chain % 4096 === 0) onProgress(chain / chains.length);
    finder.compareWithin(chain);
    const at = chain * 4;
    index.search(boxes[at]!, boxes[at + 1]!, boxes[at + 2]!, boxes[at + 3]!, compare);
    if (finder.one.length > most) throw new TooTangled();
  }
  return finder;
}

/** West, south, east, north of each chain. */
function boxesOf({ chains, count, a, b, x, y }: Edges): Float64Array {
  const boxes = new Float64Array(chains.length * 4);
  for (let c = 0; c < chains.length; c++) {
    let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
    const end = c + 1 < chains.length ? chains.data[c + 1]! : count;
    for (let e = chains.data[c]!; e < end; e++) {
      const [ax, ay, bx, by] = [x.data[a.data[e]!]!, y.data[a.data[e]!]!, x.data[b.data[e]!]!, y.data[b.data[e]!]!];
      west = Math.min(west, ax, bx);
      south = Math.min(south, ay, by);
      east = Math.max(east, ax, bx);
      north = Math.max(north, ay, by);
    }
    boxes.set([west, south, east, north], c * 4);
  }
  return boxes;
}

class Finder implements Meetings {
  readonly vertices: number;
  readonly x: Doubles;
  readonly y: Doubles;
  readonly one = new Ints();
  readonly other = new Ints();
  readonly edge = new Ints();
  readonly node = new Ints();
  readonly #edges: Edges;
  readonly #a: Int32Array;
  readonly #b: Int32Array;

  constructor(edges: Edges) {
    this.#edges = edges;
    this.vertices = edges.x.length;
    this.x = edges.x;
    this.y = edges.y;
    this.#a = edges.a.data;
    this.#b = edges.b.data;
  }

  #end(chain: number): number {
    const { chains, count } = this.#edges;
    return chain + 1 < chains.length ? chains.data[chain + 1]! : count;
  }

  compareWithin(chain: number): void {
    const end = this.#end(chain);
    for (let e = this.#edges.chains.data[chain]!; e < end; e++) this.#compareWith(e, e + 1, end);
  }

  /** Only edges that reach into the box which both chains share can meet. */
  compareChains(p: number, q: number, boxes: Float64Array): void {
    const west = Math.max(boxes[p * 4]!, boxes[q * 4]!);
    const south = Math.max(boxes[p * 4 + 1]!, boxes[q * 4 + 1]!);
    const east = Math.min(boxes[p * 4 + 2]!, boxes[q * 4 + 2]!);
    const north = Math.min(boxes[p * 4 + 3]!, boxes[q * 4 + 3]!);
    const [x, y] = [this.x.data, this.y.data];
    const { chains } = this.#edges;
    const end = this.#end(p);
    const [otherStart, otherEnd] = [chains.data[q]!, this.#end(q)];
    for (let e = chains.data[p]!; e < end; e++) {
      const [a, b] = [this.#a[e]!, this.#b[e]!];
      const [ax, bx] = [x[a]!, x[b]!];
      if ((ax < west && bx < west) || (ax > east && bx > east)) continue;
      const [ay, by] = [y[a]!, y[b]!];
      if ((ay < south && by < south) || (ay > north && by > north)) continue;
      this.#compareWith(e, otherStart, otherEnd);
    }
  }

  #compareWith(e: number, start: number, end: number): void {
    const [x, y] = [this.x.data, this.y.data];
    const [a, b] = [this.#a[e]!, this.#b[e]!];
    const [ax, ay, bx, by] = [x[a]!, y[a]!, x[b]!, y[b]!];
    const west = ax < bx ? ax : bx;
    const east = ax < bx ? bx : ax;
    const south = ay < by ? ay : by;
    const north = ay < by ? by : ay;
    for (let f = start; f < end; f++) {
      const [c, d] = [this.#a[f]!, this.#b[f]!];
      const [cx, dx] = [x[c]!, x[d]!];
      if ((cx < west && dx < west) || (cx > east && dx > east)) continue;
      const [cy, dy] = [y[c]!, y[d]!];
      if ((cy < south && dy < south) || (cy > north && dy > north)) continue;
      this.#meet(e, f, a, b, c, d);
    }
  }

  #meet(e: number, f: number, a: number, b: number, c: number, d: number): void {
    if (a === c) return this.#fork(e, f, a, b, d);
    if (a === d) return this.#fork(e, f, a, b, c);
    if (b === c) return this.#fork(e, f, b, a, d);
    if (b === d) return this.#fork(e, f, b, a, c);
    const [x, y] = [this.x.data, this.y.data];
    const [ax, ay, bx, by] = [x[a]!, y[a]!, x[b]!, y[b]!];
    const [cx, cy, dx, dy] = [x[c]!, y[c]!, x[d]!, y[d]!];
    const ofA = orient(cx, cy, dx, dy, ax, ay);
    const ofB = orient(cx, cy, dx, dy, bx, by);
    if ((ofA > 0 && ofB > 0) || (ofA < 0 && ofB < 0)) return;
    const ofC = orient(ax, ay, bx, by, cx, cy);
    const ofD = orient(ax, ay, bx, by, dx, dy);
    if ((ofC > 0 && ofD > 0) || (ofC < 0 && ofD < 0)) return;
    if (ofA !== 0 && ofB !== 0 && ofC !== 0 && ofD !== 0) return this.#cross(e, f, a, b, c, d);
    if (ofC === 0 && this.#isBetween(c, a, b)) this.#inside(e, c);
    if (ofD === 0 && this.#isBetween(d, a, b)) this.#inside(e, d);
    if (ofA === 0 && this.#isBetween(a, c, d)) this.#inside(f, a);
    if (ofB === 0 && this.#isBetween(b, c, d)) this.#inside(f, b);
  }

  /** Two edges from one vertex meet elsewhere only where they run in one direction. */
  #fork(e: number, f: number, from: number, toE: number, toF: number): void {
    const [x, y] = [this.x.data, this.y.data];
    if (orient(x[from]!, y[from]!, x[toE]!, y[toE]!, x[toF]!, y[toF]!) !== 0) return;
    if (this.#isBetween(toF, from, toE)) this.#inside(e, toF);
    else if (this.#isBetween(toE, from, toF)) this.#inside(f, toE);
  }

  /** Is a vertex on the line through two others between them? */
  #isBetween(vertex: number, from: number, to: number): boolean {
    const of = this.x.data[from] === this.x.data[to] ? this.y.data : this.x.data;
    const [value, low, high] = [of[vertex]!, of[from]!, of[to]!];
    return low < high ? low < value && value < high : high < value && value < low;
  }

  #inside(edge: number, node: number): void {
    this.edge.push(edge);
    this.node.push(node);
  }

  #cross(e: number, f: number, a: number, b: number, c: number, d: number): void {
    const [x, y] = [this.x.data, this.y.data];
    const share = crossingShare(x[a]!, y[a]!, x[b]!, y[b]!, x[c]!, y[c]!, x[d]!, y[d]!);
    const node = this.x.length;
    this.x.push(between(x[a]!, x[b]!, share));
    this.y.push(between(y[a]!, y[b]!, share));
    this.one.push(e);
    this.other.push(f);
    this.#inside(e, node);
    this.#inside(f, node);
  }
}

/** The point at a share of the way, counted from the nearer end and never outside the two. */
function between(from: number, to: number, share: number): number {
  const value = share <= 0.5 ? from + share * (to - from) : to - (1 - share) * (to - from);
  return from < to ? Math.min(Math.max(value, from), to) : Math.min(Math.max(value, to), from);
}

/** How far shares may be wrong: less than half of what `ALIKE` takes as undecided. */
const SHARE_ERROR = 1e-14;
/** Shares along an edge nearer than this are compared exactly. */
export const ALIKE = 4e-14;

/** At which share of the way a → b it crosses c → d, to `SHARE_ERROR`. */
export function crossingShare(
  ax: number,
  ay: number,
  bx: number,
  by: number,
  cx: number,
  cy: number,
  dx: number,
  dy: number,
): number {
  const [aLeft, aRight] = [(cx - ax) * (dy - ay), (cy - ay) * (dx - ax)];
  const [bLeft, bRight] = [(cx - bx) * (dy - by), (cy - by) * (dx - bx)];
  const [ofA, ofB] = [aLeft - aRight, bLeft - bRight];
  const size = Math.abs(aLeft) + Math.abs(aRight) + Math.abs(bLeft) + Math.abs(bRight);
  if (size * 1e-15 <= SHARE_ERROR * Math.abs(ofA - ofB)) return ofA / (ofA - ofB);
  const preciseA = orientPrecise(cx, cy, dx, dy, ax, ay);
  const preciseB = orientPrecise(cx, cy, dx, dy, bx, by);
  return preciseA / (preciseA - preciseB);
}
