import type { BodyOf } from '@quantu/people';
import type { versionRoutes } from '@quantu/plans';
import type { EditFeature, Features } from './topology.ts';

type Change = BodyOf<typeof versionRoutes.edit>['changes'][number];

/** What features stand on that are stored: their own keys, or those that they have come from since. */
export const originsOf = (features: readonly EditFeature[]): readonly string[] => [
  ...new Set(features.flatMap(({ key, isNew, from }) => [...(isNew ? [] : [key]), ...(from ?? [])])),
];

/** What has to be written so that what was there becomes what is. */
export function changesOf(original: Features, now: Features): Change[] {
  const changes: Change[] = [];
  for (const [key, { isNew, shape, code, name, attributes, from }] of now) {
    const before = original.get(key);
    const trace = from === undefined ? {} : { from: [...from] };
    if (isNew || !before) changes.push({ key: null, shape, code, name, attributes: { ...attributes }, ...trace });
    else if (before.shape !== shape || before.code !== code || before.name !== name)
      changes.push({ key, shape, code, name, ...trace });
  }
  for (const key of original.keys()) if (!now.has(key)) changes.push({ key, shape: null });
  return changes;
}
