import { geodesicM } from '@quantu/geometry';
import { fromCgcs2000 } from '@quantu/spatial-files';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PAPERS } from '../drawing/contract.ts';
import { frameOf, paperMm, roundStep } from './layout.ts';
import { sheetSvg } from './svg.ts';

const wishes = fc.record({
  paper: fc.constantFrom(...PAPERS),
  isLandscape: fc.boolean(),
  scale: fc.integer({ min: 500, max: 50_000 }),
  center: fc.tuple(fc.double({ min: 118.5, max: 119.5, noNaN: true }), fc.double({ min: 24, max: 26, noNaN: true })),
});

test('a sheet shows exactly as much ground as its paper times its scale, its middle in the middle', () => {
  fc.assert(
    fc.property(wishes, (wish) => {
      const { map, legend, paper, metres, crs, box } = frameOf(wish);
      // The legend covers no ground and lies on the paper.
      expect(legend.left >= map.left + map.width || legend.top >= map.top + map.height).toBe(true);
      expect(legend.left + legend.width).toBeLessThanOrEqual(paper.width);
      expect(legend.top + legend.height).toBeLessThanOrEqual(paper.height);
      const [west, south, east, north] = metres;
      expect((east - west) / (map.width / 1000)).toBeCloseTo(wish.scale, 6);
      expect((north - south) / (map.height / 1000)).toBeCloseTo(wish.scale, 6);
      const [x, y] = fromCgcs2000(crs)(...wish.center);
      expect((west + east) / 2).toBeCloseTo(x, 6);
      expect((south + north) / 2).toBeCloseTo(y, 6);
      expect(box[0]).toBeLessThan(wish.center[0]);
      expect(box[3]).toBeGreaterThan(wish.center[1]);
    }),
  );
});

test('a kilometre on the ground near the middle is a hundred millimetres at 1:10,000, within the zone', () => {
  const center: [number, number] = [119.9, 25.1];
  const frame = frameOf({ paper: 'A3', isLandscape: true, scale: 10_000, center });
  const [x, y] = fromCgcs2000(frame.crs)(...center);
  const metre = geodesicM(center, [119.9, 25.1 + 1 / 110.773]);
  const drawn = fromCgcs2000(frame.crs)(119.9, 25.1 + 1 / 110.773);
  expect(Math.hypot(drawn[0] - x, drawn[1] - y) / metre).toBeCloseTo(1, 4);
});

test('papers are of the A series', () => {
  expect(paperMm({ paper: 'A4', isLandscape: true })).toEqual({ width: 297, height: 210 });
  expect(paperMm({ paper: 'A0', isLandscape: false })).toEqual({ width: 841, height: 1189 });
  expect([0.7, 1, 3, 49, 999].map(roundStep)).toEqual([0.5, 1, 2, 20, 500]);
});

test('the picture lies in millimetres of paper, and what a name says is text and nothing else', () => {
  const frame = frameOf({ paper: 'A4', isLandscape: true, scale: 5000, center: [118.9, 25.1] });
  const [west, south, east, north] = frame.box;
  const layers = [
    {
      shape: 'area' as const,
      role: null,
      opacity: 1,
      features: [
        {
          shape: {
            type: 'Polygon' as const,
            coordinates: [
              [
                [west, south],
                [east, south],
                [east, north],
                [west, north],
                [west, south],
              ] as const,
            ],
          },
          colour: '#123456',
          label: '<script>"&',
        },
      ],
    },
  ];
  const svg = sheetSvg(frame, layers, 'Noto');
  expect(svg).toContain(`viewBox="0 0 ${frame.map.width} ${frame.map.height}"`);
  expect(svg).not.toContain('<script');
  expect(svg).toContain('&#60;script&#62;&#34;&#38;');
  const [, x, y] = /<path d="M(-?[\d.]+) (-?[\d.]+)L/.exec(svg) ?? [];
  expect(Number(x)).toBeGreaterThan(-2);
  expect(Number(x)).toBeLessThan(0.5);
  expect(Number(y)).toBeCloseTo(frame.map.height, 0);
});
