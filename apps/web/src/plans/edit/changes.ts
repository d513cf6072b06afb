import type { BodyOf } from '@quantu/people';
import type { versionRoutes } from '@quantu/plans';
import type { Features } from './topology.ts';

type Change = BodyOf<typeof versionRoutes.edit>['changes'][number];

/** What has to be written so that what was there becomes what is. */
export function changesOf(original: Features, now: Features): Change[] {
  const changes: Change[] = [];
  for (const [key, { isNew, shape, code, name, attributes }] of now) {
    const before = original.get(key);
    if (isNew || !before) changes.push({ key: null, shape, code, name, attributes: { ...attributes } });
    else if (before.shape !== shape || before.code !== code || before.name !== name)
      changes.push({ key, shape, code, name });
  }
  for (const key of original.keys()) if (!now.has(key)) changes.push({ key, shape: null });
  return changes;
}
