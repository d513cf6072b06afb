import { hash } from 'node:crypto';
import { canonicalJson } from '@quantu/base';
import { areaM2, boxOf, toWkb, type Box, type Geometry } from '@quantu/geometry';

export type AttributeValues = Readonly<Record<string, string | number | boolean | null>>;

/** A feature as whoever makes a version gives it: CGCS2000 longitude and latitude, areas valid. */
export interface NewFeature {
  /** Its identity in the layer, the same over all versions. */
  readonly key: string;
  readonly geometry: Geometry;
  /** The class in the layer's own standard, and in that of 2023 where it is known. */
  readonly code?: string | null;
  readonly use?: string | null;
  readonly name?: string | null;
  readonly attributes?: AttributeValues;
}

/** A feature as it is stored. */
export interface FeatureRow {
  readonly key: string;
  readonly code: string | null;
  readonly use: string | null;
  readonly name: string | null;
  readonly attributes: AttributeValues;
  readonly shape: Uint8Array;
  readonly box: Box;
  readonly areaM2: number;
  readonly digest: string;
}

export function rowOf(feature: NewFeature): FeatureRow {
  const { geometry } = feature;
  const words = wordsOf(feature);
  const shape = toWkb(geometry);
  return {
    key: storable(feature.key),
    ...words,
    shape,
    box: boxOf(geometry),
    areaM2: areaM2(geometry),
    digest: digestOf(shape, words),
  };
}

type Words = Pick<FeatureRow, 'code' | 'use' | 'name' | 'attributes'>;

/** What is said of a feature, as the database can keep it. */
export function wordsOf({ code, use, name, attributes = {} }: Omit<NewFeature, 'key' | 'geometry'>): Words {
  return { code: textOf(code), use: textOf(use), name: textOf(name), attributes: attributesOf(attributes) };
}

/** SM3 over the geometry and all that is said of a feature: what makes two versions of it different. */
function digestOf(shape: Uint8Array, words: Words): string {
  return hash('sm3', Buffer.concat([shape, Buffer.from(canonicalJson(words))]), 'hex');
}

const textOf = (text: string | null | undefined): string | null => {
  const stored = storable(text ?? '').trim();
  return stored === '' ? null : stored;
};

function attributesOf(attributes: AttributeValues): AttributeValues {
  const entries = Object.entries(attributes).map(([name, value]) => [
    storable(name),
    typeof value === 'string' ? storable(value) : typeof value === 'number' && !Number.isFinite(value) ? null : value,
  ]);
  return Object.fromEntries(entries) as AttributeValues;
}

/** Without what PostgreSQL stores in no text: zeros, halves of a surrogate pair. */
// oxlint-disable-next-line no-control-regex -- the zero is what is looked for
const NOT_STORED = /[\u0000\p{Surrogate}]/gu;
/** Cheap to look for, and nearly every text has none: halves of pairs, whole or not, and zeros. */
// oxlint-disable-next-line no-control-regex -- as above
const SUSPECT = /[\u0000\ud800-\udfff]/;
const storable = (text: string): string => (SUSPECT.test(text) ? text.replace(NOT_STORED, '') : text);
