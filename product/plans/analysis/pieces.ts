import { areaM2, holdsPosition, isSliver, labelPoint, perimeterM, polygonsOf, unionOf } from '@quantu/geometry';
import type { MultiPolygon, Polygon, SliverRule } from '@quantu/geometry';
import type { Clash } from './findings.ts';

/** One connected place of a clash. */
export interface Piece {
  readonly clash: Clash;
  readonly geometry: Polygon;
  readonly areaM2: number;
  readonly isSliver: boolean;
  /** Index of the town that most of it lies in; -1: none. */
  readonly town: number;
}

export interface PlacedCell {
  readonly geometry: Polygon | MultiPolygon | null;
  readonly areaM2: number;
  readonly town: number;
}

/** Collects the cells of every clash and makes one piece of all that hang together. */
export class Pieces {
  readonly #groups = new Map<string, { readonly clash: Clash; readonly cells: PlacedCell[] }>();
  readonly #sliver: SliverRule;

  constructor(sliver: SliverRule) {
    this.#sliver = sliver;
  }

  add(clash: Clash, cell: PlacedCell): void {
    const { kind, a, b, featureA, featureB } = clash;
    const key = [kind, a, b, featureA, featureB].join();
    const group = this.#groups.get(key);
    if (group) group.cells.push(cell);
    else this.#groups.set(key, { clash, cells: [cell] });
  }

  *pieces(): Generator<Piece> {
    for (const { clash, cells } of this.#groups.values()) {
      const shapes = cells.flatMap(({ geometry }) => (geometry === null ? [] : [geometry]));
      const whole = shapes.length === 1 ? shapes[0]! : unionOf(shapes).geometry;
      for (const geometry of whole === null ? [] : singles(whole)) {
        const area = areaM2(geometry);
        const sliver = isSliver(area, perimeterM(geometry), this.#sliver);
        yield { clash, geometry, areaM2: area, isSliver: sliver, town: townOf(geometry, cells) };
      }
    }
  }
}

const singles = (area: Polygon | MultiPolygon): Polygon[] =>
  polygonsOf(area).map((coordinates) => ({ type: 'Polygon', coordinates }));

function townOf(piece: Polygon, cells: readonly PlacedCell[]): number {
  const [first] = cells;
  if (cells.every(({ town }) => town === first!.town)) return first!.town;
  const areas = new Map<number, number>();
  for (const { geometry, areaM2, town } of cells) {
    if (geometry === null || !holdsPosition(piece, labelPoint(geometry))) continue;
    areas.set(town, (areas.get(town) ?? 0) + areaM2);
  }
  return [...areas].sort(([, x], [, y]) => y - x)[0]?.[0] ?? first!.town;
}
