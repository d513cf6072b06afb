import { createReadStream } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Geometry } from '@quantu/geometry';
import type { FileAnswer } from '@quantu/people/server';
import { CGCS2000 } from '@quantu/spatial-files';
import { writeSpatial, type OutFeature, type OutFormat, type OutLayer } from '@quantu/spatial-files/server';
import type { Store } from '@quantu/store';
import { analysisFault } from './faults.ts';
import type { PlaceFeature } from './places.server.ts';
import type { KnownRun, StoredResult } from './runs.server.ts';
import { cellLabels } from './worker/cell-writer.server.ts';

const AT_ONCE = 1000;
const TEXT = (name: string) => ({ name, type: 'text' as const });
const NUMBER = (name: string) => ({ name, type: 'number' as const });

export function resultOf(run: KnownRun): StoredResult {
  if (run.state !== 'done' || !run.result) throw analysisFault('overlay.not-done');
  return run.result;
}

/** The conflicts of a run as GeoJSON, for the map. */
export async function placesFile(store: Store, run: KnownRun): Promise<FileAnswer> {
  const { files } = resultOf(run);
  const { stream } = await store.files.open(files.conflicts);
  return {
    name: `${run.name}.geojson`,
    type: 'application/geo+json',
    bytes: stream,
    isShown: true,
    cacheControl: 'private, no-cache',
    etag: `"${files.conflicts}"`,
  };
}

/** Conflicts or all cells in a format that others open. */
export async function exportRun(
  store: Store,
  run: KnownRun,
  { what, format }: { readonly what: 'conflicts' | 'cells'; readonly format: OutFormat },
): Promise<FileAnswer> {
  const { files } = resultOf(run);
  const layer =
    what === 'cells' ? cellLayer(store, run, files.cells) : await conflictLayer(store, run, files.conflicts);
  const folder = await mkdtemp(join(tmpdir(), 'quantu-overlay-out-'));
  try {
    const out = join(folder, 'out.zip');
    await writeSpatial({ format, layer, crs: CGCS2000, about: aboutOf(run) }, out);
    return { name: `${layer.name}.zip`, type: 'application/zip', bytes: await readFile(out) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const aboutOf = (run: KnownRun): [string, string][] => [
  ['叠加方案', run.name],
  ['叠加时间', run.madeAt],
  ...run.plan.layers.map((layer, at): [string, string] => [
    `图层${cellLabels(run.plan.layers)[at]!}`,
    `${layer.name} 第 ${layer.version} 版`,
  ]),
];

async function conflictLayer(store: Store, run: KnownRun, hash: string): Promise<OutLayer> {
  const { features } = JSON.parse((await store.files.read(hash)).toString()) as { features: PlaceFeature[] };
  const rows = features.map(({ geometry, properties: p }): OutFeature => ({
    geometry,
    attributes: {
      编号: p.number,
      类型: p.kind,
      冲突: p.title,
      镇街: p.town,
      面积: p.areaM2,
      甲用途: p.classA,
      乙用途: p.classB,
      谁让: p.yields,
      依据: p.clause,
    },
  }));
  const fields = ['编号', '类型', '冲突', '镇街', '甲用途', '乙用途', '谁让', '依据'].map(TEXT);
  return { name: `${run.name}差异图斑`, fields: [...fields, NUMBER('面积')], features: chunks(rows) };
}

function cellLayer(store: Store, run: KnownRun, hash: string): OutLayer {
  const labels = cellLabels(run.plan.layers).flatMap((label) => [`${label}要素`, `${label}用途`]);
  const fields = [...['镇街', '冲突', ...labels].map(TEXT), NUMBER('面积')];
  return { name: `${run.name}叠加小块`, fields, features: cellRows(store.files.pathOf(hash)) };
}

async function* chunks(rows: readonly OutFeature[]): AsyncGenerator<readonly OutFeature[]> {
  for (let at = 0; at < rows.length; at += AT_ONCE) yield rows.slice(at, at + AT_ONCE);
}

async function* cellRows(path: string): AsyncGenerator<readonly OutFeature[]> {
  let rows: OutFeature[] = [];
  for await (const line of createInterface({ input: createReadStream(path) })) {
    const { geometry, properties } = JSON.parse(line) as {
      geometry: Geometry | null;
      properties: OutFeature['attributes'];
    };
    rows.push({ geometry, attributes: properties });
    if (rows.length < AT_ONCE) continue;
    yield rows;
    rows = [];
  }
  yield rows;
}
