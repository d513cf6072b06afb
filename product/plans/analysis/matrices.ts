import { areaM2, isSliver, perimeterM, polygonsOf, type SliverRule } from '@quantu/geometry';
import type { MultiPolygon, Polygon } from '@quantu/geometry';
import { purposeGround, type Ground, type Purpose } from './purposes.ts';

/** How much ground two layers say these two things of, in one town. Slivers are counted beside, and in `areaM2` too. */
export interface ClassPair {
  readonly a: number;
  readonly b: number;
  /** Null: outside of every town, or there is no layer of towns. */
  readonly town: string | null;
  readonly classA: Purpose | null;
  readonly classB: Purpose | null;
  readonly patches: number;
  readonly areaM2: number;
  readonly slivers: number;
  readonly sliverM2: number;
}

type Sum = Pick<ClassPair, 'patches' | 'areaM2' | 'slivers' | 'sliverM2'>;
type Summing = { -readonly [K in keyof Sum]: Sum[K] };

/** The connected parts of a cell, and which of them are slivers. */
export function patchesOf(geometry: Polygon | MultiPolygon | null, areaOfCell: number, rule: SliverRule): Sum {
  const sum: Summing = { patches: 0, areaM2: areaOfCell, slivers: 0, sliverM2: 0 };
  const parts = geometry === null ? [] : polygonsOf(geometry);
  for (const coordinates of parts) {
    const part: Polygon = { type: 'Polygon', coordinates };
    const area = parts.length === 1 ? areaOfCell : areaM2(part);
    if (!isSliver(area, perimeterM(part), rule)) {
      sum.patches++;
      continue;
    }
    sum.slivers++;
    sum.sliverM2 += area;
  }
  return sum;
}

/** The class matrices of all pairs of layers by town. */
export class Matrices {
  readonly #uses: readonly number[];
  readonly #rows = new Map<string, Omit<ClassPair, keyof Sum> & Summing>();

  /** @param uses the layers that say what a place is for. */
  constructor(uses: readonly number[]) {
    this.#uses = uses;
  }

  add(purposes: readonly (Purpose | null)[], town: string | null, cell: Sum): void {
    for (const [at, a] of this.#uses.entries()) {
      for (const b of this.#uses.slice(at + 1)) {
        const [classA, classB] = [purposes[a] ?? null, purposes[b] ?? null];
        if (classA === 'not-covered' && classB === 'not-covered') continue;
        const key = [a, b, classA, classB, town].join();
        const row = this.#rows.get(key) ?? {
          a,
          b,
          town,
          classA,
          classB,
          patches: 0,
          areaM2: 0,
          slivers: 0,
          sliverM2: 0,
        };
        row.patches += cell.patches;
        row.areaM2 += cell.areaM2;
        row.slivers += cell.slivers;
        row.sliverM2 += cell.sliverM2;
        this.#rows.set(key, row);
      }
    }
  }

  rows(): ClassPair[] {
    return [...this.#rows.values()];
  }
}

export interface GroundPair extends Sum {
  readonly a: Ground;
  readonly b: Ground;
}

/** Build and non-build of one pair of layers: `town` null is all of them together. */
export function groundMatrix(rows: readonly ClassPair[]): GroundPair[] {
  const sums = new Map<string, { a: Ground; b: Ground } & Summing>();
  for (const { classA, classB, patches, areaM2, slivers, sliverM2 } of rows) {
    const [a, b] = [purposeGround(classA), purposeGround(classB)];
    const sum = sums.get(`${a},${b}`) ?? { a, b, patches: 0, areaM2: 0, slivers: 0, sliverM2: 0 };
    sum.patches += patches;
    sum.areaM2 += areaM2;
    sum.slivers += slivers;
    sum.sliverM2 += sliverM2;
    sums.set(`${a},${b}`, sum);
  }
  return [...sums.values()].sort((x, y) => y.areaM2 - x.areaM2);
}
