import { FileMemory, readSpatial, type SpatialLayer } from '@quantu/spatial-files/server';
import type { Order } from './orders.ts';

type FileOfOrder = Pick<Order, 'path' | 'name' | 'district'>;

/** The files of imports are kept by their hash: what was found in one stays true, from step to step. */
const memory = new FileMemory();

/** The layers of a file with their places in it; a layer can be read until the next one is asked for. */
export async function* layersOf(
  { path, name, district }: FileOfOrder,
  crs: string | null = null,
  onUnread: (note: string) => void = () => undefined,
): AsyncGenerator<readonly [part: number, layer: SpatialLayer]> {
  const options = { memory, onUnread, ...(crs === null ? {} : { crs }), ...(district === null ? {} : { district }) };
  let part = 0;
  for await (const layer of readSpatial(path, name, options)) yield [part++, layer];
}
