import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore, type ReadDb, type Store } from '@quantu/store';
import { sql } from 'kysely';
import { benchBooks as books } from './bench.register.testing.ts';
import { programViewer, where, type ListWish, type Viewer } from './index.ts';
import {
  changeRecord,
  countRecords,
  groupRecords,
  listRecords,
  recordById,
  recordHistory,
  streamRecords,
  writeMany,
} from './server.ts';
import { roomsFor } from './rooms.testing.ts';

const DISTRICT = '350505';
const RECORDS = 200_000;
const BATCH = 100_000;
const ORGANISATIONS = 40;
const TURNS = 25;
const SEED = 20261123;

const works = books.registers.get('bench-work')!;
const program = programViewer('bench');

/** Reading and writing 200,000 records through a register and by plain SQL on the same table; returns a table. */
export async function benchRegisters(): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'quantu-bench-'));
  await chmod(dataDir, 0o755); // the database runs as a user of its own when we are root
  const store = await openStore({ dataDir, rooms: roomsFor(books.registers.all) });
  try {
    await store.createDistrict(DISTRICT, '测速区');
    const leads = await makeOrganisations(store);
    const written = await fill(store, leads);
    return `${written}\n${await measureReads(store, leads)}`;
  } finally {
    await store.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

const by = { district: DISTRICT, actor: 'bench', action: 'import.write' };

async function makeOrganisations(store: Store): Promise<readonly string[]> {
  const rows = Array.from({ length: ORGANISATIONS }, (_, at) => ({ values: { name: `第${at}单位` } }));
  const organisation = books.registers.get('organisation')!;
  const written = await store.transact(by, (tx) => writeMany(tx, books, organisation, program, rows));
  return written.map(({ id }) => id);
}

/** Mulberry32: the same records in every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const PLACES = ['山腰', '前黄', '后龙', '峰尾', '南埔', '界山', '涂岭', '惠屿'];
const KINDS = ['污水管网', '学校扩建', '道路拓宽', '公园提升', '水闸加固', '卫生院改造', '标准厂房', '停车场'];
const STATES = ['planned', 'signed', 'building', 'done'];

async function fill(store: Store, leads: readonly string[]): Promise<string> {
  const random = seeded(SEED);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const dayOf = (): string =>
    `20${20 + Math.floor(random() * 7)}-0${1 + Math.floor(random() * 9)}-1${Math.floor(random() * 10)}`;
  const rowOf = (at: number) => ({
    state: pick(STATES),
    values: {
      code: `W-${String(at).padStart(7, '0')}`,
      name: `${pick(PLACES)}${pick(KINDS)}项目${at}`,
      programme: `c${String(Math.floor(random() * 12)).padStart(2, '0')}`,
      town: `c${String(Math.floor(random() * 9)).padStart(2, '0')}`,
      lead: pick(leads),
      partner: random() < 0.5 ? pick(leads) : null,
      content: `${pick(PLACES)}片区${pick(KINDS)}，新建${Math.floor(random() * 900)}米，配套${pick(KINDS)}。`,
      plannedYuan: String(Math.floor(random() * 1e9)),
      doneYuan: String(Math.floor(random() * 1e9)),
      startedOn: random() < 0.9 ? dayOf() : null,
      dueOn: dayOf(),
      phone: `1380595${String(at % 10_000).padStart(4, '0')}`,
      secretYuan: String(Math.floor(random() * 1e8)),
      site: { type: 'Point', coordinates: [118.8 + random() / 5, 25 + random() / 5] },
    },
  });
  const seconds: number[] = [];
  for (let from = 0; from < RECORDS; from += BATCH) {
    const rows = Array.from({ length: BATCH }, (_, at) => rowOf(from + at));
    const start = performance.now();
    await store.transact(by, (tx) => writeMany(tx, books, works, program, rows));
    seconds.push((performance.now() - start) / 1000);
  }
  // As the database does by itself within a minute. A handle that reads may do it: it changes no data.
  await sql.raw('vacuum analyze bench_work').execute(store.read(DISTRICT));
  return `写入 ${BATCH} 条（一次事务，含历史版本与审计链）：${seconds.map((s) => s.toFixed(1)).join('、')} 秒`;
}

interface Measured {
  readonly name: string;
  readonly ours: readonly number[];
  readonly peer: readonly number[];
}

async function measureReads(store: Store, leads: readonly string[]): Promise<string> {
  const db = store.read(DISTRICT);
  const office: Viewer = { account: 'bench', person: null, roles: ['office'], organisations: [] };
  const clerk: Viewer = { ...office, roles: [], organisations: leads.slice(0, 3) };
  const list =
    (wish: Partial<ListWish>, viewer = office) =>
    () =>
      listRecords(db, books, works, viewer, { conditions: [], ...wish });
  const several = [
    where('programme', 'is', 'c03', 'c04'),
    where('state', 'is', 'building'),
    where('plannedYuan', 'at-least', '500000000'),
  ];
  const byMoney = [{ field: 'plannedYuan', isDescending: true }];
  const { data } = await listRecords(db, books, works, office, { conditions: [], page: 2000 });
  const id = data[0]!.id;
  const selection = { conditions: several };
  const results = [
    await measure('列表，默认', list({}), plain(db, 'order by code', '')),
    await measure(
      '列表，只看本单位',
      list({}, clerk),
      plain(db, 'order by code', `lead in (${quoted(leads.slice(0, 3))})`),
    ),
    await measure('列表，三列筛选', list(selection), plain(db, 'order by code', SEVERAL)),
    await measure(
      '列表，一列任意筛选',
      list({ conditions: [where('content', 'contains', '水闸')] }),
      plain(db, 'order by code', "content like '%水闸%'"),
    ),
    await measure('搜索两个字', list({ text: '水闸' }), plain(db, 'order by code', "name || code like '%水闸%'")),
    await measure(
      '搜索编号',
      list({ text: 'W-0123456' }),
      plain(db, 'order by code', "name || code like '%W-0123456%'"),
    ),
    await measure('按金额降序', list({ sort: byMoney }), plain(db, 'order by planned_yuan desc nulls last', '')),
    await measure(
      '按单位名称排序',
      list({ sort: [{ field: 'lead', isDescending: false }] }),
      plain(db, 'order by (select name from organisation o where o.id = lead)', ''),
    ),
    await measure(
      '按未建索引的列排序',
      list({ sort: [{ field: 'doneYuan', isDescending: true }] }),
      plain(db, 'order by done_yuan desc nulls last', ''),
    ),
    await measure('第 2000 页', list({ page: 2000 }), plain(db, 'order by code', '', 99_950)),
    await measure(
      '第 2000 页，按金额',
      list({ page: 2000, sort: byMoney }),
      plain(db, 'order by planned_yuan desc nulls last', '', 99_950),
    ),
    await measure(
      '末页，按日期',
      list({ page: 4000, sort: [{ field: 'startedOn', isDescending: false }] }),
      plain(db, 'order by started_on', '', 199_950),
    ),
    await measure(
      '计数，三列筛选',
      () => countRecords(db, books, works, office, selection),
      raw(db, `select count(*) from bench_work where ${SEVERAL}`),
    ),
    await measure(
      '按专项分组，两项求和',
      () => groupRecords(db, books, works, office, { conditions: [] }, 'programme', ['plannedYuan', 'doneYuan']),
      raw(db, 'select programme, count(*), sum(planned_yuan), sum(done_yuan) from bench_work group by 1'),
    ),
    await measure(
      '一条记录',
      () => recordById(db, books, works, office, id),
      raw(db, `select * from bench_work where id = '${id}'`),
    ),
    await measure(
      '一条记录的历史',
      await changedTenTimes(store, id, office),
      raw(db, `select * from bench_work_history where id = '${id}'`),
    ),
  ];
  return `${tableOf(results)}\n${await measureStream(db, office)}`;
}

const SEVERAL = "programme in ('c03', 'c04') and state = 'building' and planned_yuan >= 500000000";
const quoted = (ids: readonly string[]): string => ids.map((id) => `'${id}'`).join();
const raw = (db: ReadDb, text: string) => () => sql.raw(text).execute(db);

/** What somebody would write by hand: a page and its count. */
function plain(db: ReadDb, order: string, condition: string, offset = 0): () => Promise<unknown> {
  const from = `from bench_work ${condition === '' ? '' : `where ${condition}`}`;
  return async () => {
    await sql.raw(`select * ${from} ${order} limit 50 offset ${offset}`).execute(db);
    return sql.raw(`select count(*) ${from}`).execute(db);
  };
}

async function changedTenTimes(store: Store, id: string, viewer: Viewer): Promise<() => Promise<unknown>> {
  for (let turn = 0; turn < 10; turn++) {
    const values = { plannedYuan: String(1000 + turn) };
    await store.transact({ ...by, action: 'record.change' }, (tx) =>
      changeRecord(tx, books, works, viewer, id, turn + 1, values),
    );
  }
  const db = store.read(DISTRICT);
  return () => recordHistory(db, books, works, viewer, id);
}

async function measure(name: string, ours: () => Promise<unknown>, peer: () => Promise<unknown>): Promise<Measured> {
  const times: { ours: number[]; peer: number[] } = { ours: [], peer: [] };
  for (let turn = 0; turn < TURNS; turn++) {
    times.ours.push(await timed(ours));
    times.peer.push(await timed(peer));
  }
  return { name, ...times };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** Everything a viewer may see, in order, beside the database writing the same rows out by itself to nowhere. */
async function measureStream(db: ReadDb, viewer: Viewer): Promise<string> {
  const start = performance.now();
  const heapBefore = process.memoryUsage().heapUsed;
  let [count, most] = [0, 0];
  for await (const chunk of streamRecords(db, books, works, viewer, { conditions: [] })) {
    count += chunk.length;
    most = Math.max(most, process.memoryUsage().heapUsed - heapBefore);
  }
  const seconds = (performance.now() - start) / 1000;
  const copied =
    (await timed(raw(db, "copy (select * from bench_work order by code) to '/dev/null' (format csv)"))) / 1000;
  const ratio = (seconds / copied).toFixed(1);
  return `导出流 ${count} 条：${seconds.toFixed(1)} 秒，堆内存增加最多 ${Math.round(most / 2 ** 20)} MB；数据库自己 COPY 出同样的行 ${copied.toFixed(1)} 秒，导出流是它的 ${ratio} 倍（含逐条逐列的权限、代码和单位的名称）`;
}

const quantile = (times: readonly number[], share: number): string =>
  ([...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0).toFixed(1);

function tableOf(results: readonly Measured[]): string {
  const lines = results.map(({ name, ours, peer }) => {
    const cells = [ours, peer].flatMap((times) => [quantile(times, 0.5), quantile(times, 0.95)]);
    return `| ${name} | ${cells.join(' | ')} |`;
  });
  const head = [
    `| ${RECORDS / 10_000} 万条记录（毫秒） | 台账 p50 | p95 | 手写 SQL p50 | p95 |`,
    '|---|---:|---:|---:|---:|',
  ];
  return [...head, ...lines].join('\n');
}
