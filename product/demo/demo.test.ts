import { accountabilityRoom } from '@quantu/accountability/server';
import { directoryRoom, peopleRoom } from '@quantu/people/server';
import { documentsRoom } from '@quantu/product-documents/server';
import { deskRoom } from '@quantu/product-registers/server';
import { plansRoom } from '@quantu/plans/server';
import { projectsRoom } from '@quantu/projects/server';
import { registersRoom } from '@quantu/registers/server';
import { reportsRoom } from '@quantu/reports/server';
import type { Store } from '@quantu/store';
import { testStore } from '@quantu/store/testing';
import { sql, type RawBuilder } from 'kysely';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { LATE_CORRECTION } from './city.ts';
import { isDemoUnfinished, makeDemo } from './index.ts';
import { demoPlan } from './plan.ts';
import { writeDemo } from './write-demo.server.ts';

const DISTRICT = '990101';
/** When the report was dated; what came after is not in it. */
const REPORTED = '2026-10-20T15:59:59.999Z';
const rooms = [
  registersRoom,
  deskRoom,
  peopleRoom,
  directoryRoom,
  projectsRoom,
  plansRoom,
  accountabilityRoom,
  documentsRoom,
  reportsRoom,
];
let store: Store;
beforeAll(async () => {
  store = await testStore(rooms, { districts: [DISTRICT] });
  await writeDemo(store, DISTRICT);
}, 120_000);
afterAll(() => store.close());

async function rows<Row>(query: RawBuilder<Row>): Promise<Row[]> {
  return (await query.execute(store.read(DISTRICT))).rows;
}

test('the plan is the same every time, and has 400 projects', () => {
  const plan = demoPlan();
  expect(demoPlan()).toEqual(plan);
  const made = plan.flatMap(({ happenings }) => happenings.map(({ register, key }) => `${register} ${key}`));
  const isProject = (name: string) => /^(city-project|investment-project|old-estate|sewage-project) /.test(name);
  expect(new Set(made.filter(isProject)).size).toBe(400);
});

test('the city projects are the report’s, as they were recorded by its day', async () => {
  const [then] = await rows(sql`
    select count(*) as projects, sum(planned_yuan)::text as planned, sum(done_yuan)::text as done,
      count(*) filter (where state = 'preparing') as idle
    from city_project_history where plan_year = 2026 and recorded_from <= ${REPORTED} and recorded_to > ${REPORTED}`);
  expect(then).toEqual({ projects: 52, planned: '4680000000', done: '3744000000', idle: 3 });
  const [before] = await rows(sql`select sum(planned_yuan)::text as planned from city_project_year where year = 2025`);
  expect(before).toEqual({ planned: '3820000000' });
  expect(
    await rows(sql`select kind, count(*) as count from city_project where plan_year = 2026 group by 1 order by 1`),
  ).toEqual([
    { kind: 'parks', count: 15 },
    { kind: 'pipes', count: 11 }, // the report prints 12: its parts add up to one more than its whole
    { kind: 'roads', count: 14 },
    { kind: 'schools-hospitals', count: 12 },
  ]);
});

test('investment, estates and sewage are the report’s', async () => {
  const [contacts] = await rows(sql`select count(*) as projects, sum(total_yuan)::text as yuan
    from investment_project where talked_on >= '2026-01-01'`);
  expect(contacts).toEqual({ projects: 46, yuan: '31280000000' });
  const [signed] = await rows(sql`
    select count(*) as projects, sum(counted_yuan)::text as yuan,
      count(*) filter (where total_yuan >= 1e9) as ten, count(*) filter (where total_yuan >= 5e8) as five
    from investment_project where signed_on >= '2026-01-01'`);
  expect(signed).toEqual({ projects: 21, yuan: '9645000000', ten: 3, five: 7 });
  const [counted] = await rows(sql`select sum(counted_projects)::text as projects, sum(counted_yuan)::text as yuan
    from investment_signing where signed_on >= '2026-01-01'`);
  expect(counted).toEqual({ projects: '21', yuan: '9645000000' });
  const [estates] = await rows(sql`
    select count(*) as estates, sum(buildings)::text as buildings, sum(households)::text as households,
      sum(area_m2)::text as area, sum(lifts)::text as lifts, sum(parking)::text as parking,
      sum(central_yuan + province_yuan + city_yuan)::text as above, sum(resident_yuan + operator_yuan)::text as others
    from old_estate where programme_year = 2026 and state = 'started'`);
  expect(estates).toEqual({
    estates: 3,
    buildings: '68',
    households: '2346',
    area: '216000',
    lifts: '35',
    parking: '820',
    above: '42600000',
    others: '11800000',
  });
  const [sewage] = await rows(sql`
    select count(*) as projects, trim_scale(sum(built_km))::text as km, sum(capacity_added)::text as tons
    from sewage_project where programme_year = 2026`);
  expect(sewage).toMatchObject({ projects: 9, km: '42.5' });
  expect(Number((sewage as { tons: string }).tons)).toBe(30_000);
});

test('what changed after the report is October and one late correction, and both are told', async () => {
  const [now] = await rows(
    sql<{ done: string }>`select sum(done_yuan)::text as done from city_project where plan_year = 2026`,
  );
  const [october] = await rows(
    sql<{
      done: string;
    }>`select sum(done_yuan)::text as done from city_project_month where month = '2026-10' and state <> 'open'`,
  );
  expect(BigInt(now!.done)).toBe(3_744_000_000n + BigInt(october!.done) + BigInt(LATE_CORRECTION) * 10_000n);
  const amended = await rows(sql`
    select m.month, (m.done_yuan - h.done_yuan)::text as change, a.reason from city_project_month m
    join city_project_month_history h on h.id = m.id and h.recorded_from < '2026-11-01' and h.recorded_to > '2026-11-01'
    join audit a on a.id = m.recorded_in where m.is_amended`);
  expect(amended).toEqual([{ month: '2026-08', change: '-12000000', reason: expect.stringContaining('更正') }]);
});

test('every light is there, late and missing reports too, and cumulated is the sum of months', async () => {
  const lights = await rows(
    sql<{ light: string }>`select distinct light from city_project where plan_year = 2026 order by 1`,
  );
  expect(lights.map(({ light }) => light)).toEqual(['green', 'grey', 'red', 'yellow']);
  const [late] = await rows(sql`
    select count(*) filter (where is_late and state = 'open') > 0 as missing,
      count(*) filter (where is_late and state = 'approved') > 0 as late from city_project_month`);
  expect(late).toEqual({ missing: true, late: true });
  const wrong = await rows(sql`
    select m.id from city_project_month m join lateral (select sum(done_yuan) as yuan from city_project_month e
      where e.project = m.project and left(e.month, 4) = left(m.month, 4) and e.month <= m.month and e.state <> 'open') s on true
    where m.state <> 'open' and m.cumulative_yuan is distinct from s.yuan`);
  expect(wrong).toEqual([]);
});

test('its pictures are pictures, and its chain verifies', async () => {
  const [file] = await rows(
    sql<{ hash: string; count: number }>`select min(hash) as hash, count(*) as count from file`,
  );
  expect(file!.count).toBe(24);
  const png = await store.files.read(file!.hash);
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  expect(await store.verifyChain()).toMatchObject({ ok: true });
});

test('making it again writes nothing', async () => {
  const count = () => rows(sql`select count(*) as count from audit`);
  const before = await count();
  await writeDemo(store, DISTRICT);
  expect(await count()).toEqual(before);
});

test('the burden meter of every unit that reports is the cells of its reports', async () => {
  const [meter] = await rows(
    sql<{
      typed: number;
      units: number;
    }>`select sum(typed)::integer as typed, count(distinct organisation)::integer as units
      from cell_burden where register = 'city-project-month'`,
  );
  const [reports] = await rows(
    sql<{
      reports: number;
      units: number;
    }>`select count(*)::integer as reports, count(distinct p.lead)::integer as units
      from city_project_month m join city_project p on p.id = m.project where m.submitted_on is not null`,
  );
  expect(meter).toEqual({ typed: reports!.reports * 3, units: reports!.units });
});

test('what was interrupted is known to be unfinished, and goes on where it stopped', async () => {
  const begun = await testStore(rooms, { districts: [DISTRICT] });
  expect(await isDemoUnfinished(begun)).toBe(false);
  let left = 7;
  const transact = begun.transact.bind(begun);
  const power = vi.spyOn(begun, 'transact').mockImplementation((change, write) => {
    if (left-- === 0) throw new Error('the power went');
    return transact(change, write);
  });
  await expect(makeDemo(begun, 0.1)).rejects.toThrow('the power went');
  power.mockRestore();
  expect(await isDemoUnfinished(begun)).toBe(true);
  await makeDemo(begun, 0.1);
  expect(await isDemoUnfinished(begun)).toBe(false);
  const files = sql`(select from record_attachment where register = 'city-project') files`;
  const tables = ['city_project', 'city_project_month', 'investment_project', 'person'].map((name) => sql.table(name));
  for (const table of [...tables, files]) {
    const count = async (of: Store) =>
      (await sql<{ count: number }>`select count(*) as count from ${table}`.execute(of.read(DISTRICT))).rows;
    expect(await count(begun)).toEqual(await count(store));
  }
  await begun.close();
}, 120_000);
