import { createWriteStream } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importSpatialFile, SpatialWorkers } from '@quantu/plans/server';
import { books, rooms } from '@quantu/server';
import { openStore, type Store } from '@quantu/store';
import { databaseSeconds } from './import.bench.ts';

const SIDE = 448;
/** 200,000 parcels, as a survey has them. */
const PARCELS = 200_000;
const DISTRICT = '350505';
const CODES = ['0101', '0201', '0301', '0702', '1006', '1104', '0508', '1003'];
/** Metres, EPSG:4549. */
const [EAST, NORTH, STEP] = [385_000, 2_775_000, 60];

/** 200,000 polygons from a file into a published version of a layer, and the same file once more. */
export async function benchSpatialImport(): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'quantu-bench-'));
  await chmod(dataDir, 0o755);
  const store = await openStore({ dataDir, rooms });
  const workers = new SpatialWorkers();
  try {
    await store.createDistrict(DISTRICT, '测速区');
    const path = join(dataDir, '地类图斑.geojson');
    await parcels(path);
    const first = await imported(store, workers, path);
    const again = await imported(store, workers, path);
    return report([
      ['第一次：读取、转换、检查、写成版本并发布', first],
      ['同一文件再来一次：逐个比较，不写', again],
    ]);
  } finally {
    await workers.close();
    await store.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** A grid with uneven borders, drawn in metres. */
async function parcels(path: string): Promise<void> {
  const out = createWriteStream(path);
  const put = async (text: string): Promise<void> => {
    if (!out.write(text)) await new Promise<void>((resolve) => out.once('drain', () => resolve()));
  };
  await put('{"type":"FeatureCollection","features":[');
  for (let i = 0; i < PARCELS; i++) await put(`${i === 0 ? '' : ','}\n${feature(i)}`);
  await put(']}');
  await new Promise<void>((resolve) => out.end(resolve));
}

function feature(i: number): string {
  const [column, row] = [i % SIDE, Math.floor(i / SIDE)];
  const corner = (c: number, r: number): [number, number] => [
    EAST + c * STEP + wobble(c * 7 + r * 13),
    NORTH + r * STEP + wobble(c * 11 + r * 5),
  ];
  const side = (from: [number, number], to: [number, number], n: number): [number, number] => [
    (from[0] + to[0]) / 2 + wobble(n),
    (from[1] + to[1]) / 2 + wobble(n * 3),
  ];
  const [a, b, c, d] = [
    corner(column, row),
    corner(column + 1, row),
    corner(column + 1, row + 1),
    corner(column, row + 1),
  ];
  const ring = [a, side(a, b, i), b, side(b, c, i + 1), c, side(c, d, i + SIDE), d, side(d, a, i + 7), a];
  const properties = {
    BSM: `3505050${String(i).padStart(9, '0')}`,
    YSDM: '2001010100',
    TBBH: String(i),
    DLBM: CODES[i % CODES.length],
    DLMC: '地类',
    ZLDWMC: `第${i % 105}村`,
    TBMJ: 3600,
  };
  return JSON.stringify({ type: 'Feature', geometry: { type: 'Polygon', coordinates: [ring] }, properties });
}

const wobble = (n: number): number => ((n * 7919) % 101) / 20;

interface Measured {
  readonly seconds: number;
  readonly serverCpu: number;
  readonly workerCpu: number;
  readonly databaseCpu: number;
  readonly serverMB: number;
  readonly workerMB: number;
  readonly counts: string;
}

async function imported(store: Store, workers: SpatialWorkers, path: string): Promise<Measured> {
  const desk = { store, district: DISTRICT, books, account: 'bench', workers };
  const wish = {
    path,
    fileName: '地类图斑.geojson',
    code: 'DLTB',
    crs: 'EPSG:4549',
    isDryRun: false,
    isPublished: true,
  };
  const [start, cpu, worker, database] = [
    performance.now(),
    process.cpuUsage(),
    workers.cpuMs,
    await databaseSeconds(),
  ];
  let peak = 0;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, 200);
  const { counts } = await importSpatialFile(desk, wish);
  clearInterval(watch);
  const { user, system } = process.cpuUsage(cpu);
  return {
    seconds: (performance.now() - start) / 1000,
    serverCpu: (user + system) / 1e6,
    workerCpu: (workers.cpuMs - worker) / 1000,
    databaseCpu: (await databaseSeconds()) - database,
    serverMB: peak / 2 ** 20,
    workerMB: workers.peakBytes / 2 ** 20,
    counts: `新增 ${counts.new}，改变 ${counts.changed}，不变 ${counts.unchanged}，退回 ${counts.rejected}`,
  };
}

function report(rows: readonly (readonly [string, Measured])[]): string {
  return [
    `| 导入 ${PARCELS.toLocaleString('en')} 个图斑（GeoJSON，EPSG:4549） | 秒 | CPU 秒（服务器 + 读取进程 + 数据库） | 内存峰值 MB（服务器 + 读取进程） | 结果 |`,
    '|---|---:|---:|---:|---|',
    ...rows.map(
      ([name, { seconds, serverCpu, workerCpu, databaseCpu, serverMB, workerMB, counts }]) =>
        `| ${name} | ${seconds.toFixed(1)} | ${serverCpu.toFixed(1)} + ${workerCpu.toFixed(1)} + ${databaseCpu.toFixed(1)} | ${serverMB.toFixed(0)} + ${workerMB.toFixed(0)} | ${counts} |`,
    ),
    '预算：30 秒以内。读表进程记住每个图斑的编号和摘要，内存随图斑数增长。',
  ].join('\n');
}
