import { postgisPeer, type PostgisPeer } from '@quantu/store/testing';
import { geosPairs } from '../geos.testing.ts';
import type { MultiPolygon, Polygon, Position } from '../geometry.ts';
import { toWkb } from '../wkb.ts';
import { overlay, type OverlayResult } from './overlay.ts';
import { parcels, SIDE } from './parcels.testing.ts';
import { planeArea } from './planar.testing.ts';

const PARCELS = 20_000;
/** Pairs that geos-wasm is given; all would take minutes. */
const SAMPLE = 10_000;
const MEGABYTE = 1_000_000;

interface Layers {
  readonly one: readonly Polygon[];
  readonly other: readonly Polygon[];
}

const TURN = 0.6;

/** The second layer lies askew on the first, so that every parcel has seven or eight of it in its box. */
function layersOf(count: number): Layers {
  const [lon, lat, half] = [118.9, 25.1, (Math.sqrt(count) * SIDE) / 2];
  const start: Position = [
    lon + half - half * (Math.cos(TURN) - Math.sin(TURN)),
    lat + half - half * (Math.cos(TURN) + Math.sin(TURN)),
  ];
  return { one: parcels(count, 1, [lon, lat]), other: parcels(count, 2, start, TURN) };
}

/**
 * Two layers of 20,000 parcels: all cells with their geometry, then growth to 16 times as many; with peers, the
 * intersections of all pairs by PostGIS and by GEOS in WebAssembly, and how far their areas are apart from ours.
 */
export async function benchOverlay(withPeers: boolean): Promise<string> {
  const layers = layersOf(PARCELS);
  const runs = [1, 2, 3, 4].map(() => measured(() => void cellsOf(layers)).cpuS);
  const { result, cpuS: last } = measured(() => cellsOf(layers));
  const cpuS = [...runs, last].toSorted((one, other) => one - other)[2]!;
  const lines = [
    `图层叠加：2 × ${PARCELS} 个图斑（处理器秒；首次 ${runs[0]!.toFixed(2)}，五次的中位数 ${cpuS.toFixed(2)}）`,
    `本系统\t${result.cells.length} 个单元全部带图形\t${cpuS.toFixed(2)} s`,
  ];
  if (withPeers) lines.push(...(await peers(layers, result, cpuS)));
  for (const times of [1, 4, 16]) lines.push(growth(times));
  return [...lines, ''].join('\n');
}

const cellsOf = ({ one, other }: Layers): OverlayResult => overlay([{ shapes: one }, { shapes: other }]);

function measured<T>(run: () => T): { result: T; cpuS: number } {
  const start = process.cpuUsage();
  const result = run();
  const { user, system } = process.cpuUsage(start);
  return { result, cpuS: (user + system) / 1e6 };
}

function growth(times: number): string {
  const layers = layersOf(PARCELS * times);
  const before = process.memoryUsage().rss;
  let most = before;
  const { result, cpuS } = measured(() =>
    overlay([{ shapes: layers.one }, { shapes: layers.other }], {
      keep: () => false,
      onProgress: () => (most = Math.max(most, process.memoryUsage().rss)),
    }),
  );
  const perParcel = ((cpuS * 1e6) / (2 * PARCELS * times)).toFixed(0);
  const memory = ((most - before) / MEGABYTE).toFixed(0);
  return `只要面积 ×${times}\t${result.cells.length} 个单元\t${cpuS.toFixed(2)} s，每图斑 ${perParcel} µs，内存增加 ${memory} MB`;
}

async function peers(layers: Layers, ours: OverlayResult, cpuS: number): Promise<string[]> {
  const lines: string[] = [];
  const postgis = await postgisPeer();
  if (postgis !== null) {
    const { pairs, rests, candidates, pairsS, allS } = await postgisCells(postgis, layers);
    await postgis.stop();
    const faster = (theirs: number) => `${theirs.toFixed(2)} s，本系统快 ${(theirs / cpuS).toFixed(1)} 倍`;
    lines.push(
      `PostGIS 只求交\t${candidates} 对外框相交，${pairs.size} 对有公共面积，不算面积\t${faster(pairsS)}`,
      `PostGIS 全部单元\t另有 ${rests.size} 个只在一层的单元，各算椭球面积\t${faster(allS)}`,
      `各单元面积与 PostGIS 的最大相对差\t${worst(ours, pairs, rests).toExponential(1)}`,
    );
  }
  const sample = ours.cells.flatMap(({ cover: [p, q] }) => (p!.length && q!.length ? [[p![0]!, q![0]!] as const] : []));
  const wasm = measured(() =>
    geosPairs(sample.slice(0, SAMPLE).map(([p, q]) => [layers.one[p]!, layers.other[q]!] as const)),
  );
  const all = (wasm.cpuS * sample.length) / Math.min(SAMPLE, sample.length);
  lines.push(
    `geos-wasm\t按 ${SAMPLE} 对推算 ${sample.length} 对\t${all.toFixed(2)} s，本系统快 ${(all / cpuS).toFixed(1)} 倍`,
  );
  return lines;
}

/** Plane areas by `parcel-parcel`, or by `parcel-` and `-parcel` of what lies in one layer only. */
type Areas = ReadonlyMap<string, number>;

interface PeerCells {
  readonly pairs: Areas;
  readonly rests: Areas;
  readonly candidates: number;
  /** Processor seconds for the intersections alone, and for what our overlay gives: all cells, with ellipsoid areas. */
  readonly pairsS: number;
  readonly allS: number;
}

/** On one connection without parallel workers; its processor time, without reading the layers. */
async function postgisCells(peer: PostgisPeer, { one, other }: Layers): Promise<PeerCells> {
  await peer.query('set max_parallel_workers_per_gather = 0');
  await peer.query('set jit = off');
  await load(peer, 'one', one);
  await load(peer, 'other', other);
  const [counted] = await peer.query<{ count: string }>(
    'select count(*) from one join other on one.shape && other.shape',
  );
  const start = await cpuOf(peer);
  await peer.query(`create temp table pair as select one.id as one, other.id as other,
    st_intersection(one.shape, other.shape) as shape from one join other on st_intersects(one.shape, other.shape)`);
  const pairsS = (await cpuOf(peer)) - start;
  await peer.query(`create temp table rest as ${restOf('one', 'other')} union all ${restOf('other', 'one')}`);
  await peer.query(`create temp table size as select sum(st_area(shape::geography)) as m2 from
    (select shape from pair where st_dimension(shape) = 2 union all select shape from rest) cell`);
  const allS = (await cpuOf(peer)) - start;
  const pairs = await areasOf(
    peer,
    "select one || '-' || other as cell, shape from pair where st_dimension(shape) = 2",
  );
  const rests = await areasOf(peer, 'select cell, shape from rest where not st_isempty(shape)');
  return { pairs, rests, candidates: Number(counted!.count), pairsS, allS };
}

/** What a parcel has that no parcel of the other layer covers. */
const restOf = (layer: 'one' | 'other', against: 'one' | 'other'): string => `
  select ${layer === 'one' ? "a.id || '-'" : "'-' || a.id"} as cell,
    coalesce(st_difference(a.shape, b.shape), a.shape) as shape
  from ${layer} a left join lateral
    (select st_union(shape) as shape from ${against} where st_intersects(a.shape, shape)) b on true`;

async function areasOf(peer: PostgisPeer, query: string): Promise<Areas> {
  const rows = await peer.query<{ cell: string; area: number }>(
    `select cell, st_area(shape) as area from (${query}) q`,
  );
  return new Map(rows.map(({ cell, area }) => [cell, area]));
}

async function load(peer: PostgisPeer, table: string, shapes: readonly (Polygon | MultiPolygon)[]): Promise<void> {
  await peer.query(`create table ${table} (id integer primary key, shape geometry not null)`);
  const [ids, wkb] = [[...shapes.keys()], shapes.map((shape) => Buffer.from(toWkb(shape)))];
  await peer.query(
    `insert into ${table} select id, st_geomfromwkb(wkb) from unnest($1::integer[], $2::bytea[]) as given(id, wkb)`,
    [ids, wkb],
  );
  await peer.query(`create index on ${table} using gist (shape)`);
  await peer.query(`analyze ${table}`);
}

const TICKS_PER_SECOND = 100;

/** Processor seconds of the server process behind the connection, as Linux counts them. */
async function cpuOf(peer: PostgisPeer): Promise<number> {
  const [row] = await peer.query<{ stat: string }>("select pg_read_file('/proc/self/stat', 0, 4000) as stat");
  const fields = row!.stat.slice(row!.stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

/** What two ways of cutting the same parcel may leave of it at a shared edge, of a parcel's plane area. */
const NOTHING = 1e-9 * SIDE * SIDE;

/**
 * The largest difference of a cell's area: of pairs relative to the cell, of what lies in one layer relative to a parcel,
 * as slivers of it are differences of nearly equal numbers. Infinity when a cell is missing on either side.
 */
function worst(ours: OverlayResult, pairs: Areas, rests: Areas): number {
  let most = 0;
  const open = new Map([...pairs, ...[...rests].filter(([, area]) => area > NOTHING)]);
  for (const { cover, geometry } of ours.cells) {
    const [p, q] = [cover[0]!, cover[1]!];
    if (p.length + q.length === 0 || p.length > 1 || q.length > 1) continue;
    const cell = `${p[0] ?? ''}-${q[0] ?? ''}`;
    const isPair = p.length === 1 && q.length === 1;
    const [area, theirs] = [planeArea(geometry), (isPair ? pairs : rests).get(cell)];
    if (theirs === undefined) return Infinity;
    open.delete(cell);
    most = Math.max(most, Math.abs(area - theirs) / (isPair ? theirs : SIDE * SIDE));
  }
  return open.size === 0 ? most : Infinity;
}
