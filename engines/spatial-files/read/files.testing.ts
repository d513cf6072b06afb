import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { onTestFinished } from 'vitest';
import type { Geometry } from '@quantu/geometry';
import { readSpatial, type ReadOptions, type SpatialFeature, type SpatialLayer } from '../server.ts';
import type { Crs } from '../index.ts';
import { GbkEncoder } from '../write/gbk.ts';
import { writeSpatial, type WriteOrder } from '../write/write-spatial.ts';

export const DISTRICT = [118.705, 25.082, 119.006, 25.241] as const;

export interface ReadLayer extends Omit<SpatialLayer, 'features'> {
  readonly features: readonly SpatialFeature[];
}

/** Everything in a file. */
export async function readAll(
  given: string | Uint8Array,
  name: string,
  options: ReadOptions = {},
): Promise<ReadLayer[]> {
  const layers: ReadLayer[] = [];
  for await (const layer of readSpatial(given, name, options)) {
    const features: SpatialFeature[] = [];
    for await (const batch of layer.features) features.push(...batch);
    layers.push({ ...layer, features });
  }
  return layers;
}

/** A folder that is gone after the test. */
export function testFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'quantu-spatial-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export const gbk = (text: string): Uint8Array => new GbkEncoder().encode(text);

/** An archive; texts are in UTF-8. */
export const zipOf = (files: Readonly<Record<string, string | Uint8Array>>): Uint8Array =>
  zipSync(
    Object.fromEntries(
      Object.entries(files).map(([name, content]) => [name, typeof content === 'string' ? strToU8(content) : content]),
    ),
  );

export type TestRow = readonly [
  geometry: Geometry | null,
  attributes: Record<string, string | number | boolean | null>,
];

/** Writes rows as an archive and gives its path. */
export async function writeRows(
  folder: string,
  crs: Crs,
  rows: readonly TestRow[],
  order: Pick<WriteOrder, 'format'> & Partial<WriteOrder>,
): Promise<{ out: string; written: Awaited<ReturnType<typeof writeSpatial>> }> {
  const out = path.join(folder, `${order.format}.zip`);
  const fields = Object.entries(rows[0]?.[1] ?? {}).map(([name, value]) => ({ name, type: typeOf(value) }));
  async function* features(): AsyncGenerator<{ geometry: Geometry | null; attributes: TestRow[1] }[]> {
    yield rows.map(([geometry, attributes]) => ({ geometry, attributes }));
  }
  const layer = { name: '测试图层', fields, features: features() };
  const written = await writeSpatial({ layer, crs, about: [['持有单位', '自然资源局']], ...order }, out);
  return { out, written };
}

function typeOf(value: TestRow[1][string] | undefined): 'text' | 'number' | 'integer' | 'day' | 'boolean' {
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return /^\d{4}-\d{2}-\d{2}$/.test(String(value)) ? 'day' : 'text';
}
