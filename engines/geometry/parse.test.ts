import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseGeometry } from './parse.ts';
import { ring, square, starPolygon } from './shapes.testing.ts';

const area = (coordinates: unknown): unknown => parseGeometry({ type: 'Polygon', coordinates }, 'area');

test.each([
  ['a number', 5, 'point', '不是 GeoJSON 图形：缺少 type 或 coordinates'],
  ['another kind', { type: 'Point', coordinates: [118, 25] }, 'area', '这里要的是面，给的是点'],
  ['a collection', { type: 'GeometryCollection', coordinates: [] }, 'line', '这里要的是线，给的是图形集合'],
  [
    'swapped axes',
    { type: 'Point', coordinates: [25.12, 118.9] },
    'point',
    '第 1 个点（25.12, 118.9）经纬度写反了：经度在前，纬度在后',
  ],
  [
    'metres',
    { type: 'Point', coordinates: [40389058.607, 2779799.152] },
    'point',
    '第 1 个点（40389058.607, 2779799.152）是平面坐标（米），请先转换为 CGCS2000 经纬度',
  ],
  ['nothing', { type: 'LineString', coordinates: [] }, 'line', '图形没有坐标'],
  ['text', { type: 'Point', coordinates: ['118', 25] }, 'point', '第 1 个点的坐标不是数字'],
  ['infinity', { type: 'Point', coordinates: [118, Infinity] }, 'point', '第 1 个点的坐标不是数字'],
  [
    'a line of one place',
    {
      type: 'LineString',
      coordinates: [
        [118, 25],
        [118, 25.0000000001],
      ],
    },
    'line',
    '线至少要有两个不同的点',
  ],
  [
    'far out',
    { type: 'Point', coordinates: [190, 25] },
    'point',
    '第 1 个点（190, 25）超出经度 −180 至 180、纬度 −90 至 90 的范围',
  ],
] as const)('%s is refused in a sentence', (_, json, kind, problem) => {
  expect(parseGeometry(json, kind)).toEqual({ problem });
});

test('an area says what its boundary lacks', () => {
  const [a, b, c, d] = square(118, 25, 1);
  expect(area([[a, b, c, d]])).toEqual({ problem: '边界没有闭合：最后一点要与第一点相同' });
  expect(area([[a, b, a]])).toEqual({ problem: '边界不足三个不同的点，围不成面' });
  expect(area([[a, c, b, d, a]])).toEqual({ problem: expect.stringContaining('与自己相交') });
  // A spike out and back, and a ring that touches itself in a corner.
  expect(area([[a, b, [120, 25], b, c, d, a]])).toEqual({ problem: expect.stringContaining('与自己相交') });
  const eight = [
    [118, 25],
    [119, 25],
    [118.5, 25.5],
    [119, 26],
    [118, 26],
    [118.5, 25.5],
    [118, 25],
  ];
  expect(area([eight])).toEqual({ problem: expect.stringContaining('与自己相交') });
});

test('holes lie inside, parts beside each other; touching in a point is allowed', () => {
  const outer = square(118, 25, 1);
  const within = (...holes: unknown[]) => area([outer, ...holes]);
  expect(within(square(118.2, 25.2, 0.2))).toHaveProperty('type', 'Polygon');
  expect(
    within([
      [118, 25.5],
      [118.3, 25.4],
      [118.3, 25.6],
      [118, 25.5],
    ]),
  ).toHaveProperty('type', 'Polygon');
  expect(within(square(120, 25, 0.2))).toEqual({ problem: '第 2 圈是洞，但不在外边界之内' });
  expect(within(square(118.9, 25.2, 0.2))).toEqual({ problem: expect.stringContaining('相交或重叠') });
  expect(within(square(118.2, 25.2, 0.4), square(118.3, 25.3, 0.1))).toEqual({
    problem: expect.stringContaining('洞在另一个洞里'),
  });
  const parts = (...polygons: unknown[]) => parseGeometry({ type: 'MultiPolygon', coordinates: polygons }, 'area');
  expect(parts([outer], [square(119, 26, 1)])).toHaveProperty('type', 'MultiPolygon');
  expect(parts([outer], [square(118.2, 25.2, 0.2)])).toEqual({ problem: '第 2 块与第 1 块重叠' });
  // An island in a lake.
  expect(parts([outer, square(118.2, 25.2, 0.6)], [square(118.4, 25.4, 0.2)])).toHaveProperty('type', 'MultiPolygon');
});

test('a part may fill a notch of another, all its corners on the boundary', () => {
  const grid = (points: readonly (readonly [number, number])[]) =>
    [...points, points[0]!].map(([x, y]): [number, number] => [118 + x / 1000, 25 + y / 1000]);
  const notched = grid([
    [73, 86],
    [86, 96],
    [43, 71],
    [43, 70],
    [72, 86],
    [72, 87],
    [73, 87],
    [75, 88],
  ]);
  const filling = grid([
    [73, 86],
    [73, 87],
    [72, 86],
  ]);
  const both = (one: [number, number][]) => ({ type: 'MultiPolygon', coordinates: [[notched], [one]] });
  expect(parseGeometry(both(filling), 'area')).not.toHaveProperty('problem');
  expect(
    parseGeometry(
      both(
        grid([
          [73, 86],
          [72, 87],
          [72, 86],
        ]),
      ),
      'area',
    ),
  ).toHaveProperty('problem');
});

test('any star-shaped ring is an area, whichever way it runs', () => {
  fc.assert(
    fc.property(starPolygon(), fc.boolean(), (star, isTurned) => {
      const coordinates = [isTurned ? star.toReversed() : star];
      expect(area(coordinates)).toMatchObject({ type: 'Polygon' });
    }),
  );
});

test('a ring on a small grid is an area exactly when a brute force finds no contact', () => {
  const grid = fc.integer({ min: 0, max: 4 });
  const points = fc.uniqueArray(fc.tuple(grid, grid), { minLength: 3, maxLength: 6, selector: String });
  let valid = 0;
  fc.assert(
    fc.property(points, (corners) => {
      const isValid = isSimple(corners);
      if (isValid) valid++;
      expect('type' in (area([ring(corners)]) as object)).toBe(isValid);
    }),
    { numRuns: 2000 },
  );
  expect(valid).toBeGreaterThan(100);
});

type Corner = readonly [number, number];

/** Every pair of edges, by solving for the crossing in fractions of small whole numbers. */
function isSimple(corners: readonly Corner[]): boolean {
  const edges = corners.map((from, i) => [from, corners[(i + 1) % corners.length]!] as const);
  for (let i = 0; i < edges.length; i++) {
    for (let j = i + 1; j < edges.length; j++) {
      const shared = commonPoints(edges[i]!, edges[j]!);
      const isNext = j === i + 1 || (i === 0 && j === edges.length - 1);
      if (shared > (isNext ? 1 : 0)) return false;
    }
  }
  return true;
}

/** 0, 1, or 2 for a common stretch. */
function commonPoints([a, b]: readonly [Corner, Corner], [c, d]: readonly [Corner, Corner]): number {
  const [rx, ry, sx, sy] = [b[0] - a[0], b[1] - a[1], d[0] - c[0], d[1] - c[1]];
  const [qx, qy] = [c[0] - a[0], c[1] - a[1]];
  const cross = rx * sy - ry * sx;
  if (cross !== 0) {
    const [t, u] = [(qx * sy - qy * sx) / cross, (qx * ry - qy * rx) / cross];
    return t >= 0 && t <= 1 && u >= 0 && u <= 1 ? 1 : 0;
  }
  if (qx * ry - qy * rx !== 0) return 0;
  const along = ([x, y]: Corner) => ((x - a[0]) * rx + (y - a[1]) * ry) / (rx * rx + ry * ry);
  const low = Math.max(0, Math.min(along(c), along(d)));
  const high = Math.min(1, Math.max(along(c), along(d)));
  if (low > high) return 0;
  return low === high ? 1 : 2;
}

test('anything at all is taken or refused, never a crash', () => {
  fc.assert(
    fc.property(fc.anything(), fc.constantFrom('point', 'line', 'area'), (json, kind) => {
      expect(parseGeometry(json, kind)).toBeTypeOf('object');
      const types = ['Point', 'LineString', 'Polygon', 'MultiPolygon'];
      for (const type of types) expect(parseGeometry({ type, coordinates: json }, kind)).toBeTypeOf('object');
    }),
  );
});

test('coordinates are kept to 1e-9 degrees, heights are left out', () => {
  expect(parseGeometry({ type: 'Point', coordinates: [118.12345678949, -0, 30] }, 'point')).toEqual({
    type: 'Point',
    coordinates: [118.123456789, 0],
  });
});

test('a boundary that would take for ever to check is refused', () => {
  const teeth = Array.from({ length: 40_000 }, (_, i): Corner => [i % 2 === 0 ? 10 : 11, 25 + i * 1e-5]);
  const comb = ring([...teeth, [9, 26], [9, 24]]);
  expect(area([comb])).toEqual({ problem: expect.stringContaining('过于复杂') });
  expect(area([Array.from({ length: 100_001 }, () => [118, 25])])).toEqual({
    problem: '图形超过 100000 个点，请先概化或拆成多条记录',
  });
});
