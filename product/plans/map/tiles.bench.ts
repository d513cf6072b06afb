import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toWkb, type Polygon, type Tile } from '@quantu/geometry';
import { programViewer, type Books } from '@quantu/registers';
import { createRecord } from '@quantu/registers/server';
import { openStore, type Room, type Store } from '@quantu/store';
import { postgisPeer, type PostgisPeer } from '@quantu/store/testing';
import type { NewFeature } from '../features/feature.server.ts';
import { publishVersion } from '../features/publish.server.ts';
import { writeVersion } from '../features/write-version.server.ts';
import type { MapDesk } from './desk.server.ts';
import { layerTile } from './tiles.server.ts';

const DISTRICT = '350505';
const SIDE = 447; // 447² parcels are 200,000
const STEP = 0.00055;
const [WEST, SOUTH] = [118.75, 25.0];
const CLASSES = [
  '0101',
  '0103',
  '0201',
  '0301',
  '0404',
  '0701',
  '0703',
  '0801',
  '0901',
  '1001',
  '1207',
  '1401',
  '1701',
];

/** Tiles of zoom 14 over 200,000 parcels, first and again, beside `ST_AsMVT` on the same machine when it is there. */
export async function benchTiles(rooms: readonly Room[], books: Books): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'quantu-bench-'));
  await chmod(dataDir, 0o755); // the database runs as a user of its own when we are root
  const store = await openStore({ dataDir, rooms });
  const peer = await postgisPeer();
  try {
    await store.createDistrict(DISTRICT, '测速区');
    const layer = await fill(store, books);
    const desk = deskOf(store, books);
    const ask = (tile: Tile) => layerTile(desk, { layer, tile, version: 1 });
    const tiles = tilesOver(14);
    const lines = [`${SIDE * SIDE} 个图斑，z14 共 ${tiles.length} 格（毫秒）\t中位数\tp99\t每格 KB\t本进程 CPU`];
    lines.push(await measured('启动后的前 8 格，图层还没进内存', tiles.slice(0, 8), ask));
    await ask({ z: 9, x: 425, y: 218 });
    const cold = await measured('第一次画（含权限、版本、存取）', tiles.slice(8), ask);
    lines.push(cold, await measured('再次请求', tiles, ask));
    for (const z of [8, 10, 12]) lines.push(await measured(`第一次画 z${z}`, tilesOver(z), ask));
    if (peer) lines.push(await measuredPeer(peer, tiles.slice(8), cold));
    return [...lines, ''].join('\n');
  } finally {
    await peer?.stop();
    await store.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

function deskOf(store: Store, books: Books): MapDesk {
  const viewer = { account: 'bench', person: null, roles: ['reader'], organisations: [] };
  return { store, books, district: DISTRICT, db: store.read(DISTRICT), viewer, seesDrafts: false };
}

/** A sheet of parcels whose corners are moved about and whose sides have a bend each, the same on both sides. */
function parcel(column: number, row: number): Polygon {
  const corner = (i: number, j: number): readonly [number, number] => [
    WEST + STEP * (i + 0.5 * shift(i, j, 1)),
    SOUTH + STEP * (j + 0.5 * shift(i, j, 2)),
  ];
  const between = (a: readonly [number, number], b: readonly [number, number]): readonly [number, number] => {
    return [(a[0] + b[0]) / 2 + STEP * 0.07, (a[1] + b[1]) / 2 - STEP * 0.05];
  };
  const [a, b, c, d] = [
    corner(column, row),
    corner(column + 1, row),
    corner(column + 1, row + 1),
    corner(column, row + 1),
  ];
  const ring = [a, between(a, b), b, between(b, c), c, between(d, c), d, between(a, d), a];
  return { type: 'Polygon', coordinates: [ring.map(([x, y]) => [rounded(x), rounded(y)] as const)] };
}
const shift = (i: number, j: number, salt: number): number =>
  ((i * 7919 + j * 104_729 + salt * 1299) % 1009) / 1009 - 0.5;
const rounded = (degrees: number): number => Math.round(degrees * 1e9) / 1e9;

function* parcels(): Generator<NewFeature> {
  for (let row = 0; row < SIDE; row++) {
    for (let column = 0; column < SIDE; column++) {
      const code = CLASSES[Math.floor(row / 5 + column / 3 + ((row * column) % 7)) % CLASSES.length]!;
      yield { key: `P${row * SIDE + column}`, geometry: parcel(column, row), code, name: `地类${code}` };
    }
  }
}

async function fill(store: Store, books: Books): Promise<string> {
  const change = { district: DISTRICT, actor: 'bench', action: 'test' };
  const register = books.registers.get('map-layer')!;
  const values = { code: 'DLTB', name: '图斑', category: 'present', shape: 'area', codeSet: 'land-use-2023' };
  return store.transact(change, async (tx) => {
    const { id } = await createRecord(tx, books, register, programViewer('bench'), values);
    await writeVersion(tx, books, { layer: id, features: parcels(), meta: { title: '测速' } });
    await publishVersion(tx, books, { layer: id, number: 1, reason: '测速' });
    return id;
  });
}

function tilesOver(z: number): Tile[] {
  const side = 2 ** z;
  const column = (lon: number): number => Math.floor((lon / 360 + 0.5) * side);
  const row = (lat: number): number => {
    const sin = Math.sin((lat * Math.PI) / 180);
    return Math.floor((0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)) * side);
  };
  const tiles: Tile[] = [];
  for (let x = column(WEST); x <= column(WEST + SIDE * STEP); x++) {
    for (let y = row(SOUTH + SIDE * STEP); y <= row(SOUTH); y++) tiles.push({ z, x, y });
  }
  return tiles;
}

async function measured(
  name: string,
  tiles: readonly Tile[],
  ask: (tile: Tile) => Promise<{ bytes: unknown }>,
): Promise<string> {
  const times: number[] = [];
  let bytes = 0;
  const before = process.cpuUsage();
  for (const tile of tiles) {
    const from = performance.now();
    const answer = await ask(tile);
    times.push(performance.now() - from);
    bytes += answer.bytes instanceof Uint8Array ? answer.bytes.length : 0;
  }
  const { user, system } = process.cpuUsage(before);
  const columns = [
    name,
    at(times, 0.5).toFixed(2),
    at(times, 0.99).toFixed(2),
    (bytes / tiles.length / 1024).toFixed(0),
    ((user + system) / 1000 / tiles.length).toFixed(2),
  ];
  return columns.join('\t');
}

const at = (times: readonly number[], share: number): number => {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;
};

/** The same parcels with an index in Web Mercator already, so that the peer projects nothing. */
async function measuredPeer(peer: PostgisPeer, tiles: readonly Tile[], ours: string): Promise<string> {
  await peer.query('create table parcel (key text, code text, name text, "areaM2" integer, shape geometry)');
  let batch: NewFeature[] = [];
  const flush = async (): Promise<void> => {
    await peer.query(
      `insert into parcel select key, code, name, round(st_area(shape))::integer, shape from (select key, code, name,
        st_transform(st_geomfromwkb(wkb, 4326), 3857) as shape
        from unnest($1::text[], $2::text[], $3::text[], $4::bytea[]) as t(key, code, name, wkb)) one`,
      [
        batch.map(({ key }) => key),
        batch.map(({ code }) => code),
        batch.map(({ name }) => name),
        batch.map(({ geometry }) => Buffer.from(toWkb(geometry))),
      ],
    );
    batch = [];
  };
  for (const one of parcels()) {
    batch.push(one);
    if (batch.length === 5000) await flush();
  }
  await flush();
  await peer.query('create index on parcel using gist (shape)');
  await peer.query('vacuum analyze parcel');
  const ask = async ({ z, x, y }: Tile) => {
    const [row] = await peer.query<{ bytes: Uint8Array }>(
      `select st_asmvt(t, 'features', 4096, 'shape') as bytes from (select key, code, name, "areaM2",
          st_asmvtgeom(shape, st_tileenvelope($1, $2, $3), 4096, 64) as shape
        from parcel where shape && st_tileenvelope($1, $2, $3, margin => 64.0 / 4096)) t`,
      [z, x, y],
    );
    return row!;
  };
  await measured('', tiles.slice(0, 5), ask);
  const line = await measured('PostGIS ST_AsMVT', tiles, ask);
  const medianOf = (text: string): number => Number(text.split('\t')[1]);
  return `${line}\n倍数（中位数）\t${(medianOf(line) / medianOf(ours)).toFixed(1)}`;
}
