import { linesOf, polygonsOf, type Geometry, type Position } from './geometry.ts';

/** Where a place lies to a geometry. */
const [INSIDE, EDGE, OUTSIDE] = [0, 1, 2] as const;
type Where = 0 | 1 | 2;

const UNITS = 1e9;
const whole = (degrees: number): number => Math.round(degrees * UNITS);

/** A place as a fraction of whole units, with what it is about as plain numbers. */
interface Place {
  readonly x: bigint;
  readonly y: bigint;
  readonly by: bigint;
  readonly nearX: number;
  readonly nearY: number;
}

interface Edge {
  readonly ax: number;
  readonly ay: number;
  readonly bx: number;
  readonly by: number;
  /** Of areas: which side of it the area lies on. */
  readonly isLeft: boolean;
}

/** A geometry as its edges and single places. */
interface Figure {
  readonly dimension: 0 | 1 | 2;
  readonly edges: readonly Edge[];
  /** Points; of lines their open ends. */
  readonly places: readonly Place[];
}

/**
 * How two geometries lie to each other, as nine dimensions (DE-9IM): interior, edge and outside of the first with those
 * of the second; `F` where they have nothing in common. Exact for coordinates of 1e-9 degrees, whatever meets where:
 * crossings are fractions of big whole numbers. Geometries have to be valid.
 */
export function relate(a: Geometry, b: Geometry): string {
  const [one, other] = [figureOf(a), figureOf(b)];
  const table = new Table(one, other);
  table.walk(one, other, false);
  table.walk(other, one, true);
  return table.toString();
}

/** Whether a matrix is as a pattern of `T`, `F`, `*` and dimensions asks. */
export const isRelated = (matrix: string, ...patterns: readonly string[]): boolean =>
  patterns.some((pattern) =>
    [...pattern].every((sign, i) => sign === '*' || (sign === 'T' ? matrix[i] !== 'F' : matrix[i] === sign)),
  );

export const RELATIONS = ['equals', 'touches', 'crosses', 'within', 'contains', 'overlaps'] as const;
export type Relation = (typeof RELATIONS)[number];

const dimensionOf = ({ type }: Geometry): 0 | 1 | 2 => (/Point$/.test(type) ? 0 : /LineString$/.test(type) ? 1 : 2);

/** Whether the first geometry lies so to the second, as ISO 19125 defines it. */
export function relates(relation: Relation, a: Geometry, b: Geometry): boolean {
  const [one, other] = [dimensionOf(a), dimensionOf(b)];
  const patterns = patternsOf(relation, one, other);
  return patterns.length > 0 && isRelated(relate(a, b), ...patterns);
}

function patternsOf(relation: Relation, one: 0 | 1 | 2, other: 0 | 1 | 2): readonly string[] {
  switch (relation) {
    case 'equals':
      return ['T*F**FFF*'];
    case 'within':
      return ['T*F**F***'];
    case 'contains':
      return ['T*****FF*'];
    case 'touches':
      return ['FT*******', 'F**T*****', 'F***T****'];
    case 'crosses':
      if (one === other) return one === 1 ? ['0********'] : [];
      return [one < other ? 'T*T******' : 'T*****T**'];
    case 'overlaps':
      if (one !== other) return [];
      return [one === 1 ? '1*T***T**' : 'T*T***T**'];
  }
}

class Table {
  readonly #cells = new Int8Array(9).fill(-1);

  constructor(one: Figure, other: Figure) {
    this.#up(OUTSIDE, OUTSIDE, 2);
    for (const [figure, thinner, isTurned] of [
      [one, other, false],
      [other, one, true],
    ] as const) {
      // prettier-ignore
      const isWider = figure.dimension > thinner.dimension;
      // What has fewer dimensions never covers what has more.
      if (isWider) this.#put(INSIDE, OUTSIDE, figure.dimension, isTurned);
      if (isWider && figure.dimension === 2 && thinner.dimension === 0) this.#put(EDGE, OUTSIDE, 1, isTurned);
    }
  }

  toString(): string {
    return [...this.#cells].map((dimension) => (dimension < 0 ? 'F' : String(dimension))).join('');
  }

  /** Goes along the edges and places of one, looking where each part lies to the other. */
  walk(own: Figure, other: Figure, isTurned: boolean): void {
    const put = (mine: Where, theirs: Where, dimension: number): void => this.#put(mine, theirs, dimension, isTurned);
    for (const place of own.places) put(locate(own, place), locate(other, place), 0);
    for (const edge of own.edges) {
      const cuts = cutsOf(edge, other);
      for (const cut of cuts) put(locate(own, cut), locate(other, cut), 0);
      for (let i = 1; i < cuts.length; i++) this.#stretch(own, other, edge, between(cuts[i - 1]!, cuts[i]!), put);
    }
  }

  #stretch(
    own: Figure,
    other: Figure,
    edge: Edge,
    middle: Place,
    put: (mine: Where, theirs: Where, dimension: number) => void,
  ): void {
    const theirs = locate(other, middle);
    put(own.dimension === 2 ? EDGE : INSIDE, theirs, 1);
    if (own.dimension !== 2 || other.dimension !== 2) return;
    if (theirs !== EDGE) {
      // Of both sides of this edge, one is inside of the own area, both are where the edge is.
      put(INSIDE, theirs, 2);
      put(OUTSIDE, theirs, 2);
      return;
    }
    const along = other.edges.find((one) => isOn(one, middle))!;
    const isSameWay = (edge.bx - edge.ax) * (along.bx - along.ax) + (edge.by - edge.ay) * (along.by - along.ay) > 0;
    const isSameSide = isSameWay === (edge.isLeft === along.isLeft);
    put(INSIDE, isSameSide ? INSIDE : OUTSIDE, 2);
    put(OUTSIDE, isSameSide ? OUTSIDE : INSIDE, 2);
  }

  #put(mine: Where, theirs: Where, dimension: number, isTurned: boolean): void {
    if (isTurned) this.#up(theirs, mine, dimension);
    else this.#up(mine, theirs, dimension);
  }

  #up(row: Where, column: Where, dimension: number): void {
    const at = 3 * row + column;
    this.#cells[at] = Math.max(this.#cells[at]!, dimension);
  }
}

function figureOf(geometry: Geometry): Figure {
  if (geometry.type === 'Point' || geometry.type === 'MultiPoint') {
    const all = geometry.type === 'Point' ? [geometry.coordinates] : geometry.coordinates;
    return { dimension: 0, edges: [], places: all.map((one) => placeOf(...unitsOf(one))) };
  }
  const polygons = polygonsOf(geometry);
  if (polygons.length > 0) {
    const edges = polygons.flatMap((rings) =>
      rings.flatMap((ring, i) => edgesOf(ring, doubledArea(ring) > 0 === (i === 0))),
    );
    return { dimension: 2, edges, places: [] };
  }
  const lines = linesOf(geometry);
  return { dimension: 1, edges: lines.flatMap((line) => edgesOf(line, false)), places: openEnds(lines) };
}

const unitsOf = ([lon, lat]: Position): [number, number] => [whole(lon), whole(lat)];
const doubledArea = (ring: readonly Position[]): number =>
  ring.reduce((sum, [x, y], i) => (i === 0 ? 0 : sum + (ring[i - 1]![0] - ring[0]![0]) * (y - ring[0]![1]) - (x - ring[0]![0]) * (ring[i - 1]![1] - ring[0]![1])), 0); // prettier-ignore

function edgesOf(path: readonly Position[], isLeft: boolean): Edge[] {
  const edges: Edge[] = [];
  for (let i = 1; i < path.length; i++) {
    const [[ax, ay], [bx, by]] = [unitsOf(path[i - 1]!), unitsOf(path[i]!)];
    if (ax !== bx || ay !== by) edges.push({ ax, ay, bx, by, isLeft });
  }
  return edges;
}

/** Ends in which an odd number of lines ends: the edge of lines. */
function openEnds(lines: readonly (readonly Position[])[]): Place[] {
  const counts = new Map<string, { place: Place; count: number }>();
  for (const line of lines) {
    for (const end of [line[0]!, line.at(-1)!]) {
      const key = unitsOf(end).join();
      const known = counts.get(key) ?? { place: placeOf(...unitsOf(end)), count: 0 };
      known.count++;
      counts.set(key, known);
    }
  }
  return [...counts.values()].filter(({ count }) => count % 2 === 1).map(({ place }) => place);
}

const placeOf = (x: number, y: number): Place => ({ x: BigInt(x), y: BigInt(y), by: 1n, nearX: x, nearY: y });

function fraction(x: bigint, y: bigint, by: bigint): Place {
  return { x, y, by, nearX: near(x, by), nearY: near(y, by) };
}
/** About: to less than a thousandth of a unit. */
const near = (value: bigint, by: bigint): number => Number((value * 4096n) / by) / 4096;
const between = (a: Place, b: Place): Place =>
  fraction(a.x * b.by + b.x * a.by, a.y * b.by + b.y * a.by, 2n * a.by * b.by);

/** The ends of an edge and where the other figure meets it, from one end to the other. */
function cutsOf(edge: Edge, other: Figure): readonly Place[] {
  const { ax, ay, bx, by } = edge;
  const cuts = [placeOf(ax, ay), placeOf(bx, by)];
  for (const one of other.edges) cuts.push(...meetings(edge, one));
  for (const place of other.dimension === 0 ? other.places : []) if (isOn(edge, place)) cuts.push(place);
  const [dx, dy] = [BigInt(bx - ax), BigInt(by - ay)];
  const along = ({ x, y, by: d }: Place): bigint => (x - BigInt(ax) * d) * dx + (y - BigInt(ay) * d) * dy;
  const sorted = cuts.toSorted((a, b) => sign(along(a) * b.by - along(b) * a.by));
  return sorted.filter((cut, i) => i === 0 || !isSame(cut, sorted[i - 1]!));
}

const sign = (value: bigint): -1 | 0 | 1 => (value > 0n ? 1 : value < 0n ? -1 : 0);
const isSame = (a: Place, b: Place): boolean => a.x * b.by === b.x * a.by && a.y * b.by === b.y * a.by;

/** Where two edges meet: in one place, or along a stretch with two ends. */
function meetings(one: Edge, other: Edge): Place[] {
  if (Math.max(one.ax, one.bx) < Math.min(other.ax, other.bx) || Math.max(other.ax, other.bx) < Math.min(one.ax, one.bx)) return []; // prettier-ignore
  if (Math.max(one.ay, one.by) < Math.min(other.ay, other.by) || Math.max(other.ay, other.by) < Math.min(one.ay, one.by)) return []; // prettier-ignore
  const [c, d] = [placeOf(other.ax, other.ay), placeOf(other.bx, other.by)];
  const [a, b] = [turn(other, placeOf(one.ax, one.ay)), turn(other, placeOf(one.bx, one.by))];
  if (a === 0 && b === 0) return [c, d].filter((end) => isOn(one, end));
  if (a === b) return [];
  const [atC, atD] = [turn(one, c), turn(one, d)];
  if (atC === atD) return [];
  const [from, until] = [cross(other, one.ax, one.ay), cross(other, one.bx, one.by)];
  const by = from - until;
  const x = BigInt(one.ax) * by + from * BigInt(one.bx - one.ax);
  const y = BigInt(one.ay) * by + from * BigInt(one.by - one.ay);
  return [by > 0n ? fraction(x, y, by) : fraction(-x, -y, -by)];
}

const cross = ({ ax, ay, bx, by }: Edge, x: number, y: number): bigint =>
  BigInt(bx - ax) * BigInt(y - ay) - BigInt(by - ay) * BigInt(x - ax);

/** On which side of an edge a place lies: 1 left, −1 right, 0 on its line. */
function turn({ ax, ay, bx, by }: Edge, place: Place): -1 | 0 | 1 {
  const [dx, dy] = [bx - ax, by - ay];
  const [left, right] = [dx * (place.nearY - ay), dy * (place.nearX - ax)];
  const doubt = 0.01 * (Math.abs(dx) + Math.abs(dy)) + 1e-15 * (Math.abs(left) + Math.abs(right));
  if (Math.abs(left - right) > doubt) return left > right ? 1 : -1;
  const { x, y, by: d } = place;
  return sign(BigInt(dx) * (y - BigInt(ay) * d) - BigInt(dy) * (x - BigInt(ax) * d));
}

/** −1, 0, 1: a place's height below, at, above a whole height. */
const height = ({ y, by, nearY }: Place, at: number): -1 | 0 | 1 =>
  Math.abs(nearY - at) > 0.01 ? (nearY < at ? -1 : 1) : sign(y - BigInt(at) * by);

function isOn(edge: Edge, place: Place): boolean {
  const { ax, ay, bx, by } = edge;
  const { nearX, nearY, x, y, by: d } = place;
  if (nearX < Math.min(ax, bx) - 1 || nearX > Math.max(ax, bx) + 1) return false;
  if (nearY < Math.min(ay, by) - 1 || nearY > Math.max(ay, by) + 1) return false;
  if (turn(edge, place) !== 0) return false;
  const isBetween = (at: bigint, a: number, b: number): boolean =>
    at >= BigInt(Math.min(a, b)) * d && at <= BigInt(Math.max(a, b)) * d;
  return isBetween(x, ax, bx) && isBetween(y, ay, by);
}

function locate({ dimension, edges, places }: Figure, place: Place): Where {
  if (dimension === 0) return places.some((one) => isSame(one, place)) ? INSIDE : OUTSIDE;
  if (dimension === 1) {
    if (places.some((one) => isSame(one, place))) return EDGE;
    return edges.some((edge) => isOn(edge, place)) ? INSIDE : OUTSIDE;
  }
  let isInside = false;
  for (const edge of edges) {
    if (place.nearX > Math.max(edge.ax, edge.bx) + 1) continue;
    const [a, b] = [height(place, edge.ay), height(place, edge.by)];
    if (a === b && a !== 0) continue;
    if (isOn(edge, place)) return EDGE;
    // Upwards it counts its lower end, so that a corner is passed once.
    if (a >= 0 !== b >= 0 && turn(edge, place) > 0 === edge.by > edge.ay) isInside = !isInside;
  }
  return isInside ? INSIDE : OUTSIDE;
}
