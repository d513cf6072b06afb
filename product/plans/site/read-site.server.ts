import { areaM2, repairArea, unionOf, type Geometry, type RawArea } from '@quantu/geometry';
import type { Upload } from '@quantu/people/server';
import { needsParameters, spatialFault, toCgcs2000 } from '@quantu/spatial-files';
import { admitSize, readSpatial, SPATIAL_LIMITS, type SpatialLayer } from '@quantu/spatial-files/server';
import type { ReadDb } from '@quantu/store';
import { districtBox } from '../imports/control.server.ts';
import { siteFault } from './faults.ts';
import type { Site } from './measure.ts';

/** A site is a few areas, not a dataset: what is larger belongs into an import. */
const LIMITS = { ...SPATIAL_LIMITS, fileBytes: 32 * 2 ** 20, features: 20_000, vertices: 1_000_000, seconds: 20 };
const MOST_AREAS = 500;

export interface ReadSite {
  readonly site: Site;
  readonly areaM2: number;
  readonly parts: number;
  readonly name: string;
  readonly crs: string;
  readonly notes: readonly string[];
}

export interface SiteFileWish {
  readonly crs?: string | undefined;
  readonly layer?: string | undefined;
}

/** All areas of a file as one site, in CGCS2000; what had to be mended is told. */
export async function readSite(db: ReadDb, upload: Upload, wish: SiteFileWish): Promise<ReadSite> {
  const district = await districtBox(db);
  const name = upload.name.slice(-120);
  const bytes = await allOf(upload);
  const found: { layer: Pick<SpatialLayer, 'name'>; read: Omit<ReadSite, 'name'> }[] = [];
  const options = {
    limits: LIMITS,
    ...(wish.crs === undefined || wish.crs === '' ? {} : { crs: wish.crs }),
    ...(wish.layer === undefined || wish.layer === '' ? {} : { layer: wish.layer }),
    ...(district === null ? {} : { district }),
  };
  for await (const layer of readSpatial(bytes, name, options)) {
    const areas = await areasOf(layer, name);
    if (areas.length > 0) found.push({ layer: { name: layer.name }, read: siteOf(layer, areas, name) });
  }
  if (found.length === 0) throw siteFault('site.file-no-area', { name });
  if (found.length > 1) {
    const layers = found.map(({ layer }) => layer.name).join('、');
    throw siteFault('site.file-layers', { name, layers });
  }
  return { name: name.replace(/\.[^.]+$/, ''), ...found[0]!.read };
}

async function allOf({ name, bytes }: Upload): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of bytes) {
    size += chunk.length;
    admitSize(name, size, LIMITS);
    chunks.push(chunk);
  }
  admitSize(name, size, LIMITS);
  return Buffer.concat(chunks);
}

async function areasOf(layer: SpatialLayer, name: string): Promise<Site[]> {
  const areas: Site[] = [];
  for await (const batch of layer.features) {
    areas.push(...batch.flatMap(({ geometry }) => (geometry !== null && isArea(geometry) ? [geometry] : [])));
    if (areas.length > MOST_AREAS) {
      throw siteFault('site.file-many', { name, count: layer.count, limit: MOST_AREAS });
    }
  }
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
  const doubt = crsGuess.confidence === 'sure' ? [] : [`坐标系：${crsGuess.why}`];
  return { site, areaM2: areaM2(site), parts: areas.length, crs: crs.name, notes: [...doubt, ...notes, ...mended] };
}

function converted(area: Site, convert: (x: number, y: number) => [number, number]): RawArea {
  const polygons = area.type === 'Polygon' ? [area.coordinates] : area.coordinates;
  return polygons.map((rings) => rings.map((ring) => ring.map(([x, y]) => convert(x, y))));
}
