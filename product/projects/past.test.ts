import { peopleCodeSets, peopleRegisters, permissionsOf, type RoleKey } from '@quantu/people';
import { directoryRoom, peopleRoom, type Person } from '@quantu/people/server';
import { documentsRoom } from '@quantu/product-documents/server';
import { deskRoom } from '@quantu/product-registers/server';
import { programViewer, Registers, type Books, type Register } from '@quantu/registers';
import { changeRecord, recordById, registersRoom, writeMany } from '@quantu/registers/server';
import type { Store } from '@quantu/store';
import { TEST_DISTRICT, testStore } from '@quantu/store/testing';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { projectCodeSets } from './code-sets.ts';
import { deadlines } from './deadlines.server.ts';
import { projectDerivations } from './derivations.server.ts';
import { lights, overview } from './overview.server.ts';
import { projectView } from './project-view.server.ts';
import { projectRegisters } from './registers.ts';
import { amend, approveSheet, fillSheet, reportingOf, submitSheet } from './reporting.server.ts';
import { projectsRoom } from './room.server.ts';
import { chooseRules, rulesOf } from './rules-view.server.ts';
import { sheetOf } from './sheet.server.ts';

const district = TEST_DISTRICT;
const people: readonly Register[] = peopleRegisters;
const books: Books = {
  registers: new Registers([...people, ...projectRegisters]),
  codeSets: [...peopleCodeSets, ...projectCodeSets],
  derivations: projectDerivations,
};
const register = (key: string) => books.registers.get(key)!;
const program = programViewer('demo');
const person = (name: string, role: RoleKey, organisation?: string): Person => ({
  id: '01900000-0000-7000-8000-000000000001',
  name,
  displayName: name,
  session: null,
  grants: [],
  demands: [],
  token: null,
  permissions: permissionsOf([role]),
  viewer: {
    account: name,
    person: null,
    roles: [role],
    organisations: organisation === undefined ? [] : [organisation],
    organisation: organisation ?? null,
  },
});

let store: Store;
let housing: string;
let project: string;

/** Whatever is written from here on is written on that day. */
const on = (day: string) => vi.setSystemTime(new Date(`${day}T10:00:00+08:00`));
const db = () => store.read(district);
const desk = (one: Person) => ({ store, books, district, person: one });
const clerk = () => person('住建经办人', 'department-clerk', housing);
const office = () => person('督查室', 'government-office');
const member = () => person('代表', 'congress-member');
const change = { district, actor: '测试', action: 'record.create' };
const MAY = '2026-05';
const DAYS = { open: '2026-06-01', handedIn: '2026-06-04', approved: '2026-06-09', amended: '2026-06-20' } as const;

/** One project whose report of May is handed in, approved and corrected, each on a day of its own. */
beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  on('2026-05-06');
  store = await testStore([registersRoom, deskRoom, peopleRoom, directoryRoom, documentsRoom, projectsRoom]);
  const write = (key: string, values: Record<string, string | number>, state?: string) =>
    store.transact(change, async (tx) => {
      const [made] = await writeMany(tx, books, register(key), program, [{ values, ...(state ? { state } : {}) }]);
      return made!.id;
    });
  housing = await write('organisation', { code: '1', name: '住建局', kind: 'department' });
  const start = { plannedStart: '2026-01-01', startedOn: '2026-01-01', plannedFinish: '2026-06-15' };
  const names = { code: 'A', name: '滨海大道', programme: 'traffic', lead: housing };
  project = await write('city-project', { ...names, ...start }, 'building');
  await write('city-project-year', { project, year: 2026, plannedYuan: '12000000' });
  on(DAYS.open);
  await write('city-project-month', { project, month: MAY, lead: housing });
  on(DAYS.handedIn);
  const { rows } = await sheetOf(db(), books, clerk(), MAY);
  const { report, version } = rows[0]!;
  await fillSheet(desk(clerk()), MAY, housing, [
    { report, version, values: { doneYuan: '5000000', progress: 'foundation', problem: '征地' } },
  ]);
  await submitSheet(desk(clerk()), MAY, housing);
  on(DAYS.approved);
  await approveSheet(desk(office()), MAY, housing);
  on(DAYS.amended);
  const now = (await sheetOf(db(), books, office(), MAY, housing)).rows[0]!;
  const correction = { report, version: now.version, values: { doneYuan: '1000000' }, reason: '重复计入' };
  await amend(desk(office()), MAY, correction);
  await chooseRules(store, district, office(), { dueWorkday: 8, reason: '统一口径' });
  await store.transact(change, async (tx) => {
    const { data } = await recordById(tx, books, register('city-project'), program, project);
    const values = { plannedFinish: '2026-12-31', name: '滨海大道提升' };
    await changeRecord(tx, books, register('city-project'), program, project, data.version, values);
  });
  on('2026-07-01');
});
afterAll(async () => {
  vi.useRealTimers();
  await store.close();
});

test.each([
  [DAYS.open, { open: 1, submitted: 0, approved: 0 }, null],
  [DAYS.handedIn, { open: 0, submitted: 1, approved: 0 }, '5000000'],
  [DAYS.approved, { open: 0, submitted: 0, approved: 1 }, '5000000'],
  [DAYS.amended, { open: 0, submitted: 0, approved: 1 }, '1000000'],
])('the sheet as of %s is what was on it then, and nobody may write on it', async (day, standing, doneYuan) => {
  const { status, rows } = await sheetOf(db(), books, clerk(), MAY, undefined, day);
  expect(status).toMatchObject({ ...standing, can: { fill: false, submit: false, approve: false } });
  expect(rows).toMatchObject([{ doneYuan, can: { fill: false, amend: false } }]);
  const all = await reportingOf(desk(office()), MAY, day);
  expect(all.data).toMatchObject([{ ...standing, can: { fill: false, submit: false, approve: false } }]);
});

test('a key that is there already is told by the name of the record it refers to', async () => {
  const again = store.transact(change, (tx) =>
    writeMany(tx, books, register('city-project-year'), program, [
      { values: { project, year: 2026, plannedYuan: '1' } },
    ]),
  );
  await expect(again).rejects.toThrow('项目“滨海大道提升”、年度“2026”已有一条记录，不能重复');
});

test('what is left of the days of a report is counted from the day that is looked at', async () => {
  const { status } = await sheetOf(db(), books, clerk(), MAY, undefined, DAYS.open);
  expect(status).toMatchObject({ dueOn: '2026-06-05', workdaysLeft: 4, isLate: false });
});

test('the page of a project as of a day has its name, its sums and its reports of that day', async () => {
  const view = (day?: string) => projectView(db(), books, office().viewer, project, day);
  expect((await view()).name).toBe('滨海大道提升');
  const then = await view(DAYS.approved);
  expect(then.name).toBe('滨海大道');
  expect(then.months).toMatchObject([{ state: 'approved', cumulativeYuan: '5000000', isAmended: false }]);
  expect(then.years).toMatchObject([{ year: 2026, doneYuan: '5000000' }]);
  expect((await view()).years).toMatchObject([{ year: 2026, doneYuan: '1000000' }]);
  await expect(view('2026-02-30')).rejects.toThrow('“2026-02-30”不是日历上的日子');
  await expect(view('2026-05-01')).rejects.toMatchObject({ code: 'project.unknown' });
});

test('before the approved sum was kept, a project’s page adds it up from the reports approved by then', async () => {
  // As an installation that was upgraded later: its history knows nothing of the sum.
  await store.unrecorded(district, async (tx) => {
    await sql`set local session_replication_role = replica`.execute(tx);
    await sql`update city_project_history set settled_yuan = null`.execute(tx);
  });
  const settled = async (day: string) => {
    const { facts } = await projectView(db(), books, member().viewer, project, day);
    return facts.find(({ label }) => label === '本年审定完成投资')?.text;
  };
  expect(await settled(DAYS.handedIn)).toBeUndefined();
  expect(await settled(DAYS.approved)).toBe('500 万元');
  expect(await settled(DAYS.amended)).toBe('100 万元');
});

test('what was due, and by which rules it was judged, is asked of the day as well', async () => {
  const dueOn = async (day?: string) =>
    (await deadlines(db(), books, office().viewer, { days: 30, asOf: day })).map(({ kind, on }) => [kind, on]);
  expect(await dueOn(DAYS.open)).toEqual([
    ['report', '2026-06-05'],
    ['finish', '2026-06-15'],
  ]);
  expect(await dueOn()).toEqual([]);
  expect((await rulesOf(db(), books, office().viewer, DAYS.approved)).dueWorkday).toBe(5);
  const now = await rulesOf(db(), books, office().viewer);
  expect([now.dueWorkday, now.acts.length]).toEqual([8, 1]);
});

test('a day to come is looked at as now', async () => {
  const seen = await overview(db(), books, office().viewer, { asOf: '2030-01-01' });
  expect(seen).toEqual(await overview(db(), books, office().viewer, {}));
  expect((await lights(db(), books, office().viewer, { asOf: DAYS.approved })).data).toMatchObject([
    { name: '滨海大道', doneYuan: '5000000' },
  ]);
});
