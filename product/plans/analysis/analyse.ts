import { overlay, parseGeometry, repairArea, type MultiPolygon, type Polygon } from '@quantu/geometry';
import { coastGaps, hasShore, openGaps } from './coast-gaps.ts';
import { Judge } from './findings.ts';
import { ReadLayer, undecidedCodes, type AnalysedLayer, type UndecidedCode } from './layers.ts';
import { Matrices, patchesOf, type ClassPair } from './matrices.ts';
import { Pieces, type Piece } from './pieces.ts';
import { purposeLabel, type Purpose } from './purposes.ts';
import type { ConflictKind } from './kinds.ts';
import type { RuleSet } from './rules.ts';

/** A conflict as a run finds it; layers by their place in the run. */
export interface FoundConflict {
  readonly kind: ConflictKind;
  readonly a: number;
  readonly b: number | null;
  readonly keyA: string | null;
  readonly keyB: string | null;
  readonly classA: string | null;
  readonly classB: string | null;
  readonly yielding: number | null;
  readonly yields: string;
  readonly clause: string;
  readonly detail: string | null;
  readonly town: string | null;
  readonly areaM2: number;
  readonly geometry: Polygon | MultiPolygon;
}

export interface KindSum {
  readonly kind: ConflictKind;
  /** Why it was not judged; null: it was. */
  readonly unjudged: string | null;
  readonly count: number;
  readonly areaM2: number;
  readonly slivers: number;
  readonly sliverM2: number;
}

/** A place and what every layer says of it. */
export interface AnalysedCell {
  readonly town: string | null;
  readonly areaM2: number;
  readonly geometry: Polygon | MultiPolygon | null;
  readonly purposes: readonly (Purpose | null)[];
  readonly keys: readonly (readonly string[])[];
  readonly kinds: readonly ConflictKind[];
}

/** That nothing was lost: every place that a layer covers is in one cell. */
export interface Sums {
  readonly cells: number;
  readonly cellsM2: number;
  readonly unionM2: number;
  readonly layerM2: number[];
  readonly vanished: number;
  readonly vanishedM2: number;
  readonly slivers: number;
  readonly sliverM2: number;
}

export interface Analysis {
  readonly matrices: ClassPair[];
  readonly kinds: KindSum[];
  readonly undecided: UndecidedCode[];
  readonly sums: Sums;
  readonly conflicts: readonly FoundConflict[];
}

export interface AnalyseOptions {
  readonly onProgress?: (share: number, text: string) => void;
  readonly signal?: AbortSignal;
  /** Given every cell, one after the other. */
  readonly onCell?: (cell: AnalysedCell) => void;
}

/** Lays layers over each other by a rule set: pure, the same in a worker, a browser and a test. */
export function analyse(layers: readonly AnalysedLayer[], rules: RuleSet, options: AnalyseOptions = {}): Analysis {
  const { onProgress = () => undefined, signal } = options;
  const read = layers.map((layer) => new ReadLayer(layer));
  const result = overlay(
    layers.map(({ features }) => ({ shapes: features.map(({ shape }) => shape) })),
    {
      onProgress: (share) => onProgress(0.7 * share, '正在叠加'),
      findGaps: hasShore(read, rules),
      ...(signal ? { signal } : {}),
    },
  );
  const judge = new Judge(read, rules);
  const townLayer = layers.findIndex(({ role }) => role === 'town');
  const townName = (town: number): string | null => {
    const feature = layers[townLayer]?.features[town];
    return feature ? (feature.name ?? feature.key) : null;
  };
  const matrices = new Matrices(read.flatMap(({ isUse }, at) => (isUse ? [at] : [])));
  const pieces = new Pieces(rules.sliver);
  const sums = { cells: result.cells.length, cellsM2: result.vanished.areaM2, slivers: 0, sliverM2: 0 };
  for (const [at, { cover, geometry, areaM2 }] of result.cells.entries()) {
    if (at % 4096 === 0) {
      signal?.throwIfAborted();
      onProgress(0.7 + (0.15 * at) / result.cells.length, '正在归类');
    }
    const purposes = read.map((layer, i) => layer.purposeOf(cover[i]!));
    const town = townLayer < 0 ? -1 : (cover[townLayer]![0] ?? -1);
    const patches = patchesOf(geometry, areaM2, rules.sliver);
    const clashes = judge.clashes(cover);
    for (const clash of clashes) pieces.add(clash, { geometry, areaM2, town });
    matrices.add(purposes, townName(town), patches);
    sums.cellsM2 += areaM2;
    sums.slivers += patches.slivers;
    sums.sliverM2 += patches.sliverM2;
    options.onCell?.({
      town: townName(town),
      areaM2,
      geometry,
      purposes,
      keys: cover.map((features, i) => features.map((feature) => layers[i]!.features[feature]!.key)),
      kinds: [...new Set(clashes.map(({ kind }) => kind))],
    });
  }
  for (const [clash, place, beside] of openGaps(result.gaps, read, rules)) {
    pieces.add(clash, { ...place, town: townLayer < 0 ? -1 : (beside[townLayer]![0] ?? -1) });
  }
  onProgress(0.86, '正在归并图斑');
  const found = coastGaps([...pieces.pieces()], read, result.cells, rules);
  const { vanished, unionM2, layerM2 } = result;
  return {
    matrices: matrices.rows(),
    kinds: kindSums(found, judge, rules),
    undecided: undecidedCodes(read),
    sums: { ...sums, unionM2, layerM2: [...layerM2], vanished: vanished.count, vanishedM2: vanished.areaM2 },
    conflicts: found.flatMap((piece) => conflictOf(piece, read, townName)),
  };
}

function kindSums(pieces: readonly Piece[], judge: Judge, { kinds }: RuleSet): KindSum[] {
  return kinds.map((kind) => {
    const own = pieces.filter(({ clash }) => clash.kind === kind);
    const sum = (list: readonly Piece[]): number => list.reduce((all, { areaM2 }) => all + areaM2, 0);
    const [slivers, whole] = [own.filter(({ isSliver }) => isSliver), own.filter(({ isSliver }) => !isSliver)];
    return {
      kind,
      unjudged: own.length > 0 ? null : judge.unjudged(kind),
      count: whole.length,
      areaM2: sum(whole),
      slivers: slivers.length,
      sliverM2: sum(slivers),
    };
  });
}

function conflictOf(
  { clash, geometry, areaM2, isSliver, town }: Piece,
  layers: readonly ReadLayer[],
  townName: (town: number) => string | null,
): FoundConflict[] {
  const place = isSliver ? null : storable(geometry);
  if (place === null) return [];
  const { kind, a, b, featureA, featureB, rule, yielding, detail } = clash;
  // An overlap of a layer with itself has both its features there.
  const other = b ?? (featureB === null ? null : a);
  return [
    {
      kind,
      a,
      b,
      keyA: keyOf(layers[a]!, featureA),
      keyB: other === null ? null : keyOf(layers[other]!, featureB),
      classA: classOf(layers[a]!, featureA),
      classB: other === null ? null : classOf(layers[other]!, featureB),
      yielding,
      yields: rule.yields,
      clause: rule.clause,
      detail,
      town: townName(town),
      areaM2,
      geometry: place,
    },
  ];
}

const keyOf = ({ layer }: ReadLayer, feature: number | null): string | null =>
  feature === null ? null : layer.features[feature]!.key;

/** `R2（城镇建设）`, or what it is called where the layer says no use. */
function classOf({ layer, readings, isUse }: ReadLayer, feature: number | null): string | null {
  if (feature === null) return null;
  const { code, name } = layer.features[feature]!;
  if (!isUse) return name ?? code;
  const purpose = purposeLabel(readings[feature]!.purpose);
  return code === null ? purpose : `${code}（${purpose}）`;
}

/** As registers keep areas: rounded, and valid after it. */
function storable(geometry: Polygon): Polygon | MultiPolygon | null {
  const parsed = parseGeometry(geometry, 'area');
  if (!('problem' in parsed)) return parsed.type === 'Polygon' || parsed.type === 'MultiPolygon' ? parsed : null;
  return repairArea([geometry.coordinates]).geometry;
}
