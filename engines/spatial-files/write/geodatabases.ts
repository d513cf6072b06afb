import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { SpatialLimits } from '../read/limits.ts';
import { runGdal } from '../read/gdal/run.ts';
import { definition } from '../crs/transform.ts';
import type { OutLayer, Target, WrittenFiles } from './out.ts';
import { writeGeoJson } from './texts.ts';

const DRIVERS = { gpkg: 'GPKG', gdb: 'OpenFileGDB' } as const;

/** GeoPackage and File Geodatabase, by GDAL from GeoJSON in a process of its own. */
export async function writeGeodatabase(
  format: keyof typeof DRIVERS,
  layer: OutLayer,
  target: Target,
  limits: SpatialLimits,
): Promise<WrittenFiles> {
  const work = path.join(target.folder, '.work');
  const output = path.join(work, 'out');
  await mkdir(output, { recursive: true });
  const written = await writeGeoJson(layer, { ...target, folder: work, stem: 'layer' });
  const code = target.crs.id.startsWith('EPSG:') ? target.crs.id : definition(target.crs);
  const isMap = target.crs.datum === 'GCJ-02' || target.crs.datum === 'BD-09';
  const options = ['-f', DRIVERS[format], '-nln', tableName(layer.name), ...(isMap ? [] : ['-a_srs', code])];
  // A layer of polygons may have some of several parts: the table is made for both.
  const order = {
    task: 'write',
    input: path.join(work, 'layer.geojson'),
    output,
    name: 'layer',
    options: [...options, '-nlt', 'PROMOTE_TO_MULTI'],
  } as const;
  const reply = await runGdal(order, layer.name, limits);
  if (reply.kind === 'written') await rename(reply.file, path.join(target.folder, `${target.stem}.${format}`));
  await rm(work, { recursive: true });
  return written;
}

/** A table's name: what databases do not take is left out. */
const tableName = (name: string): string =>
  name.replaceAll(/[^\p{L}\p{N}_]+/gu, '_').replace(/^(?=\d)/, 'L') || 'layer';
