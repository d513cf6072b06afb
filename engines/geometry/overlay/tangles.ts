import { polygonsOf, type MultiPolygon, type Polygon, type Position } from '../geometry.ts';
import { orient } from './predicates.ts';

/**
 * Whether rounding of crossing points has let an area's rings run over themselves or each other, by exact comparison of
 * edges from west to east. Keeps its lists for the next area.
 */
export class Tangles {
  #count = 0;
  #ends = new Float64Array(256);
  #west = new Float64Array(64);
  #ring = new Int32Array(64);
  #order = new Int32Array(64);

  isTangled(area: Polygon | MultiPolygon): boolean {
    this.#read(area);
    const [ends, order] = [this.#ends, this.#order];
    for (let p = 0; p < this.#count; p++) {
      const i = order[p]! * 4;
      const [ax, ay, bx, by] = [ends[i]!, ends[i + 1]!, ends[i + 2]!, ends[i + 3]!];
      const east = Math.max(ax, bx);
      for (let q = p + 1; q < this.#count; q++) {
        const j = order[q]! * 4;
        const [cx, cy, dx, dy] = [ends[j]!, ends[j + 1]!, ends[j + 2]!, ends[j + 3]!];
        if (cx > east && dx > east) break;
        if ((cy > ay && cy > by && dy > ay && dy > by) || (cy < ay && cy < by && dy < ay && dy < by)) continue;
        if (this.#clashes(order[p]!, order[q]!, ax, ay, bx, by, cx, cy, dx, dy)) return true;
      }
    }
    return false;
  }

  #read(area: Polygon | MultiPolygon): void {
    this.#count = 0;
    let ring = 0;
    for (const polygon of polygonsOf(area)) for (const positions of polygon) this.#add(positions, ring++);
    const [order, west] = [this.#order, this.#west];
    if (this.#count > 40) order.subarray(0, this.#count).sort((one, other) => west[one]! - west[other]!);
    else sortFew(order, west, this.#count);
  }

  #add(positions: readonly Position[], ring: number): void {
    this.#reserve(this.#count + positions.length);
    for (let i = 1; i < positions.length; i++) {
      const [before, position] = [positions[i - 1]!, positions[i]!];
      const edge = this.#count++;
      this.#ends[edge * 4] = before[0];
      this.#ends[edge * 4 + 1] = before[1];
      this.#ends[edge * 4 + 2] = position[0];
      this.#ends[edge * 4 + 3] = position[1];
      this.#west[edge] = before[0] < position[0] ? before[0] : position[0];
      this.#order[edge] = edge;
      this.#ring[edge] = ring;
    }
  }

  #reserve(edges: number): void {
    if (edges <= this.#ring.length) return;
    this.#ends = copied(this.#ends, new Float64Array(edges * 8));
    this.#west = copied(this.#west, new Float64Array(edges * 2));
    this.#ring = copied(this.#ring, new Int32Array(edges * 2));
    this.#order = copied(this.#order, new Int32Array(edges * 2));
  }

  /** Edges of one ring may meet only where one follows the other, edges of two rings only in a common end. */
  #clashes(
    e: number,
    f: number,
    ax: number,
    ay: number,
    bx: number,
    by: number,
    cx: number,
    cy: number,
    dx: number,
    dy: number,
  ): boolean {
    const isSame = this.#ring[e] === this.#ring[f];
    // Where one edge follows the other, it may not run back over it.
    if (isSame && bx === cx && by === cy) return orient(ax, ay, bx, by, dx, dy) === 0 && isBack(ax, ay, bx, by, dx, dy);
    if (isSame && ax === dx && ay === dy) return orient(cx, cy, dx, dy, bx, by) === 0 && isBack(cx, cy, dx, dy, bx, by);
    const ofA = orient(cx, cy, dx, dy, ax, ay);
    const ofB = orient(cx, cy, dx, dy, bx, by);
    if ((ofA > 0 && ofB > 0) || (ofA < 0 && ofB < 0)) return false;
    const ofC = orient(ax, ay, bx, by, cx, cy);
    const ofD = orient(ax, ay, bx, by, dx, dy);
    if ((ofC > 0 && ofD > 0) || (ofC < 0 && ofD < 0)) return false;
    if (ofA === 0 && ofB === 0) return overlaps(ax, ay, bx, by, cx, cy, dx, dy);
    const areOneEnd =
      (ax === cx && ay === cy) || (bx === dx && by === dy) || (bx === cx && by === cy) || (ax === dx && ay === dy);
    return isSame || !areOneEnd;
  }
}

const isBack = (ax: number, ay: number, bx: number, by: number, cx: number, cy: number): boolean =>
  (bx - ax) * (cx - bx) + (by - ay) * (cy - by) < 0;

/** Do edges on one line share more than a point? */
function overlaps(
  ...[ax, ay, bx, by, cx, cy, dx, dy]: [number, number, number, number, number, number, number, number]
): boolean {
  const [a, b, c, d] = ax === bx ? [ay, by, cy, dy] : [ax, bx, cx, dx];
  return Math.max(Math.min(a, b), Math.min(c, d)) < Math.min(Math.max(a, b), Math.max(c, d));
}

function copied<T extends Int32Array | Float64Array>(from: T, to: T): T {
  to.set(from);
  return to;
}

function sortFew(order: Int32Array, key: Float64Array, count: number): void {
  for (let i = 1; i < count; i++) {
    const at = order[i]!;
    let j = i - 1;
    for (; j >= 0 && key[order[j]!]! > key[at]!; j--) order[j + 1] = order[j]!;
    order[j + 1] = at;
  }
}
