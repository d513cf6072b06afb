import type { Position } from '../geometry.ts';
import { Doubles, Ints } from './numbers.ts';
import { tableSize, type ShapeSets } from './shape-sets.ts';

/** A closed line of one shape; what lies inside an odd number of a shape's rings belongs to it. */
export interface Ring {
  readonly shape: number;
  readonly positions: readonly Position[];
}

/** Consecutive edges looked at together; a box around few is small and around one costs as much as around eight. */
const CHAIN = 8;

/**
 * All edges, each once whichever way and by how many rings it is run through, between vertices, each once.
 * `toggles` says which shapes begin or end at an edge.
 */
export class Edges {
  readonly x: Doubles;
  readonly y: Doubles;
  readonly a: Ints;
  readonly b: Ints;
  readonly toggles: Ints;
  /** The position of each vertex as it was given. */
  readonly given: Position[] = [];
  /** First edges of chains of neighbouring edges. */
  readonly chains = new Ints();
  readonly #sets: ShapeSets;
  #vertexTable: Int32Array;
  /** The edge added last at each node, + 1, and how many there are; 0: none yet. */
  #newest: Int32Array;
  #degree: Int32Array;
  /** The edge added before at the same node, + 1: of the end `a` of edge e at 2e, of `b` at 2e + 1. */
  #before: Int32Array;

  constructor(rings: readonly Ring[], sets: ShapeSets) {
    const positions = rings.reduce((sum, ring) => sum + ring.positions.length, 0);
    this.#sets = sets;
    this.x = new Doubles(positions);
    this.y = new Doubles(positions);
    this.a = new Ints(positions);
    this.b = new Ints(positions);
    this.toggles = new Ints(positions);
    this.#vertexTable = new Int32Array(tableSize(positions));
    this.#newest = new Int32Array(positions);
    this.#degree = new Int32Array(positions);
    this.#before = new Int32Array(2 * positions);
    for (const ring of rings) this.#addRing(ring);
  }

  get count(): number {
    return this.a.length;
  }

  #addRing({ shape, positions }: Ring): void {
    const last = positions.at(-1);
    if (last === undefined) return;
    let inChain = CHAIN;
    const [first] = positions;
    const isClosed = first![0] === last[0] && first![1] === last[1];
    let before = this.#vertex(isClosed ? first! : last);
    for (let i = isClosed ? 1 : 0; i < positions.length; i++) {
      const vertex = this.#vertex(positions[i]!);
      if (vertex === before) continue;
      if (this.add(before, vertex, 1 + shape)) {
        if (inChain === CHAIN) {
          this.chains.push(this.count - 1);
          inChain = 0;
        }
        inChain++;
      }
      before = vertex;
    }
  }

  /** Adds an edge or, where it is known, what begins or ends there. @returns whether it is new. */
  add(from: number, to: number, toggles: number): boolean {
    if (from >= this.#degree.length || to >= this.#degree.length) this.#growNodes(Math.max(from, to) + 1);
    const known = this.#between(from, to);
    if (known >= 0) {
      this.toggles.data[known] = this.#sets.xor(this.toggles.data[known]!, toggles);
      return false;
    }
    const edge = this.count;
    if (2 * edge + 2 > this.#before.length) this.#before = copied(this.#before, 4 * edge + 64);
    this.a.push(from);
    this.b.push(to);
    this.toggles.push(toggles);
    this.#before[2 * edge] = this.#newest[from]!;
    this.#before[2 * edge + 1] = this.#newest[to]!;
    this.#newest[from] = this.#newest[to] = edge + 1;
    this.#degree[from]!++;
    this.#degree[to]!++;
    return true;
  }

  /** The edge between two nodes, looked for at the one that has fewer; below 0: there is none. */
  #between(from: number, to: number): number {
    const [a, b] = [this.a.data, this.b.data];
    const [at, other] = this.#degree[from]! <= this.#degree[to]! ? [from, to] : [to, from];
    let edge = this.#newest[at]! - 1;
    while (edge >= 0) {
      const isFrom = a[edge] === at;
      if ((isFrom ? b[edge] : a[edge]) === other) return edge;
      edge = this.#before[2 * edge + (isFrom ? 0 : 1)]! - 1;
    }
    return edge;
  }

  #growNodes(least: number): void {
    const size = Math.max(least, 2 * this.#degree.length);
    this.#degree = copied(this.#degree, size);
    this.#newest = copied(this.#newest, size);
  }

  #vertex(position: Position): number {
    const [lon, lat] = position;
    // −0 and 0 are one place; so is what is too near 0 for products to be exact.
    coordinates[0] = Math.abs(lon) < NEAR_ZERO ? 0 : lon;
    coordinates[1] = Math.abs(lat) < NEAR_ZERO ? 0 : lat;
    const mask = this.#vertexTable.length - 1;
    let slot = vertexHash() & mask;
    for (let entry = this.#vertexTable[slot]!; entry !== 0; entry = this.#vertexTable[slot]!) {
      if (this.x.data[entry - 1] === coordinates[0] && this.y.data[entry - 1] === coordinates[1]) return entry - 1;
      slot = (slot + 1) & mask;
    }
    this.x.push(coordinates[0]);
    this.y.push(coordinates[1]);
    this.given.push(position);
    this.#vertexTable[slot] = this.x.length;
    return this.x.length - 1;
  }
}

const NEAR_ZERO = 1e-100;
const coordinates = new Float64Array(2);
const words = new Uint32Array(coordinates.buffer);

function vertexHash(): number {
  const one = Math.imul(words[0]! ^ (words[1]! >>> 7), 0x9e3779b1) ^ Math.imul(words[1]!, 0x85ebca6b);
  const two = Math.imul(words[2]! ^ (words[3]! >>> 7), 0xc2b2ae35) ^ Math.imul(words[3]!, 0x27d4eb2f);
  return mixed(one ^ ((two << 13) | (two >>> 19)));
}

function copied(from: Int32Array, size: number): Int32Array {
  const to = new Int32Array(size);
  to.set(from);
  return to;
}

function mixed(hash: number): number {
  const once = Math.imul(hash ^ (hash >>> 16), 0x7feb352d);
  return once ^ (once >>> 15);
}
