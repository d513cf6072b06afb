import type { MultiPolygon, Polygon } from '@quantu/geometry';
import type { Purpose } from './purposes.ts';
import { readerOf, type Overrides, type Reading } from './readings.ts';
import { PLAN_ROLES, ROLE_PURPOSES, USE_ROLES } from './standard-readings.ts';

export interface AnalysedFeature {
  readonly key: string;
  readonly code: string | null;
  readonly name: string | null;
  /** Control values of a detailed plan by attribute. */
  readonly controls: Readonly<Record<string, number>>;
  readonly shape: Polygon | MultiPolygon;
}

export interface AnalysedLayer {
  readonly id: string;
  readonly name: string;
  readonly role: string | null;
  /** Its category is that of plans. */
  readonly isPlan: boolean;
  readonly standard: string | null;
  readonly overrides: Overrides;
  /** `2024-03-01`; null: nobody said when it was approved. */
  readonly approvedOn: string | null;
  readonly features: readonly AnalysedFeature[];
}

/** Layers that say what a place is for; the others bound something. */
export function saysUse({ role, isPlan, standard }: Pick<AnalysedLayer, 'role' | 'isPlan' | 'standard'>): boolean {
  if (role === null) return isPlan || standard !== null;
  return USE_ROLES.includes(role) || Object.hasOwn(ROLE_PURPOSES, role) || (isPlan && isUnknown(role));
}

/** Roles that the standard does not know a bound by: the district's own. */
const BOUNDS = new Set([
  'district',
  'town',
  'development-boundary',
  'blue-line',
  'green-line',
  'yellow-line',
  'purple-line',
  'heritage',
  'flood',
  'coast',
  'safety-zone',
  'geohazard',
  'project-site',
  'road',
  'port',
  'building',
]);
const isUnknown = (role: string): boolean => !BOUNDS.has(role);

/** Layers whose features may lie over each other and mean it. */
const NESTED = new Set(['blue-line', 'green-line', 'yellow-line', 'purple-line', 'heritage', 'flood', 'coast', 'safety-zone', 'geohazard', 'project-site', 'building']); // prettier-ignore
export const isPartition = ({ role }: Pick<AnalysedLayer, 'role'>): boolean => role === null || !NESTED.has(role);

export const isPlanLayer = ({ role, isPlan }: Pick<AnalysedLayer, 'role' | 'isPlan'>): boolean =>
  role === null ? isPlan : PLAN_ROLES.includes(role);

/** A layer with its features read, once for all cells. */
export class ReadLayer {
  readonly layer: AnalysedLayer;
  readonly readings: readonly Reading[];
  readonly isUse: boolean;

  constructor(layer: AnalysedLayer) {
    this.layer = layer;
    const read = readerOf(layer);
    this.readings = layer.features.map(({ code }) => read(code));
    this.isUse = saysUse(layer);
  }

  /** What the features that cover a place say together; null: undecided, or they do not agree. */
  purposeOf(cover: readonly number[]): Purpose | null {
    if (cover.length === 0) return 'not-covered';
    const first = this.readings[cover[0]!]!.purpose;
    return cover.every((feature) => this.readings[feature]!.purpose === first) ? first : null;
  }
}

export interface UndecidedCode {
  readonly layer: string;
  readonly layerName: string;
  readonly code: string | null;
  readonly aspect: 'purpose' | 'sensitive';
  readonly features: number;
}

/** Codes that nobody has decided how to read; whether a use is sensitive matters where there is a zone to keep. */
export function undecidedCodes(layers: readonly ReadLayer[]): UndecidedCode[] {
  const hasZone = layers.some(({ layer }) => layer.role === 'safety-zone');
  return layers.flatMap(({ layer, readings, isUse }) => {
    if (!isUse) return [];
    const found = new Map<string, UndecidedCode & { features: number }>();
    for (const [at, { code }] of layer.features.entries()) {
      const { purpose, isSensitiveUnknown } = readings[at]!;
      if (purpose !== null && !(hasZone && isSensitiveUnknown)) continue;
      const aspect = purpose === null ? 'purpose' : 'sensitive';
      const one = found.get(code ?? '') ?? { layer: layer.id, layerName: layer.name, code, aspect, features: 0 };
      found.set(code ?? '', { ...one, features: one.features + 1 });
    }
    return [...found.values()].sort((x, y) => y.features - x.features);
  });
}
