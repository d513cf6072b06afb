import type { Analysis, FoundConflict } from '../analyse.ts';
import type { AnalysedLayer } from '../layers.ts';
import type { RuleSet } from '../rules.ts';

/** Features of one layer as they stand in the database, their geometries one behind the other. */
export interface FeatureBatch {
  readonly keys: readonly string[];
  readonly codes: readonly (string | null)[];
  readonly names: readonly (string | null)[];
  readonly controls: readonly Readonly<Record<string, number>>[];
  readonly lengths: readonly number[];
  readonly shapes: Uint8Array;
}

export type Order =
  | { readonly task: 'layer'; readonly layer: Omit<AnalysedLayer, 'features'> }
  | { readonly task: 'features'; readonly batch: FeatureBatch }
  /** `cells`: the file that every cell is written to, a GeoJSON feature a line. */
  | { readonly task: 'run'; readonly rules: RuleSet; readonly cells: string };

export type Report =
  | { readonly kind: 'taken' }
  | { readonly kind: 'progress'; readonly share: number; readonly text: string }
  | { readonly kind: 'conflicts'; readonly conflicts: readonly FoundConflict[] }
  | { readonly kind: 'done'; readonly analysis: Omit<Analysis, 'conflicts'>; readonly box: number[] | null }
  | { readonly kind: 'bad-feature'; readonly layer: string; readonly key: string }
  | { readonly kind: 'broken'; readonly text: string };
