import {
  areaM2,
  boxAround,
  boxOf,
  holdsPosition,
  overlay,
  partsOf,
  polygonsOf,
  type Box,
  type Geometry,
  type MultiPolygon,
  type Polygon,
  type Position,
} from '@quantu/geometry';

export type Site = Polygon | MultiPolygon;

/** What may lie in a site: a feature of a layer, a record of a register. */
export interface SiteFeature {
  readonly layer: string | null;
  readonly register: string | null;
  readonly key: string;
  readonly name: string;
  readonly code: string | null;
  readonly codeLabel: string | null;
  /** The class of 2023; null where it is not known. */
  readonly use: string | null;
  readonly attributes: Readonly<Record<string, string | number | boolean | null>>;
  readonly geometry: Geometry;
}

/** A feature with what of it lies in the site. */
export interface Measured {
  readonly feature: SiteFeature;
  readonly areaM2: number;
  /** Null for lines and points, whose area is 0. */
  readonly geometry: Site | null;
  readonly box: Box;
}

export interface Coverage {
  /** What any of them covers of the site, once. */
  readonly areaM2: number;
  /** The largest first. */
  readonly hits: readonly Measured[];
}

const isArea = (geometry: Geometry): geometry is Site =>
  geometry.type === 'Polygon' || geometry.type === 'MultiPolygon';

/** Which features lie in a site, with what area: exact, and what two of them cover is counted once in the sum. */
export function coverageOf(site: Site, features: readonly SiteFeature[]): Coverage {
  const areas = features.filter(({ geometry }) => isArea(geometry));
  const lines = features.filter(({ geometry }) => !isArea(geometry) && meets(site, geometry));
  const shapes = areas.map(({ geometry }) => geometry as Site);
  const isInside = ([own, others]: readonly (readonly number[])[]): boolean => own!.length > 0 && others!.length > 0;
  const { cells } = overlay([{ shapes: [site] }, { shapes }], { keep: isInside });
  const pieces = new Map<number, { areaM2: number; geometries: Site[] }>();
  let covered = 0;
  for (const { cover, geometry, areaM2 } of cells) {
    if (!isInside(cover)) continue;
    covered += areaM2;
    for (const at of cover[1]!) {
      const piece = pieces.get(at) ?? { areaM2: 0, geometries: [] };
      piece.areaM2 += areaM2;
      if (geometry !== null) piece.geometries.push(geometry);
      pieces.set(at, piece);
    }
  }
  const hits = [...pieces].map(([at, { areaM2, geometries }]): Measured => {
    const geometry = joined(geometries);
    return { feature: areas[at]!, areaM2, geometry, box: geometry === null ? boxOf(site) : boxOf(geometry) };
  });
  const crossing = lines.map((feature): Measured => ({
    feature,
    areaM2: 0,
    geometry: null,
    box: boxAround([boxOf(feature.geometry)])!,
  }));
  return { areaM2: covered, hits: [...hits.sort((a, b) => b.areaM2 - a.areaM2), ...crossing] };
}

/** Cells of one feature lie beside each other: as parts of one geometry they are drawn alike. */
function joined(geometries: readonly Site[]): Site | null {
  if (geometries.length < 2) return geometries[0] ?? null;
  return { type: 'MultiPolygon', coordinates: geometries.flatMap(polygonsOf) };
}

/** m² of a site that some areas cover, once. */
export function coveredM2(site: Site, shapes: readonly Site[]): number {
  const { cells } = overlay([{ shapes: [site] }, { shapes }], { keep: () => false });
  return cells.reduce(
    (sum, { cover: [own, others], areaM2 }) => (own!.length > 0 && others!.length > 0 ? sum + areaM2 : sum),
    0,
  );
}

/** What of a site some features leave uncovered. */
export const uncoveredM2 = (site: Site, { areaM2: covered }: Coverage): number => Math.max(0, areaM2(site) - covered);

/** Whether a line or point comes into an area. */
function meets(site: Site, geometry: Geometry): boolean {
  const parts = partsOf(geometry);
  if (parts.some((part) => part.some((position) => holdsPosition(site, position)))) return true;
  if (geometry.type === 'Point' || geometry.type === 'MultiPoint') return false;
  const rings = polygonsOf(site).flat();
  return parts.some((part) => part.some((to, i) => i > 0 && rings.some((ring) => crosses(part[i - 1]!, to, ring))));
}

function crosses(from: Position, to: Position, ring: readonly Position[]): boolean {
  return ring.some((end, i) => {
    if (i === 0) return false;
    const start = ring[i - 1]!;
    const one = side(from, to, start) * side(from, to, end);
    const other = side(start, end, from) * side(start, end, to);
    return one <= 0 && other <= 0 && !(one === 0 && other === 0);
  });
}

const side = ([ax, ay]: Position, [bx, by]: Position, [x, y]: Position): number =>
  Math.sign((bx - ax) * (y - ay) - (by - ay) * (x - ax));
