import { typesetMapSheet } from '@quantu/documents/server';
import type { Position } from '@quantu/geometry';
import { fromCgcs2000, toCgcs2000 } from '@quantu/spatial-files';
import type { Store } from '@quantu/store';
import { getDocumentProxy, getResolvedPDFJS } from 'unpdf';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { putInForce, testDesk } from '../map/desk.testing.ts';
import { mapStore, newLayer } from '../plans.testing.ts';
import { zoneOfSheet } from './layout.ts';
import { mapSheet } from './sheet.server.ts';

// pdf.js calls it; Node 20 does not have it yet.
if (!('transferToFixedLength' in ArrayBuffer.prototype)) {
  // oxlint-disable-next-line no-extend-native -- this test's process reads nothing but its PDF
  Object.defineProperty(ArrayBuffer.prototype, 'transferToFixedLength', {
    value(this: ArrayBuffer, length: number = this.byteLength) {
      const copy = new ArrayBuffer(length);
      new Uint8Array(copy).set(new Uint8Array(this, 0, Math.min(length, this.byteLength)));
      return copy;
    },
  });
}

const CENTER: Position = [118.9, 25.1];
const MM_PER_POINT = 25.4 / 72;

let store: Store;
let layer: string;
beforeAll(async () => {
  store = await mapStore();
  layer = await newLayer(store, 'KM', { name: '一公里', shape: 'line', colour: '#c0ffee' });
  const crs = zoneOfSheet(CENTER);
  const [east, north] = fromCgcs2000(crs)(...CENTER);
  const back = toCgcs2000(crs);
  const geometry = { type: 'LineString', coordinates: [back(east - 500, north), back(east + 500, north)] } as const;
  await putInForce(store, layer, [{ key: '1', geometry }]);
});
afterAll(() => store.close());

type Matrix = readonly [number, number, number, number, number, number];
const times = ([a, b, c, d, e, f]: Matrix, [A, B, C, D, E, F]: Matrix): Matrix => [
  a * A + c * B,
  b * A + d * B,
  a * C + c * D,
  b * C + d * D,
  a * E + c * F + e,
  b * E + d * F + f,
];

/** Straight lines of two ends that a page draws, in millimetres from its lower left corner. */
async function linesOf(bytes: Uint8Array): Promise<(readonly [Position, Position])[]> {
  const { OPS } = await getResolvedPDFJS();
  const page = await (await getDocumentProxy(new Uint8Array(bytes))).getPage(1);
  const { fnArray, argsArray } = await page.getOperatorList();
  const lines: (readonly [Position, Position])[] = [];
  const kept: Matrix[] = [];
  let now: Matrix = [MM_PER_POINT, 0, 0, MM_PER_POINT, 0, 0];
  for (const [i, op] of fnArray.entries()) {
    const args = (argsArray[i] ?? []) as readonly unknown[];
    if (op === OPS.save || op === OPS.paintFormXObjectBegin) kept.push(now);
    if (op === OPS.restore || op === OPS.paintFormXObjectEnd) now = kept.pop() ?? now;
    if (op === OPS.transform) now = times(now, args as unknown as Matrix);
    if (op === OPS.paintFormXObjectBegin && args[0]) now = times(now, args[0] as Matrix);
    if (op !== OPS.constructPath) continue;
    const [path] = (args[1] ?? []) as readonly ArrayLike<number>[];
    const [move, x1 = 0, y1 = 0, line, x2 = 0, y2 = 0] = Array.from(path ?? []);
    if (path?.length !== 6 || move !== 0 || line !== 1) continue;
    const on = (x: number, y: number): Position => [now[0] * x + now[2] * y + now[4], now[1] * x + now[3] * y + now[5]];
    lines.push([on(x1, y1), on(x2, y2)]);
  }
  return lines;
}

test.each([
  ['A4', 10_000, 100],
  ['A3', 5000, 200],
  ['A0', 2000, 500],
] as const)(
  'on %s at 1:%i a kilometre is %i mm long in the PDF, in the middle of the map',
  async (paper, scale, mm) => {
    const wish = {
      title: '量一公里',
      paper,
      isLandscape: true,
      scale,
      center: [CENTER[0], CENTER[1]] as [number, number],
      layers: [{ layer, opacity: 1 }],
      approval: '',
      maker: '',
    };
    const sheet = await mapSheet(testDesk(store), wish, '东屿区', '2026-11-23');
    const lines = await linesOf(typesetMapSheet(sheet));
    const found = lines.filter(([a, b]) => Math.abs(Math.hypot(b[0] - a[0], b[1] - a[1]) - mm) < 0.05);
    expect(found).toHaveLength(1);
    const [[a, b]] = found as [readonly [Position, Position]];
    expect(Math.hypot(b[0] - a[0], b[1] - a[1])).toBeCloseTo(mm, 1);
    expect((a[0] + b[0]) / 2).toBeCloseTo(sheet.map.left + sheet.map.width / 2, 1);
    expect((a[1] + b[1]) / 2).toBeCloseTo(sheet.paper.height - sheet.map.top - sheet.map.height / 2, 1);
  },
);
