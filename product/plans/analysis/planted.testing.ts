import type { Polygon } from '@quantu/geometry';
import type { AnalysedFeature, AnalysedLayer } from './layers.ts';

/** A rectangle by its south-west corner, in thousandths of a degree from 118.9, 25.1. */
export function block(x: number, y: number, width = 1, height = 1): Polygon {
  const [west, south] = [118.9 + x / 1000, 25.1 + y / 1000];
  const [east, north] = [west + width / 1000, south + height / 1000];
  const ring = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ].map(([lon, lat]) => [round(lon!), round(lat!)] as const);
  return { type: 'Polygon', coordinates: [ring] };
}
const round = (degrees: number): number => Math.round(degrees * 1e9) / 1e9;

export const feature = (
  key: string,
  shape: Polygon,
  code: string | null = null,
  controls: Readonly<Record<string, number>> = {},
): AnalysedFeature => ({ key, shape, code, name: null, controls });

export const layer = (
  role: string | null,
  features: readonly AnalysedFeature[],
  more: Partial<AnalysedLayer> = {},
): AnalysedLayer => ({
  id: role ?? 'none',
  name: `图层${role ?? ''}`,
  role,
  isPlan: true,
  standard: 'land-use-2023',
  overrides: {},
  approvedOn: null,
  features,
  ...more,
});

/**
 * A world of ten columns in which every kind of conflict lies once, each in a column of its own. Rows 0–4 are covered by
 * both plans and agree but where something is planted.
 */
export function plantedWorld(): AnalysedLayer[] {
  const cityPlan = [
    feature('c1', block(0, 0, 1, 5), 'R2'),
    feature('c2', block(1, 0, 1, 5), 'M1'),
    feature('c3', block(2, 0, 1, 5), 'R2'),
    feature('c4', block(3, 0, 1, 5), 'R2'),
    feature('c5', block(4, 0, 1, 5), 'E1'),
    feature('c6', block(5, 0, 1, 5), 'R2'),
    feature('c7', block(6, 0, 1, 5), 'M2'),
    feature('c8', block(7, 0, 1, 5), 'B1'),
    feature('c10', block(8, 0, 1, 5), 'B1'),
    feature('c11', block(9, 0, 1, 5), 'B1'),
    feature('c12', block(10, 0, 1, 5), 'R2'),
  ];
  const landPlan = [
    feature('l1', block(0, 0, 1, 5), '0701'),
    feature('l2', block(1, 0, 1, 5), '1001'),
    feature('l3', block(2, 0, 1, 5), '0701'),
    // C4: what the city builds on is farmland here, in row 2 only.
    feature('l4a', block(3, 0, 1, 2), '0701'),
    feature('l4b', block(3, 2, 1, 1), '0101'),
    feature('l4c', block(3, 3, 1, 2), '0701'),
    // C5: the city has water, the land plan builds in row 1.
    feature('l5a', block(4, 0, 1, 1), '1701'),
    feature('l5b', block(4, 1, 1, 1), '0701'),
    feature('l5c', block(4, 2, 1, 3), '1701'),
    feature('l6', block(5, 0, 1, 5), '0701'),
    // C7: industry in one plan, living in the other, in row 4.
    feature('l7a', block(6, 0, 1, 4), '1001'),
    feature('l7b', block(6, 4, 1, 1), '0901'),
    feature('l8', block(7, 0, 1, 5), '0901'),
    feature('l10', block(8, 0, 1, 5), '0901'),
    // C10: over l10 in row 3.
    feature('l10b', block(8, 3, 1, 1), '0901'),
    // C11: sea where the city builds, in row 0.
    feature('l11a', block(9, 0, 1, 1), '2001'),
    feature('l11b', block(9, 1, 1, 4), '0901'),
    feature('l12', block(10, 0, 1, 5), '0701'),
  ];
  const control = { DSRJLSX: 2.5, JZGDSX: 60 };
  return [
    // C9: row 5 of the district, columns 0–10, has no plan.
    layer('district', [feature('区', block(0, 0, 11, 6))], { isPlan: false, standard: null }),
    layer('town', [feature('西镇', block(0, 0, 5, 6)), feature('东镇', block(5, 0, 6, 6))], {
      isPlan: false,
      standard: null,
    }),
    layer('city-plan', cityPlan, { standard: 'gb-50137', approvedOn: '2012-05-01' }),
    layer('land-plan', landPlan, { approvedOn: '2017-09-01' }),
    layer('permanent-farmland', [feature('n1', block(0, 1, 1, 1))], { isPlan: false, standard: null }),
    layer('ecological-red-line', [feature('h1', block(1, 2, 1, 1))], { isPlan: false, standard: null }),
    // C3: column 2 is built but not inside, in rows 3–4.
    layer('development-boundary', [
      feature('b1', block(0, 0, 2, 5)),
      feature('b2', block(2, 0, 1, 3)),
      feature('b3', block(3, 0, 8, 5)),
    ]),
    layer('forest', [feature('f1', block(5, 0, 1, 1))], { isPlan: false, standard: null }),
    layer('detailed-parcel', [feature('d1', block(7, 0, 1, 1), '0901', control)], { id: 'd1', name: '详规一' }),
    // C8: the same ground, less floor.
    layer('detailed-parcel', [feature('d2', block(7, 0, 1, 1), '0901', { ...control, DSRJLSX: 2 })], {
      id: 'd2',
      name: '详规二',
    }),
    layer('safety-zone', [feature('z1', block(10, 2, 1, 1))], { isPlan: false, standard: null }),
  ];
}
