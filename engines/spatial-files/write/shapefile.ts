import { open, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Geometry } from '@quantu/geometry';
import { spatialFault } from '../faults.ts';
import { kindOf } from '../read/fields.ts';
import { DbfWriter } from './dbf.ts';
import { OutFile } from './files.ts';
import type { OutLayer, Target, WrittenFiles } from './out.ts';
import { prjOf } from './prj.ts';
import { recordOf, shpHead, type ShapeKind } from './shp.ts';

const LABELS = { area: '面', line: '线', point: '点' } as const;

/** Writes a layer as shapefiles, one for each kind of geometry in it. */
export async function writeShapefile(layer: OutLayer, target: Target): Promise<WrittenFiles> {
  const writers = new Map<ShapeKind, Writer>();
  const writerOf = (kind: ShapeKind): Writer => {
    const found = writers.get(kind) ?? new Writer(kind, layer, target);
    writers.set(kind, found);
    return found;
  };
  let count = 0;
  let exploded = 0;
  for await (const batch of layer.features) {
    for (const { geometry, attributes } of batch) {
      count++;
      const kind = geometry === null ? ([...writers.keys()][0] ?? 'area') : kindOf(geometry);
      const shapes = geometry?.type === 'MultiPoint' ? geometry.coordinates.map(pointOf) : [geometry];
      if (shapes.length > 1) exploded++;
      for (const shape of shapes) await writerOf(kind).add(shape, attributes);
    }
  }
  if (writers.size === 0) writerOf('area');
  const notes: string[] = exploded > 0 ? [`有 ${exploded} 个多点要素拆成了单点`] : [];
  for (const [kind, writer] of writers) {
    const found = await writer.end(writers.size > 1 ? `${target.stem}_${LABELS[kind]}` : target.stem);
    notes.push(...found.filter((note) => !notes.includes(note)));
  }
  if (writers.size > 1) notes.push('图层里点、线、面混在一起，已分成几个 Shapefile');
  return { count, notes };
}

const pointOf = (coordinates: readonly [number, number]): Geometry => ({ type: 'Point', coordinates });

/** Offsets in an index are of two bytes and signed: beyond this no reader finds a record. */
const MOST_BYTES = 2 ** 31 - 1;

class Writer {
  readonly #kind: ShapeKind;
  readonly #target: Target;
  readonly #path: (extension: string) => string;
  readonly #shp: OutFile;
  readonly #shx: OutFile;
  readonly #dbf: DbfWriter;
  readonly #box = [Infinity, Infinity, -Infinity, -Infinity];
  #count = 0;

  constructor(kind: ShapeKind, layer: OutLayer, target: Target) {
    this.#kind = kind;
    this.#target = target;
    this.#path = (extension) => path.join(target.folder, `.${kind}.${extension}`);
    this.#shp = new OutFile(this.#path('shp'));
    this.#shx = new OutFile(this.#path('shx'));
    this.#dbf = new DbfWriter(this.#path('dbf'), layer.fields, target);
  }

  async add(geometry: Geometry | null, attributes: Parameters<DbfWriter['add']>[0]): Promise<void> {
    if (this.#count === 0) await this.#heads();
    const record = recordOf(geometry);
    const head = Buffer.alloc(8);
    head.writeInt32BE(++this.#count, 0);
    head.writeInt32BE(record.length / 2, 4);
    if (this.#shp.bytes + record.length > MOST_BYTES) {
      const facts = { name: this.#target.stem, size: '超过 2 GB', limit: '2 GB（Shapefile 的上限）' };
      throw spatialFault('spatial.too-large', facts);
    }
    const entry = Buffer.alloc(8);
    entry.writeInt32BE(this.#shp.bytes / 2, 0);
    entry.writeInt32BE(record.length / 2, 4);
    await this.#shp.add(head);
    await this.#shp.add(record);
    await this.#shx.add(entry);
    await this.#dbf.add(attributes);
    this.#widen(record);
  }

  async #heads(): Promise<void> {
    await this.#shp.add(Buffer.alloc(100));
    await this.#shx.add(Buffer.alloc(100));
  }

  #widen(record: Buffer): void {
    if (record.length < 20) return;
    const far = this.#kind === 'point' ? 4 : 20;
    const box = this.#box;
    box[0] = Math.min(box[0]!, record.readDoubleLE(4));
    box[1] = Math.min(box[1]!, record.readDoubleLE(12));
    box[2] = Math.max(box[2]!, record.readDoubleLE(far));
    box[3] = Math.max(box[3]!, record.readDoubleLE(far + 8));
  }

  /** Puts the heads in place, which know the whole, and the names. */
  async end(stem: string): Promise<string[]> {
    if (this.#count === 0) await this.#heads();
    await this.#shp.end();
    await this.#shx.end();
    const notes = await this.#dbf.end();
    await patched(this.#path('shp'), shpHead(this.#kind, this.#shp.bytes, this.#box));
    await patched(this.#path('shx'), shpHead(this.#kind, this.#shx.bytes, this.#box));
    const final = (extension: string): string => path.join(this.#target.folder, `${stem}.${extension}`);
    for (const extension of ['shp', 'shx', 'dbf']) await rename(this.#path(extension), final(extension));
    await writeFile(final('cpg'), this.#target.encoding === 'GBK' ? 'GBK' : 'UTF-8');
    const prj = prjOf(this.#target.crs);
    if (prj !== null) await writeFile(final('prj'), prj);
    return notes;
  }
}

async function patched(file: string, head: Buffer): Promise<void> {
  const handle = await open(file, 'r+');
  await handle.write(head, 0, head.length, 0);
  await handle.close();
}
