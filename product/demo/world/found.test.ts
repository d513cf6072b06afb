import { clipTo } from '@quantu/geometry';
import { analyse, STANDARD_RULES, type AnalysedLayer } from '@quantu/plans';
import { expect, test } from 'vitest';
import { plantedConflicts, WORLD_SEED, worldLayers, type WorldLayer } from './index.ts';

/** An edge that other layers cut counts a little otherwise by the official formula. */
const NEAR = 1e-6;

function analysed({ code, name, role, category, codeSet, approvedOn, features }: WorldLayer): AnalysedLayer {
  return {
    id: code,
    name,
    role,
    isPlan: category === 'plan',
    standard: codeSet,
    overrides: {},
    approvedOn,
    features: [...features()].map(({ key, code: own, name: called, attributes, geometry }) => {
      if (geometry.type !== 'Polygon' && geometry.type !== 'MultiPolygon') throw new Error(`${key} is no area`);
      const controls = Object.entries(attributes).filter((one): one is [string, number] => typeof one[1] === 'number');
      return { key, code: own, name: called, controls: Object.fromEntries(controls), shape: geometry };
    }),
  };
}

test.each([
  [0.1, WORLD_SEED],
  [0.1, 7],
  [0.3, 5],
])(
  'at scale %d with seed %d the standard rules find each planted conflict in its place, and none more',
  (scale, seed) => {
    const layers = worldLayers(scale, seed).filter(({ shape }) => shape === 'area');
    const { conflicts, sums } = analyse(layers.map(analysed), STANDARD_RULES);
    expect(Math.abs(sums.cellsM2 / sums.unionM2 - 1)).toBeLessThan(1e-9);
    const told = (kind: string, codes: readonly string[]): string => `${kind} ${codes.toSorted().join(' × ')}`;
    const found = conflicts.map(({ kind, a, b, ...one }) => ({
      ...one,
      text: told(kind, [layers[a]!.code, ...(b === null ? [] : [layers[b]!.code])]),
    }));
    const planted = plantedConflicts(scale, seed).map(({ kind, layers: own, ...one }) => ({ ...one, text: told(kind, own) })); // prettier-ignore
    expect(found.map(({ text }) => text).sort()).toEqual(planted.map(({ text }) => text).sort());
    for (const { text, place, areaM2 } of planted) {
      const isHere = ({ text: other, geometry, areaM2: size }: (typeof found)[number]): boolean =>
        other === text &&
        Math.abs(size / areaM2 - 1) < NEAR &&
        Math.abs(clipTo(geometry, place).inside.areaM2 / areaM2 - 1) < NEAR;
      expect([text, found.filter(isHere).length]).toEqual([text, 1]);
    }
  },
);
