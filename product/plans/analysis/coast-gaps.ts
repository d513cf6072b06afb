import { partsOf, type OverlayCell } from '@quantu/geometry';
import { isPlanLayer, type ReadLayer } from './layers.ts';
import type { Piece } from './pieces.ts';
import type { RuleSet } from './rules.ts';

const SEA = 1;
const LAND = 2;

/** A hole between what plans call sea and what they call land is a gap of the coast line, no missing plan. */
export function coastGaps(
  pieces: readonly Piece[],
  layers: readonly ReadLayer[],
  cells: readonly OverlayCell[],
  { kinds, alone }: RuleSet,
): Piece[] {
  const rule = kinds.includes('C11') ? alone.find(({ kind }) => kind === 'C11') : undefined;
  const holes = pieces.filter(({ clash }) => clash.kind === 'C9');
  if (!rule || holes.length === 0) return [...pieces];
  const corners = new Map<string, number>();
  for (const { geometry } of holes) for (const corner of cornersOf(geometry)) corners.set(corner, 0);
  for (const { cover, geometry } of cells) {
    const side = sideOf(cover, layers);
    if (side === 0 || geometry === null) continue;
    for (const corner of cornersOf(geometry)) {
      const known = corners.get(corner);
      if (known !== undefined) corners.set(corner, known | side);
    }
  }
  return pieces.map((piece) => {
    if (piece.clash.kind !== 'C9') return piece;
    const sides = cornersOf(piece.geometry).reduce((all, corner) => all | corners.get(corner)!, 0);
    return sides === (SEA | LAND) ? { ...piece, clash: { ...piece.clash, kind: 'C11' as const, rule } } : piece;
  });
}

const cornersOf = (geometry: NonNullable<OverlayCell['geometry']>): string[] => partsOf(geometry).flat().map(String);

function sideOf(cover: OverlayCell['cover'], layers: readonly ReadLayer[]): number {
  let sides = 0;
  for (const [at, { layer, readings }] of layers.entries()) {
    if (!isPlanLayer(layer)) continue;
    for (const feature of cover[at]!) {
      const { purpose } = readings[feature]!;
      if (purpose !== null && purpose !== 'not-covered') sides |= purpose === 'sea' ? SEA : LAND;
    }
  }
  return sides;
}
