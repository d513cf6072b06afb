import { parseGeometry, type Geometry } from '@quantu/geometry';
import { toCgcs2000 } from '@quantu/spatial-files';
import { spatialImportFault } from '../faults.ts';
import { layersOf } from './layers.server.ts';
import type { Sampled, SampledFeature, SampleOrder } from './orders.ts';
import { shapeOf, turned } from './positions.ts';

/** Vertices that one preview shows: a browser draws them at once. */
const MOST_VERTICES = 400_000;

/** Features from all over a layer, for a look at the map. Nothing is mended: it is seen as it is. */
export async function sampleOf(order: SampleOrder): Promise<Sampled> {
  for await (const [part, layer] of layersOf(order, order.crs)) {
    if (part !== order.part) continue;
    const parameters = order.parameters ?? undefined;
    const turn = toCgcs2000(layer.crs!, { axes: layer.axes, ...(parameters ? { parameters } : {}) });
    const every = Math.max(1, Math.ceil(layer.count / order.most));
    const features: SampledFeature[] = [];
    let [seen, vertices] = [0, 0];
    for await (const batch of layer.features) {
      for (const { geometry, attributes } of batch) {
        if (seen++ % every !== 0 || geometry === null || vertices > MOST_VERTICES) continue;
        const shape = rounded(turned(geometry, turn));
        if (shape === null) continue;
        vertices += JSON.stringify(shape.coordinates).length / 24;
        features.push({ geometry: shape, properties: attributes });
      }
    }
    return { features, total: layer.count };
  }
  throw spatialImportFault('map-import.part', { part: order.part + 1 });
}

/** As it would be stored where it is valid, else as it is; null where a number is none. */
function rounded(geometry: Geometry): Geometry | null {
  const parsed = parseGeometry(geometry, shapeOf(geometry));
  if (!('problem' in parsed)) return parsed;
  return JSON.stringify(geometry.coordinates).includes('null') ? null : geometry;
}
