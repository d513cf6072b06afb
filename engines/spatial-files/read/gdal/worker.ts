import { createRequire } from 'node:module';
import path from 'node:path';
import type { GdalField, GdalLayer, GdalOrder, GdalReply } from './orders.ts';

/** What of gdal3.js is used here. */
interface Gdal {
  open(file: string, options?: readonly string[]): Promise<{ readonly datasets: readonly Dataset[] }>;
  close(dataset: Dataset): Promise<void>;
  ogr2ogr(dataset: Dataset, options: readonly string[], name: string): Promise<{ readonly real: string }>;
}
interface Dataset {
  readonly info?: { readonly layers?: readonly LayerInfo[] };
}
interface LayerInfo {
  readonly name: string;
  readonly geometryFields?: readonly { readonly coordinateSystem?: { readonly wkt?: string } }[];
  readonly fields?: readonly {
    readonly name: string;
    readonly type: string;
    readonly width?: number;
    readonly alias?: string;
  }[];
}

/**
 * Runs GDAL in a process of its own: its memory and its crashes are not the server's. One order, then the end.
 */
process.once('message', (order: GdalOrder) => {
  void carriedOut(order).then((reply) => process.send?.(reply, () => process.exit()));
});
process.on('disconnect', () => process.exit());
process.on('SIGINT', () => undefined);

async function carriedOut(order: GdalOrder): Promise<GdalReply> {
  try {
    const gdal = await started(order.output);
    return order.task === 'read' ? await readAll(gdal, order) : await writeOne(gdal, order);
  } catch (error) {
    return { kind: 'failed', reason: reasonOf(error) };
  }
}

/** GDAL throws texts, lists of texts, and errors. */
function reasonOf(error: unknown): string {
  const first: unknown = Array.isArray(error) ? error[0] : error;
  if (first instanceof Error) return first.message;
  if (typeof first === 'object' && first !== null && 'message' in first) return String(first.message);
  return String(first);
}

async function started(output: string): Promise<Gdal> {
  const require = createRequire(import.meta.url);
  const entry = require.resolve('gdal3.js/node.js');
  // It finds its own files by paths from the working folder only.
  process.chdir(path.join(path.dirname(entry), 'dist', 'package'));
  const quiet = (): void => undefined;
  const start = require(entry) as (settings: object) => Promise<Gdal>;
  return start({ path: '.', dest: output, logHandler: quiet, errorHandler: quiet, env: { DXF_ENCODING: 'UTF-8' } });
}

async function readAll(
  gdal: Gdal,
  { input, only, layerLimit }: Extract<GdalOrder, { task: 'read' }>,
): Promise<GdalReply> {
  const infos = (await datasetOf(gdal, input)).info?.layers ?? [];
  const layers: GdalLayer[] = [];
  for (const [at, info] of infos.slice(0, layerLimit).entries()) {
    if (only !== null && info.name !== only) continue;
    // Opened afresh each time: some formats (OSM) are read through once.
    const dataset = await datasetOf(gdal, input);
    const options = [
      '-f',
      'GeoJSON',
      '-lco',
      'RFC7946=NO',
      '-lco',
      'SIGNIFICANT_FIGURES=17',
      '-skipfailures',
      info.name,
    ];
    const { real } = await gdal.ogr2ogr(dataset, options, `layer-${at}`);
    await gdal.close(dataset);
    const wkt = info.geometryFields?.[0]?.coordinateSystem?.wkt ?? null;
    layers.push({ name: info.name, file: real, wkt, fields: (info.fields ?? []).map(fieldOf) });
  }
  return { kind: 'layers', layers, names: infos.map(({ name }) => name) };
}

const fieldOf = ({ name, type, width, alias }: NonNullable<LayerInfo['fields']>[number]): GdalField => ({
  name,
  type,
  width: width ?? null,
  label: alias ?? null,
});

async function datasetOf(gdal: Gdal, input: string): Promise<Dataset> {
  const { datasets } = await gdal.open(input);
  if (!datasets[0]) throw new Error('GDAL 打不开这个文件');
  return datasets[0];
}

async function writeOne(
  gdal: Gdal,
  { input, name, options }: Extract<GdalOrder, { task: 'write' }>,
): Promise<GdalReply> {
  const { real } = await gdal.ogr2ogr(await datasetOf(gdal, input), options, name);
  return { kind: 'written', file: real };
}
