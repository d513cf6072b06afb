import fc from 'fast-check';
import { expect, test } from 'vitest';
import { geosMadeValid, isGeosValid } from '../geos.testing.ts';
import { polygonsOf, type Position } from '../geometry.ts';
import { areaM2 } from '../measures.ts';
import { planeArea } from '../overlay/planar.testing.ts';
import { seeded } from '../overlay/parcels.testing.ts';
import { parseGeometry } from '../parse.ts';
import { ring, square, starPolygon } from '../shapes.testing.ts';
import { repairArea, type RawArea } from './repair.ts';

const kindsOf = (raw: RawArea): string[] => repairArea(raw).report.findings.map(({ kind }) => kind);
/** The parts of the repaired area, each as its number of rings and its size in hundredths of square degrees. */
const partsOf = (raw: RawArea): [number, number][] =>
  polygonsOf(repairArea(raw).geometry!).map((rings) => [
    rings.length,
    Math.round(planeArea({ type: 'Polygon', coordinates: rings }) * 100),
  ]);
const block = square(118, 25, 1);

test('a valid area keeps its points, and its rings run the standard way', () => {
  fc.assert(
    fc.property(starPolygon(), (star) => {
      const rounded = star.map(([lon, lat]): Position => [Math.round(lon * 1e9) / 1e9, Math.round(lat * 1e9) / 1e9]);
      const { geometry, report } = repairArea([[star.toReversed()]]);
      if (report.findings.length > 0) return;
      expect(geometry).toEqual({ type: 'Polygon', coordinates: [rounded] });
      expect(Math.abs(report.afterM2 / report.beforeM2 - 1)).toBeLessThan(1e-5);
    }),
  );
});

test('a bow-tie becomes two areas, and the report says where it crossed', () => {
  const bowTie = ring([
    [118, 25],
    [119, 26],
    [119, 25],
    [118, 26],
  ]);
  expect(partsOf([[bowTie]])).toEqual([
    [1, 25],
    [1, 25],
  ]);
  expect(repairArea([[bowTie]]).report.findings).toEqual([
    {
      kind: 'self-crossing',
      count: 1,
      at: [118.5, 25.5],
      text: '边界自相交 1 处（首处在 118.500000, 25.500000），已按奇偶规则拆开',
    },
  ]);
});

test.each<[string, RawArea, string[], [number, number][]]>([
  ['an open ring is closed', [[block.slice(0, -1)]], ['unclosed'], [[1, 100]]],
  ['points twice are dropped', [[block.flatMap((at) => [at, at])]], ['duplicate-points'], [[1, 100]]],
  ['heights are dropped', [[block.map(([lon, lat]) => [lon, lat, 7])]], ['height'], [[1, 100]]],
  ['a spike is cut off', [[[...block.slice(0, 2), [121, 25], ...block.slice(1)]]], ['spike'], [[1, 100]]],
  [
    'a spike where the ring begins is cut off',
    [[[[118, 20], ...block.slice(0, -1), [118, 25], [118, 20]]]],
    ['spike'],
    [[1, 100]],
  ],
  ['a ring twice counts once', [[block, block.toReversed()]], ['duplicate-ring'], [[1, 100]]],
  [
    'a flat ring is dropped',
    [
      [
        block,
        [
          [118.1, 25.1],
          [118.2, 25.2],
          [118.1, 25.1],
        ],
      ],
    ],
    ['flat-ring'],
    [[1, 100]],
  ],
  ['a hole before its shell is put after it', [[square(118.2, 25.2, 0.5), block]], ['ring-order'], [[2, 75]]],
  [
    'a hole outside its shell is an area',
    [[block, square(120, 25, 0.5)]],
    ['islet'],
    [
      [1, 100],
      [1, 25],
    ],
  ],
  [
    'an island in a hole is an area',
    [[block, square(118.1, 25.1, 0.8), square(118.3, 25.3, 0.2)]],
    ['islet'],
    [
      [2, 36],
      [1, 4],
    ],
  ],
  [
    'an islet keeps the hole that came with it',
    [[block, square(120, 25, 0.5), square(120.1, 25.1, 0.2)]],
    ['islet'],
    [
      [1, 100],
      [2, 21],
    ],
  ],
  [
    'a hole that reaches out of its shell is cut to it',
    [[block, square(118.5, 25.5, 1)]],
    ['crossing-rings'],
    [[1, 75]],
  ],
  ['parts that overlap become one', [[block], [square(118.5, 25, 1)]], ['overlapping-parts'], [[1, 150]]],
  ['parts side by side become one', [[block], [square(119, 25, 1)]], ['regrouped'], [[1, 200]]],
  ['a hole along the border opens it', [[block, square(118, 25.2, 0.5)]], ['regrouped'], [[1, 75]]],
])('%s', (_, raw, kinds, parts) => {
  expect(kindsOf(raw)).toEqual(kinds);
  expect(partsOf(raw)).toEqual(parts);
});

test.each<[string, RawArea, string]>([
  [
    'a coordinate that is no number',
    [
      [
        [
          [118, 25],
          [119, Number.NaN],
          [119, 26],
        ],
      ],
    ],
    '第 1 圈边界的第 2 个点坐标不是有限的数',
  ],
  [
    'an endless coordinate',
    [
      [
        block,
        [
          [118, 25],
          [Infinity, 25],
          [119, 26],
        ],
      ],
    ],
    '第 2 圈边界的第 2 个点坐标不是有限的数',
  ],
  ['a missing coordinate', [[[[118], [119, 25], [119, 26]]]], '第 1 个点坐标不是有限的数'],
  [
    'metres',
    [
      [
        [
          [500_000, 2_779_799],
          [500_100, 2_779_799],
          [500_100, 2_779_899],
        ],
      ],
    ],
    '超出经度 −180 至 180',
  ],
  [
    'the date line',
    [
      [
        [
          [179, 25],
          [-179, 25],
          [-179, 26],
          [179, 26],
        ],
      ],
    ],
    '跨过 180° 经线',
  ],
  [
    'a line',
    [
      [
        [
          [118, 25],
          [119, 26],
          [118, 25],
        ],
      ],
    ],
    '图形没有面积',
  ],
  ['nothing', [], '图形没有面积'],
])('%s is refused with a sentence', (_, raw, sentence) => {
  const { geometry, report } = repairArea(raw);
  expect(geometry).toBeNull();
  expect(report.refusal).toContain(sentence);
});

test('whatever is scribbled becomes valid, with the area of the even-odd rule', () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 3, max: 30 }), (seed, count) => {
      const random = seeded(seed);
      const scribble = Array.from({ length: count }, (): Position => [118 + random(), 25 + random()]);
      const { geometry } = repairArea([[scribble]]);
      expect(isGeosValid(geometry!)).toBe(true);
      const theirs = geosMadeValid({ type: 'Polygon', coordinates: [ring(scribble)] });
      expect(Math.abs(planeArea(geometry) - planeArea(theirs))).toBeLessThan(1e-6);
    }),
    { numRuns: 60 },
  );
});

test('what was repaired needs no repair, and the parser takes it', () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const random = seeded(seed);
      const places = Array.from({ length: 24 }, (): Position => [118 + random() * 1e-7, 25 + random() * 1e-7]);
      const { geometry } = repairArea([[places.slice(0, 12), places.slice(12)]]);
      if (geometry === null) return;
      expect(parseGeometry(geometry, 'area')).toEqual(geometry);
      const again = repairArea(geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates);
      expect(again.report.findings).toEqual([]);
      expect(areaM2(again.geometry!)).toBe(areaM2(geometry));
    }),
    { numRuns: 200 },
  );
});

test('a scribble that crosses itself hundreds of thousands of times is refused before it takes all the memory', () => {
  const random = seeded(1);
  const scribble = Array.from({ length: 3000 }, (): Position => [118 + random(), 25 + random()]);
  const { geometry, report } = repairArea([[scribble]]);
  expect([geometry, report.refusal]).toEqual([
    null,
    '边界自相交超过 20 万处，不像是一块地的边界，请在原文件中重新绘制',
  ]);
});

test('a ring of a hundred thousand points that touches itself nowhere comes back whole', () => {
  const count = 100_000;
  const coast = Array.from({ length: count }, (_, i): Position => {
    const angle = (2 * Math.PI * i) / count;
    const far = 0.5 + 0.01 * Math.sin(97 * angle) + 0.0001 * Math.sin(9973 * angle);
    return [118 + far * Math.cos(angle), 25 + far * Math.sin(angle)];
  });
  const { geometry, report } = repairArea([[ring(coast)]]);
  expect(report.findings).toEqual([]);
  expect(polygonsOf(geometry!)[0]![0]).toHaveLength(count + 1);
});
