import type { MapLayer } from '@quantu/plans';
import { expect, test } from 'vitest';
import { firstShown, lyingOf, moved, withLayer } from './lying.ts';
import { sampleLayer } from './sample-layer.test-data.ts';

const layers: MapLayer[] = [
  sampleLayer({ code: 'XZ', role: 'present-use', drafts: [{ number: 4, title: '草稿' }] }),
  sampleLayer({ code: 'GH', role: 'planned-use' }),
  sampleLayer({ code: 'HX', role: 'ecological-red-line' }),
  sampleLayer({ code: 'LU', shape: 'line', role: 'road' }),
  sampleLayer({ code: 'EMPTY', version: null }),
];
const codes = (shown: readonly { code: string }[]): string => shown.map(({ code }) => code).join();

test('a map nobody has set up shows one ground, and what bounds and runs above it', () => {
  expect(codes(firstShown(layers))).toBe('LU,HX,XZ');
});

test('a layer that is switched on comes to lie where its kind belongs', () => {
  expect(codes(withLayer(layers, firstShown(layers), 'GH'))).toBe('LU,HX,GH,XZ');
  expect(codes(withLayer(layers, [], 'GH'))).toBe('GH');
});

test('a draft is drawn when it is named and says so; what has no version is not drawn', () => {
  const shown = [
    { code: 'XZ', opacity: 50, version: 4 },
    { code: 'EMPTY', opacity: 100, version: null },
    { code: 'GONE', opacity: 100, version: null },
  ];
  expect(lyingOf(layers, shown)).toMatchObject([{ version: 4, isDraft: true, opacity: 50 }]);
});

test('layers change places by one, and stay where they are at the ends', () => {
  const shown = firstShown(layers);
  expect(codes(moved(shown, 'HX', -1))).toBe('HX,LU,XZ');
  expect(codes(moved(shown, 'LU', -1))).toBe('LU,HX,XZ');
});

test('a scenario is drawn under its name; one that is closed gives way to what is in force', () => {
  const there = [sampleLayer({ code: 'GH', scenarios: [{ number: -2, name: '北移', base: 1 }] })];
  const one = (version: number) => lyingOf(there, [{ code: 'GH', opacity: 100, version }]);
  expect(one(-2)).toMatchObject([{ version: -2, scenario: '北移', isDraft: false }]);
  expect(one(-1)).toMatchObject([{ version: 1, scenario: null }]);
});
