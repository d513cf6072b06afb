import { PbfReader } from 'pbf';

interface Read {
  type: number;
  tags: number[];
  geometry: number[];
}

/** Reads a tile by the specification, not by our writer. */
export function readTile(bytes: Uint8Array) {
  const layer = { name: '', keys: [] as string[], values: [] as unknown[], features: [] as Read[] };
  const value = (tag: number, into: unknown[], pbf: PbfReader): void => {
    if (tag === 1) into.push(pbf.readString());
    if (tag === 3) into.push(pbf.readDouble());
    if (tag === 6) into.push(pbf.readSVarint());
    if (tag === 7) into.push(pbf.readBoolean());
  };
  const feature = (tag: number, into: Read, pbf: PbfReader): void => {
    if (tag === 2) pbf.readPackedVarint(into.tags);
    if (tag === 3) into.type = pbf.readVarint();
    if (tag === 4) pbf.readPackedVarint(into.geometry);
  };
  const inLayer = (tag: number, into: typeof layer, pbf: PbfReader): void => {
    if (tag === 1) into.name = pbf.readString();
    if (tag === 2) into.features.push(pbf.readMessage(feature, { type: 0, tags: [], geometry: [] }));
    if (tag === 3) into.keys.push(pbf.readString());
    if (tag === 4) pbf.readMessage(value, into.values);
  };
  new PbfReader(bytes).readFields((tag, into, pbf) => void (tag === 3 && pbf.readMessage(inLayer, into)), layer);
  return {
    name: layer.name,
    features: layer.features.map(({ type, tags, geometry }) => ({
      type,
      paths: pathsOf(geometry),
      properties: Object.fromEntries(
        Array.from({ length: tags.length / 2 }, (_, i) => [layer.keys[tags[2 * i]!]!, layer.values[tags[2 * i + 1]!]]),
      ),
    })),
  };
}

function pathsOf(commands: readonly number[]): number[][] {
  const paths: number[][] = [];
  let [x, y] = [0, 0];
  for (let i = 0; i < commands.length;) {
    const [id, count] = [commands[i]! & 7, commands[i]! >> 3];
    i++;
    if (id === 7) {
      paths.at(-1)!.push(...paths.at(-1)!.slice(0, 2));
      continue;
    }
    for (let n = 0; n < count; n++, i += 2) {
      x += (commands[i]! >> 1) ^ -(commands[i]! & 1);
      y += (commands[i + 1]! >> 1) ^ -(commands[i + 1]! & 1);
      if (id === 1) paths.push([]);
      paths.at(-1)!.push(x, y);
    }
  }
  return paths;
}
