import { spatialFault, shownName } from '../faults.ts';

const [MB, GB] = [2 ** 20, 2 ** 30];

/** How much a file may ask of us: looked at before anything is read or unpacked, and again while it is. */
export interface SpatialLimits {
  readonly fileBytes: number;
  /** Everything unpacked from one archive. */
  readonly unzippedBytes: number;
  readonly zipEntries: number;
  readonly layers: number;
  readonly features: number;
  /** Of a whole layer. */
  readonly vertices: number;
  /** Bytes of one object as text. */
  readonly featureBytes: number;
  /** That GDAL may take for one file; our own readers wait for whoever reads them. */
  readonly seconds: number;
}

export const SPATIAL_LIMITS: SpatialLimits = {
  fileBytes: 2 * GB,
  unzippedBytes: 8 * GB,
  zipEntries: 20_000,
  layers: 500,
  features: 5_000_000,
  vertices: 200_000_000,
  featureBytes: 256 * MB,
  seconds: 900,
};

export function sizeText(bytes: number): string {
  return bytes >= GB ? `${Math.round((bytes / GB) * 10) / 10} GB` : `${Math.max(1, Math.round(bytes / MB))} MB`;
}

/**
 * Refuses a file by its size, known or announced: call it with the length of a request before a byte of it is stored.
 */
export function admitSize(name: string, bytes: number, limits: SpatialLimits = SPATIAL_LIMITS): void {
  if (bytes === 0) throw spatialFault('spatial.empty', { name: shownName(name) });
  if (bytes <= limits.fileBytes) return;
  const facts = { name: shownName(name), size: sizeText(bytes), limit: sizeText(limits.fileBytes) };
  throw spatialFault('spatial.too-large', facts);
}

/** Refuses what has to be read in one piece and is too large for that. */
export function admitWhole({ path, size }: { readonly path: string; readonly size: number }, most: number): void {
  if (size <= most) return;
  throw spatialFault('spatial.too-large', { name: shownName(path), size: sizeText(size), limit: sizeText(most) });
}

/** Counts what one layer has; throws when it is too much. */
export class Meter {
  readonly #name: string;
  readonly #limits: SpatialLimits;
  #features = 0;
  #vertices = 0;

  constructor(name: string, limits: SpatialLimits) {
    this.#name = shownName(name);
    this.#limits = limits;
  }

  get features(): number {
    return this.#features;
  }

  feature(vertices: number): void {
    this.#vertices += vertices;
    if (++this.#features > this.#limits.features) this.#tooMany('要素数', this.#limits.features);
    if (this.#vertices > this.#limits.vertices) this.#tooMany('节点数', this.#limits.vertices);
  }

  #tooMany(what: string, limit: number): never {
    throw spatialFault('spatial.too-many', { name: this.#name, what, limit: `${limit / 10_000} 万` });
  }
}
