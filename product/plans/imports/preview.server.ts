import type { Geometry } from '@quantu/geometry';
import { districtBox } from './control.server.ts';
import { namedCrs } from './crs-choice.ts';
import { spatialImportFault } from './faults.ts';
import type { ImportDesk, Run } from './runs.server.ts';

const MOST_FEATURES = 3000;

interface Preview {
  type: 'FeatureCollection';
  features: { type: 'Feature'; geometry: Geometry; properties: Record<string, unknown> }[];
  total: number;
}

/** Features of a layer by a system that is being tried, before anything is stored. */
export async function previewOf(
  { store, district, workers }: ImportDesk,
  run: Run,
  { part, crs }: { readonly part: number; readonly crs?: string | undefined },
  signal: AbortSignal,
): Promise<Preview> {
  const layer = run.layers[part];
  if (!layer) throw spatialImportFault('map-import.part', { part: part + 1 });
  const text = crs ?? layer.chosenCrs;
  if (text === null) {
    throw spatialImportFault('map-import.no-crs', { layer: layer.name, why: layer.crs?.why ?? '从坐标看不出来' });
  }
  const named = namedCrs(text);
  if ('problem' in named) throw spatialImportFault('map-import.crs', { layer: layer.name, crs: text });
  const { features, total } = await workers.sample(
    {
      path: store.files.pathOf(run.hash),
      name: run.file_name,
      district: await districtBox(store.read(district)),
      part,
      crs: named.text,
      parameters: named.parameters,
      most: MOST_FEATURES,
    },
    { signal },
  );
  return {
    type: 'FeatureCollection',
    features: features.map(({ geometry, properties }) => ({
      type: 'Feature',
      geometry,
      properties: { ...properties },
    })),
    total,
  };
}
