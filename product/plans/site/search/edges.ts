import {
  clipTo,
  partsOf,
  polygonsOf,
  type Box,
  type Geometry,
  type MultiPolygon,
  type Polygon,
  type Position,
} from '@quantu/geometry';
import Flatbush from 'flatbush';
import { coveredM2 } from '../measure.ts';

type Area = Polygon | MultiPolygon;

/**
 * All edges of a layer with an index over them: most parcels touch none, and lie wholly in or wholly out, which one
 * ray tells; only those that an edge comes near are cut exactly.
 */
export class Edges {
  readonly #shapes: readonly Geometry[];
  /** [lon, lat, lon, lat] of each edge, and of which feature it is. */
  readonly #ends: Float64Array;
  readonly #of: Int32Array;
  readonly #index: Flatbush | null;
  readonly #isArea: readonly boolean[];
  readonly #east: number;
  readonly #pieces = new Map<string, Area | null>();

  constructor(shapes: readonly Geometry[]) {
    this.#shapes = shapes;
    this.#isArea = shapes.map((shape) => polygonsOf(shape).length > 0);
    const count = shapes.reduce((sum, shape) => sum + edgeCount(shape), 0);
    this.#ends = new Float64Array(4 * count);
    this.#of = new Int32Array(count);
    this.#index = count === 0 ? null : new Flatbush(count);
    let east = -Infinity;
    let edge = 0;
    for (const [at, shape] of shapes.entries()) {
      const isPoints = shape.type === 'Point' || shape.type === 'MultiPoint';
      for (const part of partsOf(shape)) {
        for (let i = isPoints ? 0 : 1; i < part.length; i++) {
          const [bx, by] = part[i]!;
          // Points are edges without length.
          const [ax, ay] = isPoints ? part[i]! : part[i - 1]!;
          this.#ends.set([ax, ay, bx, by], 4 * edge);
          this.#of[edge++] = at;
          this.#index!.add(Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by));
          east = Math.max(east, ax, bx);
        }
      }
    }
    this.#index?.finish();
    this.#east = east;
  }

  /** m² of an area that the layer covers; `allM2` is the size of the area. */
  coveredM2(area: Area, box: Box, allM2: number): number {
    if (this.#index === null) return 0;
    const near = this.#index.search(...box);
    const around = this.#holding(polygonsOf(area)[0]![0]![0]!);
    if (near.length === 0) return around.length > 0 ? allM2 : 0;
    const involved = new Set([...around, ...near.map((edge) => this.#of[edge]!)]);
    return coveredM2(
      area,
      [...involved].flatMap((at) => this.#piece(at, box)),
    );
  }

  /** Of a large feature only what lies in the square around: cut once for all parcels there, and still exact. */
  #piece(at: number, box: Box): readonly Area[] {
    const shape = this.#shapes[at]!;
    if (shape.type !== 'Polygon' && shape.type !== 'MultiPolygon') return [];
    const [x, y] = [Math.floor(box[0] / SQUARE), Math.floor(box[1] / SQUARE)];
    const isWider = box[2] > (x + 2) * SQUARE || box[3] > (y + 2) * SQUARE;
    const piece = isWider ? shape : this.#cut(shape, at, x, y, 0);
    return piece === null ? [] : [piece];
  }

  /** Two by two squares of a level, cut from those of the level above, whose squares are twice as wide. */
  #cut(shape: Area, at: number, x: number, y: number, level: number): Area | null {
    if (level === LEVELS) return shape;
    const key = `${at} ${level} ${x} ${y}`;
    const known = this.#pieces.get(key);
    if (known !== undefined) return known;
    const wider = this.#cut(shape, at, x >> 1, y >> 1, level + 1);
    const side = SQUARE * 2 ** level;
    const piece =
      wider === null || cornerCount(wider) <= LARGE
        ? wider
        : clipTo(wider, squareAt(x * side, y * side, 2 * side)).inside.geometry;
    this.#pieces.set(key, piece);
    return piece;
  }

  /** Features that hold a position: an odd number of their edges lies to the east of it. */
  #holding([lon, lat]: Position): number[] {
    const crossings = new Map<number, number>();
    for (const edge of this.#index!.search(lon, lat, this.#east, lat)) {
      const [ax, ay, bx, by] = this.#edge(edge);
      if (ay > lat === by > lat) continue;
      const x = ax + ((lat - ay) / (by - ay)) * (bx - ax);
      const feature = this.#of[edge]!;
      if (x > lon && this.#isArea[feature]) crossings.set(feature, (crossings.get(feature) ?? 0) + 1);
    }
    return [...crossings].filter(([, count]) => count % 2 === 1).map(([feature]) => feature);
  }

  /** Metres from an area to the nearest edge of the layer, 0 where they meet; Infinity: nothing within `mostM`. */
  distanceM(area: Area, box: Box, mostM: number): number {
    if (this.#index === null) return Infinity;
    if (this.#holding(polygonsOf(area)[0]![0]![0]!).length > 0) return 0;
    // What lies within a distance has its box within it: looked for near first, then farther.
    for (let reachM = Math.min(FIRST_REACH_M, mostM); ; reachM = Math.min(4 * reachM, mostM)) {
      const found = this.#nearestWithin(area, box, reachM);
      if (found <= reachM) return found;
      if (reachM >= mostM) return Infinity;
    }
  }

  /** Metres from a position to the nearest edge; Infinity: none within `mostM`. */
  fromM([lon, lat]: Position, mostM: number): number {
    if (this.#index === null) return Infinity;
    const scale: Scale = [M_PER_DEGREE * Math.cos((lat * Math.PI) / 180), M_PER_DEGREE];
    const [dx, dy] = [mostM / scale[0], mostM / scale[1]];
    let best = Infinity;
    for (const edge of this.#index.search(lon - dx, lat - dy, lon + dx, lat + dy)) {
      const [ax, ay, bx, by] = this.#edge(edge);
      best = Math.min(best, pointGap([lon, lat], [ax, ay], [bx, by], scale));
    }
    return best <= mostM ? best : Infinity;
  }

  #nearestWithin(area: Area, box: Box, reachM: number): number {
    const lat = (box[1] + box[3]) / 2;
    const scale: Scale = [M_PER_DEGREE * Math.cos((lat * Math.PI) / 180), M_PER_DEGREE];
    const [dx, dy] = [reachM / scale[0], reachM / scale[1]];
    const own = edgesOf(area);
    let best = Infinity;
    for (const edge of this.#index!.search(box[0] - dx, box[1] - dy, box[2] + dx, box[3] + dy)) {
      const [ax, ay, bx, by] = this.#edge(edge);
      const gap = boxGap([Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by)], box, scale);
      if (gap >= best) continue;
      for (const [from, to] of own) best = Math.min(best, segmentGap([ax, ay], [bx, by], from, to, scale));
      if (best === 0) return 0;
    }
    return best;
  }

  #edge(at: number): readonly [number, number, number, number] {
    const ends = this.#ends;
    return [ends[4 * at]!, ends[4 * at + 1]!, ends[4 * at + 2]!, ends[4 * at + 3]!];
  }
}

const M_PER_DEGREE = 111_320;
const FIRST_REACH_M = 250;
type Scale = readonly [perLon: number, perLat: number];

/** Corners of a feature from which cutting it to a square pays. */
const LARGE = 200;
/** Degrees of the smallest squares, and how often they are doubled: a country is not cut at all. */
const [SQUARE, LEVELS] = [0.01, 6];

const cornerCount = (shape: Geometry): number => partsOf(shape).reduce((sum, part) => sum + part.length, 0);
const edgeCount = (shape: Geometry): number =>
  shape.type === 'Point' || shape.type === 'MultiPoint'
    ? cornerCount(shape)
    : partsOf(shape).reduce((sum, part) => sum + Math.max(0, part.length - 1), 0);

function squareAt(west: number, south: number, side: number): Polygon {
  const [east, north] = [west + side, south + side];
  const ring: Position[] = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  return { type: 'Polygon', coordinates: [ring] };
}

const edgesOf = (area: Area): (readonly [Position, Position])[] =>
  partsOf(area).flatMap((part) => part.slice(1).map((to, i) => [part[i]!, to] as const));

function boxGap(a: Box, b: Box, [sx, sy]: Scale): number {
  const dx = Math.max(0, a[0] - b[2], b[0] - a[2]) * sx;
  const dy = Math.max(0, a[1] - b[3], b[1] - a[3]) * sy;
  return Math.hypot(dx, dy);
}

/** On the plane that touches the ellipsoid there: for distances of some kilometres. */
function segmentGap(a: Position, b: Position, c: Position, d: Position, scale: Scale): number {
  if (doCross(a, b, c, d)) return 0;
  return Math.min(
    pointGap(a, c, d, scale),
    pointGap(b, c, d, scale),
    pointGap(c, a, b, scale),
    pointGap(d, a, b, scale),
  );
}

function doCross(a: Position, b: Position, c: Position, d: Position): boolean {
  return turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0;
}
const turn = ([ax, ay]: Position, [bx, by]: Position, [x, y]: Position): number =>
  Math.sign((bx - ax) * (y - ay) - (by - ay) * (x - ax));

function pointGap([x, y]: Position, [ax, ay]: Position, [bx, by]: Position, [sx, sy]: Scale): number {
  const [px, py, qx, qy] = [(ax - x) * sx, (ay - y) * sy, (bx - ax) * sx, (by - ay) * sy];
  const length = qx * qx + qy * qy;
  const share = length === 0 ? 0 : Math.max(0, Math.min(1, -(px * qx + py * qy) / length));
  return Math.hypot(px + share * qx, py + share * qy);
}
