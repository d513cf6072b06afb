import { areaM2, partsOf, repairArea, unionOf, type Box, type Geometry, type RawArea } from '@quantu/geometry';
import { needsParameters, spatialFault, toCgcs2000, type Transform } from '@quantu/spatial-files';
import { readSpatial, SPATIAL_LIMITS, type SpatialLayer } from '@quantu/spatial-files/server';
import { siteFault } from './faults.ts';
import { siteText } from './site-text.ts';
import type { Site } from './measure.ts';
import { MOST_CORNERS } from './rules.ts';

/** A site is a few areas, not a dataset: what is larger belongs into an import. */
export const SITE_LIMITS = {
  ...SPATIAL_LIMITS,
  fileBytes: 32 * 2 ** 20,
  unzippedBytes: 256 * 2 ** 20,
  features: 20_000,
  vertices: 200_000,
  seconds: 20,
};
const MOST_AREAS = 500;

export interface SiteFileOrder {
  readonly bytes: Uint8Array;
  readonly name: string;
  /** As a person names it; null: found. */
  readonly crs: string | null;
  readonly layer: string | null;
  readonly district: Box | null;
}

export interface ReadSite {
  readonly site: Site;
  readonly areaM2: number;
  readonly parts: number;
  readonly name: string;
  readonly crs: { readonly id: string; readonly name: string };
  readonly notes: readonly string[];
}

/** All areas of a file as one site, in CGCS2000; what had to be mended is told. */
export async function readSiteFile({ bytes, name, crs, layer, district }: SiteFileOrder): Promise<ReadSite> {
  const found: { readonly layer: string; readonly read: Omit<ReadSite, 'name'> }[] = [];
  const options = {
    limits: SITE_LIMITS,
    ...(crs === null ? {} : { crs }),
    ...(layer === null ? {} : { layer }),
    ...(district === null ? {} : { district }),
  };
  const others = new Set<string>();
  const text = siteText(bytes, name);
  for await (const one of readSpatial(text?.bytes ?? bytes, text?.name ?? name, options)) {
    const areas = await areasOf(one, name);
    if (areas.length > 0) found.push({ layer: one.name, read: siteOf(one, areas, name) });
    else others.add(KIND_WORDS[one.geometryKind]);
  }
  const [only] = found;
  if (!only) throw siteFault('site.file-no-area', { name, found: [...others].join('、') });
  if (found.length > 1) throw siteFault('site.file-layers', { name, layers: found.map((one) => one.layer).join('、') });
  return { name: name.replace(/\.[^.]+$/, ''), ...only.read };
}

const KIND_WORDS = { area: '空的面', line: '线', point: '点', mixed: '混合的图形', none: '没有图形的记录' } as const;

async function areasOf(layer: SpatialLayer, name: string): Promise<Site[]> {
  const areas: Site[] = [];
  let corners = 0;
  for await (const batch of layer.features) {
    for (const { geometry } of batch) {
      if (geometry === null || !isArea(geometry)) continue;
      areas.push(geometry);
      corners += partsOf(geometry).reduce((sum, { length }) => sum + length, 0);
    }
    if (areas.length > MOST_AREAS) {
      throw siteFault('site.file-many', { name, count: layer.count, limit: MOST_AREAS });
    }
  }
  if (corners > MOST_CORNERS) throw siteFault('site.corners', { count: corners, limit: MOST_CORNERS });
  return areas;
}

const isArea = (geometry: Geometry): geometry is Site =>
  geometry.type === 'Polygon' || geometry.type === 'MultiPolygon';

function siteOf(
  { crs, axes, crsGuess, notes }: SpatialLayer,
  areas: readonly Site[],
  name: string,
): Omit<ReadSite, 'name'> {
  if (crs === null) throw siteFault('site.file-crs', { name, why: crsGuess.why });
  if (!crs.isMeasurable) throw siteFault('site.file-measure', { name });
  if (needsParameters(crs)) throw spatialFault('crs.needs-parameters', { name: crs.name });
  const convert = toCgcs2000(crs, { axes });
  const mended: string[] = [];
  const sound = areas.map((area, at) => {
    const { geometry, report } = repairArea(converted(area, convert));
    if (geometry === null) throw siteFault('site.shape', { problem: `第 ${at + 1} 个面${report.refusal}` });
    mended.push(...report.findings.map(({ text }) => `第 ${at + 1} 个面：${text}`));
    return geometry;
  });
  const site = sound.length === 1 ? sound[0]! : unionOf(sound).geometry!;
  const isPlain = crsGuess.confidence === 'sure' && axes === 'xy';
  const doubt = isPlain ? [] : [`坐标系：${crsGuess.why}`];
  const { id } = crs;
  return {
    site,
    areaM2: areaM2(site),
    parts: areas.length,
    crs: { id, name: crs.name },
    notes: [...doubt, ...notes, ...mended],
  };
}

function converted(area: Site, convert: Transform): RawArea {
  const polygons = area.type === 'Polygon' ? [area.coordinates] : area.coordinates;
  return polygons.map((rings) => rings.map((ring) => ring.map(([x, y]) => convert(x, y))));
}
