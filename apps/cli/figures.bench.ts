import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listFigures } from '@quantu/product-documents/server';
import { rooms } from '@quantu/server';
import { openStore, type Store } from '@quantu/store';
import { sql } from 'kysely';

const DISTRICT = '350505';
const FIGURES = 200_000;
const DOCUMENTS = 1_000;
const TURNS = 15;

/** Pages of 200,000 printed figures in every order and by every filter, held against the budget of a list page. */
export async function benchFigures(): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'quantu-bench-'));
  await chmod(dataDir, 0o755); // the database runs as a user of its own when we are root
  const store = await openStore({ dataDir, rooms });
  try {
    await store.createDistrict(DISTRICT, '测速区');
    await fill(store);
    const lines: string[] = [];
    const measure = async (name: string, query: Query): Promise<void> => {
      lines.push(await measured(name, () => listFigures(store.read(DISTRICT), query)));
    };
    for (const [name, query] of pages) await measure(name, query);
    await intoOne(store);
    for (const [name, query] of pagesOfOne) await measure(`全在一份文件里：${name}`, query);
    return [`${FIGURES} 个数字的列表（毫秒）\t中位数\tp95`, ...lines, ''].join('\n');
  } finally {
    await store.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

type Query = Parameters<typeof listFigures>[1];
const pages: readonly (readonly [name: string, query: Query])[] = [
  ['默认顺序，第 1 页', {}],
  ['默认顺序，第 2000 页', { page: 2000, size: 50 }],
  ['默认顺序，最后一页', { page: 4000, size: 50 }],
  ['按数值', { sort: 'value', order: 'desc' }],
  ['按事项，第 1000 页', { sort: 'subject', page: 1000, size: 50 }],
  ['单位', { unit: '元' }],
  ['类别', { kind: 'ratio' }],
  ['状态：偏离', { state: 'drifted' }],
  ['状态：没有依据', { state: 'unsupported' }],
  ['搜索“项目17”', { text: '项目17' }],
  ['搜索“项目”', { text: '项目' }],
];

const pagesOfOne: typeof pages = [
  ['默认顺序，第 1 页', {}],
  ['默认顺序，第 3000 页', { page: 3000, size: 50 }],
  ['状态：没有依据', { state: 'unsupported' }],
  ['搜索“项目”', { text: '项目' }],
];

/** Written past the rooms' own ways: this measures reading. A tenth of the figures is bound to something. */
async function fill(store: Store): Promise<void> {
  await store.transact({ district: DISTRICT, actor: 'bench', action: 'document.accept' }, async (tx) => {
    await sql`insert into document (id, file, hash, file_name, format, bytes, state, version, title, uploaded_by,
        uploaded_at, changed_by)
      select md5('d' || n)::uuid, 'x', md5('h' || n), n || '.txt', 'txt', 1, 'accepted', 1, '第' || n || '份报告',
        'bench', timestamptz '2026-01-01' + n * interval '1 minute', 'bench'
      from generate_series(1, ${DOCUMENTS}) n`.execute(tx);
    await sql`insert into figure (id, document, position, concept, subject, value, unit, kind, approx, surface,
        path, start_at, end_at, before, after, words)
      select md5('f' || n)::uuid, md5('d' || (n % ${DOCUMENTS} + 1))::uuid, n / ${DOCUMENTS}, '项目' || n % 997,
        '项目' || n % 997, n % 7919, (array['个', '元', '%', '平方米', '户', '人'])[n % 6 + 1],
        case when n % 6 = 2 then 'ratio' else 'count' end, 'exact', n % 7919 || '个', '{一,（一）}', n, n + 3,
        '实施', '。', '项目' || n % 997 || ' 实施项目' || n
      from generate_series(1, ${FIGURES}) n`.execute(tx);
  });
  await store.unrecorded(DISTRICT, async (tx) => {
    await sql`insert into figure_check (figure, figure_from, origin, state, register, key, confidence, label, value,
        shown, clashes)
      select md5('f' || n)::uuid, now(), case when n % 10 = 0 then 'automatic' else 'none' end,
        case when n % 20 = 0 then 'drifted' when n % 10 = 0 then 'matched' else 'unsupported' end,
        case when n % 10 = 0 then 'city-project' end, case when n % 10 = 0 then 'projects' end, 0.9, '城建项目', 52,
        '52 个', false
      from generate_series(1, ${FIGURES}) n`.execute(tx);
  });
  // As the database does by itself within a minute. A handle that reads may do it: it changes no data.
  for (const table of ['document', 'figure', 'figure_check']) {
    await sql`vacuum analyze ${sql.table(table)}`.execute(store.read(DISTRICT));
  }
}

/** The worst that can be: one document, the oldest, holds them all. */
async function intoOne(store: Store): Promise<void> {
  await store.transact({ district: DISTRICT, actor: 'bench', action: 'document.accept' }, (tx) =>
    sql`update figure set document = (select id from document order by uploaded_at limit 1)`.execute(tx),
  );
  await sql`vacuum analyze figure`.execute(store.read(DISTRICT));
}

async function measured(name: string, run: () => Promise<unknown>): Promise<string> {
  await run();
  const times: number[] = [];
  for (let turn = 0; turn < TURNS; turn++) {
    const from = performance.now();
    await run();
    times.push(performance.now() - from);
  }
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!.toFixed(1);
  return `${name}\t${at(0.5)}\t${at(0.95)}`;
}
