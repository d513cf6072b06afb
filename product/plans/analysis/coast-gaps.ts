import { partsOf, type OverlayCell, type OverlayGap } from '@quantu/geometry';
import type { Clash } from './findings.ts';
import { isPlanLayer, type ReadLayer } from './layers.ts';
import type { PlacedCell, Piece } from './pieces.ts';
import type { RuleSet } from './rules.ts';

/** What lies on the two sides of a coast line: a layer, and which of its features. */
interface Side {
  readonly layer: number;
  readonly feature: number | null;
}
interface Shore {
  readonly land: Side | null;
  readonly sea: Side | null;
}
type Cover = OverlayCell['cover'];
type GapRule = Clash['rule'];

/** Bounds of land: where they meet the sea there is no third thing between. */
const LAND_BOUNDS: readonly (string | null)[] = ['district', 'town'];

/** Whether there are land and sea among the layers, so that there can be a gap between them, and it is looked for. */
export function hasShore(layers: readonly ReadLayer[], rules: RuleSet): boolean {
  return gapRule(rules) !== undefined && isThere(layers, true) && isThere(layers, false);
}

const isThere = (layers: readonly ReadLayer[], isSea: boolean): boolean =>
  layers.some(
    ({ layer, readings }) =>
      (!isSea && LAND_BOUNDS.includes(layer.role)) ||
      (isPlanLayer(layer) &&
        readings.some(({ purpose }) => purpose !== null && purpose !== 'not-covered' && (purpose === 'sea') === isSea)),
  );

const gapRule = ({ kinds, alone }: RuleSet): GapRule | undefined =>
  kinds.includes('C11') ? alone.find(({ kind }) => kind === 'C11') : undefined;

/** Where the sea's plan ends short of the land and nothing at all covers what is between: a gap of the coast line. */
export function openGaps(
  gaps: readonly OverlayGap[],
  layers: readonly ReadLayer[],
  rules: RuleSet,
): (readonly [Clash, Omit<PlacedCell, 'town'>, Cover])[] {
  const rule = gapRule(rules);
  if (!rule) return [];
  return gaps.flatMap(({ beside, geometry, areaM2 }) => {
    const { land, sea } = shoreOf(beside, layers);
    const shore = boundOf(beside, layers) ?? land;
    return shore && sea ? [[gapClash(shore, sea, rule), { geometry, areaM2 }, beside] as const] : [];
  });
}

function boundOf(beside: Cover, layers: readonly ReadLayer[]): Side | null {
  for (const role of LAND_BOUNDS) {
    const layer = layers.findIndex((one, at) => one.layer.role === role && beside[at]!.length > 0);
    if (layer >= 0) return { layer, feature: beside[layer]![0]! };
  }
  return null;
}

/** A hole between what plans call sea and what they call land is a gap of the coast line, no missing plan. */
export function coastGaps(
  pieces: readonly Piece[],
  layers: readonly ReadLayer[],
  cells: readonly OverlayCell[],
  rules: RuleSet,
): Piece[] {
  const rule = gapRule(rules);
  const holes = pieces.filter(({ clash }) => clash.kind === 'C9');
  if (!rule || holes.length === 0) return [...pieces];
  const shores = new Map<string, Shore>();
  for (const { geometry } of holes) for (const corner of cornersOf(geometry)) shores.set(corner, NO_SHORE);
  for (const { cover, geometry } of cells) {
    if (geometry === null) continue;
    const shore = shoreOf(cover, layers);
    if (shore === NO_SHORE) continue;
    for (const corner of cornersOf(geometry)) {
      const known = shores.get(corner);
      if (known !== undefined) shores.set(corner, joined(known, shore));
    }
  }
  return pieces.map((piece) => {
    if (piece.clash.kind !== 'C9') return piece;
    const { land, sea } = cornersOf(piece.geometry).reduce((all, corner) => joined(all, shores.get(corner)!), NO_SHORE);
    return land && sea ? { ...piece, clash: gapClash({ layer: piece.clash.a, feature: null }, sea, rule) } : piece;
  });
}

const gapClash = (land: Side, sea: Side, rule: GapRule): Clash => ({
  kind: 'C11',
  a: land.layer,
  b: sea.layer,
  featureA: land.feature,
  featureB: sea.feature,
  rule,
  yielding: null,
  detail: '海陆之间有空隙',
});

const cornersOf = (geometry: NonNullable<OverlayCell['geometry']>): string[] => partsOf(geometry).flat().map(String);

const NO_SHORE: Shore = { land: null, sea: null };
const joined = (one: Shore, other: Shore): Shore => ({ land: one.land ?? other.land, sea: one.sea ?? other.sea });

/** What a place is to the coast by what the plans over it, or beside it, say. */
function shoreOf(cover: Cover, layers: readonly ReadLayer[]): Shore {
  let shore = NO_SHORE;
  for (const [layer, { layer: one, readings }] of layers.entries()) {
    if (!isPlanLayer(one)) continue;
    for (const feature of cover[layer]!) {
      const { purpose } = readings[feature]!;
      if (purpose === null || purpose === 'not-covered') continue;
      const side = { layer, feature };
      shore = joined(shore, purpose === 'sea' ? { land: null, sea: side } : { land: side, sea: null });
    }
  }
  return shore;
}
