import type { Box, Geometry } from '@quantu/geometry';
import type { Axes, SevenParameters } from '@quantu/spatial-files';
import type { FeatureRow } from '../../features/feature.server.ts';

interface FileOrder {
  readonly path: string;
  readonly name: string;
  /** Longitude and latitude of the district; null when it is not known. */
  readonly district: Box | null;
}

/** Which layers a file has and what they look like. */
export interface LookOrder extends FileOrder {
  readonly task: 'look';
}

/** The first features of a layer by a chosen system, for the map. */
export interface SampleOrder extends FileOrder {
  readonly task: 'sample';
  readonly part: number;
  readonly crs: string;
  readonly parameters: SevenParameters | null;
  readonly most: number;
}

/** The features of some layers, converted and mended; they come in pieces. */
export interface RowsOrder extends FileOrder {
  readonly task: 'rows';
  readonly parts: readonly RowsPart[];
}

export interface RowsPart {
  readonly part: number;
  readonly crs: string;
  readonly parameters: SevenParameters | null;
  /** Parts of the same group become one layer: their keys are told apart together. */
  readonly group: string;
  readonly shape: 'area' | 'line' | 'point';
  readonly keyField: string | null;
  readonly codeField: string | null;
  readonly nameField: string | null;
  readonly codeSet: string | null;
  readonly areaFields: readonly string[];
  /** Told as a finding when the layer lacks them. */
  readonly required: readonly string[];
}

export type Order = LookOrder | SampleOrder | RowsOrder;

export interface LookedLayer {
  readonly name: string;
  readonly format: string;
  readonly shape: 'area' | 'line' | 'point' | 'mixed' | 'none';
  readonly features: number;
  readonly encoding: string;
  readonly fields: readonly { readonly name: string; readonly kind: string; readonly samples: readonly string[] }[];
  readonly rawBox: Box | null;
  readonly axes: Axes;
  readonly guess: LookedGuess;
  /** Longitudes and latitudes by the guess, to be held against a control; empty when there is no guess. */
  readonly points: readonly (readonly [number, number])[];
  readonly notes: readonly string[];
}

export interface LookedGuess {
  readonly crs: string | null;
  readonly isDeclared: boolean;
  readonly confidence: 'sure' | 'likely' | 'unsure';
  readonly why: string;
  readonly alternatives: readonly { readonly crs: string; readonly why: string; readonly distanceKm: number | null }[];
}

export interface SampledFeature {
  readonly geometry: Geometry;
  readonly properties: Readonly<Record<string, string | number | boolean | null>>;
}
export interface Sampled {
  readonly features: readonly SampledFeature[];
  readonly total: number;
}

/** One feature of a file, ready to be stored; what is rejected has no geometry. */
export interface FileFeature extends Omit<FeatureRow, 'shape' | 'box'> {
  readonly part: number;
  /** Its place in the layer, from 1. */
  readonly seq: number;
  readonly shape: Uint8Array | null;
  readonly box: Box | null;
  readonly problems: readonly string[];
  readonly isRejected: boolean;
  /** GeoJSON of what was rejected, where it has coordinates that can be written. */
  readonly raw: string | null;
}

export interface Finding {
  readonly kind: string;
  readonly text: string;
  readonly count: number;
}

/** What is told of a part when all of it was read. */
export interface PartReport {
  readonly part: number;
  readonly repaired: number;
  readonly findings: readonly Finding[];
}

export type Result = readonly LookedLayer[] | Sampled | readonly PartReport[];
