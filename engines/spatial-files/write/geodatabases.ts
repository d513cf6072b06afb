import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { definition } from '../crs/transform.ts';
import { kindOf } from '../read/fields.ts';
import { runGdal } from '../read/gdal/run.ts';
import type { SpatialLimits } from '../read/limits.ts';
import type { OutFeature, OutLayer, Target, WrittenFiles } from './out.ts';
import { GeoJsonFile } from './texts.ts';

const DRIVERS = { gpkg: 'GPKG', gdb: 'OpenFileGDB' } as const;
const KINDS = {
  area: { label: '面', type: 'MULTIPOLYGON' },
  line: { label: '线', type: 'MULTILINESTRING' },
  point: { label: '点', type: 'POINT' },
  several: { label: '多点', type: 'MULTIPOINT' },
  none: { label: '无图形', type: 'NONE' },
} as const;
type Kind = keyof typeof KINDS;

/**
 * GeoPackage and File Geodatabase, by GDAL from GeoJSON in a process of its own; one for each kind of geometry, for a
 * table of theirs has one.
 */
export async function writeGeodatabase(
  format: keyof typeof DRIVERS,
  layer: OutLayer,
  target: Target,
  limits: SpatialLimits,
): Promise<WrittenFiles> {
  const work = path.join(target.folder, '.work');
  await mkdir(work, { recursive: true });
  const files = new Map<Kind, GeoJsonFile>();
  let count = 0;
  for await (const batch of layer.features) {
    for (const feature of batch) {
      count++;
      const kind = kindOfOut(feature, files);
      const file = files.get(kind) ?? new GeoJsonFile(path.join(work, `${kind}.geojson`), layer, target);
      files.set(kind, file);
      await file.add(feature);
    }
  }
  if (files.size === 0) files.set('none', new GeoJsonFile(path.join(work, 'none.geojson'), layer, target));
  for (const [kind, file] of files) {
    await file.end();
    const stem = files.size > 1 ? `${target.stem}_${KINDS[kind].label}` : target.stem;
    await converted(format, kind, { layer, target, work, stem, limits });
  }
  await rm(work, { recursive: true });
  const label = format === 'gpkg' ? 'GeoPackage' : '地理数据库';
  return { count, notes: files.size > 1 ? [`图层里有几种图形，已按种类分成几个${label}`] : [] };
}

/** What has no geometry stands with the first that have one. */
function kindOfOut({ geometry }: OutFeature, files: ReadonlyMap<Kind, unknown>): Kind {
  if (geometry === null) return [...files.keys()][0] ?? 'none';
  return geometry.type === 'MultiPoint' ? 'several' : kindOf(geometry);
}

interface Conversion {
  readonly layer: OutLayer;
  readonly target: Target;
  readonly work: string;
  readonly stem: string;
  readonly limits: SpatialLimits;
}

async function converted(
  format: keyof typeof DRIVERS,
  kind: Kind,
  { layer, target, work, stem, limits }: Conversion,
): Promise<void> {
  const output = path.join(work, `out-${kind}`);
  await mkdir(output);
  const isMap = target.crs.datum === 'GCJ-02' || target.crs.datum === 'BD-09';
  const code = target.crs.id.startsWith('EPSG:') ? target.crs.id : definition(target.crs);
  const system = isMap ? [] : ['-a_srs', code];
  const options = ['-f', DRIVERS[format], '-nln', tableName(layer.name), '-nlt', KINDS[kind].type, ...system];
  const order = { task: 'write', input: path.join(work, `${kind}.geojson`), output, name: 'layer', options } as const;
  const reply = await runGdal(order, layer.name, limits);
  if (reply.kind === 'written') await rename(reply.file, path.join(target.folder, `${stem}.${format}`));
}

/** A table's name: what databases do not take is left out. */
const tableName = (name: string): string =>
  name.replaceAll(/[^\p{L}\p{N}_]+/gu, '_').replace(/^(?=\d)/, 'L') || 'layer';
