import type { Geometry } from '@quantu/geometry';
import type { Crs } from '../crs/systems.ts';
import type { AttributeValue, SpatialField } from '../read/layer.ts';

/** An object to be written: its geometry in longitude and latitude, CGCS2000. */
export interface OutFeature {
  readonly geometry: Geometry | null;
  readonly attributes: Readonly<Record<string, AttributeValue>>;
}

export interface OutLayer {
  readonly name: string;
  readonly fields: readonly Pick<SpatialField, 'name' | 'type'>[];
  readonly features: AsyncIterable<readonly OutFeature[]>;
}

/** What a writer of one format is given: coordinates already in the system that was chosen. */
export interface Target {
  /** A folder for its files. */
  readonly folder: string;
  /** Without extension. */
  readonly stem: string;
  readonly crs: Crs;
  readonly encoding: 'UTF-8' | 'GBK';
  /** The field whose values become the layers of a drawing. */
  readonly classField: string | null;
  /** The field that is written beside each object of a drawing. */
  readonly labelField: string | null;
}

export interface WrittenFiles {
  readonly count: number;
  /** Sentences for the person: names that were cut, signs that could not be written. */
  readonly notes: readonly string[];
}

/** A cell as text. */
export const textOf = (value: AttributeValue | undefined): string =>
  value === null || value === undefined ? '' : value === true ? '是' : value === false ? '否' : String(value);
