import { readFileSync } from 'node:fs';
import { unzipSync } from 'fflate';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Fault } from '@quantu/base';
import type { Geometry } from '@quantu/geometry';
import { crsOf } from '../index.ts';
import { readAll, testFolder, writeRows, zipOf, type TestRow } from './files.testing.ts';

const area: Geometry = {
  type: 'MultiPolygon',
  coordinates: [
    [
      [
        [118.8, 25.1],
        [118.8, 25.2],
        [118.9, 25.2],
        [118.9, 25.1],
        [118.8, 25.1],
      ],
      [
        [118.82, 25.12],
        [118.84, 25.12],
        [118.84, 25.14],
        [118.82, 25.12],
      ],
    ],
    [
      [
        [118.95, 25.1],
        [118.95, 25.11],
        [118.96, 25.11],
        [118.95, 25.1],
      ],
    ],
  ],
};
const rows: TestRow[] = [1, 2, 3].map((number) => [
  area,
  { 名称: `地块${number}`, 面积: number / 3, 日期: '2024-03-05' },
]);

interface Sample {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly pack: (bytes: Uint8Array) => Uint8Array;
}

/** Files of each format that we read ourselves, sound; those of a shapefile are damaged inside of their archive. */
async function samples(): Promise<Sample[]> {
  const folder = testFolder();
  const found: Sample[] = [];
  for (const format of ['shapefile', 'geojson', 'kml', 'csv', 'txt'] as const) {
    const { out } = await writeRows(folder, crsOf('EPSG:4528')!, rows, { format, encoding: 'GBK' });
    const files = unzipSync(readFileSync(out));
    for (const [name, bytes] of Object.entries(files)) {
      if (name.endsWith('.xlsx')) continue;
      const pack = (damaged: Uint8Array): Uint8Array =>
        format === 'shapefile' ? zipOf({ ...files, [name]: damaged }) : damaged;
      found.push({ name: format === 'shapefile' ? 'x.zip' : name, bytes, pack });
    }
    if (format === 'shapefile') found.push({ name: 'x.zip', bytes: readFileSync(out), pack: (damaged) => damaged });
  }
  return found;
}

const wounds = fc.array(fc.record({ at: fc.nat(), byte: fc.integer({ min: 0, max: 255 }) }), {
  minLength: 1,
  maxLength: 12,
});

test('a damaged file gives what is sound in it, or one sentence', async () => {
  const sound = await samples();
  const which = fc.nat({ max: sound.length - 1 });
  const cut = fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: 1, freq: 3 });
  await fc.assert(
    fc.asyncProperty(which, wounds, cut, async (at, hits, share) => {
      const { name, bytes, pack } = sound[at]!;
      const damaged = Uint8Array.from(bytes.subarray(0, Math.max(1, Math.floor(bytes.length * share))));
      for (const hit of hits) damaged[hit.at % damaged.length] = hit.byte;
      try {
        const layers = await readAll(pack(damaged), name, { limits: { vertices: 100_000 } });
        for (const { count, features } of layers) expect(features.length).toBe(count);
      } catch (error) {
        expect(error).toBeInstanceOf(Fault);
        expect((error as Fault).message).toMatch(/\p{Script=Han}/u);
      }
    }),
    { numRuns: 300 },
  );
});
