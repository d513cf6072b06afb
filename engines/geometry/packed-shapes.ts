import { geometryFault } from './faults.ts';
import type { Box } from './geometry.ts';
import { worldX, worldY } from './mercator.ts';
import { fromWkb, toWkb } from './wkb.ts';

export const POINT = 1;
export const LINE = 2;
export const AREA = 3;
/** Units along the side of the world: 9 mm at the equator, and what a tile of zoom 20 can tell apart. */
export const WORLD = 2 ** 32;

/**
 * Many shapes in flat arrays, projected once for all tiles they are drawn in.
 *
 * Shape `i` has the paths `starts[i]` to `starts[i + 1]`; path `p` has the places `paths[p]` to `paths[p + 1]`; place
 * `v` is `x = places[2v]`, `y = places[2v + 1]` in units of the Web Mercator world, 0 in the north-west. The paths of
 * an area are rings without their last point, outer ones clockwise on a screen, holes (`isHole`) the other way.
 */
export interface PackedShapes {
  readonly count: number;
  readonly kinds: Uint8Array;
  readonly starts: Uint32Array;
  readonly paths: Uint32Array;
  readonly isHole: Uint8Array;
  readonly places: Uint32Array;
  /** West, north, east, south of each shape. */
  readonly boxes: Uint32Array;
  readonly bytes: number;
}

const PLAIN_HEAD = 5;

/** Takes shapes in well-known binary, one after the other, and packs them. */
export class ShapePacker {
  #count = 0;
  #pathCount = 0;
  #placeCount = 0;
  #kinds = new Uint8Array(256);
  #starts = new Uint32Array(256);
  #paths = new Uint32Array(256);
  #isHole = new Uint8Array(256);
  #places = new Uint32Array(2048);
  #boxes = new Uint32Array(1024);
  #view: DataView = new DataView(new ArrayBuffer(0));
  #at = 0;

  /** Shapes that lie in these bytes without anything between them. */
  addAll(bytes: Uint8Array): void {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#at = 0;
    while (this.#at < bytes.byteLength) this.#add(bytes);
  }

  /** One shape, as `toWkb` or any other program writes it. */
  add(bytes: Uint8Array): void {
    const isPlain = bytes.byteLength > PLAIN_HEAD && bytes[0] === 1 && bytes[2] === 0 && bytes[4] === 0;
    this.addAll(isPlain ? bytes : toWkb(fromWkb(bytes)));
  }

  finish(): PackedShapes {
    const [count, paths] = [this.#count, this.#pathCount];
    const starts = this.#starts.slice(0, count + 1);
    starts[count] = paths;
    const ends = this.#paths.slice(0, paths + 1);
    ends[paths] = this.#placeCount;
    const arrays = {
      kinds: this.#kinds.slice(0, count),
      starts,
      paths: ends,
      isHole: this.#isHole.slice(0, paths),
      places: this.#places.slice(0, 2 * this.#placeCount),
      boxes: this.#boxes.slice(0, 4 * count),
    };
    return { count, ...arrays, bytes: Object.values(arrays).reduce((sum, one) => sum + one.byteLength, 0) };
  }

  #add(bytes: Uint8Array): void {
    this.#kinds = roomFor(this.#kinds, this.#count + 2);
    this.#starts = roomFor(this.#starts, this.#count + 2);
    this.#boxes = roomFor(this.#boxes, 4 * this.#count + 8);
    this.#starts[this.#count] = this.#pathCount;
    const from = this.#placeCount;
    this.#kinds[this.#count] = this.#shape(bytes);
    this.#box(from);
    this.#count++;
  }

  #shape(bytes: Uint8Array): number {
    const type = this.#head(bytes);
    switch (type) {
      case 1:
        this.#path(1, 0, 0);
        return POINT;
      case 2:
        this.#path(this.#number(), 0, 0);
        return LINE;
      case 3:
        this.#rings();
        return AREA;
      case 4:
      case 5:
      case 6: {
        const parts = this.#number();
        for (let i = 0; i < parts; i++) this.#shape(bytes);
        return type - 3;
      }
      default:
        throw geometryFault('geometry.wkb', { why: `不支持的图形类型 ${type}` });
    }
  }

  #head(bytes: Uint8Array): number {
    this.#need(PLAIN_HEAD);
    if (bytes[this.#at] !== 1) throw geometryFault('geometry.wkb', { why: '开头不是字节序标记' });
    const type = this.#view.getUint32(this.#at + 1, true);
    this.#at += PLAIN_HEAD;
    return type;
  }

  #number(): number {
    this.#need(4);
    const count = this.#view.getUint32(this.#at, true);
    this.#at += 4;
    return count;
  }

  #need(bytes: number): void {
    if (this.#at + bytes > this.#view.byteLength) throw geometryFault('geometry.wkb', { why: '数据不完整' });
  }

  #rings(): void {
    const rings = this.#number();
    for (let i = 0; i < rings; i++) {
      this.#path(this.#number(), 1, i === 0 ? 0 : 1);
      this.#turn(i === 0);
    }
  }

  /** `dropped`: how many of its last points say nothing new. */
  #path(points: number, dropped: number, isHole: number): void {
    this.#need(16 * points);
    this.#paths = roomFor(this.#paths, this.#pathCount + 2);
    this.#isHole = roomFor(this.#isHole, this.#pathCount + 2);
    this.#places = roomFor(this.#places, 2 * (this.#placeCount + points));
    this.#paths[this.#pathCount] = this.#placeCount;
    this.#isHole[this.#pathCount] = isHole;
    this.#pathCount++;
    const kept = Math.max(0, points - dropped);
    for (let i = 0; i < kept; i++) {
      const at = this.#at + 16 * i;
      this.#places[2 * this.#placeCount] = unit(worldX(this.#view.getFloat64(at, true)));
      this.#places[2 * this.#placeCount + 1] = unit(worldY(this.#view.getFloat64(at + 8, true)));
      this.#placeCount++;
    }
    this.#at += 16 * points;
  }

  /** Turns the last ring the way it has to run. */
  #turn(isOuter: boolean): void {
    const places = this.#places;
    const [from, until] = [2 * this.#paths[this.#pathCount - 1]!, 2 * this.#placeCount];
    let area = 0;
    const [x0, y0] = [places[from]!, places[from + 1]!];
    for (let i = from + 2; i + 3 < until; i += 2) {
      area += (places[i]! - x0) * (places[i + 3]! - y0) - (places[i + 2]! - x0) * (places[i + 1]! - y0);
    }
    if (area === 0 || area > 0 === isOuter) return;
    for (let a = from, b = until - 2; a < b; a += 2, b -= 2) {
      const [x, y] = [places[a]!, places[a + 1]!];
      places[a] = places[b]!;
      places[a + 1] = places[b + 1]!;
      places[b] = x;
      places[b + 1] = y;
    }
  }

  #box(from: number): void {
    const [places, at] = [this.#places, 4 * this.#count];
    let [west, north, east, south] = [WORLD, WORLD, 0, 0];
    for (let i = 2 * from; i < 2 * this.#placeCount; i += 2) {
      const [x, y] = [places[i]!, places[i + 1]!];
      if (x < west) west = x;
      if (x > east) east = x;
      if (y < north) north = y;
      if (y > south) south = y;
    }
    this.#boxes[at] = Math.min(west, WORLD - 1);
    this.#boxes[at + 1] = Math.min(north, WORLD - 1);
    this.#boxes[at + 2] = east;
    this.#boxes[at + 3] = south;
  }
}

/** A box in degrees in units of the world: west, north, east, south. */
export function worldBox([west, south, east, north]: Box): [west: number, north: number, east: number, south: number] {
  return [unit(worldX(west)), unit(worldY(north)), unit(worldX(east)), unit(worldY(south))];
}

const unit = (share: number): number => Math.max(0, Math.min(WORLD - 1, Math.round(share * WORLD)));

function roomFor<A extends Uint8Array | Uint32Array>(array: A, length: number): A {
  if (length <= array.length) return array;
  const larger = new (array.constructor as new (length: number) => A)(Math.max(length, 2 * array.length));
  larger.set(array);
  return larger;
}
