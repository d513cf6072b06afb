import type { Geometry } from '@quantu/geometry';

export interface WorldFeature {
  readonly key: string;
  readonly code: string | null;
  /** The class of the guide of 2023, where the layer's own says which. */
  readonly use: string | null;
  readonly name: string | null;
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly geometry: Geometry;
}

/** The plan that a layer belongs to, by its number in the catalogue. */
export interface WorldLayer {
  readonly code: string;
  readonly name: string;
  readonly category: 'present' | 'plan' | 'management' | 'society';
  readonly role: string | null;
  readonly codeSet: 'land-use-2023' | 'gb-50137' | 'survey' | 'zoning' | 'other' | null;
  readonly shape: 'area' | 'line' | 'point';
  readonly theme: string;
  readonly year: string;
  readonly plan?: string;
  readonly basis: string;
  /** When the data were approved. */
  readonly approvedOn: string;
  readonly colour?: string;
  readonly fields: readonly string[];
  /** One after the other, the same every time. */
  readonly features: () => Iterable<WorldFeature>;
  /** What it held a year earlier, where that differs. */
  readonly before?: {
    readonly year: string;
    readonly approvedOn: string;
    readonly features: () => Iterable<WorldFeature>;
  };
}

export const rounded = (value: number, places: number): number => Math.round(value * 10 ** places) / 10 ** places;
