import { partsOf } from '@quantu/geometry';
import { needsParameters, toCgcs2000 } from '@quantu/spatial-files';
import type { AttributeValue, SpatialLayer } from '@quantu/spatial-files/server';
import type { LookedGuess, LookedLayer, LookOrder } from './orders.ts';
import { layersOf } from './layers.server.ts';

const SAMPLES = 5;
const SAMPLE_TEXT = 60;
/** Features that samples of values are taken from. */
const SAMPLED = 2000;
const POINTS = 2000;

export async function lookInto(order: LookOrder): Promise<readonly LookedLayer[]> {
  const looked: LookedLayer[] = [];
  const unread: string[] = [];
  for await (const [, layer] of layersOf(order, null, (note) => unread.push(note))) looked.push(await lookAt(layer));
  return looked.map((layer, at) => (at === 0 ? { ...layer, notes: [...layer.notes, ...unread] } : layer));
}

async function lookAt(layer: SpatialLayer): Promise<LookedLayer> {
  const samples = new Map<string, Set<string>>(layer.fields.map(({ name }) => [name, new Set()]));
  const points: [number, number][] = [];
  // Points from all over the layer, a few of each feature that is looked at.
  const every = Math.max(1, Math.floor(layer.count / (POINTS / 4)));
  let seen = 0;
  for await (const batch of layer.features) {
    for (const { attributes, geometry } of batch) {
      if (seen < SAMPLED) for (const [name, found] of samples) sample(found, attributes[name]);
      if (seen++ % every === 0 && geometry && points.length < POINTS) {
        const positions = partsOf(geometry).flat();
        const step = Math.max(1, Math.floor(positions.length / 40));
        for (let i = 0; i < positions.length; i += step) points.push([positions[i]![0], positions[i]![1]]);
      }
    }
    if (seen >= SAMPLED && points.length >= POINTS) break;
  }
  const { name, format, geometryKind, count, encoding, fields, box, core, axes, notes } = layer;
  return {
    name,
    format,
    shape: geometryKind,
    features: count,
    encoding: encoding ?? 'UTF-8',
    fields: fields.map(({ name, type }) => ({ name, kind: type, samples: [...samples.get(name)!] })),
    rawBox: core ?? box,
    axes,
    guess: guessOf(layer),
    points: converted(layer, points),
    notes,
  };
}

function sample(found: Set<string>, value: AttributeValue | undefined): void {
  if (found.size >= SAMPLES || value === null || value === undefined || value === '') return;
  found.add(String(value).slice(0, SAMPLE_TEXT));
}

function guessOf({ crs, crsSource, crsGuess: { confidence, why, alternatives } }: SpatialLayer): LookedGuess {
  const others = new Map(alternatives.map(({ crs, why, distanceKm }) => [crs.id, { crs: crs.id, why, distanceKm }]));
  return {
    crs: crs?.id ?? null,
    isDeclared: crsSource !== 'guessed',
    confidence,
    why,
    alternatives: [...others.values()].filter((other) => other.crs !== crs?.id),
  };
}

function converted({ crs, axes }: SpatialLayer, points: readonly [number, number][]): [number, number][] {
  if (crs === null || needsParameters(crs)) return [];
  const turn = toCgcs2000(crs, { axes });
  return points
    .map(([x, y]): [number, number] => {
      const [lon, lat] = turn(x, y);
      return [lon, lat];
    })
    .filter((point) => point.every(Number.isFinite));
}
