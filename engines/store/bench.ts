import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import pg from 'pg';
import { newId } from '@quantu/base';
import { layoutOf } from './cluster/paths.ts';
import { connectionOf } from './cluster/postmaster.ts';
import type { ReadDb } from './handle.ts';
import type { Room } from './room.ts';
import { openStore, type Store } from './store.ts';

const DISTRICT = '350505';
const ROWS = 100_000;
const BATCH = 1000;
const KINDS = 200;

const DEFINITION = 'id text primary key, kind integer not null, amount integer not null, name text not null';

/** A list as a page shows it: filtered by an indexed column, sorted, fifty rows. */
const room: Room = {
  name: 'bench',
  where: 'district',
  migrations: [
    {
      id: '2026-11-23-first',
      up: async (db) => {
        await sql.raw(`create table item (${DEFINITION})`).execute(db);
        await sql.raw('create index on item (kind, amount desc)').execute(db);
      },
    },
  ],
};

interface Item {
  readonly id: string;
  readonly kind: number;
  readonly amount: number;
  readonly name: string;
}

const SEEDED = `select 's' || i, (i::bigint * 7919 % ${KINDS})::integer, (i::bigint * 104729 % 1000003)::integer, '第 ' || i || ' 项' from generate_series(1, ${ROWS}) i`;

/** Basic statements through the store and through plain `pg` on the same server, with fsync on; returns a table. */
export async function benchStore(): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'quantu-bench-'));
  await chmod(dataDir, 0o755);
  const store = await openStore({ dataDir, rooms: [room] });
  const plain = new pg.Pool({ ...connectionOf(layoutOf(dataDir).sockets), max: 1 });
  try {
    await prepare(store, plain);
    return table(await measureAll(store, plain));
  } finally {
    await plain.end();
    await store.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

const by = { district: DISTRICT, actor: 'bench', action: 'write' };

async function prepare(store: Store, plain: pg.Pool): Promise<void> {
  await store.createDistrict(DISTRICT, '测速区');
  await store.transact(by, (tx) => sql.raw(`insert into item ${SEEDED}`).execute(tx));
  await plain.query(`create table plain (${DEFINITION}); create index on plain (kind, amount desc)`);
  await plain.query(`insert into plain ${SEEDED}`);
  await plain.query(`vacuum analyze plain`);
  await plain.query(`vacuum analyze d${DISTRICT}.item`);
}

interface Row {
  readonly name: string;
  readonly ours: number;
  readonly peer: number;
}

async function measureAll(store: Store, plain: pg.Pool): Promise<Row[]> {
  const db = store.read(DISTRICT);
  const insert = (items: readonly Item[]): Promise<unknown> =>
    store.transact(by, (tx) => insertItems(tx, 'item', items));
  const insertPlain = (items: readonly Item[]): Promise<unknown> => plain.query(insertText('plain'), columnsOf(items));
  const select = 'select id, kind, amount, name from plain';
  const list = `${select} where kind = $1 and amount < $2 order by amount desc limit 50`;
  return [
    await measure(
      '写入一行',
      200,
      () => insert(items(1)),
      () => insertPlain(items(1)),
    ),
    await measure(
      `写入 ${BATCH} 行`,
      10,
      () => insert(items(BATCH)),
      () => insertPlain(items(BATCH)),
    ),
    await measure(
      '按编号取一行',
      1000,
      (turn) => pointSelect(db, `s${1 + ((turn * 7919) % ROWS)}`),
      (turn) => plain.query(`${select} where id = $1`, [`s${1 + ((turn * 7919) % ROWS)}`]),
    ),
    await measure(
      `${ROWS / 10_000} 万行里筛选一页`,
      500,
      (turn) => listPage(db, turn % KINDS),
      (turn) => plain.query(list, [turn % KINDS, 900_000]),
    ),
  ];
}

function items(count: number): Item[] {
  return Array.from({ length: count }, (_, index) => ({
    id: newId(),
    kind: index % KINDS,
    amount: index,
    name: '新增',
  }));
}

function columnsOf(items: readonly Item[]): unknown[][] {
  return [
    items.map(({ id }) => id),
    items.map(({ kind }) => kind),
    items.map(({ amount }) => amount),
    items.map(({ name }) => name),
  ];
}

function insertText(into: string): string {
  return `insert into ${into} select * from unnest($1::text[], $2::integer[], $3::integer[], $4::text[])`;
}

function insertItems(tx: ReadDb, into: string, items: readonly Item[]): Promise<unknown> {
  const [ids, kinds, amounts, names] = columnsOf(items);
  return sql`insert into ${sql.table(into)} (id, kind, amount, name)
    select * from unnest(${ids}::text[], ${kinds}::integer[], ${amounts}::integer[], ${names}::text[])`.execute(tx);
}

function pointSelect(db: ReadDb, id: string): Promise<unknown> {
  return sql`select id, kind, amount, name from item where id = ${id}`.execute(db);
}

function listPage(db: ReadDb, kind: number): Promise<unknown> {
  return sql`select id, kind, amount, name from item where kind = ${kind} and amount < 900000
    order by amount desc limit 50`.execute(db);
}

type Turn = (turn: number) => Promise<unknown>;

/** Ours and the peer's by turns, so that both meet the same state of the machine; medians in milliseconds. */
async function measure(name: string, turns: number, ours: Turn, peer: Turn): Promise<Row> {
  const times: { ours: number[]; peer: number[] } = { ours: [], peer: [] };
  for (let turn = 0; turn < turns; turn++) {
    times.ours.push(await timed(() => ours(turn)));
    times.peer.push(await timed(() => peer(turn)));
  }
  return { name, ours: median(times.ours), peer: median(times.peer) };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function median(times: readonly number[]): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

function table(rows: readonly Row[]): string {
  const lines = rows.map(({ name, ours, peer }) => {
    const ratio = (ours / peer).toFixed(1);
    return `| ${name} | ${ours.toFixed(2)} | ${peer.toFixed(2)} | ${ratio} |`;
  });
  const head = ['| 存取（毫秒，中位数） | quantu | pg | 倍数 |', '|---|---:|---:|---:|'];
  return [...head, ...lines, '写入含历史版本与审计链；pg 是同一台服务器上没有这些的同样语句。'].join('\n');
}
