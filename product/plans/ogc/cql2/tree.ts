import { RELATIONS, type Geometry } from '@quantu/geometry';

/** A filter as CQL2 JSON writes it (OGC 21-065r2). Text is read into the same. */
export type Condition =
  | boolean
  | { readonly op: 'and' | 'or'; readonly args: readonly Condition[] }
  | { readonly op: 'not'; readonly args: readonly [Condition] }
  | { readonly op: Comparison; readonly args: readonly [Scalar, Scalar] }
  | { readonly op: 'like'; readonly args: readonly [Scalar, Scalar] }
  | { readonly op: 'between'; readonly args: readonly [Scalar, Scalar, Scalar] }
  | { readonly op: 'in'; readonly args: readonly [Scalar, readonly Scalar[]] }
  | { readonly op: 'isNull'; readonly args: readonly [Scalar] }
  | { readonly op: SpatialOperator; readonly args: readonly [Spatial, Spatial] };

export const SPATIAL_OPERATORS = [
  's_intersects',
  's_disjoint',
  ...RELATIONS.map((one) => `s_${one}` as const),
] as const;
export type SpatialOperator = (typeof SPATIAL_OPERATORS)[number];

export const COMPARISONS = ['=', '<>', '<', '>', '<=', '>='] as const;
export type Comparison = (typeof COMPARISONS)[number];

export interface Property {
  readonly property: string;
}
export type Scalar =
  | string
  | number
  | boolean
  | Property
  | { readonly op: 'casei'; readonly args: readonly [Scalar] }
  | { readonly date: string }
  | { readonly timestamp: string };
export interface Collection {
  readonly type: 'GeometryCollection';
  readonly geometries: readonly Geometry[];
}
export type Spatial = Property | Geometry | Collection | { readonly bbox: readonly number[] };

/** What a filter may cost before it is read: more than any person writes. */
export const MOST = { depth: 40, nodes: 300, inList: 1000, wildcards: 12, spatial: 5, positions: 5000 } as const;
