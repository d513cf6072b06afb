import { TEST_DISTRICT, testStore } from '@quantu/store/testing';
import type { Store } from '@quantu/store';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listFigures } from './figures.server.ts';
import { documentsRoom } from './server.ts';

const FIGURES = 12_000;
let store: Store;
const db = () => store.read(TEST_DISTRICT);

/** One document holds half of all figures; a figure in seven was checked. */
beforeAll(async () => {
  store = await testStore([documentsRoom]);
  const by = { district: TEST_DISTRICT, actor: 'test', action: 'document.accept' };
  await store.transact(by, async (tx) => {
    await sql`insert into document (id, file, hash, file_name, format, bytes, state, version, title, uploaded_by,
        uploaded_at, changed_by)
      select md5('d' || n)::uuid, 'x', md5('h' || n), n || '.txt', 'txt', 1, 'accepted', 1, '第' || n || '份', 'test',
        timestamptz '2026-01-01' + (n % 4) * interval '1 minute', 'test' from generate_series(0, 9) n`.execute(tx);
    await sql`insert into figure (id, document, position, concept, subject, value, unit, kind, approx, surface, path,
        start_at, end_at, before, after, words)
      select md5('f' || n)::uuid, md5('d' || case when n % 2 = 0 then 0 else n % 10 end)::uuid, n % 4001, '甲',
        '项目' || n % 97, n % 89, (array['个', '元', '%'])[n % 3 + 1], 'count', 'exact', 'x', '{}', n, n, '',
        '', '项目' || n % 97 || ' River' from generate_series(1, ${FIGURES}) n`.execute(tx);
  });
  await store.unrecorded(TEST_DISTRICT, async (tx) => {
    await sql`insert into figure_check (figure, figure_from, origin, state, confidence, clashes)
      select id, now(), 'none', (array['matched', 'drifted', 'unsupported'])[start_at % 3 + 1], 0.5, false
      from figure where start_at % 7 = 0`.execute(tx);
  });
}, 60_000);
afterAll(() => store.close());

const rows = async () =>
  (
    await sql<{ id: string; unit: string; words: string; state: string; document: string }>`
      select f.id, f.unit, f.words, f.document, coalesce(c.state, 'unsupported') as state
      from figure f left join figure_check c on c.figure = f.id`.execute(db())
  ).rows;

test('pages from the front and from the end are one list, and the units count what it holds', async () => {
  const all = await rows();
  const wish = fc.record(
    {
      sort: fc.constantFrom('document' as const, 'subject' as const, 'value' as const, 'unit' as const),
      order: fc.constantFrom('asc' as const, 'desc' as const),
      text: fc.constantFrom('项目9', '项目', 'river', '没有'),
      unit: fc.constantFrom('元', '人'),
      state: fc.constantFrom('matched' as const, 'drifted' as const, 'unsupported' as const),
      document: fc.constantFrom(all[0]!.document, all[1]!.document),
    },
    { requiredKeys: [] },
  );
  await fc.assert(
    fc.asyncProperty(wish, async (wish) => {
      const isMeant = (row: (typeof all)[number]): boolean =>
        (wish.text === undefined || row.words.toLowerCase().includes(wish.text)) &&
        (wish.state === undefined || row.state === wish.state) &&
        (wish.document === undefined || row.document === wish.document);
      const meant = all.filter(isMeant);
      const wanted = meant.filter(({ unit }) => wish.unit === undefined || unit === wish.unit).map(({ id }) => id);
      const counts = new Map<string, number>();
      for (const { unit } of meant) counts.set(unit, (counts.get(unit) ?? 0) + 1);
      const paged: string[] = [];
      for (let page = 1; page <= Math.ceil(wanted.length / 200) + 1; page++) {
        const { data, total, units } = await listFigures(db(), { ...wish, page, size: 200 });
        expect(total).toBe(wanted.length);
        expect(new Map(units.map(({ unit, count }) => [unit, count]))).toEqual(counts);
        paged.push(...data.map(({ id }) => id));
      }
      const { data } = await listFigures(db(), { ...wish, page: 1, size: 200 });
      expect(paged.slice(0, 200)).toEqual(data.map(({ id }) => id));
      expect([...paged].sort()).toEqual([...wanted].sort());
      expect(paged).toEqual(await inOrder(paged, wish));
    }),
    { numRuns: 12 },
  );
}, 60_000);

/** Sorted by the database in one go. */
async function inOrder(
  ids: readonly string[],
  { sort = 'document', order = 'asc' }: { sort?: string; order?: 'asc' | 'desc' },
): Promise<string[]> {
  const by = {
    document: order === 'asc' ? 'd.uploaded_at desc, d.id desc' : 'd.uploaded_at, d.id',
    subject: `f.subject ${order}`,
    value: `f.value ${order}`,
    unit: `f.unit ${order}, f.value ${order}`,
  }[sort]!;
  const last = sort === 'document' ? 'f.position, f.id' : `f.id ${order}`;
  const { rows } = await sql<{ id: string }>`select f.id from figure f join document d on d.id = f.document
    where f.id = any(${ids}::uuid[]) order by ${sql.raw(`${by}, ${last}`)}`.execute(db());
  return rows.map(({ id }) => id);
}
