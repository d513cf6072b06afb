import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { instantOf } from '@quantu/base';
import { rooms } from '@quantu/server';
import { openStore, type Store } from '@quantu/store';
import { sql } from 'kysely';

/** Invented, as its code says, so that its history may be laid out backwards. */
export const DISTRICT = '990505';
export const PROJECTS = 200_000;
const ORGANISATIONS = 40;

export interface ManyProjects {
  readonly store: Store;
  readonly close: () => Promise<void>;
}

/** A district whose register of city projects holds 200,000 records, made in ten months, a twentieth changed since. */
export async function manyProjects(): Promise<ManyProjects> {
  const dataDir = await mkdtemp(join(tmpdir(), 'quantu-bench-'));
  await chmod(dataDir, 0o755); // the database runs as a user of its own when we are root
  const store = await openStore({ dataDir, rooms });
  await store.createDistrict(DISTRICT, '测速区');
  await organisations(store);
  for (let month = 1; month <= 10; month++) await projectsOf(store, month);
  await write(store, '2026-11-10', (tx) =>
    sql`update city_project set total_yuan = total_yuan + 1, version = 2 where abs(hashtext(code)) % 20 = 0`.execute(
      tx,
    ),
  );
  // As the database does by itself within a minute. A handle that reads may do it: it changes no data.
  for (const table of ['city_project', 'city_project_history', 'organisation', 'organisation_history']) {
    await sql`vacuum analyze ${sql.table(table)}`.execute(store.read(DISTRICT));
  }
  const close = async (): Promise<void> => {
    await store.close();
    await rm(dataDir, { recursive: true, force: true });
  };
  return { store, close };
}

type Writing = Parameters<Parameters<Store['transact']>[1]>[0];

/** Written past the registers' own ways: this measures reading. */
async function write(store: Store, day: string, work: (tx: Writing) => Promise<unknown>): Promise<void> {
  const at = instantOf(new Date(`${day}T10:00:00+08:00`));
  await store.transact({ district: DISTRICT, actor: 'bench', action: 'import.write', at }, work);
}

const MADE = sql`1, now(), 'bench', now(), 'bench'`;

function organisations(store: Store): Promise<void> {
  return write(store, '2025-12-01', (tx) =>
    sql`insert into organisation (id, version, created_at, created_by, changed_at, changed_by, code, name, kind, parent, rank)
      select md5('o' || n)::uuid, ${MADE}, 'D' || n, '第' || n || '单位', 'department',
        case when n > 1 then md5('o1')::uuid end, n from generate_series(1, ${ORGANISATIONS}) n`.execute(tx),
  );
}

function projectsOf(store: Store, month: number): Promise<void> {
  const size = PROJECTS / 10;
  const from = (month - 1) * size;
  return write(store, `2026-${String(month).padStart(2, '0')}-05`, (tx) =>
    sql`insert into city_project (id, version, created_at, created_by, changed_at, changed_by, state, state_since, code,
        name, programme, lead, contractor, content, total_yuan, plan_year, planned_yuan, settled_yuan, done_yuan, light,
        started_on, location_box)
      select md5('p' || n)::uuid, ${MADE}, (array['preparing', 'building', 'finished'])[n % 3 + 1], now(),
        'CJ-' || lpad(n::text, 6, '0'),
        (array['山腰', '前黄', '后龙', '峰尾', '南埔', '界山'])[n % 6 + 1] || (array['污水管网', '学校扩建', '道路拓宽',
          '公园提升', '水闸加固'])[n % 5 + 1] || '项目' || n,
        (array['traffic', 'living', 'green', 'resilience', 'villages'])[n % 5 + 1],
        md5('o' || (n % ${ORGANISATIONS} + 1))::uuid, '第' || n % 997 || '施工公司', '新建' || n % 900 || '米',
        (abs(hashtext('t' || n)) % 900000)::numeric * 1000.01, 2026, abs(hashtext('p' || n)) % 90000 * 1000,
        abs(hashtext('s' || n)) % 40000 * 1000, abs(hashtext('s' || n)) % 50000 * 1000,
        (array['green', 'yellow', 'red'])[n % 3 + 1], date '2026-01-05' + n % 200,
        box(point(118.8 + n % 400 / 2000.0, 25 + n % 397 / 2000.0))
      from generate_series(${from + 1}::int, ${from + size}::int) n`.execute(tx),
  );
}
